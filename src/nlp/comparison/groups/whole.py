"""All pieces of a measure but for one group of them, without gathering them for each group anew."""

import numpy as np

from nlp.comparison.bootstrap import Sample
from nlp.comparison.measures import Measure
from nlp.comparison.rest import Floats
from nlp.comparison.spread import Places

__all__ = ["Whole"]

_BLOCK = 128  # items summed at once: 30 MB with 10,000 pieces


class Whole:
    """The values of pieces on all items of a measure, summed once."""

    def __init__(self, measure: Measure, places: Places) -> None:
        self._values = measure.values
        self._is_in = np.zeros(len(measure.values), dtype=np.bool_)
        self._is_in[places] = True
        parts = [
            _sum_up(measure.values[self._is_in, first : first + _BLOCK])
            for first in range(0, max(measure.values.shape[1], 1), _BLOCK)
        ]
        # Around its centre no digits of an item are lost when the sums of a group are subtracted.
        self._centre, self._n, self._sum, self._squares = (
            np.concatenate([part[side] for part in parts]) for side in range(4)
        )

    def without(self, own: Places) -> Sample:
        """The sample of all pieces but these."""
        shifted = self._values[own] - self._centre
        n = self._n - (~np.isnan(shifted)).sum(axis=0)
        total = self._sum - np.nansum(shifted, axis=0)
        squares = self._squares - np.nansum(shifted**2, axis=0)
        with np.errstate(invalid="ignore", divide="ignore"):
            offset = np.where(n > 0, total / n, np.nan)
            sd = np.where(n > 1, np.sqrt(np.maximum(squares - n * offset**2, 0.0) / (n - 1)), np.nan)
        is_other = self._is_in.copy()
        is_other[own] = False
        return Sample(
            n.astype(np.int64), self._centre + offset, sd, lambda items: self._take(items, is_other)
        )

    def _take(self, items: Places, is_other: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> Floats:
        columns = []
        for item in items.tolist():
            column = self._values[:, item]
            columns.append(column[is_other & ~np.isnan(column)])
        return np.stack(columns, axis=1)


def _sum_up(values: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Centre, number, and sums of the distances from the centre and of their squares, by column."""
    n = (~np.isnan(values)).sum(axis=0).astype(np.float64)
    centre = np.nansum(values, axis=0) / np.maximum(n, 1)
    shifted = values - centre
    return centre, n, np.nansum(shifted, axis=0), np.nansum(shifted**2, axis=0)
