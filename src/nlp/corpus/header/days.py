"""Days of publication as header lines write them: 2025-05-29, 5/29/2025, "29 May 2025", 2025년 5월 29일."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

__all__ = ["WrittenDay", "find_days", "read_day"]

_MONTH_NAMES = (
    "january jan januari",
    "february feb februari",
    "march mar maret mac",
    "april apr",
    "may mei",
    "june jun juni",
    "july jul juli julai",
    "august aug agustus agu ogos",
    "september sep sept",
    "october oct oktober okt",
    "november nov",
    "december dec desember des disember dis",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_NUMBER = r"(?P<number>1[0-2]|0?[1-9])"
# A reading time may be glued to the date, as in "5/29/20254 min read".
_END = r"(?=\d{1,2}\s?-?min|\D|$)"

_PATTERNS = tuple(
    re.compile(rf"(?<![\w/.-]){pattern}", re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}(?P<mark>[-/.])\s?{_NUMBER}(?P=mark)\s?{_DAY}\.?(?:{_END}|(?=T\d\d:))",
        rf"{_YEAR}\s?년\s?{_NUMBER}\s?월\s?{_DAY}\s?일",
        rf"(?P<first>\d\d?)(?P<mark>[-/.])(?P<second>\d\d?)(?P=mark){_YEAR}{_END}",
        r"(?P<first>\d\d?)/(?P<second>\d\d?)/(?P<short>\d\d)(?!\d)",
        rf"{_DAY}(?:st|nd|rd|th)?[\s-]?(?:of\s)?{_MONTH},?[\s-]?{_YEAR}{_END}",
        rf"{_MONTH}\s?{_DAY}(?:st|nd|rd|th)?,?\s{_YEAR}{_END}",
        rf"(?:ngày\s)?{_DAY}\s(?:tháng\s|thg\s){_NUMBER},?\s(?:năm\s)?{_YEAR}{_END}",
        rf"{_MONTH},?\s{_YEAR}{_END}",
    )
)
_MONTH_FIRST = frozenset({"US", "PH", "FM", "MH", "PW"})  # countries that write month/day/year


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A date in a line: where it stands and the day meant, or why that cannot be told."""

    start: int
    end: int
    value: date | None
    doubt: str | None = None


def find_days(line: str, *, country: str | None = None) -> tuple[WrittenDay, ...]:
    """The dates written in a line, from left to right.

    Day and month of "5/6/2025" are told apart where the numbers allow it, else by the custom of the country
    (ISO 3166 alpha-2); without one the day stays open, with a doubt.
    """
    found: list[WrittenDay] = []
    for day in sorted(_iter_days(line, country), key=lambda day: (day.start, -day.end)):
        if not found or day.start >= found[-1].end:
            found.append(day)
    return tuple(found)


def read_day(text: str, *, country: str | None = None) -> date | None:
    """The day a text states and nothing else, if it can be told."""
    days = find_days(text.strip(), country=country)
    if len(days) != 1 or days[0].start > 0 or days[0].end < len(text.strip()):
        return None
    return days[0].value


def _iter_days(line: str, country: str | None) -> Iterator[WrittenDay]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(line):
            part = match.groupdict()
            value: date | None = None
            doubt: str | None = None
            if part.get("short"):
                doubt = f"the year of “{match[0]}” has two digits"
            elif "first" in part:
                value, doubt = _numeric(match[0], part, country)
            elif part.get("day") is None:
                doubt = f"“{match[0]}” names no day"
            else:
                number = part.get("number") or _MONTHS[str(part["month"]).lower()]
                value = _day(int(str(part["year"])), int(number), int(str(part["day"])))
                doubt = None if value else f"“{match[0]}” is no day of the calendar"
            yield WrittenDay(match.start(), match.end(), value, doubt)


def _numeric(text: str, part: dict[str, str | None], country: str | None) -> tuple[date | None, str | None]:
    year, first, second = (int(str(part[name])) for name in ("year", "first", "second"))
    month_first, day_first = _day(year, first, second), _day(year, second, first)
    if month_first and day_first and month_first != day_first:
        if country is None:
            return None, f"“{text}” may be {day_first:%d %B} or {month_first:%d %B %Y}"
        return (month_first if country in _MONTH_FIRST else day_first), None
    value = month_first or day_first
    return value, None if value else f"“{text}” is no day of the calendar"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
