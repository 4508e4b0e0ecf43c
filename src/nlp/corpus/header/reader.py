"""Reads the lines at the head of a plain text one after the other and leaves everything else as body.

A line is taken out of the text only where it is understood. A line that is not, yet stands above ones that
are (a standfirst between title and byline), stays at the beginning of the body, and a doubt says so.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from nlp.corpus.article import Name
from nlp.corpus.header.bylines import Byline, find_affiliation, read_parts, split_by
from nlp.corpus.header.head import MOST_LINES, Line, head_lines, is_header_line, is_place
from nlp.corpus.header.lines import DateLine, find_genre, is_furniture, read_date_line, read_label
from nlp.corpus.header.names import is_body, is_role, without_degrees
from nlp.corpus.header.titles import read_title

__all__ = ["Header", "read_header"]

LONGEST_STANDFIRST = 45  # words
_FULL_STOP = re.compile(r"(?<![A-Z])[.。][\"”’)]*$")


@dataclass(frozen=True, slots=True)
class Header:
    """What the head of a text says, and the text below it.

    `origins` names the line that each value came from; `doubts` what could not be understood.
    """

    title: str | None
    body: str
    authors: tuple[Name, ...] = ()
    affiliation: str | None = None
    outlet: str | None = None
    issued: date | None = None
    url: str | None = None
    genre: str | None = None
    keywords: tuple[str, ...] = ()
    reading_time: int | None = None
    origins: dict[str, str] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    values: dict[str, object] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    updated: date | None = None

    def put(self, **values: object) -> None:
        """Keep the values that are neither empty nor known already: the first line that says it counts."""
        for name, value in values.items():
            if value and name not in self.values:
                self.values[name] = value


def read_header(text: str, *, country: str | None = None) -> Header:
    """The head of a cleaned text and its body, the exact remainder of the text.

    Args:
        text: cleaned text (`nlp.corpus.text.clean_text`).
        country: country of the outlet, ISO 3166 alpha-2; decides what "5/6/2025" means.
    """
    lines = head_lines(text)
    found = _Found()
    last, kept = _read_lines(lines, found, country)
    if found.updated and "issued" not in found.values:
        found.put(issued=found.updated)
        found.doubts.append("only the date of an update is given")
    body = text[lines[last].end :] if last >= 0 else text
    above = [text[lines[number].start : lines[number].end].strip() for number in kept]
    found.doubts += [f"kept as text, though above other header lines: “{_shortened(one)}”" for one in above]
    body = "\n\n".join([*above, body.strip()]).strip()
    origins = dict.fromkeys(found.values, "header line")
    values = {"title": None} | found.values
    return Header(body=body, origins=origins, doubts=tuple(found.doubts), **values)  # type: ignore[arg-type]


def _read_lines(lines: Sequence[Line], found: _Found, country: str | None) -> tuple[int, list[int]]:
    """The number of the last header line (−1: there is none) and of the lines above it that are text."""
    last, unknown, kept = -1, -1, list[int]()
    for number in range(min(len(lines), MOST_LINES)):
        if number <= last:
            continue  # the second line of a title
        taken = _read_line(lines, number, found, country) or (
            unknown < 0 and _take_unsure(lines[number].text, found)
        )
        if taken:
            kept += [unknown] if unknown >= 0 else []
            last, unknown = number + taken - 1, -1
        elif "title" not in found.values or unknown >= 0 or kept:
            break  # a text without title, or a second line that is not understood: the body has begun
        elif len(lines[number].text.split()) > LONGEST_STANDFIRST:
            break
        else:
            unknown = number
    return last, kept


def _read_line(lines: Sequence[Line], number: int, found: _Found, country: str | None) -> int:
    """How many lines are taken, beginning with this one: none, one, or two for a title set on two lines."""
    line = lines[number].text
    readers: tuple[Callable[[str, _Found], bool], ...] = (_take_furniture, _take_label, _take_genre, _take_by)
    if any(reader(line, found) for reader in readers):
        return 1
    dated = read_date_line(line, country=country)
    if dated and _take_dated(dated, found):
        return 1
    if "title" not in found.values:
        return _take_title(lines, number, found, country)
    following = lines[number + 1].text if number + 1 < len(lines) else ""
    return int(_take_byline(line, following, found, country))


def _take_unsure(line: str, found: _Found) -> bool:
    """A line that is a header line only because it follows one."""
    return "title" in found.values and (_take_bare_name(line, found) or _take_place(line, found))


def _take_title(lines: Sequence[Line], number: int, found: _Found, country: str | None) -> int:
    title = read_title(lines, number, country=country)
    if title is None:
        return 0
    if title.is_outlet:
        found.put(outlet=title.text)
    elif title.is_section:
        found.doubts.append(f"“{title.text}” above the title was taken for a section of the outlet")
    else:
        found.put(title=title.text, genre=title.genre)
    return title.n_lines


def _take_furniture(line: str, found: _Found) -> bool:
    if not is_furniture(line):
        return False
    _put_genre(line, found)  # a trail of links may name it
    return True


def _take_label(line: str, found: _Found) -> bool:
    labelled = read_label(line)
    if labelled is None:
        return False
    name, value = labelled
    if name == "author":
        if not _take_names(value, found, strict=False):
            found.put(authors=(Name(literal=value),))
    elif name == "keywords":
        found.put(keywords=tuple(word.strip() for word in re.split(r"[,;]", value) if word.strip()))
    elif name == "genre":
        found.put(genre=find_genre(value) or value.lower())
    else:
        found.put(**{name: value})
    return True


def _take_genre(line: str, found: _Found) -> bool:
    genre = find_genre(line)
    found.put(genre=genre)
    return genre is not None


def _take_by(line: str, found: _Found) -> bool:
    """A line that says "By" and goes on with names, perhaps with the date after them."""
    split = split_by(line)
    if split is None:
        return False
    rest, genre = split
    if not _take_names(rest, found, strict="title" not in found.values):
        return False
    found.put(genre=genre.lower() if genre else None)
    return True


def _take_names(text: str, found: _Found, *, strict: bool) -> bool:
    dated = read_date_line(text)
    rest = dated.rest if dated else text
    byline = read_parts(rest, strict=strict)
    if byline is None:
        return False
    if dated:
        _put_dated(dated, found)
    _put_byline(byline, found)
    _put_genre(rest, found)
    return True


def _take_dated(dated: DateLine, found: _Found) -> bool:
    """A line of date and reading time; beside them only a place or, once there is a title, the authors."""
    plain = dated.issued and not (dated.updated or dated.reading_time)
    if plain and found.values.get("issued", dated.issued) != dated.issued:
        return False  # a heading of the text
    if dated.rest and not (dated.has_day and is_place(dated.rest)):
        known = found.values
        by = split_by(dated.rest)
        byline = None
        if by or ("title" in known and "authors" not in known):
            byline = read_parts(by[0] if by else dated.rest, strict=not by)
        place = find_affiliation(dated.rest) if "authors" in known and len(dated.rest.split()) <= 12 else None
        if find_genre(dated.rest):
            found.put(genre=find_genre(dated.rest))
        elif byline:
            _put_byline(byline, found)
            _put_genre(dated.rest, found)
        elif place:
            found.put(affiliation=place)
        else:
            return False
    _put_dated(dated, found)
    return True


def _take_byline(line: str, following: str, found: _Found, country: str | None) -> bool:
    """A byline without "By", where its form or the header line below it shows that it is one."""
    if "authors" in found.values:
        return False
    byline = read_parts(line, strict=True)
    if byline is None:
        return False
    plain = without_degrees(line) == line and not byline.affiliation
    enclosed = is_header_line(following, country) or (is_body(following) and len(following.split()) <= 15)
    if plain and not enclosed:
        return False
    _put_byline(byline, found)
    return True


def _take_bare_name(line: str, found: _Found) -> bool:
    """A person's name alone between title and text; as likely a body or a single name would be a heading."""
    byline = read_parts(line, strict=True)
    known = "authors" in found.values or byline is None or len(line.split()) > 4
    if known or byline is None or any(name.literal for name in byline.authors):
        return False
    found.doubts.append(f"“{_shortened(line)}” was taken for the author")
    _put_byline(byline, found)
    return True


def _take_place(line: str, found: _Found) -> bool:
    """An affiliation or role on its own line below the byline."""
    if "authors" not in found.values or len(line.split()) > 20 or _FULL_STOP.search(line):
        return False
    place = find_affiliation(line)
    if place and "affiliation" not in found.values:
        found.put(affiliation=place)
        return True
    return is_role(line) and len(line.split()) <= 6 and "affiliation" not in found.values


def _put_byline(byline: Byline, found: _Found) -> None:
    found.put(authors=byline.authors, affiliation=byline.affiliation)


def _put_genre(line: str, found: _Found) -> None:
    for part in re.split(r"\s[>»›/|·•]\s", line):
        found.put(genre=find_genre(part))


def _put_dated(dated: DateLine, found: _Found) -> None:
    found.updated = found.updated or dated.updated
    if dated.issued and found.values.get("issued", dated.issued) != dated.issued:
        found.doubts.append(f"a second date, {dated.issued}, was not used")
    found.put(issued=dated.issued, reading_time=dated.reading_time)
    found.doubts += dated.doubts


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"
