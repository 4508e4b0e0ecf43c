"""From readings to values, by the publication date, the dates mentioned before and the verb's direction."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from nlp.analysis.timex.calendar_choice import choose_value, open_value
from nlp.analysis.timex.grammar.readings import Calendar, Fixed, Meaning, PartOf, Reading, Shift, Span, TimeOf
from nlp.analysis.timex.values import make_value, move_day, parse_value
from nlp.labels import Granularity, TimexAnchor

__all__ = ["Mention", "Resolver"]

_RANKS = {
    Granularity.TIME: 0, Granularity.DAY: 0, Granularity.WEEKEND: 1, Granularity.WEEK: 1,
    Granularity.MONTH: 2, Granularity.QUARTER: 3, Granularity.SEASON: 3, Granularity.HALF: 3,
    Granularity.YEAR: 4,    Granularity.DECADE: 5, Granularity.CENTURY: 6,
}  # fmt: skip
_UNIT_RANKS = {"D": 0, "WE": 1, "W": 1, "M": 2, "Q": 3, "H": 3, "Y": 4, "FY": 4, "DE": 5, "CE": 6}
_OPEN = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "FY": "FYXXXX",
}
_REACH = 900  # characters over which a date stays the one spoken of (estimate: two paragraphs)
_DAY_REACH = 250  # the same for a clock time and its day (estimate: a sentence)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an expression stands, and the direction of its verb, asked for only when it matters."""

    start: int
    direction: Callable[[], int]
    after: date | None = None  # first day of the range that it ends


@dataclass(slots=True)
class Resolver:
    """Resolves the expressions of one text in their order, remembering the dates that were mentioned."""

    publication: date | None
    anchor: TimexAnchor = TimexAnchor.NONE
    _mentioned: list[tuple[int, str]] = field(default_factory=list)

    def resolve(self, reading: Reading, mention: Mention) -> str | None:
        """The value; None for what turns out not to be a date ("February 30"). Sets `anchor`."""
        self.anchor = TimexAnchor.NONE
        value = self._value(reading.meaning, mention)
        if value is None or parse_value(value) is None:
            return None
        return value

    def remember(self, start: int, value: str) -> None:
        """Keep a date as what later expressions may lean on."""
        parsed = parse_value(value)
        if parsed is not None and parsed.start is not None:
            self._mentioned.append((start, value))

    def _value(self, meaning: Meaning, mention: Mention) -> str | None:
        match meaning:
            case Fixed():
                return meaning.value
            case Span():
                self.anchor = TimexAnchor.PUBLICATION if meaning.lean else TimexAnchor.NONE
                return meaning.value
            case Calendar():
                return self._calendar(meaning, mention)
            case Shift():
                return self._shift(meaning, mention)
            case PartOf():
                return self._part(meaning, mention)
            case TimeOf():
                return self._time(meaning, mention)

    def _calendar(self, named: Calendar, mention: Mention) -> str | None:
        if named.year is not None:
            return open_value(named)
        self.anchor, day = TimexAnchor.PUBLICATION, self.publication
        reference = self._reference(mention.start, _UNIT_RANKS["M"]) if named.base == "text" else None
        if reference is not None:
            self.anchor, day = TimexAnchor.TEXT, _first_day(reference)
        if day is None:
            return open_value(named)
        direction = mention.direction() if named.lean is None and mention.after is None else 0
        return choose_value(named, day, direction, after=mention.after)

    def _shift(self, shift: Shift, mention: Mention) -> str | None:
        day = self.publication
        self.anchor = TimexAnchor.PUBLICATION
        if shift.base == "text":
            reference = self._reference(mention.start, _UNIT_RANKS[shift.unit])
            if reference is not None:
                self.anchor = TimexAnchor.TEXT
                day = _first_day(reference)
        if day is None:
            return _OPEN.get(shift.unit, "XXXX")
        moved = move_day(day, shift.unit, shift.offset)
        if moved is None:
            return "PAST_REF" if shift.offset < 0 else "FUTURE_REF"
        return make_value(shift.unit, moved)

    def _reference(self, start: int, rank: int, reach: int = _REACH) -> str | None:
        """The last date mentioned that is stated at least as finely as a unit."""
        for place, value in reversed(self._mentioned):
            if start - place > reach:
                return None
            parsed = parse_value(value)
            if parsed is not None and _RANKS.get(parsed.granularity, 9) <= rank:
                return value
        return None

    def _repeated(self, start: int, rank: int) -> str | None:
        """The last date mentioned of just this fineness; −1: of any between a week and a half-year."""
        for place, value in reversed(self._mentioned):
            parsed = parse_value(value)
            found = _RANKS.get(parsed.granularity, 9) if parsed is not None else 9
            if start - place <= _REACH and (found == rank or (rank < 0 and 1 <= found <= 3)):
                return value
        return None

    def _time(self, time: TimeOf, mention: Mention) -> str | None:
        if time.day is not None:
            day = self._value(time.day, mention)
        else:
            day = self._reference(mention.start, 0, _DAY_REACH)
            self.anchor = TimexAnchor.TEXT if day is not None else TimexAnchor.PUBLICATION
            if day is None and self.publication is not None:
                day = make_value("D", self.publication)
        day = "XXXX-XX-XX" if day is None or day.startswith("XXXX-W") else day.partition("T")[0]
        return day + time.time if len(day) == 10 else None

    def _part(self, part: PartOf, mention: Mention) -> str | None:
        if part.unit == "SAME":
            return self._same(part, mention)
        whole = self._value(part.whole, mention)
        parsed = parse_value(whole) if whole is not None else None
        if whole is None or parsed is None:
            return None
        if parsed.start is None or parsed.end is None:
            return _open_part(part, whole)
        return _part_value(part, parsed.start, parsed.end)

    def _same(self, part: PartOf, mention: Mention) -> str | None:
        """As in "the same period last year": the last stretch mentioned, in that year."""
        whole = self._value(part.whole, mention)
        reference = self._repeated(mention.start, part.index)
        if whole is None or reference is None or not (whole[:4] + reference[:4]).isdigit():
            return whole
        self.anchor = TimexAnchor.TEXT
        moved = whole[:4] + reference[4:]
        return moved if parse_value(moved) is not None else whole


