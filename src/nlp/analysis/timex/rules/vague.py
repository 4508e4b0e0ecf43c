"""Rules for the vague past, present and future, and for times of day."""

from nlp.analysis.timex.grammar.patterns import Found, Rule
from nlp.analysis.timex.grammar.readings import Calendar, Fixed, Reading, Shift, TimeOf
from nlp.analysis.timex.rules.days import date_reading
from nlp.labels import Mod, TimexType

__all__ = ["VAGUE_RULES"]

# What may follow a noun like "the past"; anything else makes it an adjective ("the past chairmen").
_CLOSERS = frozenset(
    ". , ; : ! ? ) - ” \" ' of and or but as is was are were has had have will would can could may "
    "might to in on at with for from by that which when where who while than if be so it he she they we "
    "not since because rather without under through".split()
) | {""}


def _ref(value: str) -> Reading:
    return Reading(TimexType.DATE, Fixed(value))


def _past(found: Found) -> Reading | None:
    return _ref("PAST_REF") if found.after() in _CLOSERS else None


def _future(found: Found) -> Reading | None:
    return _ref("FUTURE_REF") if found.after() in _CLOSERS else None


def _present(found: Found) -> Reading | None:
    return _ref("PRESENT_REF") if found.after() in _CLOSERS else None


def _recent(found: Found) -> Reading | None:
    return None if found.before() == "as" else _ref("PAST_REF")  # "as recently as last month"


def _coming(found: Found) -> Reading:
    return _ref("FUTURE_REF")


def _at_present(found: Found) -> Reading | None:
    return _ref("PRESENT_REF") if found.before() == "at" else None


def _soon(found: Found) -> Reading | None:
    """As in "soon"; not "as soon as", "no sooner"."""
    return (
        None
        if found.before() == "as" or found.after() in {"after", "afterwards", "-"}
        else _ref("FUTURE_REF")
    )


def _now(found: Found) -> Reading | None:
    """As in "now"; not "now and then" or "now that"."""
    if found.after() == "and" and found.after(2) == "then":
        return None
    return None if found.after() in {"-", "that"} or found.before() == "-" else _ref("PRESENT_REF")


def _clock(found: Found) -> Reading | None:
    """A clock time; a bare "2:10" only behind a preposition of time."""
    time: str = found["CLOCK"]
    end = found.places["CLOCK"][1]
    named = found.atoms[end - 1].kind in {"word", "ampm"}
    if (
        not named
        and found["DATE"] is None
        and found.before() not in {"at", "by", "until", "around", "about", "from"}
    ):
        return None
    return Reading(TimexType.TIME, TimeOf(time, found["DATE"].meaning if found["DATE"] is not None else None))


def _day_part(found: Found) -> Reading | None:
    """As in "Friday morning", "the evening of 3 June", "November 25 at 9:30 a.m."."""
    inner: Reading = found["DATE"]
    day = inner.meaning
    if isinstance(day, Calendar) and day.weekday is None and day.day is None:
        return None
    if isinstance(day, Shift) and day.unit != "D":
        return None
    mod = {"early": Mod.START, "late": Mod.END}.get(found["MOD"] or "")
    return Reading(TimexType.TIME, TimeOf(found["PARTOFDAY"] or found["CLOCK"], day), mod)


def _named_day(found: Found) -> Reading | None:
    """A weekday or date with the part of the day or the clock time behind it."""
    weekday, month = found["WEEKDAY"], found["MONTH"]
    time = found["PARTOFDAY"] or found["CLOCK"]
    if weekday is None and month is None:
        return Reading(
            TimexType.TIME, TimeOf(time, Shift("D", {"tomorrow": 1, "yesterday": -1}.get(found["WORD"], 0)))
        )
    if weekday is not None and month is None and _is_plural(found):
        return Reading(TimexType.SET, Fixed(f"XXXX-WXX-{weekday}{time}"), quant="EVERY")
    lean = {"last": -1, "next": 1, "this": 0}.get(found["LEAN"] or "")
    day = Calendar(month=month, day=found["DAY"], weekday=weekday, year=found["YEARTAIL"], lean=lean)
    mod = {"early": Mod.START, "late": Mod.END}.get(found["MOD"] or "")
    return Reading(TimexType.TIME, TimeOf(time, day), mod)


def _is_plural(found: Found) -> bool:
    place = found.places["WEEKDAY"][0]
    return found.atoms[place].lower.endswith("days")


def _in_the_morning(found: Found) -> Reading | None:
    """As in "in the morning": of the day spoken of."""
    return (
        Reading(TimexType.TIME, TimeOf(found["PARTOFDAY"]))
        if found.before() in {"in", "by", "during"} and found.after() != "of"
        else None
    )


def _year_number(found: Found) -> Reading:
    return date_reading(year=found["YEAR"])


_OFTEN = "recent|coming"

VAGUE_RULES = (
    Rule(("the distant|recent|not? past", "the past", "recent history"), _past),
    Rule(
        (
            "the near|nearest|foreseeable|immediate|distant? future",
            "the not too distant future",
            "near future",
        ),
        _future,
    ),
    Rule(("the present day?",), _present),
    Rule(("recently", "lately", "more recently", "most recently", "very recently"), _recent),
    Rule(("the? most? more? recent past", "the? recent UNITS", "the? more|most recent UNITS"), _recent),
    Rule(("the? coming|upcoming UNITS", "the UNITS ahead", "the UNITS to come"), _coming),
    Rule(("present",), _at_present),
    Rule(("soon", "very|fairly|pretty soon", "any time|day soon"), _soon),
    Rule(("now", "right now"), _now),
    Rule(("currently", "nowadays", "presently", "the time being", "these days", "the moment"), _now),
    Rule(("CLOCK", "CLOCK ,? on? DATE"), _clock),
    Rule(
        (
            "MOD=early|late? LEAN=last|next|this? WEEKDAY PARTOFDAY",
            "LEAN=last|next|this? WEEKDAY at|,? CLOCK",
            "MOD=early|late? PARTOFDAY on? WEEKDAY",
            "WORD=tomorrow|yesterday|today PARTOFDAY",
            "WORD=tomorrow|yesterday|today at|,? CLOCK",
            "WEEKDAYHEAD? MONTH DAY YEARTAIL? ,? at? CLOCK",
            "WEEKDAYHEAD? DAY MONTH YEARTAIL? ,? at? CLOCK",
            "WEEKDAYHEAD? MONTH DAY YEARTAIL? PARTOFDAY",
        ),
        _named_day,
    ),
    Rule(("the MOD=early|late? PARTOFDAY of DATE",), _day_part),
    Rule(("the PARTOFDAY",), _in_the_morning),
)  # fmt: skip
