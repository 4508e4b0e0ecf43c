"""Rules for days and months: "10 October 2024", "25–26 November", "in March", "Christmas"."""

import calendar

from nlp.analysis.timex.grammar import lexicon
from nlp.analysis.timex.grammar.patterns import Found, Match, Rule
from nlp.analysis.timex.grammar.readings import Calendar, Fixed, Reading
from nlp.labels import TimexType

__all__ = ["DAY_RULES", "date_reading", "without_article"]


_JOINERS = "-|and|to|or|&|through|until"


def date_reading(**parts: int | str | None) -> Reading:
    """A DATE whose calendar parts are given."""
    return Reading(TimexType.DATE, Calendar(**parts))  # type: ignore[arg-type]  # names are Calendar's own


def without_article(found: Found, reading: Reading | None) -> Reading | list[Match] | None:
    """As in "the fourth-quarter profit", where the article is the profit's."""
    hyphened = found.atoms[found.end - 2].lower == "-"
    if reading is None or not hyphened or found.atoms[found.start].lower != "the":
        return reading
    return [Match(found.start + 1, found.end, reading)]


def _is_day(month: int, day: int, year: int | None) -> bool:
    """Whether a month has such a day (29 February where the year is open)."""
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(2000 if year is None else year, month)[1]


def _full_date(found: Found) -> Reading | None:
    month, day, year = found["MONTH"], found["DAY"], found["YEARTAIL"]
    if not _is_day(month, day, year):
        return None
    if year is None and (found.after() in {"million", "billion", "percent", "%"} or _has_no_year(found)):
        return None
    if (
        year is None
        and (month, day) == (9, 11)
        and found.after() in {"attack", "attacks", "terrorist", "hijackers"}
    ):
        return _attacks(found)
    return date_reading(year=year, month=month, day=day, weekday=found["WEEKDAYHEAD"])


def _has_no_year(found: Found) -> bool:
    """Whether a number that is no year stands in a year's place: "3 March 2201", but not "3000 troops"."""
    place = 2 if found.after() in {",", "of"} else 1
    figures, behind = found.after(place), found.after(place + 1)
    counts = behind.isalpha() and behind not in lexicon.PREPOSITIONS
    beyond = len(figures) > 4 or (len(figures) == 4 and not "1000" <= figures <= "2200")
    return figures.isdecimal() and beyond and not counts


def _iso(found: Found) -> Reading | None:
    text = found["ISO"]
    year, month, day = (int(part) for part in text[:10].split("-"))
    if not (1000 <= year <= 2200 and _is_day(month, day, year)):
        return None
    kind = TimexType.TIME if "T" in text else TimexType.DATE
    return Reading(kind, Fixed(text))


def _numeric(found: Found) -> Reading | None:
    year, month, day = found["NUMERIC"]
    if not (1000 <= year <= 2200 and _is_day(month, day, year)):
        return None
    return date_reading(year=year, month=month, day=day)


def _day_range(found: Found) -> list[Match] | None:
    """As in "25–26 November 2019", "November 25 to 26": one expression for each day."""
    month, year, first, last = found["MONTH"], found["YEARTAIL"], found["FIRST"], found["LAST"]
    if not (_is_day(month, first, year) and _is_day(month, last, year)):
        return None
    left = date_reading(year=year, month=month, day=first)
    right = date_reading(year=year, month=month, day=last)
    first_start, first_end = found.places["FIRST"]
    last_start = found.places["LAST"][0]
    if found.places["MONTH"][0] < first_start:
        return [Match(found.start, first_end, left), Match(last_start, found.end, right)]
    return [Match(first_start, first_end, left), Match(last_start, found.end, right)]


def _month_year(found: Found) -> Reading:
    return date_reading(year=found["YEARTAIL"], month=found["MONTH"])


def _month(found: Found) -> Reading | None:
    atom = found.atoms[found.start]
    if found.after().isdigit() and len(found.after()) <= 2:
        return None  # "February 30"
    if _has_no_year(found):
        return None
    if atom.lower in lexicon.AMBIGUOUS_MONTHS and not _is_month(found):
        return None
    return date_reading(month=found["MONTH"])


def _is_month(found: Found) -> bool:
    """Whether a word like "May" or "March" stands where a month does, and not a name, verb or noun."""
    before = found.before()
    following = found.atoms[found.end] if found.end < len(found.atoms) else None
    named = following is not None and following.titled and following.lower not in {"and", "to", "or"}
    if before in {
        "in",
        "since",
        "until",
        "till",
        "by",
        "last",
        "next",
        "this",
        "early",
        "late",
        "during",
        "every",
    }:
        return True
    if before in {
        "from",
        "to",
        "between",
        "and",
        "of",
        "through",
        "mid",
        "-",
        "for",
        "before",
        "after",
        "each",
    }:
        return not named
    if before in {"the", "a", "an"} and found.atoms[found.start].lower in {"may", "march"}:
        return False
    if before in {"", ".", "!", "?", ":", ";", '"', "“", "”"} or named:
        return False
    return found.atoms[found.start].lower in {"april", "june", "august"} and found.start > 0


def _holiday(found: Found) -> Reading | None:
    month, day, *nth = found["HOLIDAY"]
    year = found["YEARTAIL"]
    if nth:
        return None if year is None else _movable(year, month, day, nth[0])
    return date_reading(year=year, month=month, day=day)


def _last_holiday(found: Found) -> Reading | None:
    month, day, *nth = found["HOLIDAY"]
    lean = {"last": -1, "this": 0, "next": 1}[found["LEAN"]]
    return None if nth else Reading(TimexType.DATE, Calendar(month=month, day=day, lean=lean))


def _movable(year: int, month: int, weekday: int, nth: int) -> Reading:
    days = [week[weekday - 1] for week in calendar.monthcalendar(year, month) if week[weekday - 1]]
    return date_reading(year=year, month=month, day=days[nth - 1])


def _attacks(found: Found) -> Reading:
    return date_reading(year=2001, month=9, day=11)


DAY_RULES = (
    Rule(("ISO",), _iso),
    Rule(("NUMERIC",), _numeric),
    Rule(
        (
            "WEEKDAYHEAD? the? DAY of? MONTH YEARTAIL?",
            "WEEKDAYHEAD? MONTH the? DAY YEARTAIL?",
        ),
        _full_date,
    ),
    Rule(
        (
            f"the? FIRST=DAY {_JOINERS} the? LAST=DAY of? MONTH YEARTAIL?",
            f"MONTH FIRST=DAY {_JOINERS} LAST=DAY YEARTAIL?",
        ),
        _day_range,
    ),
    Rule(("MONTH YEARTAIL",), _month_year),
    Rule(("MONTH",), _month),
    Rule(("HOLIDAY YEARTAIL?",), _holiday),
    Rule(("LEAN=last|this|next HOLIDAY",), _last_holiday),
    Rule(("9 / 11",), _attacks),
)
