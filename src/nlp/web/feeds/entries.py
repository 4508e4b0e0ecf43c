"""One entry of a feed, and the small steps by which every kind of feed is read."""

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from lxml.etree import _Element

from nlp.errors import WebError
from nlp.web.urls import join_url, parse_url, url_key

__all__ = [
    "Entry",
    "Feed",
    "child_text",
    "children",
    "day_of",
    "local_name",
    "plain_text",
    "unique",
    "web_link",
]

_LONGEST = 2000  # characters of a summary that keywords are looked for in


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece that a feed announces; only the address is sure to be there."""

    url: str
    title: str = ""
    summary: str = ""
    published: date | None = None
    changed: str = ""  # when a site map says it was changed, as written


@dataclass(frozen=True, slots=True)
class Feed:
    """What was read: entries, each address once, and the site maps that an index names.

    `skipped` counts entries without an address that can be fetched.
    """

    entries: tuple[Entry, ...] = ()
    maps: tuple[Entry, ...] = ()
    skipped: int = 0


def local_name(element: _Element) -> str:
    """The name of an element without its namespace, in lower case; empty for comments."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def children(element: _Element, *names: str) -> list[_Element]:
    """The children of these names, whatever their namespace."""
    return [child for child in element if local_name(child) in names]


def child_text(element: _Element, *names: str) -> str:
    """The text of the first child of these names that has any, the names in their order of preference."""
    for name in names:
        for child in children(element, name):
            text = " ".join("".join(map(str, child.itertext())).split())
            if text:
                return text
    return ""


def plain_text(markup: str) -> str:
    """Text as it is read, from text in which tags and entities are written out."""
    text = html.unescape(re.sub(r"<[^<>]{0,2000}>", " ", html.unescape(markup)))
    # Control and direction marks do not belong into a line on a terminal.
    shown = "".join(letter for letter in text if letter.isspace() or unicodedata.category(letter)[0] != "C")
    return " ".join(shown.split())[:_LONGEST]


def day_of(text: str) -> date | None:
    """The day of a date as feeds write it (RFC 822, ISO 8601); None where it is missing or malformed."""
    text = text.strip()
    iso = re.match(r"(\d{4})-(\d\d)-(\d\d)", text)
    try:
        if iso:
            return date(*map(int, iso.groups()))
        found: datetime = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.date()


def web_link(base: str, link: str) -> str | None:
    """The address that a link means, if it can be fetched."""
    if not link.strip():
        return None
    try:
        return parse_url(join_url(base, link)).url
    except WebError:
        return None


def unique(entries: Iterable[Entry | None]) -> Feed:
    """A feed of the entries in their order; of those that mean one page the first."""
    kept: dict[str, Entry] = {}
    skipped = 0
    for entry in entries:
        if entry is None:
            skipped += 1
        else:
            kept.setdefault(url_key(entry.url), entry)
    return Feed(tuple(kept.values()), skipped=skipped)