def _first_day(value: str) -> date | None:
    parsed = parse_value(value)
    return parsed.start if parsed is not None else None


def _open_part(part: PartOf, whole: str) -> str:
    if part.unit in {"Q", "H"} and part.index > 0:
        return f"{whole[:4]}-{part.unit}{part.index}"
    if part.unit == "M" and 1 <= part.index <= 12:
        return f"{whole[:4]}-{part.index:02d}"
    if part.unit == "D" and len(whole) == 7 and 1 <= part.index <= 31:
        return f"{whole}-{part.index:02d}"
    return f"{whole[:4]}-{part.unit}" if part.unit in {"SP", "SU", "FA", "WI"} else whole


def _part_value(part: PartOf, start: date, end: date) -> str | None:
    unit, index = part.unit, part.index
    if unit in {"SP", "SU", "FA", "WI"}:
        return f"{start.year:04d}-{unit}"
    if index == 0:
        return make_value(unit, start)
    if unit in {"Q", "H"}:
        if (end - start).days < 300:
            return None
        return f"{start.year:04d}-{unit}{index if index > 0 else (4 if unit == 'Q' else 2)}"
    if unit.startswith("WD"):
        day = _nth_weekday(start, end, int(unit[2:]), index)
    elif index < 0:
        day = end - timedelta(days=6) if unit == "W" and (end - start).days > 6 else end
    else:
        first = start + timedelta(days=(6 - start.isoweekday()) % 7) if unit == "WE" else start
        moved = move_day(first, unit, index - 1)
        day = moved if moved is not None and moved <= end else None
    return make_value("D" if unit.startswith("WD") else unit, day) if day is not None else None


def _nth_weekday(start: date, end: date, weekday: int, index: int) -> date | None:
    if index < 0:
        return end - timedelta(days=(end.isoweekday() - weekday) % 7)
    day = start + timedelta(days=(weekday - start.isoweekday()) % 7 + 7 * (index - 1))
    return day if day <= end else None
