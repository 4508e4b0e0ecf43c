"""Rules for years and longer: "2024", "2021–25", "fiscal 2019", "the 1990s", "the 21st century"."""

from nlp.analysis.timex.grammar import lexicon
from nlp.analysis.timex.grammar.patterns import Found, Match, Rule
from nlp.analysis.timex.grammar.readings import Fixed, Reading
from nlp.analysis.timex.rules.days import date_reading, without_article
from nlp.labels import TimexType

__all__ = ["YEAR_RULES"]


_YEAR_PREPOSITIONS = lexicon.PREPOSITIONS | {"than", "as", "mid", "early", "late", "circa"}
_NUMBERED = frozenset(
    "$ £ € ¥ # no nos number page pages p pp room flight route article resolution section chapter "
    "version paragraph boeing airbus line item unit model highway gate "
    "point points us rp rm usd krw idr sgd php baht ranked".split()
)
_COUNTED = frozenset(
    "% percent points people troops soldiers men women dollars won euros yen km kilometres kilometers "
    "miles tons tonnes metres meters million billion trillion thousand hundred jobs workers students "
    "seats votes ° kg mw gw index feet years days barrels participants units ships vehicles words "
    "copies degrees".split()
)
# Behind these a number is a year even before a plural ("in 2019 exports fell").
_DATING = frozenset("in since by until till during from after before through mid early late between".split())
_DETERMINERS = frozenset("the a an its his her their our this that s these those".split())
_NO_PLURALS = frozenset(
    "this thus does also was has is as its perhaps always across towards versus besides".split()
)
_OWNERS = frozenset("his her their my our your its".split())
_STREETS = frozenset("street avenue road boulevard lane drive".split())
_HYPHENED = frozenset({"mid", "early", "late", "end", "pre", "post"})


def _year(found: Found) -> Reading | None:
    if not _is_year(found):
        return None
    return date_reading(year=found["YEAR"])


def _is_year(found: Found) -> bool:
    """Whether a number of four figures is a year, by its neighbours."""
    year: int = found["YEAR"]
    before, after = found.before(), found.after()
    if before in _NUMBERED or after in _COUNTED or _is_written_number(found):
        return False
    if before in _DATING:
        return True
    if _counts_things(found):
        return False
    return before in _YEAR_PREPOSITIONS or 1500 <= year <= 2100


def _is_written_number(found: Found) -> bool:
    """Whether signs beside the number make it part of another ("No. 1998", "2024/7", "12-2024")."""
    before, atom = found.before(), found.atoms[found.start]
    if before in {"-", "/", "."} and atom.glued and not (_ranged(found) or found.before(2) in _HYPHENED):
        return True
    if before == "." and found.before(2) in {"no", "p", "pp", "art"}:
        return True
    glued_after = found.end < len(found.atoms) and found.atoms[found.end].glued
    return glued_after and found.after() in {"/", ":", "°", "%"}


def _counts_things(found: Found) -> bool:
    """Whether the number counts a noun behind it ("2100 reporters came") or numbers a house."""
    before, after = found.before(), found.after()
    if before in {"some", "nearly", "almost", "roughly", "approximately"}:
        return True
    if any(found.after(n) in _STREETS for n in (1, 2, 3)):
        return True
    plural = after.isalpha() and after.endswith("s") and len(after) > 3 and after not in _NO_PLURALS
    if not plural or found.atoms[found.end].titled:
        return False
    named = found.start > 0 and found.atoms[found.start - 1].titled
    return not (named or before in _DETERMINERS or found.before(2) in _DETERMINERS)


def _ranged(found: Found) -> bool:
    return found.before() in {"-", "/"} and found.before(2).isdigit() and len(found.before(2)) == 4


def _year_range(found: Found) -> list[Match] | None:
    """As in "2021–25": the second year leaves out its century."""
    start, last = found["YEAR"], found["FIGURES"]
    end = start // 100 * 100 + last
    if end <= start or found.before() in _NUMBERED or found.after() in {"-", "/"}:
        return None
    return [
        Match(found.start, found.start + 1, date_reading(year=start)),
        Match(found.end - 1, found.end, date_reading(year=end)),
    ]


def _short_year(found: Found) -> Reading | None:
    return date_reading(year=found["SHORTYEAR"]) if found.before() in _YEAR_PREPOSITIONS else None


def _fiscal(found: Found) -> Reading:
    return Reading(TimexType.DATE, Fixed(f"FY{found['YEAR']}"))


def _decade(found: Found) -> Reading | None:
    atom = found.atoms[found.end - 1]
    if atom.glued and found.before() == "-" and found.before(2) not in _HYPHENED:
        return None  # "FA-50s"
    if found.before() in _OWNERS:
        return None  # "in his fifties"
    decade = found["DECADE"]
    if decade.endswith("0X") and decade != "200X":
        decade = decade[:2] + "XX"  # "the 1800s" are a century, "the 2000s" a decade
    return Reading(TimexType.DATE, Fixed(decade))


def _century(found: Found) -> Reading | list[Match] | None:
    if not 11 <= found["NTH"] <= 22:
        return None
    return without_article(found, Reading(TimexType.DATE, Fixed(f"{found['NTH'] - 1:02d}XX")))


YEAR_RULES = (
    Rule(("the? year YEAR", "YEAR"), _year),
    Rule(("YEAR -|/ FIGURES",), _year_range),
    Rule(("SHORTYEAR",), _short_year),
    Rule(("the? fiscal|financial year? YEAR", "fy YEAR"), _fiscal),
    Rule(("the? DECADE",), _decade),
    Rule(("the? NTH -? century",), _century),
)
