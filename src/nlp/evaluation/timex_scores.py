"""Scores for temporal expressions as in TempEval-3 (UzZaman et al. 2013): strict, relaxed, type and value F1.

Expressions are matched one to one within a text: equal spans first, then overlapping ones from left to right.
Type and value count relaxed matches with an equal attribute, over all predicted (precision) and all annotated
(recall).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

__all__ = ["Scored", "TimexScores", "match_timexes", "score_timexes"]


class Scored(Protocol):
    """What is compared: a span, a type and a value."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """Code point behind the last."""

    @property
    def type(self) -> str:
        """TIMEX3 type."""

    @property
    def value(self) -> str:
        """TIMEX3 value."""


@dataclass(frozen=True, slots=True)
class TimexScores:
    """F1 of each measure in per cent, and the counts behind them."""

    strict: float
    relaxed: float
    type: float
    value: float
    value_accuracy: float
    n_annotated: int
    n_predicted: int
    n_matched: int


def score_timexes(pairs: Iterable[tuple[Sequence[Scored], Sequence[Scored]]]) -> TimexScores:
    """Scores over (annotated, predicted) expressions of each text, pooled over all texts."""
    annotated = predicted = strict = relaxed = types = values = 0
    for gold, found in pairs:
        annotated += len(gold)
        predicted += len(found)
        for one, other in match_timexes(gold, found):
            relaxed += 1
            strict += (one.start, one.end) == (other.start, other.end)
            types += one.type == other.type
            values += one.value == other.value
    total = annotated + predicted
    return TimexScores(
        strict=_f1(strict, total),
        relaxed=_f1(relaxed, total),
        type=_f1(types, total),
        value=_f1(values, total),
        value_accuracy=round(100 * values / relaxed, 2) if relaxed else 0.0,
        n_annotated=annotated,
        n_predicted=predicted,
        n_matched=relaxed,
    )


def match_timexes(gold: Sequence[Scored], found: Sequence[Scored]) -> list[tuple[Scored, Scored]]:
    """Pairs of annotated and found expressions, each used once."""
    pairs: list[tuple[Scored, Scored]] = []
    free = sorted(found, key=lambda one: (one.start, one.end))
    open_gold = sorted(gold, key=lambda one: (one.start, one.end))
    for exact in (True, False):
        for one in list(open_gold):
            fitting = next((other for other in free if _fits(one, other, exact)), None)
            if fitting is not None:
                pairs.append((one, fitting))
                free.remove(fitting)
                open_gold.remove(one)
    return pairs


def _fits(one: Scored, other: Scored, exact: bool) -> bool:
    if exact:
        return (one.start, one.end) == (other.start, other.end)
    return one.start < other.end and other.start < one.end


def _f1(hits: int, total: int) -> float:
    """F1 in per cent over annotated plus predicted; 100 where there was nothing to find."""
    return round(200 * hits / total, 2) if total else 100.0
