"""What a line at the head of a page is: kicker, date, reading time, label, or furniture of the page."""

import re
from dataclasses import dataclass
from datetime import date

from nlp.corpus.header.days import WrittenDay, find_days

__all__ = ["DateLine", "find_genre", "is_furniture", "read_date_line", "read_label", "split_kicker"]

_GENRES = {
    "opinion": "opinion|opinions|opinion piece|opinion article|op-ed|oped|op ed|guest opinion|viewpoint"
    "|viewpoints|perspective|perspectives|opini|pendapat|오피니언|기고",
    "commentary": "commentary|commentaries|guest commentary|comment|comments and analysis",
    "analysis": "analysis|news analysis|analyses|in-depth|analisis",
    "editorial": "editorial|editorials|사설",
    "column": "column|columns|columnists|guest column|칼럼|시론|kolom",
    "essay": "essay|essays|guest essay|long read",
    "brief": "brief|policy brief|issue brief|briefing|policy paper",
    "explainer": "explainer|explained|q&a",
    "interview": "interview|interviews",
    "blog": "blog|blog post",
    "feature": "feature|features",
    "review": "review|book review",
    "letter": "letter|letters|letter to the editor",
}
_GENRE = {phrase: genre for genre, phrases in _GENRES.items() for phrase in phrases.split("|")}

_LABELS = {
    "title": "title|headline|judul|제목",
    "author": "author|authors|writer|penulis|글쓴이",
    "affiliation": "affiliation|institution",
    "outlet": "source|outlet|publication|journal|newspaper|website|container-title",
    "url": "url|link|retrieved from|original link|permalink",
    "genre": "genre|category|section|type|kind",
    "keywords": "keywords|tags|topics|key words",
}
_LABEL = {phrase: field for field, phrases in _LABELS.items() for phrase in phrases.split("|")}
_LABELLED = re.compile(r"([^\W\d_][\w -]{1,20}?)\s*[::]\s+(\S.*)")
LONGEST_LABELLED = 45  # words; a labelled line that is longer is text
_ADDRESS = re.compile(r"<?(https?://[^\s<>\"]+)>?")

_READING_TIME = re.compile(
    r"(?:\b(?:estimated\s+)?read(?:ing)?\s+time\s*[:–-]?\s*)?(?<!\d)(\d{1,3})\s?-?\s?min(?:ute)?s?\b\.?"
    r"(?:\s+(?:to\s+)?read(?:ing)?)?(?:\s+time)?",
    re.IGNORECASE,
)
_DAY_LABEL = re.compile(
    r"(?:\b(?P<late>(?:last\s+)?(?:updated|modified|revised|edited)|update)"
    r"|\b(?P<early>(?:first\s+)?published|posted|issued|date|created|uploaded|publication\s+date|diterbitkan"
    r"|입력|등록|tanggal))(?:\s+on)?\s*[::]?\s*(?:on\s+)?(?:\w{3,9},?\s+)?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?"
    r"|\b(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu)\b,?|\([월화수목금토일]\)|[월화수목금토일]요일",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:\bat\s+)?T?(?:오[전후]\s?)?(?<!\d)\d{1,2}[:.]\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[ap]\.?m\b\.?)?\s*"
    r"(?:\(?\s*\b(?:GMT|UTC|KST|WIB|SGT|ICT|HKT|JST|EST|EDT|PST|PDT|BST|CET|MYT|PHT|AEST|AEDT|Z)\b)?\s*"
    r"(?:[+-]\d{1,2}(?::?\d\d)?)?\s*\)?Z?",
    re.IGNORECASE,
)
_DAY_WORDS = re.compile(
    r"\b(?:(?:last\s+|first\s+)?(?:published|posted|updated|modified|revised|edited|issued|created|uploaded)"
    r"(?:\s+on)?|publication\s+date|date|update|on|입력|등록|수정|diterbitkan|tanggal)\b\s*[::]?",
    re.IGNORECASE,
)
_SEPARATORS = " \t|·•,;:/–—-()[]*_<>~»・"

