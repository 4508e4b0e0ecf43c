"""Whether a line is the title, and what it holds beside it: a kicker, a section, a second line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.corpus.header.bylines import read_parts
from nlp.corpus.header.head import Line, is_header_line
from nlp.corpus.header.lines import split_kicker

__all__ = ["Title", "read_title"]

LONGEST_TITLE = 45  # words
SHORTEST_WRAPPED = 50  # letters; mail and editors wrap at 60 and more
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_OUTLETS = frozenset(
    """bulletin chronicle daily gazette globe herald journal magazine mail monitor news newspaper observer
    post press review standard star times tribune weekly""".split()
)
_FULL_STOP = re.compile(r"(?<![A-Z])[.。][\"”’)]*$")


@dataclass(frozen=True, slots=True)
class Title:
    """The title with the genre its kicker names; or the outlet, or a section of it, above the title."""

    text: str
    genre: str | None = None
    is_section: bool = False
    is_outlet: bool = False
    n_lines: int = 1


def read_title(lines: Sequence[Line], number: int, *, country: str | None = None) -> Title | None:
    """The title (or a section above it) in a line and perhaps the next; None where the line is no title."""
    line = lines[number].text
    if not _can_be_title(lines, number, country):
        return None
    following = lines[number + 1 : number + 2]
    if number == 0 and _is_outlet(lines, country):
        return Title(line, is_outlet=True)
    if number == 0 and _is_section(line, following, country):
        return Title(line, is_section=True)
    taken = 1
    if following and _continues(lines[number], following[0], country):
        line, taken = f"{line} {following[0].text}", 2
    if heading := _HEADING.match(line):
        line = line[heading.end() :].strip("*_# ")
    genre, line = split_kicker(line) or (None, line)
    return Title(line, genre, n_lines=taken)


def _can_be_title(lines: Sequence[Line], number: int, country: str | None) -> bool:
    line = lines[number]
    if _HEADING.match(line.text):
        return True
    words = line.text.split()
    if len(words) > LONGEST_TITLE:
        return False
    together = [one for one in lines[number + 1 : number + 3] if one.block == line.block]
    if len(together) == 2 and not any(is_header_line(one.text, country) for one in together):
        # Three lines on end of like length, or one that runs on: hard-wrapped prose.
        like = min(len(line.text), len(together[0].text)) >= SHORTEST_WRAPPED and len(together[0].text) <= 100
        if like or together[0].text[0].islower():
            return False
    if _FULL_STOP.search(line.text) and len(words) > 8:
        after = lines[number + 1 : number + 2]
        return bool(after) and is_header_line(after[0].text, country)
    return True


def _continues(line: Line, after: Line, country: str | None) -> bool:
    """Whether a title goes on in the next line."""
    return after.block == line.block and after.text[0].islower() and not is_header_line(after.text, country)


def _is_section(line: str, following: Sequence[Line], country: str | None) -> bool:
    """A few capitals above a longer line: the section of the outlet rather than the title."""
    if not (line.isupper() and len(line.split()) <= 3 and following):
        return False
    title = following[0].text
    length = len(title.split())
    if title.isupper() or not 4 <= length <= 25 or _FULL_STOP.search(title):
        return False
    return not is_header_line(title, country) and read_parts(title, strict=True) is None


def _is_outlet(lines: Sequence[Line], country: str | None) -> bool:
    """A newspaper's name above kicker or date and title."""
    words = lines[0].text.lower().split()
    if len(lines) < 3 or len(words) > 5 or not _OUTLETS.intersection(words):
        return False
    title = lines[2].text
    if not is_header_line(lines[1].text, country) or is_header_line(title, country):
        return False
    return (
        len(title.split()) <= 25 and not _FULL_STOP.search(title) and read_parts(title, strict=True) is None
    )
