"""Rules for dates that lean on another date: last year, next Monday, the previous day, late this month."""

from nlp.analysis.timex.grammar.patterns import Found, Rule
from nlp.analysis.timex.grammar.readings import Base, Calendar, Fixed, PartOf, Reading, Shift, Span, TimeOf
from nlp.analysis.timex.rules.days import date_reading
from nlp.labels import Mod, TimexType

__all__ = ["RELATIVE_RULES"]

_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_LEANS = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "current": 0, "latest": -1,
    "next": 1, "coming": 1, "following": 1, "upcoming": 1, "same": 0, "that": 0, "very": 0,
}  # fmt: skip
_SAME = {"month": 2, "quarter": 3, "week": 1, "day": 0}  # how fine the date is that the phrase repeats
_TEXT_BASED = frozenset({"previous", "preceding", "following", "same", "that"})
_MODS = {
    "early": Mod.START, "earlier": Mod.START, "beginning": Mod.START, "start": Mod.START, "outset": Mod.START,
    "dawn": Mod.START, "opening": Mod.START, "late": Mod.END, "later": Mod.END, "end": Mod.END,
    "close": Mod.END, "eve": Mod.END, "rest": Mod.END, "remainder": Mod.END, "mid": Mod.MID,
    "middle": Mod.MID, "midst": Mod.MID,
    "turn": Mod.START,
}  # fmt: skip
_NAMED_DAYS = frozenset(
    {"black", "bloody", "good", "super", "cyber", "ash", "holy", "palm", "easter", "shrove"}
)
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "prof", "gen", "sen"})
_ENDED = frozenset(
    "end ends ended ending finish finishes finished finishing close closes closed closing start started "
    "starting begin began open opened".split()
)
_STRETCHES = frozenset({"over", "during", "within", "for", "throughout", "in"})


def _date(meaning: Shift | Calendar | PartOf | Fixed, mod: Mod | None = None) -> Reading:
    return Reading(TimexType.DATE, meaning, mod)


def _day_word(found: Found) -> Reading:
    return _date(Shift("D", _DAYS[found["WORD"]]))


def _two_days(found: Found) -> Reading:
    return _date(Shift("D", 2 if found["WORD"] == "tomorrow" else -2))


def _lean_unit(found: Found) -> Reading | None:
    """As in "last year", "this week", "the previous month", "the past decade", "the next day"."""
    word, unit = found["LEAN"], found["CALENDARUNIT"]
    if unit == "Q" and found.after() == "of":
        return None  # "the last quarter of the pie"
    lean, defined = _LEANS[word], found.atoms[found.start].lower == "the"
    if word in {"past", "coming"} or (defined and word in {"last", "next"} and _is_stretch(found, unit)):
        return Reading(TimexType.DURATION, Span(f"P1{unit}", lean)) if unit != "WE" else None
    if defined and word == "next" and unit in {"D", "W", "M", "Y"}:
        return _date(Shift(unit, 1, "text"))
    if word == "that" and unit == "WE":
        return _date(Shift(unit, 0, "text"))
    return _date(Shift(unit, lean, "text" if word in _TEXT_BASED else "publication"))


def _is_stretch(found: Found, unit: str) -> bool:
    return unit in {"DE", "CE"} or (found.before() in _STRETCHES and unit in {"D", "W", "M", "Y"})


def _unit_beside(found: Found) -> Reading | None:
    """As in "the year before", "the day after"; "a year earlier" is a distance."""
    side = -1 if found["SIDE"] in {"before", "previous", "earlier", "prior"} else 1
    if found["SIDE"] in {"before", "after"} and not _closes(found):
        return None
    return _date(Shift(found["CALENDARUNIT"], side, "text"))


def _closes(found: Found) -> bool:
    return found.after() in {"", ".", ",", ";", ":", "!", "?", ")", "-", "”", '"', "and", "but", "when"}


def _before_last(found: Found) -> Reading:
    return _date(Shift(found["CALENDARUNIT"], -2 if found["LEAN"] == "last" else 2))


def _lean_named(found: Found) -> Reading:
    """As in "last October", "next Monday", "this spring", "the following Tuesday"."""
    word = found["LEAN"]
    base: Base = "text" if word in _TEXT_BASED else "publication"
    return _date(
        Calendar(
            month=found["MONTH"],
            weekday=found["WEEKDAY"],
            part=found["SEASON"],
            lean=_LEANS[word],
            base=base,
        )
    )


