"""One piece against the rest: value, mean and spread of the rest, difference, percentile, interval, n."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from nlp.comparison.bootstrap import FEW, mean_intervals
from nlp.comparison.measures import Measure, make_measures
from nlp.comparison.rest import Floats, Pieces
from nlp.labels import Dimension
from nlp.settings import ComparisonSettings
from nlp.tables.comparison_schemas import COMPARISON
from nlp.tables.frames import DECIMALS, frame_of

__all__ = ["SMALL", "compare_pieces", "rest_percentiles"]

SMALL: Final = 10  # pieces of the rest below which a reader is told how few they are

# Of an open set, so many items of the piece itself and so many that the rest has and it lacks.
_OWN_ITEMS: Final = 20
_REST_ITEMS: Final = 10
_OPEN = frozenset({Dimension.ENTITY, Dimension.PRESCRIPTION})


def compare_pieces(
    frames: Mapping[str, pd.DataFrame],
    pieces: Pieces,
    settings: ComparisonSettings,
    *,
    focus: Iterable[str] | None = None,
) -> pd.DataFrame:
    """The `comparison` table for the pieces in focus (default: all); a piece without a rest has no row.

    Reads `articles`, `sentences`, `themes`, `stances`, `entity_summary`, `dates` and `statements`.

    Raises:
        TableError: there is no piece of an id in `focus`.
    """
    places = pieces.places(focus)
    totals = [_Totals(measure, pieces) for measure in make_measures(frames, pieces.ids)]
    columns: dict[str, list[Any]] = {name: [] for name in COMPARISON.names}
    for place in places:
        rest = pieces.rest(place)
        if len(rest):
            for total in totals:
                _add_rows(columns, pieces.ids[place], _Against(total, place, rest, settings))
    return frame_of(COMPARISON, columns)


def rest_percentiles(value: Floats, rest: Floats) -> Floats:
    """Percentage of each column of the rest that lies below the value, ties counted half."""
    with np.errstate(invalid="ignore"):
        below = (rest < value).sum(axis=0) + 0.5 * (rest == value).sum(axis=0)
        share = 100 * below / (~np.isnan(rest)).sum(axis=0)
    return np.where(np.isnan(value), np.nan, share)


class _Totals:
    """A measure with the number and sum of what all counted pieces say on each item."""

    def __init__(self, measure: Measure, pieces: Pieces) -> None:
        self.measure = measure
        self.counted_as = pieces.counted_as
        self.present = ~np.isnan(measure.values)
        self.filled: Floats = np.where(self.present, measure.values, 0.0)
        self.n = self.present[pieces.counted].sum(axis=0)
        self.sum = self.filled[pieces.counted].sum(axis=0)

    def items_to_tell(self, place: int) -> NDArray[np.int64]:
        """Places of the items that get a row: those the piece has, and those only the rest has."""
        value = self.measure.values[place]
        n = self.n - self.present[self.counted_as[place]]
        if self.measure.dimension is Dimension.STANCE:
            shared = np.array([not item.startswith("leader:") for item in self.measure.items], dtype=np.bool_)
            return np.flatnonzero(~np.isnan(value) | ((n > 0) & shared))
        if self.measure.dimension not in _OPEN:
            return np.flatnonzero(~np.isnan(value) | (n > 0))
        rest_sum = np.round(self.sum - self.filled[self.counted_as[place]], DECIMALS)
        own = np.argsort(-value, kind="stable")
        lacking = np.argsort(-rest_sum, kind="stable")
        lacking = lacking[(value[lacking] == 0) & (rest_sum[lacking] > 0)]
        return np.sort(np.concatenate([own[value[own] > 0][:_OWN_ITEMS], lacking[:_REST_ITEMS]]))


class _Against:
    """One piece and its rest in one dimension; every attribute has an entry for each item that is told."""

    def __init__(
        self, total: _Totals, place: int, rest: NDArray[np.int64], settings: ComparisonSettings
    ) -> None:
        self.measure = total.measure
        self.items = total.items_to_tell(place)
        self.value: Floats = total.measure.values[place, self.items]
        others: Floats = total.measure.values[np.ix_(rest, self.items)]
        present = ~np.isnan(others)
        self.n = present.sum(axis=0)
        with np.errstate(invalid="ignore", divide="ignore"):
            self.mean: Floats = np.where(present, others, 0.0).sum(axis=0) / self.n
            squares = np.where(present, (others - self.mean) ** 2, 0.0).sum(axis=0)
            spread = np.sqrt(squares / (self.n - 1))
        self.sd: Floats = np.where(self.n > 1, spread, np.nan)
        self.percentile = rest_percentiles(self.value, others)
        self.ends = np.full((2, len(self.items)), np.nan)
        spreading = np.flatnonzero(self.sd > 0)  # equal values give nothing to resample
        self.ends[:, spreading] = mean_intervals(others[:, spreading], settings)


def _add_rows(columns: dict[str, list[Any]], article_id: str, against: _Against) -> None:
    measure, items = against.measure, against.items
    low, high = against.ends
    value, mean, n = against.value, against.mean, against.n
    added: dict[str, Sequence[Any]] = {
        "article_id": [article_id] * len(items),
        "dimension": [measure.dimension] * len(items),
        "item": [measure.items[item] for item in items],
        "unit": [measure.units[item] for item in items],
        "value": list(value),
        "rest_mean": list(mean),
        "rest_sd": list(against.sd),
        "n_rest": list(n),
        "difference": list(value - mean),
        "percentile": list(against.percentile),
        "interval": [_interval(*ends) for ends in zip(low, high, strict=True)],
        "interval_low": list(low),
        "interval_high": list(high),
        "note": [
            _note(*numbers, named=measure.dimension in _OPEN) for numbers in zip(value, mean, n, strict=True)
        ],
    }
    for name, cells in added.items():
        columns[name].extend(cells)


def _interval(low: float, high: float) -> str | None:
    return None if np.isnan(low) else f"{_short(low)}–{_short(high)}"


def _short(number: float) -> str:
    text = f"{number:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


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
