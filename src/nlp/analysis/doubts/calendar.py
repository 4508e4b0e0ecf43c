"""Dates that contradict the calendar or each other: weekdays, relative dates, reversed ranges."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from nlp.analysis.doubts.adjacency import is_explicit, iter_appositions, iter_neighbours
from nlp.analysis.records import Finding, Timex
from nlp.labels import FindingKind, Granularity, TimexType

__all__ = [
    "find_open_dates",
    "find_relative_mismatches",
    "find_reversed_intervals",
    "find_weekday_mismatches",
]

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b")
_CALLED = re.compile(
    r"\s*,?\s*(?:\(|(?:which\s+)?(?:was|is|fell on|falls on)\s+an?\s+|an?\s+)"
    r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
_RANGE = re.compile(r"\s*(?:-|–|—|to|until|till|through)\s*", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)


def find_weekday_mismatches(text: str, dates: Sequence[Timex]) -> Iterator[Finding]:
    """Days whose weekday is another than the text says."""
    for timex in dates:
        named = _WEEKDAY.search(timex.text)
        day = _exact_day(timex)
        if named is not None and day is not None and re.search(r"[0-9]", timex.text):
            yield from _weekday_finding(timex.start, timex.end, timex.text, day, named[1])
        called = _CALLED.match(text, timex.end)
        if named is None and day is not None and called is not None and is_explicit(timex):
            yield from _weekday_finding(timex.start, called.end(), timex.text, day, called[1][:3])


def _exact_day(timex: Timex) -> date | None:
    exact = timex.granularity in {Granularity.DAY, Granularity.TIME}
    return timex.start_date if exact and timex.type is not TimexType.SET else None


def _weekday_finding(start: int, end: int, written: str, day: date, named: str) -> Iterator[Finding]:
    true = _DAYS[day.weekday()]
    if not true.startswith(named):
        name = next(each for each in _DAYS if each.startswith(named))
        message = f"“{written}” is called a {name}, but {day.isoformat()} is a {true}"
        yield Finding(FindingKind.WEEKDAY_MISMATCH, start, end, message)


def find_relative_mismatches(text: str, dates: Sequence[Timex]) -> Iterator[Finding]:
    """Relative dates beside exact ones that they do not hold ("next week, on June 20")."""
    for relative, explicit in iter_appositions(text, dates):
        if relative.text.lower().endswith(("ago", "later", "earlier")):
            continue  # counted in `arithmetic`
        if _apart(relative, explicit):
            message = (
                f"“{relative.text}” is {relative.value} as seen from the publication date, "
                f"but stands beside “{explicit.text}” ({explicit.value})"
            )
            start, end = min(relative.start, explicit.start), max(relative.end, explicit.end)
            yield Finding(FindingKind.RELATIVE_MISMATCH, start, end, message)


def _apart(relative: Timex, explicit: Timex) -> bool:
    """Whether two dates share no day; weeks may begin on a Sunday and end on the next one."""
    if None in (relative.start_date, relative.end_date, explicit.start_date, explicit.end_date):
        return False
    slack = timedelta(days=1 if relative.granularity in {Granularity.WEEK, Granularity.WEEKEND} else 0)
    whole = _whole(relative)
    return bool(explicit.end_date < whole[0] - slack or whole[1] + slack < explicit.start_date)  # type: ignore[operator]


def _whole(timex: Timex) -> tuple[date, date]:
    start, end = timex.start_date, timex.end_date
    if start is None or end is None:
        return date.min, date.max
    if timex.mod is not None and timex.granularity is Granularity.YEAR:
        return date(start.year, 1, 1), date(end.year, 12, 31)  # "later this year" may mean its spring
    return start, end


def find_reversed_intervals(text: str, dates: Sequence[Timex]) -> Iterator[Finding]:
    """Ranges that end before they begin ("from 2022 to 2017")."""
    for left, right, between in iter_neighbours(text, dates):
        opened = re.search(r"\b(\w+)\s+(?:the\s+)?$", text[max(0, left.start - 20) : left.start])
        bounded = opened is not None and opened[1].lower() == "between" and _AND.fullmatch(between)
        if not (bounded or _RANGE.fullmatch(between)) or not (is_explicit(left) and is_explicit(right)):
            continue
        if left.granularity is not right.granularity or left.start_date is None or right.end_date is None:
            continue
        if right.end_date < left.start_date:
            message = f"The range “{text[left.start : right.end]}” ends before it begins"
            yield Finding(FindingKind.REVERSED_INTERVAL, left.start, right.end, message)


def find_open_dates(dates: Sequence[Timex], published: date | None) -> Iterator[Finding]:
    """One finding where dates stay open because the publication date is not known."""
    n_open = sum(timex.type in {TimexType.DATE, TimexType.TIME} and "XXXX" in timex.value for timex in dates)
    if published is None and n_open:
        message = f"No publication date is known: {n_open} relative or partial date(s) stay open"
        yield Finding(FindingKind.NO_PUBLICATION_DATE, 0, 0, message)
