"""Which of several days, months or quarters of one name is meant: by direction, lean and publication date."""

from collections.abc import Iterable
from datetime import date, timedelta

from nlp.analysis.timex.grammar.readings import Calendar
from nlp.analysis.timex.values import make_value, parse_value, season_start

__all__ = ["choose_value", "open_value"]

_WEEK = 7
_PAST_WEIGHT = 3  # how much nearer a quarter to come must be than the last one (tried on MEANTIME)
_LEAP = (-8, -7, -6, -5, -4, -3, -2, 2, 3, 4, 5, 6, 7, 8)


def open_value(named: Calendar) -> str:
    """The value of a date as far as it is stated; what is open is X."""
    year = "XXXX" if named.year is None else f"{named.year:04d}"
    if named.part == "WE":
        return f"{year}-WXX-WE"
    if named.part is not None:
        return f"{year}-{named.part}"
    if named.month is not None:
        month = f"{year}-{named.month:02d}"
        return month if named.day is None else f"{month}-{named.day:02d}"
    if named.weekday is not None:
        return f"{year}-WXX-{named.weekday}"
    return year


def choose_value(
    named: Calendar, publication: date, direction: int, *, after: date | None = None
) -> str | None:
    """The value meant by a date without a year; None for what no year has ("February 30").

    Args:
        named: what the text states.
        publication: the day that "last", "this" and "next" are seen from.
        direction: −1 where the verb speaks of the past, 1 of the future, 0 where it does not say.
        after: the first day of a range that this date ends; the nearest date behind it is taken.
    """
    if named.year is not None:
        return open_value(named)
    if named.weekday is not None and named.month is None:
        return _weekday(named, publication, direction, after)
    if named.part == "WE":
        return _weekend(publication, direction)
    near = [value for step in (-1, 0, 1) if (value := _in_year(named, publication.year + step)) is not None]
    if not near:  # 29 February
        near = [value for step in _LEAP if (value := _in_year(named, publication.year + step)) is not None]
    if not near:
        return None
    if named.weekday is not None and named.day is not None and direction == 0:
        fitting = [value for value in near if date.fromisoformat(value).isoweekday() == named.weekday]
        near = fitting or near
    return _nearest(near, named, publication, direction, after)


def _in_year(named: Calendar, year: int) -> str | None:
    if not 1000 <= year <= 2200:
        return None
    value = open_value(Calendar(year, named.month, named.day, part=named.part))
    return value if parse_value(value) is not None else None


def _nearest(
    values: list[str], named: Calendar, publication: date, direction: int, after: date | None
) -> str:
    spans = [(value, *_ends(value)) for value in values]
    if after is not None:
        return next((value for value, start, _ in spans if start >= after), values[-1])
    past = [value for value, start, _ in spans if start <= publication]
    future = [value for value, _, end in spans if end >= publication]
    if named.lean == -1:
        return _last(value for value, _, end in spans if end < publication) or values[0]
    if named.lean == 1:
        return next((value for value, start, _ in spans if start > publication), values[-1])
    if named.lean == 0:
        current = (value for value, start, end in spans if start <= publication <= end)
        of_year = (value for value in values if value.startswith(f"{publication.year:04d}"))
        return next(current, None) or next(of_year, values[0])
    quarter = (named.part or "").startswith("Q")
    if direction < 0 and not quarter:
        return past[-1] if past else values[0]
    if direction > 0:
        return future[0] if future else values[-1]
    # Plans for the fourth quarter are announced in the past tense, too: there a near future beats a far past.
    weight = _PAST_WEIGHT if quarter else 1
    distances = [
        (max((start - publication).days, (publication - end).days / weight, 0), value)
        for value, start, end in spans
    ]
    return min(distances)[1]


def _ends(value: str) -> tuple[date, date]:
    parsed = parse_value(value)
    if parsed is None or parsed.start is None or parsed.end is None:
        first = season_start("SP", int(value[:4]))
        return first, first
    return parsed.start, parsed.end


def _last(values: Iterable[str]) -> str | None:
    found = list(values)
    return found[-1] if found else None


def _weekday(named: Calendar, publication: date, direction: int, after: date | None) -> str:
    weekday = named.weekday or 1
    if after is not None:
        return make_value("D", after + timedelta(days=(weekday - after.isoweekday()) % _WEEK))
    back = (publication.isoweekday() - weekday) % _WEEK
    ahead = (weekday - publication.isoweekday()) % _WEEK
    if named.lean == -1:
        return make_value("D", publication - timedelta(days=back or _WEEK))
    if named.lean == 1:
        return make_value("D", publication + timedelta(days=ahead or _WEEK))
    if named.lean == 0:
        return make_value("D", publication - timedelta(days=publication.isoweekday() - weekday))
    if direction > 0:
        return make_value("D", publication + timedelta(days=ahead))
    return make_value("D", publication - timedelta(days=back))


def _weekend(publication: date, direction: int) -> str:
    """As in "the weekend": the coming one under a future verb, else the last or present one."""
    if publication.isoweekday() >= 6 or direction > 0:
        return make_value("WE", publication)
    return make_value("WE", publication - timedelta(days=_WEEK))
