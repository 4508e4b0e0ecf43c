"""Values of front matter (or of the command line) as the typed attributes of an article."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from nlp.corpus.article import Name
from nlp.corpus.header.bylines import read_byline
from nlp.corpus.header.days import find_days
from nlp.corpus.markdown.front_matter import FrontMatterError, Value
from nlp.corpus.text import clean_line
from nlp.labels import Side

__all__ = ["KEYS", "Fields", "is_known", "read_fields"]

# Attributes of an article in the order in which its file names them, with the key of each.
KEYS = {
    "id": "id",
    "title": "title",
    "authors": "author",
    "affiliation": "affiliation",
    "outlet": "container-title",
    "issued": "issued",
    "url": "URL",
    "language": "language",
    "genre": "genre",
    "keywords": "keywords",
    "author_country": "author_country",
    "outlet_country": "outlet_country",
    "side": "side",
    "accessed": "accessed",
    "reading_time": "reading_time",
    "source_file": "source_file",
    "sample": "sample",
    "version": "version",
    "origins": "origins",
    "doubts": "doubts",
}
# Other names for them: Dublin Core, and what people write.
_ALIASES = {
    "authors": "authors creator byline",
    "outlet": "outlet publication publisher journal newspaper source container_title",
    "issued": "date published pubdate",
    "url": "url link",
    "language": "lang",
    "keywords": "keyword tags subject",
    "affiliation": "institution",
    "reading_time": "reading-time",
}
_ATTRIBUTE = {key.lower(): attribute for attribute, key in KEYS.items()} | {
    alias: attribute for attribute, aliases in _ALIASES.items() for alias in aliases.split()
}
# Fields of CSL-JSON that say nothing this project uses; they are passed over in silence.
_UNUSED = frozenset(
    """abstract annote archive call-number citation-key citation-label collection-title container-title-short
    doi editor event issn isbn issue note number-of-pages page page-first publisher-place section shorttitle
    title-short translator type volume sha256""".split()
)
_LANGUAGES = {
    "english": "en", "eng": "en", "korean": "ko", "kor": "ko", "indonesian": "id", "ind": "id", "malay": "ms",
    "msa": "ms", "may": "ms", "vietnamese": "vi", "vie": "vi", "thai": "th", "tha": "th", "chinese": "zh",
    "zho": "zh", "chi": "zh", "japanese": "ja", "jpn": "ja", "burmese": "my", "mya": "my", "khmer": "km",
    "khm": "km", "lao": "lo", "filipino": "tl", "tagalog": "tl", "fil": "tl",
    "french": "fr", "portuguese": "pt",
}  # fmt: skip
_ABSENT = frozenset({"", "~", "null", "none"})
_ID = re.compile(r"\w[\w.-]{0,199}")


@dataclass(slots=True)
class Fields:
    """Typed values by attribute name, the text's recorded hash, and what could not be used."""

    values: dict[str, object] = field(default_factory=dict)
    sha256: str | None = None
    doubts: list[str] = field(default_factory=list)


def read_fields(raw: Mapping[str, Value]) -> Fields:
    """The fields as attributes of an article; absent and empty ones are left out.

    Raises:
        FrontMatterError: a value is not what its field holds; the message names field and remedy.
    """
    fields = Fields()
    for key, value in raw.items():
        attribute = _ATTRIBUTE.get(key.strip().lower())
        if key.lower() == "sha256" and isinstance(value, str):
            fields.sha256 = value.strip().lower()
        elif attribute is None:
            if key.lower() not in _UNUSED:
                fields.doubts.append(_unknown(key))
        elif not _is_absent(value):
            if attribute in fields.values:
                fields.doubts.append(f"`{key}` repeats another field and was not used")
                continue
            read = _READERS[attribute](key, value, fields.doubts)
            if read is not None:
                fields.values[attribute] = read
    return fields


def is_known(key: str) -> bool:
    """Whether a key is the name, or another name, of a field."""
    return key.strip().lower() in _ATTRIBUTE


def _is_absent(value: Value) -> bool:
    return value.strip().lower() in _ABSENT if isinstance(value, str) else not value


def _unknown(key: str) -> str:
    near = get_close_matches(key.lower(), list(_ATTRIBUTE), n=1, cutoff=0.7)
    hint = f"; did you mean `{KEYS[_ATTRIBUTE[near[0]]]}`?" if near else ""
    return f"unknown field `{clean_line(key)[:40]}` was not used{hint}"


def _text(key: str, value: Value, doubts: list[str]) -> str | None:
    if not isinstance(value, str):
        raise FrontMatterError(f"`{key}` must be one line of text")
    return clean_line(value) or None


def _id(key: str, value: Value, doubts: list[str]) -> str | None:
    text = _text(key, value, doubts)
    if text and not _ID.fullmatch(text):
        raise FrontMatterError(f"`{key}` may hold only letters, digits, `-`, `_` and `.` (at most 200)")
    return text


def _names(key: str, value: Value, doubts: list[str]) -> tuple[Name, ...] | None:
    entries = value if isinstance(value, list) else [value]
    names: list[Name] = []
    for entry in entries:
        if isinstance(entry, dict):
            names.append(_csl_name(key, entry))
        elif isinstance(entry, str):
            byline = read_byline(clean_line(entry))
            names += byline.authors if byline else (Name(literal=clean_line(entry)),)
        else:
            raise FrontMatterError(f"`{key}` must be a list of names with `family` and `given`, or `literal`")
    return tuple(name for name in names if name.display) or None


