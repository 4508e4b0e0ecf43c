"""How long each stage took, and how much it got through; the log hears of both as it happens."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from nlp.running.journal import Event, note

__all__ = ["Clock", "count_words"]


@dataclass(slots=True)
class _Lap:
    """One stage: when it began, what it was, what passed it."""

    began: float
    seconds: float | None = None  # None while it goes on
    pieces: int | None = None
    words: int | None = None
    parts: dict[str, float] = field(default_factory=dict)

    def as_record(self) -> dict[str, Any]:
        """What is known of the stage so far; what was not counted is left out."""
        seconds = self.seconds if self.seconds is not None else _since(self.began)
        record: dict[str, Any] = {"seconds": seconds}
        for name, count in (("pieces", self.pieces), ("words", self.words)):
            if count is not None:
                record |= {name: count, f"{name}_per_second": round(count / seconds, 3) if seconds else None}
        return record | ({"parts": dict(self.parts)} if self.parts else {})


class Clock:
    """Times stages: `with clock("compare", pieces=13): …`; within one, `with clock.part("tables"): …`."""

    def __init__(self) -> None:
        self._laps: dict[str, _Lap] = {}

    @contextmanager
    def __call__(self, stage: str, *, pieces: int | None = None, words: int | None = None) -> Iterator[None]:
        """Time what happens inside as a stage."""
        lap = self._laps[stage] = _Lap(time.perf_counter(), pieces=pieces, words=words)
        note(Event.STAGE_STARTED, stage=stage, pieces=pieces)
        yield
        lap.seconds = _since(lap.began)
        note(Event.STAGE_ENDED, stage=stage, **lap.as_record())

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Time what happens inside as a part of the stage that goes on; without one it is not kept."""
        began = time.perf_counter()
        yield
        for lap in self._laps.values():
            if lap.seconds is None:
                lap.parts[name] = _since(began)

    def counted(self, stage: str, *, pieces: int | None = None, words: int | None = None) -> None:
        """Say what a stage got through, where that is known only within it."""
        lap = self._laps[stage]
        lap.pieces = lap.pieces if pieces is None else pieces
        lap.words = lap.words if words is None else words

    @property
    def seconds(self) -> dict[str, float]:
        """Seconds of each stage that has ended."""
        return {stage: lap.seconds for stage, lap in self._laps.items() if lap.seconds is not None}

    def throughput(self) -> dict[str, dict[str, Any]]:
        """Seconds, pieces and words of each stage, those of the one that goes on up to now."""
        return {stage: lap.as_record() for stage, lap in self._laps.items()}


def count_words(texts: Iterable[str]) -> int:
    """How many words texts hold in all, by the blanks between them: no analysis is needed."""
    return sum(len(text.split()) for text in texts)


def _since(began: float) -> float:
    return round(time.perf_counter() - began, 3)
