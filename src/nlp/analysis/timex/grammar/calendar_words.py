"""Readers of the names of months, days, years, units, seasons and holidays.

Each takes the text and the index of an atom and gives what it read and the index behind it, or None.
"""

import re

from nlp.analysis.timex.grammar import lexicon
from nlp.analysis.timex.grammar.atoms import Atom
from nlp.analysis.timex.grammar.numbers import read_ordinal
from nlp.analysis.timex.grammar.patterns import Read, Text

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "NINETIES",
    "lower_at",
    "read_approximate",
    "read_calendar_unit",
    "read_day",
    "read_decade",
    "read_holiday",
    "read_month",
    "read_part_of_day",
    "read_season",
    "read_short_year",
    "read_two_figures",
    "read_unit",
    "read_units",
    "read_weekday",
    "read_weekday_head",
    "read_year",
    "read_year_tail",
]


FIRST_YEAR, LAST_YEAR = 1000, 2200  # what is coded as a year at all
_PLAIN_YEAR = re.compile(r"[12][0-9]{3}")
_ABBREVIATED = 4  # letters of the longest abbreviated month ("sept")
NINETIES = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
    "nineties": 9,
}  # fmt: skip


def _atom(text: Text, place: int) -> Atom | None:
    return text.atoms[place] if 0 <= place < len(text.atoms) else None


def lower_at(text: Text, place: int) -> str:
    """The atom at a place in lower case, empty beyond the edges."""
    atom = _atom(text, place)
    return atom.lower if atom is not None else ""


def read_month(text: Text, place: int) -> Read | None:
    """The month of a name or abbreviation; words that are names as often need a figure behind them."""
    atom = text.atoms[place]
    month = lexicon.MONTHS.get(atom.lower)
    if month is None or (
        not atom.titled and (atom.lower in lexicon.AMBIGUOUS_MONTHS or len(atom.lower) <= 4)
    ):
        return None
    short = len(atom.lower) <= _ABBREVIATED and atom.lower not in {"may", "june", "july"}
    following = _atom(text, place + 1)
    if short and following is not None and following.lower == "." and following.glued:
        return month, place + 2
    if atom.lower in {"mar", "jan", "dec", "oct", "sep", "nov"} and (
        following is None or following.kind not in {"number", "nth"}
    ):
        return None  # "Dec" and "Mar" alone are names as often as months
    return month, place + 1


def read_weekday(text: Text, place: int) -> Read | None:
    """The number of a weekday (Monday 1); abbreviations need a full stop or a month behind them."""
    atom = text.atoms[place]
    if atom.lower in lexicon.WEEKDAYS:
        return (lexicon.WEEKDAYS[atom.lower], place + 1) if atom.titled else None
    day = lexicon.WEEKDAY_ABBREVIATIONS.get(atom.lower)
    following = lower_at(text, place + 1)
    if day is None or not atom.titled:
        return None
    if following == "." and text.atoms[place + 1].glued:
        return day, place + 2
    ahead = lower_at(text, place + 2) if following == "," else following
    return (day, place + 1) if ahead in lexicon.MONTHS else None


def read_weekday_head(text: Text, place: int) -> Read | None:
    """A weekday with the comma and article that part it from its date."""
    read = read_weekday(text, place)
    if read is None:
        return None
    end = read[1]
    if lower_at(text, end) == ",":
        end += 1
    if lower_at(text, end) == "the":
        end += 1
    return read[0], end


def read_day(text: Text, place: int) -> Read | None:
    """A day of the month, in figures or as an ordinal."""
    atom = text.atoms[place]
    if atom.kind == "nth" or (atom.kind == "number" and atom.lower.isdigit() and len(atom.lower) <= 2):
        number = int(re.match(r"[0-9]+", atom.lower).group())  # type: ignore[union-attr]  # both kinds begin so
        following = lower_at(text, place + 1)
        if 1 <= number <= 31 and following not in {"%", "percent", ":", "/"}:
            return number, place + 1
        return None
    ordinal = read_ordinal(text.atoms, place)
    if ordinal is not None and 1 <= ordinal[0] <= 31:
        return ordinal
    return None


