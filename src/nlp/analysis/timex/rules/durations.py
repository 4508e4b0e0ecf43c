"""Rules for amounts of time: "five years", "the last 35 years", "for decades", "a year and a half"."""

from dataclasses import replace

from nlp.analysis.timex.grammar import lexicon
from nlp.analysis.timex.grammar.patterns import Found, Match, Rule
from nlp.analysis.timex.grammar.readings import Reading, Span
from nlp.labels import Mod, TimexType

__all__ = ["ADJECTIVES", "DURATION_RULES", "duration_value"]


_LEANS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "recent": -1,
    "next": 1,
    "coming": 1,
    "following": 1,
    "first": 0,
}
ADJECTIVES = (
    "consecutive|straight|full|whole|long|more|additional|working|trading|business|calendar|entire|further|solid|"
    "short|successive|extra|other|odd|fiscal|financial"
)
_BARE_AFTER = frozenset(
    "for in after within over of through throughout take takes took taken taking last lasts lasted "
    "lasting spend spent spends wait waited waits than by until mere just only despite across".split()
)
_POINTED = frozenset(
    {"the", "these", "those", "early", "late", "first", "last", "final", "small", "other", "-"}
)
_DEGREE_LEADS = _BARE_AFTER | frozenset(
    "is was are were be been to a an the from at since before up every last past next least about".split()
)


def duration_value(amount: str, unit: str) -> str:
    """The TIMEX3 duration of an amount of units."""
    if amount == "0.5":
        halves = {"CE": ("50", "Y"), "DE": ("5", "Y"), "Y": ("6", "M"), "TH": ("30", "TM"), "D": ("12", "TH")}
        amount, unit = halves.get(unit, (amount, unit))
    if unit == "F":
        return f"P{2 * int(amount)}W" if amount.isdigit() else "PXW"
    if unit == "WE":
        return f"P{amount}WE"
    return f"PT{amount}{unit[1]}" if unit.startswith("T") else f"P{amount}{unit}"


def _duration(value: str, mod: str | None = None, lean: int = 0) -> Reading:
    return Reading(TimexType.DURATION, Span(value, lean), Mod(mod) if mod else None)


def _amount(found: Found) -> Reading | list[Match] | None:
    """As in "five years", "a five-year", "more than ninety days", "the last 35 years"."""
    amount, unit = found["AMOUNT"], found["UNIT"]
    if _is_age(found) or _is_no_time(found, amount, unit):
        return None
    reading = _duration(duration_value(amount, unit), found["APPROX"], _lean(found))
    if (
        found["APPROX"]
        and found.atoms[found.start].lower in {"over", "under", "around"}
        and not _is_degree(found)
    ):
        return [Match(found.start + 1, found.end, replace(reading, mod=None))]
    start = found.places["AMOUNT"][0]
    article = found.atoms[start].lower in {"a", "an"}
    long = found.atoms[found.end - 1].lower == "long"  # "a month-long strike": the article is the strike's
    if article and found.start == start and (long or (amount != "1" and _is_counted(found, start))):
        return [Match(start + 1, found.end, reading)]
    if found.start < start and found["LEAN"] is None and found["APPROX"] is None and _premodifies(found):
        return [Match(start, found.end, reading)]  # "its 41-year history": the determiner is the noun's
    return reading


def _lean(found: Found) -> int:
    word = found["LEAN"]
    if word is not None:
        return _LEANS[word]
    return 1 if found.before() == "within" and found.after() != "of" else 0


def _is_degree(found: Found) -> bool:
    """Whether "over ten years" means more than that, as behind "for"; "spread over ten years" does not."""
    return found.before() in _DEGREE_LEADS


def _premodifies(found: Found) -> bool:
    last = found.atoms[found.end - 1].lower
    return found.atoms[found.end - 2].lower == "-" or not last.endswith("s")


def _is_counted(found: Found, start: int) -> bool:
    return found.atoms[start + 1].lower not in {
        "few",
        "couple",
        "dozen",
        "half",
        "number",
        "handful",
        "hundred",
    }


def _is_age(found: Found) -> bool:
    words = {found.after(), found.after(2)} if found.after() == "-" else {found.after()}
    return bool(words & {"old", "olds"}) or (found.after() == "of" and found.after(2) == "age")


def _is_no_time(found: Found, amount: str, unit: str) -> bool:
    """As in "a second look", "a quarter of the seats", "a 4 minute read", "one day it will"."""
    start = found.places["AMOUNT"][0]
    first, last = found.atoms[start].lower, found.atoms[found.end - 1].lower
    plural = last.endswith("s") or (unit == "CE" and last == "centuries")
    if (
        found.before() in {"$", "£", "€", ":"}
        or (found.before() == "as" and first == "many")
        or found.after() in {"read", "walk", "hand", "hands"}
    ):
        return True
    if _is_name(found, start) or (unit == "Y" and _is_year(found, start)):
        return True
    if unit == "Q" and found.after() == "of" and found.end == found.places["AMOUNT"][1] + 1:
        return True
    if unit in {"TS", "Q"} and not plural and (amount == "1" or unit == "TS"):
        return True
    if amount == "X" and not plural and first in {"some", "many", "few"}:
        return True
    if (
        first in {"a", "an"}
        and unit == "D"
        and found["APPROX"] is None
        and not plural
        and not _is_measured(found)
    ):
        return True
    if first == "one" and unit == "D" and found["LEAN"] is None and found.before() not in _BARE_AFTER:
        return True
    return amount == "1" and first in {"a", "an"} and plural


