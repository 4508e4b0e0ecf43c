"""The lines at the head of a text, and which of them can be nothing but header lines."""

import re
from dataclasses import dataclass

from nlp.corpus.header.bylines import read_parts, split_by
from nlp.corpus.header.lines import find_genre, is_furniture, read_date_line

__all__ = ["MOST_LINES", "Line", "head_lines", "is_header_line", "is_place"]

MOST_LINES = 20  # a head is shorter; what follows is text
LONGEST_LINE = 540  # letters: a byline of four authors with affiliations; what is longer is text
_EMPHASIS = re.compile(r"([*_]{1,3})([^*_\s][^*_]*)\1")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its place in the text, and its words without marks of emphasis."""

    start: int
    end: int
    text: str
    block: int  # lines without a blank one between them have the same number


def head_lines(text: str) -> list[Line]:
    """The first lines of a text that are not blank, up to the first that is too long for a head."""
    lines: list[Line] = []
    start = block = 0
    for raw in text[:50_000].split("\n"):
        end = start + len(raw)
        if len(raw) > LONGEST_LINE:
            break
        if raw.strip():
            emphasis = _EMPHASIS.fullmatch(raw.strip())
            lines.append(Line(start, end, emphasis[2].strip() if emphasis else raw.strip(), block))
        else:
            block += 1
        start = end + 1
        if len(lines) == MOST_LINES + 3:
            break
    return lines


def is_header_line(line: str, country: str | None) -> bool:
    """Whether a line is a header line for itself, whatever stands around it."""
    dated = read_date_line(line, country=country)
    beside = dated.rest if dated else ""
    by = split_by(line) or split_by(beside)
    return bool(
        (dated and (not beside or is_place(beside) or read_parts(beside, strict=True)))
        or (by and read_parts(by[0], strict=False))
        or find_genre(line)
        or is_furniture(line)
    )


def is_place(text: str) -> bool:
    """Whether what stands beside a date may be the place where the piece was written."""
    words = text.split()
    short = len(words) == 1 or (
        1 < len(words) <= 3 and words[0] in {"Kuala", "Phnom", "Bandar", "Hong", "New"}
    )
    return short and all(word[0].isupper() and word.isalpha() for word in words)
