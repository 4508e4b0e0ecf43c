"""Rules for parts of years: quarters, halves and seasons."""

from nlp.analysis.timex.grammar.patterns import Found, Match, Rule
from nlp.analysis.timex.grammar.readings import Calendar, Fixed, PartOf, Reading, Shift
from nlp.analysis.timex.rules.days import date_reading, without_article
from nlp.labels import Mod, TimexType

__all__ = ["YEAR_PART_RULES"]


_FALL_LEADS = frozenset("in by last this next until since".split())
_SEASON_LEADS = _FALL_LEADS | frozenset("during throughout for early late".split())


def _quarter(found: Found) -> Reading | list[Match] | None:
    """As in "the third quarter (of 2009)", "second-quarter"."""
    number = found["NTH"] if found["NTH"] is not None else int(found["CARDINAL"])
    if found.after() == "of":
        return None  # "the last quarter of the pie"
    if not (1 <= number <= 4 or number == -1):
        return None
    return without_article(found, _quarter_of(found, number))


def _quarter_of(found: Found, number: int) -> Reading | None:
    if found["YEARTAIL"] is not None:
        return date_reading(year=found["YEARTAIL"], part=f"Q{4 if number == -1 else number}")
    whole = found["DATE"]
    if whole is not None:
        return Reading(TimexType.DATE, PartOf(whole.meaning, "Q", number))
    if number == -1:
        return (
            Reading(TimexType.DATE, Shift("Q", -1)) if found.atoms[found.start + 1].lower == "last" else None
        )
    return date_reading(part=f"Q{number}")


def _short_quarter(found: Found) -> Reading | None:
    number = found["CARDINAL"]
    return (
        _quarter_of(found, int(number))
        if number in {1, 2, 3, 4} and found.atoms[found.start + 1].glued
        else None
    )


def _half(found: Found) -> Reading | None:
    number = found["NTH"]
    if number not in {1, 2}:
        return None
    if found["YEARTAIL"] is not None:
        return date_reading(year=found["YEARTAIL"], part=f"H{number}")
    if found["DATE"] is None:
        return date_reading(part=f"H{number}")
    whole = found["DATE"].meaning
    if isinstance(whole, Fixed) or (isinstance(whole, Shift) and whole.unit in {"DE", "CE"}):
        return Reading(TimexType.DATE, whole, Mod.START if number == 1 else Mod.END)
    return Reading(TimexType.DATE, PartOf(whole, "H", number))


def _short_half(found: Found) -> Reading | None:
    number = found["CARDINAL"]
    fits = number in {1, 2} and found.atoms[found.start + 1].glued
    return date_reading(year=found["YEARTAIL"], part=f"H{number}") if fits else None


def _season_year(found: Found) -> Reading:
    return date_reading(year=found["YEARTAIL"], part=found["SEASON"])


def _season(found: Found) -> Reading | None:
    """As in "in spring", "the winter", "Autumn meetings"; not "a spring of goodwill"."""
    before, after = found.before(), found.after()
    word = found.atoms[found.end - 1]
    if after == "of" or (word.lower == "fall" and before not in _FALL_LEADS):
        return None
    named = found.end < len(found.atoms) and found.atoms[found.end].titled and word.titled
    if named or (word.titled and found.start and found.atoms[found.start - 1].titled):
        return None  # "Autumn Lee", "the Prague Spring"
    article = found.start + 1 < found.end
    if article or before in _SEASON_LEADS:
        return date_reading(part=found["SEASON"])
    titled = word.titled and before.isalpha() and before not in {"the", "a", "an"}
    return date_reading(part=found["SEASON"]) if titled and word.lower != "fall" else None


def _period_ended(found: Found) -> list[Match] | None:
    """As in "the quarter ended Dec. 31": the quarter is the day's."""
    unit, day = found["CALENDARUNIT"], found["DATE"]
    if unit not in {"Q", "Y", "M", "W"} or not isinstance(day.meaning, Calendar):
        return None
    whole = Reading(TimexType.DATE, PartOf(day.meaning, unit, 0))
    return [Match(found.start, found.start + 2, whole), Match(found.places["DATE"][0], found.end, day)]


YEAR_PART_RULES = (
    Rule(
        ("the? NTH -? quarter YEARTAIL?", "the? NTH quarter of DATE", "the? NTH quarter DATE"),
        _quarter,
    ),
    Rule(("q CARDINAL YEARTAIL?", "q CARDINAL of DATE"), _short_quarter),
    Rule(("the? NTH -? half YEARTAIL", "the? NTH half of DATE", "NTH - half"), _half),
    Rule(("h CARDINAL YEARTAIL",), _short_half),
    Rule(("the? SEASON YEARTAIL",), _season_year),
    Rule(("the? SEASON",), _season),
    Rule(("the CALENDARUNIT ended|ending in? DATE",), _period_ended),
)