def _csl_name(key: str, entry: Mapping[str, Value]) -> Name:
    part = {name: clean_line(text) for name, text in entry.items() if isinstance(text, str)}
    particle = part.get("non-dropping-particle") or part.get("dropping-particle") or ""
    family = " ".join(one for one in (particle, part.get("family", ""), part.get("suffix", "")) if one)
    literal = part.get("literal") or part.get("name") or ""
    given = part.get("given", "")
    if not (family or given or literal):
        raise FrontMatterError(f"`{key}`: a name needs `family` and `given`, or `literal`")
    if literal or not family:
        return Name(literal=literal or given)
    return Name(family=family, given=given, family_first=part.get("static-ordering", "").lower() == "true")


def _day(key: str, value: Value, doubts: list[str]) -> date | None:
    if isinstance(value, dict):  # CSL: date-parts, raw or literal
        value = value.get("date-parts") or value.get("raw") or value.get("literal") or ""
    while isinstance(value, list) and value and (len(value) == 1 or isinstance(value[0], list)):
        value = value[0]  # of a range of days the first
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "-".join(str(part).zfill(2) for part in value)
    if not isinstance(value, str):
        raise FrontMatterError(f"`{key}` must be a day such as 2025-05-29")
    days = find_days(value.strip())
    if days and days[0].value and days[0].start == 0:
        return days[0].value
    if re.fullmatch(r"\d{4}(-\d{1,2})?", value.strip()) or (days and days[0].doubt):
        doubts.append(f"`{key}`: “{clean_line(value)[:40]}” is no single day; write it as 2025-05-29")
        return None
    raise FrontMatterError(f"`{key}`: “{clean_line(value)[:40]}” is no day; write it as 2025-05-29")


def _url(key: str, value: Value, doubts: list[str]) -> str | None:
    text = _text(key, value, doubts) or ""
    if re.fullmatch(r"https?://[^\s<>\"']+", text):
        return text
    doubts.append(f"`{key}`: “{text[:40]}” is no http(s) address and was not used")
    return None


def _language(key: str, value: Value, doubts: list[str]) -> str | None:
    text = (_text(key, value, doubts) or "").lower()
    code = _LANGUAGES.get(text) or re.split(r"[-_]", text)[0]
    code = _LANGUAGES.get(code, code)
    if re.fullmatch(r"[a-z]{2,3}", code):
        return code
    raise FrontMatterError(f"`{key}`: write the language as its ISO 639 code, such as en or ko")


def _country(key: str, value: Value, doubts: list[str]) -> str | None:
    text = (_text(key, value, doubts) or "").upper()
    if re.fullmatch(r"[A-Z]{2}", text):
        return text
    raise FrontMatterError(f"`{key}`: write the country as its two letters in ISO 3166, such as KR or ID")


def _side(key: str, value: Value, doubts: list[str]) -> Side:
    text = (_text(key, value, doubts) or "").lower()
    for side in Side:
        if side.value.lower() == text:
            return side
    raise FrontMatterError(f"`{key}` must be one of {', '.join(Side)}")


def _keywords(key: str, value: Value, doubts: list[str]) -> tuple[str, ...] | None:
    words = re.split(r"[,;]", value) if isinstance(value, str) else value
    if isinstance(words, dict) or not all(isinstance(word, str) for word in words):
        raise FrontMatterError(f"`{key}` must be a list of words")
    return tuple(dict.fromkeys(clean_line(str(word)) for word in words if clean_line(str(word)))) or None


def _lines(key: str, value: Value, doubts: list[str]) -> tuple[str, ...] | None:
    entries = value if isinstance(value, list) else [value]
    return tuple(clean_line(entry) for entry in entries if isinstance(entry, str)) or None


def _minutes(key: str, value: Value, doubts: list[str]) -> int | None:
    number = re.match(r"(\d{1,3})\b", value.strip()) if isinstance(value, str) else None
    if not number:
        raise FrontMatterError(f"`{key}` must be a number of minutes")
    return int(number[1])


def _number(key: str, value: Value, doubts: list[str]) -> int | None:
    """A count of versions; catalogues call other things so, which are passed over."""
    return int(value) if isinstance(value, str) and re.fullmatch(r"[1-9]\d{0,3}", value.strip()) else None


def _truth(key: str, value: Value, doubts: list[str]) -> bool:
    text = value.strip().lower() if isinstance(value, str) else ""
    if text not in {"true", "false", "yes", "no"}:
        raise FrontMatterError(f"`{key}` must be true or false")
    return text in {"true", "yes"}


def _origins(key: str, value: Value, doubts: list[str]) -> dict[str, str]:
    if not isinstance(value, dict):
        raise FrontMatterError(f"`{key}` must name a field and its origin on each line")
    return {
        _ATTRIBUTE[name.lower()]: clean_line(origin)
        for name, origin in value.items()
        if name.lower() in _ATTRIBUTE and isinstance(origin, str)
    }


_READERS: dict[str, Callable[[str, Value, list[str]], object]] = {
    "id": _id,
    "title": _text,
    "authors": _names,
    "affiliation": _text,
    "outlet": _text,
    "issued": _day,
    "url": _url,
    "language": _language,
    "genre": _text,
    "keywords": _keywords,
    "author_country": _country,
    "outlet_country": _country,
    "side": _side,
    "accessed": _day,
    "reading_time": _minutes,
    "source_file": _text,
    "sample": _truth,
    "version": _number,
    "origins": _origins,
    "doubts": _lines,
}
