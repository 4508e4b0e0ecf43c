"""From values to intervals of days, both ends included, narrowed by START, MID and END."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from nlp.analysis.timex.values import ParsedValue, parse_value
from nlp.labels import Granularity, Mod, Tense

__all__ = ["Interval", "date_interval", "duration_interval", "find_granularity", "find_tense"]

Interval = tuple[date, date]
_DAYS = {"D": 1, "W": 7, "WE": 7}
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
_LONGEST = 12_000  # months; a longer stretch has no days that a calendar could name


def find_granularity(value: str) -> Granularity:
    """The unit a value is stated in."""
    parsed = parse_value(value)
    return parsed.granularity if parsed is not None else Granularity.VAGUE


def date_interval(value: str, mod: Mod | None = None) -> Interval | None:
    """First and last day of a date; a third of it where the expression speaks of its start, middle or end."""
    parsed = parse_value(value)
    if parsed is None or parsed.start is None or parsed.end is None:
        return None
    return _narrowed(parsed.start, parsed.end, mod)


def _narrowed(start: date, end: date, mod: Mod | None) -> Interval:
    if mod not in {Mod.START, Mod.MID, Mod.END}:
        return start, end
    if start.day == 1 and (end.year - start.year) * 12 + end.month - start.month + 1 >= 3:
        third = ((end.year - start.year) * 12 + end.month - start.month + 1) // 3
        first, second = start + relativedelta(months=third), start + relativedelta(months=2 * third)
    else:
        days = (end - start).days + 1
        first, second = start + timedelta(days=days // 3), start + timedelta(days=days - days // 3)
    one = timedelta(days=1)
    if mod is Mod.START:
        return start, max(start, first - one)
    if mod is Mod.END:
        return min(second, end), end
    return min(first, end), max(min(first, end), second - one)


def duration_interval(value: str, lean: int, publication: date | None) -> Interval | None:
    """The days of a duration that ends (lean −1) or begins (lean 1) on the day of publication."""
    parsed = parse_value(value)
    if publication is None or lean == 0 or parsed is None:
        return None
    other = _moved(parsed, lean, publication)
    if other is None:
        return None
    return (other, publication) if lean < 0 else (publication, other)


def _moved(parsed: ParsedValue, lean: int, day: date) -> date | None:
    months = days = 0.0
    for unit, amount in parsed.amounts:
        if amount is None:
            return None
        months += amount * _MONTHS.get(unit, 0)
        days += amount * _DAYS.get(unit, 0)
    if months > _LONGEST or days > 30 * _LONGEST:
        return None
    whole = int(months)
    days += (months - whole) * 30
    year = day.year + lean * (whole / 12 + days / 365)
    if not 1000 <= year <= 2200:
        return None
    return day + relativedelta(months=lean * whole) + timedelta(days=lean * int(days))


def find_tense(value: str, interval: Interval | None, publication: date | None) -> Tense | None:
    """Whether a time lies before, at or after publication; None where it cannot be placed."""
    vague = {"PAST_REF": Tense.PAST, "PRESENT_REF": Tense.PRESENT, "FUTURE_REF": Tense.FUTURE}.get(value)
    if vague is not None or interval is None or publication is None:
        return vague
    start, end = interval
    if end < publication:
        return Tense.PAST
    return Tense.FUTURE if start > publication else Tense.PRESENT
