"""The table of readers: the named pieces that patterns are made of, and at which atoms each may begin."""

from collections.abc import Callable
from functools import cache

from nlp.analysis.timex.grammar import calendar_words, clock, lexicon
from nlp.analysis.timex.grammar.atoms import Atom
from nlp.analysis.timex.grammar.numbers import read_amount, read_cardinal, read_ordinal
from nlp.analysis.timex.grammar.patterns import Read, Text
from nlp.analysis.timex.grammar.readings import Reading
from nlp.labels import TimexType

__all__ = ["READERS", "read_triggers"]

# Words, beside those of the lists, that a date may begin with.
_DATE_OPENERS = frozenset(
    "the last past previous preceding this current next coming following upcoming same that today "
    "yesterday tomorrow early earlier late later mid end beginning start fiscal financial fy year q h "
    "its his her their our very".split()
)


def _read_date(text: Text, place: int) -> Read | None:
    """A whole date expression, read by the same rules."""
    matches = text.matches_at(place)
    if len(matches) != 1 or matches[0].reading.type is not TimexType.DATE:
        return None
    reading: Reading = matches[0].reading
    return reading, matches[0].end


READERS: dict[str, Callable[[Text, int], Read | None]] = {
    "MONTH": calendar_words.read_month,
    "WEEKDAY": calendar_words.read_weekday,
    "WEEKDAYHEAD": calendar_words.read_weekday_head,
    "DAY": calendar_words.read_day,
    "YEAR": calendar_words.read_year,
    "YEARTAIL": calendar_words.read_year_tail,
    "SHORTYEAR": calendar_words.read_short_year,
    "FIGURES": calendar_words.read_two_figures,
    "DECADE": calendar_words.read_decade,
    "UNIT": calendar_words.read_unit,
    "UNITS": calendar_words.read_units,
    "CALENDARUNIT": calendar_words.read_calendar_unit,
    "SEASON": calendar_words.read_season,
    "PARTOFDAY": calendar_words.read_part_of_day,
    "APPROX": calendar_words.read_approximate,
    "HOLIDAY": calendar_words.read_holiday,
    "CLOCK": clock.read_clock,
    "ISO": clock.read_iso,
    "NUMERIC": clock.read_numeric,
    "CARDINAL": lambda text, place: read_cardinal(text.atoms, place),
    "NTH": lambda text, place: read_ordinal(text.atoms, place),
    "AMOUNT": lambda text, place: read_amount(text.atoms, place),
    "DATE": _read_date,
}

_BY_KIND: dict[str, frozenset[str]] = {
    "iso": frozenset({"ISO", "DATE"}),
    "numeric": frozenset({"NUMERIC", "DATE"}),
    "clock": frozenset({"CLOCK"}),
    "decade": frozenset({"DECADE", "DATE"}),
    "nth": frozenset({"DAY", "NTH", "DATE"}),
    "number": frozenset({"DAY", "YEAR", "YEARTAIL", "FIGURES", "CLOCK", "CARDINAL", "AMOUNT", "DATE"}),
    "ampm": frozenset(),
}


def read_triggers(atom: Atom) -> frozenset[str]:
    """Names of the readers that may begin at an atom."""
    if atom.kind in _BY_KIND:
        return _BY_KIND[atom.kind]
    return _word_triggers(atom.lower) if len(atom.lower) <= 12 else frozenset()


@cache
def _first_words() -> dict[str, frozenset[str]]:
    lists: dict[str, frozenset[str]] = {
        "MONTH": frozenset(lexicon.MONTHS),
        "WEEKDAY": frozenset(lexicon.WEEKDAYS) | frozenset(lexicon.WEEKDAY_ABBREVIATIONS),
        "DAY": frozenset(lexicon.ORDINALS) | frozenset({"twenty", "thirty"}),
        "SHORTYEAR": frozenset({"'"}),
        "DECADE": frozenset(calendar_words.NINETIES),
        "UNIT": frozenset(lexicon.UNITS),
        "SEASON": frozenset(lexicon.SEASONS),
        "PARTOFDAY": frozenset(lexicon.PARTS_OF_DAY),
        "APPROX": frozenset(words[0] for words in lexicon.APPROXIMATE),
        "HOLIDAY": frozenset(words[0] for words in lexicon.HOLIDAYS),
        "CLOCK": frozenset({"noon", "midday", "midnight"}),
        "CARDINAL": frozenset(lexicon.CARDINALS),
        "NTH": frozenset(lexicon.ORDINALS) | frozenset({"twenty", "thirty", "forty"}),
        "AMOUNT": frozenset(lexicon.CARDINALS)
        | lexicon.QUANTIFIERS
        | {"a", "an", "another", "half", "couple", "single"},
    }
    dates = {"MONTH", "WEEKDAY", "DAY", "DECADE", "SEASON", "HOLIDAY", "NTH", "AMOUNT"}
    lists["DATE"] = frozenset().union(*(lists[name] for name in dates), _DATE_OPENERS)
    lists["YEARTAIL"] = frozenset({",", "of"})
    same = {"WEEKDAYHEAD": "WEEKDAY", "UNITS": "UNIT", "CALENDARUNIT": "UNIT"}
    lists |= {name: lists[other] for name, other in same.items()}
    words: dict[str, set[str]] = {}
    for name, spellings in lists.items():
        for spelling in spellings:
            words.setdefault(spelling, set()).add(name)
    return {word: frozenset(names) for word, names in words.items()}


def _word_triggers(lower: str) -> frozenset[str]:
    return _first_words().get(lower, frozenset())
