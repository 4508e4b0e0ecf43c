"""Rules for what recurs: "every year", "twice a month", "annually", "on Mondays"."""

from nlp.analysis.timex.grammar import lexicon
from nlp.analysis.timex.grammar.patterns import Found, Rule
from nlp.analysis.timex.grammar.readings import Fixed, Reading
from nlp.analysis.timex.rules.durations import ADJECTIVES, duration_value
from nlp.labels import TimexType

__all__ = ["RECURRENCE_RULES"]


_RATE_BREAKERS = frozenset(
    "for in within after over before than of last lasts lasted take takes took taken need needs needed "
    "spend spent is was be been about around nearly almost until by at least during every half and or "
    "as to until from but with wait waited just only".split()
)
_WEEKDAY_NAMES = frozenset(lexicon.WEEKDAYS)


def _every_amount(found: Found) -> Reading | None:
    if found["UNIT"] == "TS" and found["AMOUNT"] is None:
        return None  # "every second Korean"
    value = duration_value(found["AMOUNT"] or "1", found["UNIT"])
    return Reading(TimexType.SET, Fixed(value), quant="EVERY")


def _every(found: Found) -> Reading | None:
    """As in "every year", "each Monday", "every other week", "each September"."""
    if found["UNIT"] == "TS":
        return None  # "every second counts", "every second Korean"
    if found["UNIT"] is not None:
        amount = "2" if found["OTHER"] else str(found["NTH"] or 1)
        return Reading(TimexType.SET, Fixed(duration_value(amount, found["UNIT"])), quant="EVERY")
    if found["MONTH"] is not None:
        value = f"XXXX-{found['MONTH']:02d}"
    elif found["WEEKDAY"] is not None:
        value = f"XXXX-WXX-{found['WEEKDAY']}"
    elif found["SEASON"] is not None:
        value = f"XXXX-{found['SEASON']}"
    else:
        value = f"XXXX-XX-XX{found['PARTOFDAY']}"
    return Reading(TimexType.SET, Fixed(value), quant="EVERY")


def _weekdays(found: Found) -> Reading | None:
    """As in "on Mondays"."""
    if found.atoms[found.start].lower not in _WEEKDAY_NAMES or not found.atoms[found.start].lower.endswith(
        "s"
    ):
        return None
    return Reading(TimexType.SET, Fixed(f"XXXX-WXX-{found['WEEKDAY']}"), quant="EVERY")


def _rate(found: Found) -> Reading | None:
    """As in "twice a year"; and "a week" after what is counted, as in "300 flights a week"."""
    value = duration_value("1", found["UNIT"])
    times = found["TIMES"]
    if times is not None:
        number = {"once": 1, "twice": 2, "thrice": 3}.get(times) or _number(found["CARDINAL"])
        return Reading(TimexType.SET, Fixed(value), freq=f"{number}X") if number else None
    if found.atoms[found.start].lower != "per" and not _counts(found):
        return None
    return Reading(TimexType.SET, Fixed(value))


def _number(cardinal: int | float | None) -> int:
    return int(cardinal or 0)


def _counts(found: Found) -> bool:
    """Whether a number stands shortly before, with its noun right before the article."""
    nearest = found.atoms[found.start - 1] if found.start else None
    if (
        nearest is None
        or nearest.lower in _RATE_BREAKERS
        or (nearest.kind == "sign" and nearest.lower != "%")
    ):
        return False
    if found.after() in {"ago", "later", "earlier", "before", "after", "and", "or", "when", "of", "in"}:
        return False
    window = found.atoms[max(0, found.start - 4) : found.start]
    return any(
        atom.kind == "number"
        or atom.lower in lexicon.CARDINALS
        or atom.lower in {"times", "many", "percent", "%"}
        for atom in window
        if atom.lower not in {"."}
    )


def _adverb(found: Found) -> Reading | None:
    """As in "daily", "annual"; not "The Korea Daily"."""
    atom = found.atoms[found.start]
    if atom.titled and found.before() not in {"", ".", "!", "?", ":", "“", '"'}:
        return None
    value, freq = lexicon.ADVERB_SETS[atom.lower]
    return Reading(TimexType.SET, Fixed(value), quant="EVERY", freq=freq)


RECURRENCE_RULES = (
    Rule(
        (
            "TIMES=once|twice|thrice a|an|per|each|every UNIT",
            "CARDINAL TIMES=times a|an|per|each|every UNIT",
            "a|an|per UNIT",
        ),
        _rate,
    ),
    Rule(
        (
            "every|each OTHER=other? NTH? UNIT",
            "every|each OTHER=other? MONTH",
            "every|each OTHER=other? WEEKDAY",
            "every|each SEASON",
            "every|each PARTOFDAY",
        ),
        _every,
    ),
    Rule((f"every|each AMOUNT? {ADJECTIVES}? UNIT",), _every_amount),
    Rule(("WEEKDAY",), _weekdays),
    Rule(("|".join(lexicon.ADVERB_SETS),), _adverb),
)