def read_year(text: Text, place: int) -> Read | None:
    """A year in four figures without a comma."""
    atom = text.atoms[place]
    if atom.kind != "number" or not _PLAIN_YEAR.fullmatch(atom.lower):
        return None
    year = int(atom.lower)
    following = _atom(text, place + 1)
    if following is not None and following.glued and following.kind == "word" and following.lower != "s":
        return None
    return (year, place + 1) if FIRST_YEAR <= year <= LAST_YEAR else None


def read_year_tail(text: Text, place: int) -> Read | None:
    """A year with the comma or "of" that parts it from its month."""
    start = place + 1 if lower_at(text, place) in {",", "of"} else place
    return read_year(text, start) if start < len(text.atoms) else None


def read_short_year(text: Text, place: int) -> Read | None:
    """An apostrophe and two figures ("'82"), or the second half of "2021–25"."""
    atom = _atom(text, place + 1)
    if text.atoms[place].lower != "'" or atom is None or not atom.glued:
        return None
    if atom.kind != "number" or len(atom.lower) != 2:
        return None
    number = int(atom.lower)
    return (1900 + number if number > 29 else 2000 + number), place + 2


def read_two_figures(text: Text, place: int) -> Read | None:
    """Two figures right behind what stands before them, as in "2021–25"."""
    atom = text.atoms[place]
    fits = atom.kind == "number" and len(atom.lower) == 2 and atom.lower.isdigit() and atom.glued
    return (int(atom.lower), place + 1) if fits else None


def read_decade(text: Text, place: int) -> Read | None:
    """The value of a decade: `199X` for "1990s", "'90s" and "nineties"."""
    atom = text.atoms[place]
    if atom.kind == "decade":
        figures = re.sub(r"[^0-9]", "", atom.lower)
        if len(figures) == 4:
            return (figures[:3] + "X", place + 1) if FIRST_YEAR <= int(figures) <= LAST_YEAR else None
        return f"{'20' if figures[0] in '012' else '19'}{figures[0]}X", place + 1
    figure = NINETIES.get(atom.lower)
    return (f"19{figure}X", place + 1) if figure is not None else None


def read_unit(text: Text, place: int) -> Read | None:
    """A unit of time, singular or plural."""
    unit = lexicon.UNITS.get(text.atoms[place].lower)
    return (unit, place + 1) if unit is not None else None


def read_units(text: Text, place: int) -> Read | None:
    """A unit of time in the plural."""
    lower = text.atoms[place].lower
    unit = lexicon.UNITS.get(lower)
    return (unit, place + 1) if unit is not None and lower.endswith("s") else None


def read_calendar_unit(text: Text, place: int) -> Read | None:
    """A unit of the calendar in the singular."""
    lower = text.atoms[place].lower
    unit = lexicon.UNITS.get(lower)
    fits = unit in {"D", "W", "WE", "M", "Q", "Y", "DE", "CE"} and not lower.endswith("s")
    return (unit, place + 1) if fits else None


def read_season(text: Text, place: int) -> Read | None:
    """A season."""
    season = lexicon.SEASONS.get(text.atoms[place].lower)
    return (season, place + 1) if season is not None else None


def read_part_of_day(text: Text, place: int) -> Read | None:
    """The TIMEX3 code of a part of the day."""
    part = lexicon.PARTS_OF_DAY.get(text.atoms[place].lower)
    return (part, place + 1) if part is not None else None


def read_approximate(text: Text, place: int) -> Read | None:
    """The modifier of words like "about" and "more than"."""
    for length in (3, 2, 1):
        words = tuple(atom.lower for atom in text.atoms[place : place + length])
        mod = lexicon.APPROXIMATE.get(words)
        if mod is not None:
            return mod, place + len(words)
    return None


def read_holiday(text: Text, place: int) -> Read | None:
    """Month and day, or month, weekday and number, of a holiday."""
    if not text.atoms[place].titled:
        return None
    for length in (5, 4, 3, 2, 1):
        words = tuple(atom.lower for atom in text.atoms[place : place + length])
        if words in lexicon.HOLIDAYS:
            return lexicon.HOLIDAYS[words], place + len(words)
    return None
