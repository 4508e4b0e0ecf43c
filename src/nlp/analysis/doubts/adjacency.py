"""Which expressions stand side by side, and what lies between them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from nlp.analysis.records import Timex
from nlp.labels import TimexAnchor, TimexType

__all__ = ["is_explicit", "is_relative", "iter_appositions", "iter_neighbours", "quote"]

_OPENED = re.compile(r"\s*(?:,|\(|–|—|-|:)?\s*(?:on|in|of)?\s*(?:the\s+)?")
_BARE = re.compile(r"\s*(?:,|\()\s*")
_CLOSED = re.compile(r"\s*(?:[,.;:)!?]|$)")
_RELATIVE_WORDS = re.compile(
    r"\b(?:last|next|this|past|previous|following|coming|ago|today|yesterday|tomorrow|tonight|later|earlier)\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"[0-9]")


def is_explicit(timex: Timex) -> bool:
    """Whether the expression names its day, month or year itself."""
    dated = timex.type in {TimexType.DATE, TimexType.TIME} and timex.start_date is not None
    return (
        dated
        and not is_relative(timex)
        and timex.anchor in {TimexAnchor.NONE, TimexAnchor.PUBLICATION}
        and (timex.anchor is TimexAnchor.NONE or _FIGURES.search(timex.text) is not None)
    )


def is_relative(timex: Timex) -> bool:
    """Whether the expression counts from another day ("next week", "two years ago")."""
    dated = timex.type is TimexType.DATE and timex.start_date is not None
    return dated and _RELATIVE_WORDS.search(timex.text) is not None


def iter_neighbours(text: str, dates: Sequence[Timex]) -> Iterator[tuple[Timex, Timex, str]]:
    """Each pair of successive expressions with the text between them."""
    for left, right in pairwise(dates):
        yield left, right, text[left.end : right.start]


def iter_appositions(text: str, dates: Sequence[Timex]) -> Iterator[tuple[Timex, Timex]]:
    """(relative, explicit) pairs that speak of one time: "next week, on 3 June"."""
    for left, right, between in iter_neighbours(text, dates):
        closed = _CLOSED.match(text, right.end) is not None
        if is_relative(left) and is_explicit(right):
            led = re.search(r"\b(?:on|in)\b|\(|–|—", between) is not None
            if between.strip() and _OPENED.fullmatch(between) and (led or closed):
                yield left, right
        elif closed and is_explicit(left) and is_relative(right) and _BARE.fullmatch(between):
            yield right, left


def quote(text: str, start: int, end: int) -> str:
    """The words from `start` to `end` on one line."""
    return " ".join(text[start:end].split())
