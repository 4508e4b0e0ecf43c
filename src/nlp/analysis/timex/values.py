"""TIMEX3 values (ISO 8601 and its TIMEX3 extensions): written from days and units, and read back.

A value names a unit of time: `2024-10-10`, `2024-10`, `2024`, `2025-W01`, `2026-W10-WE`, `2025-Q1`,
`2025-H2`, `2021-FA`, `199X`, `19XX`, `FY2024`. Figures that are not known are X.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from nlp.labels import Granularity

__all__ = [
    "ParsedValue",
    "make_value",
    "move_day",
    "parse_value",
    "season_start",
]

_UNIT_GRANULARITY = {
    "Y": Granularity.YEAR, "FY": Granularity.YEAR, "M": Granularity.MONTH, "W": Granularity.WEEK,
    "D": Granularity.DAY, "WE": Granularity.WEEKEND, "Q": Granularity.QUARTER, "H": Granularity.HALF,
    "DE": Granularity.DECADE, "CE": Granularity.CENTURY, "TH": Granularity.TIME, "TM": Granularity.TIME,
    "TS": Granularity.TIME,
}  # fmt: skip
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}
_TIME = r"T(?:(?:[01][0-9]|2[0-4])(?::[0-5][0-9](?::[0-5][0-9])?)?Z?|MO|AF|EV|NI|XX)"
_CALENDAR = re.compile(
    rf"(?P<year>[0-9]{{4}}|[0-9]{{3}}X|[0-9]{{2}}XX|XXXX)"
    rf"(?:-(?P<part>Q[1-4X]|H[12X]|SP|SU|FA|AU|WI)|-W(?P<week>[0-9]{{2}}|XX)(?:-(?P<weekday>[1-7]|WE))?"
    rf"|-(?P<month>[0-9]{{2}}|XX)(?:-(?P<day>[0-9]{{2}}|XX))?)?(?P<time>{_TIME})?"
)
_FISCAL = re.compile(r"FY(?P<year>[0-9]{4}|XXXX)")
_AMOUNT = r"(?:[0-9]+(?:\.[0-9]+)?|X)"
_DURATION = re.compile(
    rf"P(?=.)(?P<date>(?:{_AMOUNT}(?:CE|DE|Y|Q|M|WE|W|D))*)(?:T(?P<time>(?:{_AMOUNT}[HMS])+))?"
)
_REFERENCES = frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})


@dataclass(frozen=True, slots=True)
class ParsedValue:
    """What a value says: its granularity and, where all of it is known, its first and last day.

    For durations `amounts` holds (unit, amount) pairs; an unknown amount is None.
    """

    granularity: Granularity
    start: date | None = None
    end: date | None = None
    amounts: tuple[tuple[str, float | None], ...] = ()


def make_value(unit: str, day: date) -> str:
    """The value of the `unit` that holds a day."""
    year, week, _ = day.isocalendar()
    return {
        "D": f"{day:%Y-%m-%d}" if day.year >= 1000 else f"{day.year:04d}-{day:%m-%d}",
        "W": f"{year:04d}-W{week:02d}",
        "WE": f"{year:04d}-W{week:02d}-WE",
        "M": f"{day.year:04d}-{day.month:02d}",
        "Q": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "H": f"{day.year:04d}-H{1 if day.month <= 6 else 2}",
        "Y": f"{day.year:04d}",
        "FY": f"FY{day.year:04d}",
        "DE": f"{day.year // 10:03d}X",
        "CE": f"{day.year // 100:02d}XX",
    }[unit]


def move_day(day: date, unit: str, offset: int) -> date | None:
    """The day `offset` units away; None outside the years 1000 to 2200."""
    months = {"Y": 12, "FY": 12, "M": 1, "Q": 3, "H": 6, "DE": 120, "CE": 1200}.get(unit)
    if months is not None:
        year = day.year + offset * months // 12
        return day + relativedelta(months=months * offset) if 1000 < year < 2200 else None
    days = offset * {"D": 1, "W": 7, "WE": 7}[unit]
    return (
        day + timedelta(days=days) if abs(days) < 300_000 and 1000 < day.year + days // 365 < 2200 else None
    )


def season_start(season: str, year: int) -> date:
    """First day of a (northern, meteorological) season; winter begins in the December of its year."""
    return date(year, _SEASONS[season], 1)


def parse_value(value: str) -> ParsedValue | None:
    """A TIMEX3 value read back; None for what is no value."""
    if value in _REFERENCES:
        return ParsedValue(Granularity.VAGUE)
    if (fiscal := _FISCAL.fullmatch(value)) is not None:
        return _whole_year(fiscal["year"], Granularity.YEAR)
    if (duration := _DURATION.fullmatch(value)) is not None:
        return _duration(duration["date"], duration["time"] or "")
    found = _CALENDAR.fullmatch(value)
    return None if found is None else _calendar(found)


def _duration(date_part: str, time_part: str) -> ParsedValue | None:
    pairs = re.findall(rf"({_AMOUNT})(CE|DE|Y|Q|M|WE|W|D)", date_part)
    pairs += [(number, "T" + unit) for number, unit in re.findall(rf"({_AMOUNT})([HMS])", time_part)]
    if not pairs:
        return None
    amounts = tuple((unit, None if number == "X" else float(number)) for number, unit in pairs)
    return ParsedValue(_UNIT_GRANULARITY[amounts[-1][0]], amounts=amounts)


def _whole_year(year: str, granularity: Granularity) -> ParsedValue:
    if not year.isdigit() or int(year) < 1:
        return ParsedValue(granularity)
    return ParsedValue(granularity, date(int(year), 1, 1), date(int(year), 12, 31))


def _calendar(found: re.Match[str]) -> ParsedValue | None:
    year = found["year"]
    if found["time"]:
        return _parsed_day(found, Granularity.TIME)
    if found["part"]:
        return _part(year, found["part"])
    if found["week"]:
        return _week(year, found["week"], found["weekday"])
    if found["day"]:
        return _parsed_day(found, Granularity.DAY)
    if found["month"]:
        if not (year + found["month"]).isdigit():
            return ParsedValue(Granularity.MONTH)
        return _stretch(Granularity.MONTH, int(year), int(found["month"]), 1)
    if year.isdigit() or year == "XXXX":
        return _whole_year(year, Granularity.YEAR)
    known = year.rstrip("X")
    span = 10 ** (4 - len(known))
    first = int(known) * span
    granularity = Granularity.DECADE if span == 10 else Granularity.CENTURY
    return ParsedValue(granularity, date(max(first, 1), 1, 1), date(first + span - 1, 12, 31))


def _parsed_day(found: re.Match[str], granularity: Granularity) -> ParsedValue | None:
    figures = [found["year"], found["month"] or "XX", found["day"] or "XX"]
    if not all(figure.isdigit() for figure in figures):
        return ParsedValue(granularity)
    try:
        day = date(*(int(figure) for figure in figures))
    except ValueError:
        return None
    return ParsedValue(granularity, day, day)


def _part(year: str, part: str) -> ParsedValue | None:
    granularity = {"Q": Granularity.QUARTER, "H": Granularity.HALF}.get(part[0], Granularity.SEASON)
    granularity = Granularity.SEASON if part in _SEASONS else granularity
    if not year.isdigit() or part.endswith("X"):
        return ParsedValue(granularity)
    if part in _SEASONS:
        return _stretch(granularity, int(year), _SEASONS[part], 3)
    length = 3 if part[0] == "Q" else 6
    return _stretch(granularity, int(year), length * (int(part[1]) - 1) + 1, length)


def _stretch(granularity: Granularity, year: int, month: int, months: int) -> ParsedValue | None:
    if not (1 <= month <= 12 and 1 <= year <= 9998):
        return None
    start = date(year, month, 1)
    return ParsedValue(granularity, start, start + relativedelta(months=months, days=-1))


def _week(year: str, week: str, weekday: str | None) -> ParsedValue | None:
    granularity = {None: Granularity.WEEK, "WE": Granularity.WEEKEND}.get(weekday, Granularity.DAY)
    if not (year + week).isdigit():
        return ParsedValue(granularity)
    try:
        monday = date.fromisocalendar(int(year), int(week), 1)
    except ValueError:
        return None
    if weekday == "WE":
        return ParsedValue(granularity, monday + timedelta(days=5), monday + timedelta(days=6))
    if weekday is not None:
        day = monday + timedelta(days=int(weekday) - 1)
        return ParsedValue(granularity, day, day)
    return ParsedValue(granularity, monday, monday + timedelta(days=6))
