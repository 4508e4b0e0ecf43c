"""Rules for dates at a distance: "three years ago", "a decade later", "two weeks from now"."""

from nlp.analysis.timex.grammar.patterns import Found, Rule
from nlp.analysis.timex.grammar.readings import Base, Fixed, Reading, Shift
from nlp.analysis.timex.rules.durations import duration_value
from nlp.labels import Mod, TimexType

__all__ = ["DISTANCE_RULES"]


def _ago(found: Found) -> Reading:
    """As in "three years ago" is a year, "five minutes ago" a moment of the day."""
    return _shifted(found, -1, "publication")


def _later(found: Found) -> Reading | None:
    if found.after() == "than":
        return None
    return _shifted(found, -1 if found["SIDE"] in {"earlier", "previously", "before", "prior"} else 1, "text")


def _before(found: Found) -> Reading | None:
    """As in "two years before." is a date, "two years before the war" an amount."""
    if found.after() not in {"", ".", ",", ";", ":", "!", "?", ")"}:
        return None
    return _later(found)


def _from_now(found: Found) -> Reading:
    return _shifted(found, 1, "publication")


def _shifted(found: Found, side: int, base: Base) -> Reading:
    amount, unit = found["AMOUNT"], found["UNIT"]
    approximate = found["APPROX"]
    mod = Mod(approximate) if approximate else None
    if mod in {Mod.MORE_THAN, Mod.LESS_THAN} and side < 0:
        mod = Mod.BEFORE if mod is Mod.MORE_THAN else Mod.AFTER
    value = duration_value(amount, unit)
    number, step = value.removeprefix("P")[:-1], value[-1:]
    if unit == "DE" or unit == "CE":
        number, step = (
            (str(int(float(amount) * (10 if unit == "DE" else 100))), "Y") if amount != "X" else ("X", "")
        )
    if unit.startswith("T") or not number.isdigit():
        rounded = _rounded(amount, unit)
        if rounded is None:
            return Reading(TimexType.DATE, Fixed("PAST_REF" if side < 0 else "FUTURE_REF"))
        number, step = rounded
    return Reading(TimexType.DATE, Shift(step, side * int(number), base), mod)


def _rounded(amount: str, unit: str) -> tuple[str, str] | None:
    """Halves of years in months; hours stay in the day; None for "a few"."""
    if amount == "X":
        return None
    number = float(amount)
    if unit == "Y":
        return str(round(12 * number)), "M"
    if unit.startswith("T"):
        return ("0" if unit != "TH" or number < 18 else str(round(number / 24))), "D"
    return str(round(number)), unit if unit in {"Y", "M", "W", "D"} else "D"


def _long_ago(found: Found) -> Reading | None:
    if found.before() == "as":
        return None  # "as long ago as 1970"
    past = found["SIDE"] in {"ago", "earlier", "before"}
    return Reading(TimexType.DATE, Fixed("PAST_REF" if past else "FUTURE_REF"))


DISTANCE_RULES = (
    Rule(("APPROX? AMOUNT more? UNIT ago",), _ago),
    Rule(("APPROX? AMOUNT more? UNIT SIDE=later|earlier|previously|afterwards|hence",), _later),
    Rule(("APPROX? AMOUNT UNIT SIDE=before|after|on",), _before),
    Rule(("APPROX? AMOUNT UNIT from now|today",), _from_now),
    Rule(("many? UNITS SIDE=ago|later|earlier", "long SIDE=ago"), _long_ago),
)