def _year_ago(found: Found) -> Reading:
    """As in "the year-ago quarter", "year-earlier sales"."""
    return _date(PartOf(Shift("Y", -1), "SAME", _SAME.get(found["UNIT"] or "", -1)))


def _year_end(found: Found) -> Reading:
    return _date(Shift("Y", 0), Mod.END)


def _named_of_year(found: Found) -> Reading | None:
    """As in "October of next year", "May this year", "the summer of last year"."""
    year = found["DATE"]
    if not (isinstance(year.meaning, Shift) and year.meaning.unit == "Y"):
        return None
    if found["SEASON"] is not None:
        return _date(PartOf(year.meaning, found["SEASON"], 1))
    if found["DAY"] is not None:
        return _date(PartOf(PartOf(year.meaning, "M", found["MONTH"]), "D", found["DAY"]))
    return _date(PartOf(year.meaning, "M", found["MONTH"]))


def _defined_unit(found: Found) -> Reading:
    """As in "the year": too little alone, but "the end of the year" and "ended the day" are dates."""
    unit = found["CALENDARUNIT"]
    base: Base = "text" if unit in {"D", "W", "M"} else "publication"
    alone = (
        found.before() in _ENDED
        or (found.before() == "within" and unit != "D")
        or (found.before() == "for" and found.after() in {",", ".", "\n"})
    )
    return Reading(TimexType.DATE, Shift(unit, 0, base), inner=not alone)


def _entire(found: Found) -> Reading:
    return _date(Shift(found["CALENDARUNIT"], 0, "text"))


def _weekend(found: Found) -> Reading:
    return _date(Calendar(part="WE"))


def _fiscal_year(found: Found) -> Reading:
    return _date(Shift("FY", _LEANS.get(found["LEAN"] or "this", 0)))


def _modified(found: Found) -> Reading | None:
    """As in "late last year", "the end of the decade", "mid-2024", "earlier this month"."""
    inner: Reading = found["DATE"]
    mod, meaning = _MODS[found["MOD"]], inner.meaning
    if inner.mod is not None or (isinstance(meaning, Fixed) and meaning.value.endswith("_REF")):
        return None
    hyphened = found.atoms[found.start + 1].lower == "-" if found.start + 1 < found.end else False
    if found["MOD"] == "end" and not hyphened and found["OF"] is None:
        return None
    if inner.inner and found["MOD"] in {"early", "late", "mid", "dawn", "turn", "eve", "opening"}:
        return None
    if found["MOD"] in {"dawn", "eve"} and isinstance(meaning, Calendar) and meaning.weekday is not None:
        return None
    return Reading(TimexType.DATE, meaning, mod)


def _part_of(found: Found) -> Reading | None:
    """As in "the last week of March", "the first months of 2020" is a duration and not here."""
    unit, index = found["CALENDARUNIT"], found["NTH"]
    whole = found["DATE"]
    if unit in {"Q", "CE"} or not (index == -1 or 1 <= index <= 31):
        return None
    return _date(PartOf(whole.meaning, unit, index))


def _weekday_of(found: Found) -> Reading | None:
    """As in "the first Monday of March"."""
    return _date(PartOf(found["DATE"].meaning, f"WD{found['WEEKDAY']}", found["NTH"]))


def _unit_of(found: Found) -> Reading | None:
    """As in "the week of 21 November": the week that holds the day."""
    unit = found["CALENDARUNIT"]
    return _date(PartOf(found["DATE"].meaning, unit, 0)) if unit in {"W", "M", "WE"} else None


def _same_period(found: Found) -> Reading | None:
    """As in "the same period last year": the stretch spoken of, moved by a year."""
    shift = found["DATE"].meaning
    if not (isinstance(shift, Shift) and shift.unit in {"Y", "Q", "M"}):
        return None
    return _date(PartOf(shift, "SAME", _SAME.get(found["UNIT"], -1)))


