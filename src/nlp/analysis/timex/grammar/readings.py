"""What the grammar says about an expression before publication date, tense and context are known."""

from dataclasses import dataclass
from typing import Literal

from nlp.labels import Mod, TimexType

__all__ = ["Base", "Calendar", "Fixed", "Meaning", "PartOf", "Reading", "Shift", "Span", "TimeOf"]

Base = Literal["publication", "text"]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that needs no context: `2024-10-10`, `199X`, `PRESENT_REF`, `XXXX-WXX-1`."""

    value: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date that may leave out units. `part` is `Q1`, `H2`, `SP`…; `lean` −1 last, 0 this, 1 next."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None
    lean: int | None = None
    base: Base = "publication"  # what "last" and "next" are counted from


@dataclass(frozen=True, slots=True)
class Shift:
    """The `unit` (Y, M, W, D, WE, Q, DE, CE, FY) that lies `offset` units from the base."""

    unit: str
    offset: int
    base: Base = "publication"


@dataclass(frozen=True, slots=True)
class PartOf:
    """The `index`-th `unit` within a date: −1 the last, 0 the one that holds its first day.

    With the unit `SAME`: the last date mentioned, moved into `whole`; `index` says how fine it is (−1: any).
    """

    whole: "Meaning"
    unit: str
    index: int


@dataclass(frozen=True, slots=True)
class TimeOf:
    """A time of day (`T09:30`, `TMO`) on a day; without a day, on the day spoken of."""

    time: str
    day: "Meaning | None" = None


@dataclass(frozen=True, slots=True)
class Span:
    """A duration. `lean` −1: it ends at the publication date, 1: it begins there, 0: it floats."""

    value: str
    lean: int = 0


Meaning = Fixed | Calendar | Shift | PartOf | TimeOf | Span


@dataclass(frozen=True, slots=True)
class Reading:
    """One expression: type, meaning and modifiers. `inner`: it counts only as part of a larger one."""

    type: TimexType
    meaning: Meaning
    mod: Mod | None = None
    quant: str | None = None
    freq: str | None = None
    inner: bool = False
