"""What sets a piece apart from the rest, in sentences that say nothing the comparison table does not."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from nlp.labels import Dimension
from nlp.report.reading import Row
from nlp.report.wording import Names, number, plural, shorten, signed

__all__ = ["NOTHING", "NO_REST", "SMALL", "apart_sentences"]

MOST: Final = 5  # sentences
AT_MOST: Final = {Dimension.THEME.value: 2, Dimension.STANCE.value: 2}  # of one dimension; 1 of any other
FEWEST: Final = 3  # pieces of the rest below which a standard deviation says nothing
NOTABLE: Final = 1.0  # standard deviations; less than that is the common run of pieces
SMALL: Final = 10  # pieces of the rest below which the sentence says that they are few

NO_REST: Final = "There is no other piece in the corpus to hold it against, so nothing is said here."
NOTHING: Final = (
    "On no measure that three or more other pieces share does it lie more than one standard deviation "
    "from their mean."
)


def apart_sentences(rows: Sequence[Row], names: Names) -> list[str]:
    """At most five sentences on the largest differences, at least one that says that there are none."""
    if not any(row["n_rest"] for row in rows):
        return [NO_REST]
    taken: Counter[str] = Counter()
    sentences: list[str] = []
    for row in sorted(filter(_is_notable, rows), key=_by_distance):
        if taken[row["dimension"]] < AT_MOST.get(row["dimension"], 1) and len(sentences) < MOST:
            taken[row["dimension"]] += 1
            sentences.append(_sentence(row, names))
    return sentences or [NOTHING]


def distance(row: Row) -> float | None:
    """Difference in standard deviations of the rest; none where the rest is too small or does not spread."""
    if row["difference"] is None or not row["rest_sd"] or row["n_rest"] < FEWEST:
        return None
    return float(row["difference"] / row["rest_sd"])


def _is_notable(row: Row) -> bool:
    found = distance(row)
    return found is not None and abs(found) >= NOTABLE


def _by_distance(row: Row) -> tuple[float, str, str]:
    return -abs(distance(row) or 0.0), row["dimension"], row["item"]


def _sentence(row: Row, names: Names) -> str:
    few = ", which are few" if row["n_rest"] < SMALL else ""
    return (
        f"{_claim(row, names)}: {_value(row, 'value')} against a mean of {_value(row, 'rest_mean')} "
        f"in the {plural(row['n_rest'], 'other piece')}{_shared(row)}{few} "
        f"({signed(distance(row), 1)} standard deviations{_place(row)})."
    )


def _claim(row: Row, names: Names) -> str:
    item = shorten(names.item(row["dimension"], row["item"]), 80)
    more = row["difference"] > 0
    match row["dimension"]:
        case Dimension.THEME:
            return f"It treats “{item}” {'more' if more else 'less'} than the rest"
        case Dimension.STANCE:
            return f"It is more {'supportive' if more else 'critical'} of “{item}” than the rest"
        case Dimension.ENTITY:
            return f"It names “{item}” {'more' if more else 'less'} often than the rest"
        case Dimension.PRESCRIPTION:
            name = shorten(names.entity(row["item"]), 80)
            return f"It asks {'more' if more else 'less'} of “{name}” than the rest"
        case _:
            return f"On “{item}” it lies {'above' if more else 'below'} the rest"


def _value(row: Row, name: str) -> str:
    """A number of the row; with its unit where it is the piece's own and the claim does not name it."""
    value, unit = float(row[name]), row["unit"]
    if row["dimension"] == Dimension.STANCE:
        return signed(value)
    if row["dimension"] == Dimension.THEME:
        return number(value)
    if unit.startswith("share of "):
        value, unit = 100 * value, f"% of {unit.removeprefix('share of ')}"
    digits = 0 if unit.startswith("%") else 1
    return (
        f"{number(value, digits)} {unit}"
        if name == "value"
        else f"{number(value, digits)}{' %' * unit.startswith('%')}"
    )


def _shared(row: Row) -> str:
    return " that address it" if row["dimension"] == Dimension.STANCE else ""


def _place(row: Row) -> str:
    match row["percentile"]:
        case None:
            return ""
        case 100:
            return "; above all of them"
        case 0:
            return "; below all of them"
        case percentile:
            return f"; above {number(float(percentile), 0)} % of them, ties counted half"
