"""One piece against the rest: value, mean and spread of the rest, difference, percentile, interval, n."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from nlp.comparison.bootstrap import FEW
from nlp.comparison.measures import Measure
from nlp.comparison.rest import Floats, Pieces
from nlp.comparison.spread import SMALL, Places, describe_rest, interval_text
from nlp.labels import Dimension
from nlp.settings import ComparisonSettings
from nlp.tables.comparison_schemas import COMPARISON
from nlp.tables.frames import DECIMALS, frame_of, make_frame

__all__ = ["OPEN", "OTHER_ITEMS", "OWN_ITEMS", "compare_pieces", "is_shared"]

# Dimensions without a closed set of items. Of these, so many items of the piece itself are told, and so many
# that the rest has and it lacks.
OPEN: Final = frozenset({Dimension.ENTITY, Dimension.PRESCRIPTION})
OWN_ITEMS: Final = 20
OTHER_ITEMS: Final = 10


def compare_pieces(
    measures: Sequence[Measure],
    pieces: Pieces,
    settings: ComparisonSettings,
    *,
    focus: Iterable[str] | None = None,
) -> pd.DataFrame:
    """The `comparison` table for the pieces in focus (default: all); a piece without a rest has no row.

    Raises:
        TableError: there is no piece of an id in `focus`.
    """
    places = pieces.places(focus)
    if pieces.counted.sum() < 2:
        return make_frame(COMPARISON, ())
    parts = [_rows(measure, pieces, places, settings) for measure in measures]
    return frame_of(COMPARISON, {name: np.concatenate([part[name] for part in parts]) for name in parts[0]})


def is_shared(measure: Measure) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Which items are told also where there is silence on them; leaders are too many, each of few pieces."""
    stance = measure.dimension is Dimension.STANCE
    return np.array([not (stance and item.startswith("leader:")) for item in measure.items], dtype=np.bool_)


class _Told:
    """Which items of a measure get a row for a piece: those it has, and those only the rest has."""

    def __init__(self, measure: Measure, pieces: Pieces) -> None:
        self.measure = measure
        self.counted_as = pieces.counted_as
        self.present = ~np.isnan(measure.values)
        self.shared = is_shared(measure)
        self.n = self.present[pieces.counted].sum(axis=0)
        self.sum = np.where(self.present, measure.values, 0.0)[pieces.counted].sum(axis=0)

    def items(self, place: int) -> Places:
        """Places of the items that are told of the piece."""
        value, own = self.measure.values[place], self.counted_as[place]
        if self.measure.dimension not in OPEN:
            rest = self.n - self.present[own]
            return np.flatnonzero(self.present[place] | ((rest > 0) & self.shared))
        return _foremost(value, np.round(self.sum - np.nan_to_num(self.measure.values[own]), DECIMALS))


def _foremost(value: Floats, rest: Floats) -> Places:
    own = np.argsort(-value, kind="stable")
    lacking = np.argsort(-rest, kind="stable")
    lacking = lacking[(value[lacking] == 0) & (rest[lacking] > 0)]
    return np.sort(np.concatenate([own[value[own] > 0][:OWN_ITEMS], lacking[:OTHER_ITEMS]]))


def _rows(
    measure: Measure, pieces: Pieces, places: list[int], settings: ComparisonSettings
) -> dict[str, "np.ndarray[Any, Any]"]:
    """The columns of one dimension: a cell for each item that is told of each piece."""
    told = _Told(measure, pieces)
    items = [told.items(place) for place in places]
    rows = np.repeat(np.array(places, dtype=np.int64), [len(one) for one in items])
    columns = np.concatenate([np.zeros(0, dtype=np.int64), *items])
    value = measure.values[rows, columns]
    rest = describe_rest(measure.values, pieces, rows, columns, settings)
    named = measure.dimension in OPEN
    numbers = zip(value.tolist(), rest.mean.tolist(), rest.n.tolist(), strict=True)
    return {
        "article_id": _texts(pieces.ids)[rows],
        "dimension": np.full(len(rows), str(measure.dimension), dtype=object),
        "item": _texts(measure.items)[columns],
        "unit": _texts(measure.units)[columns],
        "value": value,
        "rest_mean": rest.mean,
        "rest_sd": rest.sd,
        "n_rest": rest.n,
        "difference": value - rest.mean,
        "percentile": rest.percentile,
        "interval": _texts([interval_text(low, high) for low, high in rest.ends.T.tolist()]),
        "interval_low": rest.ends[0],
        "interval_high": rest.ends[1],
        "note": _texts([_note(*one, named=named) for one in numbers]),
    }


def _texts(values: Iterable[str | None]) -> "np.ndarray[Any, Any]":
    listed = list(values)
    return np.array(listed, dtype=object) if listed else np.zeros(0, dtype=object)


def _note(value: float, rest_mean: float, n: int, *, named: bool) -> str | None:
    notes = ["not addressed in this piece"] if np.isnan(value) else []
    if n == 0:
        notes.append("addressed in no other piece")
    elif n < SMALL:
        others = "1 other piece" if n == 1 else f"{n} other pieces"
        notes.append(f"only {others}" + (", no interval" if n < FEW else ""))
    if named and value > 0 and rest_mean == 0:
        notes.append("named in no other piece")
    return "; ".join(notes) or None