def _is_year(found: Found, start: int) -> bool:
    """Whether four figures before "year" are a year themselves, as in a table's "2010 Year 4033"."""
    figures, unit = found.atoms[start].lower, found.atoms[start + 1].lower
    counted = found.start < start or found.before() in {"a", "an", "the", "this", "its", "their", "our"}
    return len(figures) == 4 and figures.isdigit() and unit == "year" and not counted


def _is_name(found: Found, start: int) -> bool:
    """Whether the words belong to a name: "the Thirty Years' War", "the Six-Day War"."""
    place = found.end
    while place < len(found.atoms) and found.atoms[place].lower in {"'", "s"}:
        place += 1
    titled = found.atoms[start].titled and found.atoms[found.end - 1].titled
    return titled and place < len(found.atoms) and found.atoms[place].titled


def _is_measured(found: Found) -> bool:
    """Whether "a day" is an amount: "lasted a day", "a day after the vote"."""
    return found.before() in _BARE_AFTER or found.after() in {"after", "before", "later", "earlier", "or"}


def _bare_units(found: Found) -> Reading | None:
    """As in "for decades", "in years", "over the centuries": an unnamed number of units."""
    before, unit = found.before(), found["UNITS"]
    defined = found.atoms[found.start].lower == "the"
    if _is_age(found) or found.after() == "-":
        return None
    if defined and (before not in {"over", "through", "down", "across"} or unit.startswith("T")):
        return None
    outer = found.before(2) if before in {"just", "mere", "only"} else before
    if unit in {"TS", "TM", "WE", "Q"} and outer not in {"in", "for", "within"}:
        return None
    spoken = found.after() == "of" and unit in {"W", "M", "Y", "DE", "CE"} and before not in _POINTED
    spoken = spoken or [found.after(n) for n in (1, 2, 3)] == ["in", "the", "making"]
    if not (defined or before in _BARE_AFTER or spoken):
        return None
    return _duration(duration_value("X", unit))


def _long(found: Found) -> Reading | None:
    """As in "year-long", "decades-old", "weeklong"."""
    unit = found["UNIT"] or found["UNITS"]
    if found.before() in {"-", "one"} or found.before().isdigit():
        return None
    if unit is None:
        unit = lexicon.UNITS[found["WORD"].removesuffix("long")]
    plural = found.atoms[found.start].lower.endswith("s")
    return _duration(duration_value("X" if plural else "1", unit))


def _quarter_of(found: Found) -> Reading:
    quarters = {"CE": "P25Y", "Y": "P3M", "TH": "PT15M"}
    return _duration(quarters.get(found["UNIT"], "P" + "0.25" + found["UNIT"]), found["APPROX"])


def _unit_and_half(found: Found) -> Reading:
    unit = found["UNIT"]
    return _duration(
        duration_value("15" if unit == "DE" else "1.5", "Y" if unit == "DE" else unit), found["APPROX"]
    )


def _compound(found: Found) -> Reading | None:
    """As in "two years and three months", "an hour and 20 minutes"."""
    larger, smaller = (
        duration_value(found["AMOUNT"], found["UNIT"]),
        duration_value(found["MORE"], found["SMALLER"]),
    )
    order = ["CE", "DE", "Y", "M", "W", "D", "TH", "TM", "TS"]
    if found["UNIT"] not in order or found["SMALLER"] not in order:
        return None
    if order.index(found["UNIT"]) >= order.index(found["SMALLER"]) or "0.5" in (
        found["AMOUNT"],
        found["MORE"],
    ):
        return None
    tail = smaller.removeprefix("PT") if larger.startswith("PT") else smaller.removeprefix("P")
    return _duration(larger + tail, found["APPROX"])


def _between(found: Found) -> list[Match]:
    """As in "between 60 and 90 days": two amounts of one unit."""
    unit = found["UNIT"]
    first, last = found.places["CARDINAL"], found.places["MORE"]
    left, right = f"{found['CARDINAL']:g}", f"{found['MORE']:g}"
    return [
        Match(*first, _duration(duration_value(left, unit))),
        Match(last[0], found.end, _duration(duration_value(right, unit))),
    ]


_AMOUNT = f"AMOUNT {ADJECTIVES}? -? UNIT"
_LEAN = "LEAN=last|past|next|coming|previous|following|first"
_DETERMINED = f"the|its|his|her|their|our|these|those|this {_LEAN}? APPROX? {_AMOUNT}"


DURATION_RULES = (
    Rule(
        (
            f"APPROX? {_AMOUNT}",
            "APPROX? AMOUNT -? UNIT - long",
            "APPROX? AMOUNT - plus UNIT",
            _DETERMINED,
            f"the APPROX {_AMOUNT}",
        ),
        _amount,
    ),
    Rule(("between CARDINAL and MORE=CARDINAL UNIT",), _between),
    Rule(("the? UNITS",), _bare_units),
    Rule(("UNIT - long", "UNITS - old", "WORD=yearlong|weeklong|daylong|monthlong|decadelong"), _long),
    Rule(("APPROX? a quarter - UNIT", "APPROX? a quarter of a UNIT", "APPROX? a quarter UNIT"), _quarter_of),
    Rule(("APPROX? a|an UNIT and a half",), _unit_and_half),
    Rule(("APPROX? AMOUNT UNIT and|,? MORE=AMOUNT SMALLER=UNIT",), _compound),
)