def _day_number(found: Found) -> Reading | None:
    """As in "on the 25th": of the month spoken of."""
    closed = found.after() in {"", ".", ",", ";", ":", "!", "?", ")", "\n"}
    if (
        found.atoms[found.end - 1].kind != "nth"
        or found.before() not in {"on", "by", "until", "since"}
        or not closed
    ):
        return None
    return _date(PartOf(Shift("M", 0, "text"), "D", found["DAY"]))


def _weekday(found: Found) -> Reading | None:
    if found.before() in _NAMED_DAYS:
        return None  # "Black Monday" is no Monday of this week
    named = found.end < len(found.atoms) and found.atoms[found.end].titled
    if (named and found.before() == "the") or (found.before() == "." and found.before(2) in _TITLES):
        return None  # "The Sunday Times", "Mr. Friday"
    if found.before() in {"a", "any", "some"} and not found.after().isalpha():
        return None  # "on a Sunday"
    return date_reading(weekday=found["WEEKDAY"])


def _part_of_today(found: Found) -> Reading | None:
    """As in "this morning", "last night", "tonight"."""
    lean = found["LEAN"]
    if found["WORD"] == "tonight":
        return Reading(TimexType.TIME, TimeOf("TNI", Shift("D", 0)))
    if lean in {"last", "past"}:
        return Reading(TimexType.TIME, TimeOf(found["PARTOFDAY"], Shift("D", -1)))
    base: Base = "publication" if lean == "this" else "text"
    offset = 1 if lean in {"next", "following"} else -1 if lean == "previous" else 0
    return Reading(TimexType.TIME, TimeOf(found["PARTOFDAY"], Shift("D", offset, base)))


_LEAN = "LEAN=last|past|previous|preceding|this|current|latest|next|coming|following|upcoming|same|that"
_MOD_NOUN = "MOD=beginning|start|outset|end|close|middle|midst|rest|remainder|turn|opening"

RELATIVE_RULES = (
    Rule(("WORD=today|yesterday|tomorrow",), _day_word),
    Rule(("the day after|before WORD=tomorrow|yesterday",), _two_days),
    Rule((f"{_LEAN} CALENDARUNIT", f"the|its|his|her|their|our {_LEAN} CALENDARUNIT"), _lean_unit),
    Rule(("the CALENDARUNIT SIDE=before|after|previous|earlier|later|prior|following",), _unit_beside),
    Rule(("the CALENDARUNIT before|after LEAN=last|next",), _before_last),
    Rule((f"the? {_LEAN} MONTH", f"the? {_LEAN} WEEKDAY", f"the? {_LEAN} SEASON"), _lean_named),
    Rule(
        ("MONTH of? DATE", "MONTH DAY of? DATE", "DAY MONTH of? DATE", "the? SEASON of DATE"),
        _named_of_year,
    ),
    Rule(("the weekend",), _weekend),
    Rule(("the CALENDARUNIT",), _defined_unit),
    Rule(("the entire|whole|full CALENDARUNIT",), _entire),
    Rule((f"the? {_LEAN} fiscal|financial year", "the fiscal|financial year"), _fiscal_year),
    Rule(
        (
            f"the|its? very? {_MOD_NOUN} OF=of DATE",
            "MOD=beginning|end|start -? OF=of DATE",
            "the? MOD=early|late|mid -? DATE",
            "the? MOD=early|late -|in? to? mid -? DATE",
            "the? very? MOD=early|late|earlier|later in? DATE",
            "MOD=mid|end - DATE",
        ),
        _modified,
    ),
    Rule(("the? NTH full? CALENDARUNIT of|in DATE",), _part_of),
    Rule(("the? NTH WEEKDAY of|in DATE",), _weekday_of),
    Rule(("the CALENDARUNIT of DATE",), _unit_of),
    Rule(("the same UNIT=period|time|month|quarter|week|day|stretch|point of|in? the? DATE",), _same_period),
    Rule(("the? year - ago|earlier UNIT=period|quarter|month?",), _year_ago),
    Rule(("year - end", "yearend"), _year_end),
    Rule(("WEEKDAY",), _weekday),
    Rule(("the DAY",), _day_number),
    Rule(
        (
            "LEAN=this|last|that|next PARTOFDAY",
            "the LEAN=next|following|same|previous PARTOFDAY",
            "WORD=tonight",
        ),
        _part_of_today,
    ),
)