_FURNITURE = re.compile(
    r"(?:(?:©|\(c\)\s|copyright\s+(?:©|\(c\)|\d{4})|all rights reserved|skip to (?:main )?content|follow us"
    r"|this article (?:was|is) (?:also )?(?:first |originally )(?:published|posted)"
    r"|(?:photo|image|picture|illustration|credit)(?: credits?| by| source)?\s*[::]).*"
    r"|(?:share|listen to|print|save|e-?mail|bookmark) this(?: article| story| post| page| piece)?(?: on .*)?"
    r"|subscribe(?: now| today| to .*)?|sign up(?: now| for .*| to .*)?|log in|read more(?:\s*[:»>].*)?"
    r"|(?:\d[\d.,]*[kKmM]?\s+)?(?:shares?|views?|likes?|comments?|reads?)(?:\s*[(:]?\s*\d[\d.,]*[kKmM]?\)?)?"
    r"|@\w{2,30}|\S+@\S+\.\w{2,}"
    r"|no comments|leave a comment|(?:text size|font size).*|a[+-]? a[+-]?(?: a[+-]?)?)",
    re.IGNORECASE,
)
_BUTTONS = frozenset(
    """advertisement bookmark close comment comments copy download email e-mail facebook font home instagram
    like line linkedin link listen login mail menu messenger pdf print reddit save search share size subscribe
    telegram threads tweet twitter whatsapp x youtube kakaotalk naver band""".split()
)


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a line says about time, and what else stands on it (`rest`)."""

    issued: date | None
    updated: date | None
    reading_time: int | None
    doubts: tuple[str, ...]
    rest: str

    @property
    def has_day(self) -> bool:
        """Whether a date stands on the line, told or not."""
        return bool(self.issued or self.updated or self.doubts)


def find_genre(text: str) -> str | None:
    """The genre that a kicker names ("OPINION PIECE", "Op-Ed:", "[사설]"); None if the text is no kicker."""
    return _GENRE.get(text.strip(" \t|:·•*_#[]()<>—–-").casefold().removeprefix("in "))


def split_kicker(line: str) -> tuple[str, str] | None:
    """Genre and title of a line like "[Editorial] The long table" or "Commentary: A choice"."""
    match = re.match(r"\[([^\]]{2,30})\]\s*(.+)|([^|:–—]{2,30}?)\s*(?:[|:]|\s[–—])\s+(.+)", line)
    if not match:
        return None
    kicker, title = (match[1] or match[3]).strip(), (match[2] or match[4]).strip()
    genre = find_genre(kicker)
    return (genre, title) if genre and title else None


def read_label(line: str) -> tuple[str, str] | None:
    """Field and value of a labelled line ("Source: Sample Quarterly") or of a line that is an address."""
    if address := _ADDRESS.fullmatch(line.strip()):
        return "url", address[1]
    match = _LABELLED.fullmatch(line.strip("*_ "))
    field = _LABEL.get(match[1].strip().casefold()) if match else None
    if match is None or field is None or len(line.split()) > LONGEST_LABELLED:
        return None
    value = match[2].strip("*_ ")
    if field == "url":
        address = _ADDRESS.fullmatch(value)
        return ("url", address[1]) if address else None
    return field, value


def read_date_line(line: str, *, country: str | None = None) -> DateLine | None:
    """Date of publication and reading time on a line; None where it has neither.

    Of several dates the one that is called published counts, or else the first that is not an update.
    """
    days = find_days(line, country=country)
    rest = line
    for day in reversed(days):
        rest = f"{rest[: day.start]} | {rest[day.end :]}"
    reading = _READING_TIME.search(rest)
    if reading:
        rest = f"{rest[: reading.start()]} | {rest[reading.end() :]}"
    if not days and not reading:
        return None
    issued, updated = _choose(line, days)
    doubts = tuple(day.doubt for day in days if day.doubt)
    if days:
        for pattern in (_TIME, _WEEKDAY, _DAY_WORDS):
            rest = pattern.sub(" | ", rest)
    rest = re.sub(r"(?:\s*\|\s*)+", " | ", rest).strip(_SEPARATORS)
    rest += ")" * (rest.count("(") - rest.count(")"))  # of "Jane Roe (Sample University)" before a date
    return DateLine(issued, updated, int(reading[1]) if reading else None, doubts, rest)


def is_furniture(line: str) -> bool:
    """Whether a line is part of the page rather than text: buttons, copyright, credits of a picture."""
    if len(line.split()) > 25:
        return False
    words = re.findall(r"\w[\w-]*", line.casefold())
    if words and not words[0].isdigit() and all(word in _BUTTONS or word.isdigit() for word in words):
        return True
    parts = [part.strip() for part in re.split(r"\s[>»›/]\s", line)]
    if len(parts) > 1 and parts[0].casefold() == "home":
        return True  # a trail of links
    return bool(_FURNITURE.fullmatch(line.strip())) or not words


def _choose(line: str, days: tuple[WrittenDay, ...]) -> tuple[date | None, date | None]:
    """The day of publication and that of an update among the dates of a line."""
    early = plain = late = None
    for day in days:
        label = _DAY_LABEL.search(line[: day.start])
        if label and label["late"]:
            late = late or day.value
        elif label:
            early = early or day.value
        else:
            plain = plain or day.value
    return early or plain, late
