"""What many pieces say on an item: how many, mean and spread, and where one piece lies among the others."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.comparison.bootstrap import FEW, MANY, Sample, filled_values, mean_intervals, normal_intervals
from nlp.comparison.rest import Floats, Pieces
from nlp.settings import ComparisonSettings
from nlp.tables.frames import DECIMALS

__all__ = [
    "SMALL",
    "Places",
    "RestSpread",
    "Spread",
    "describe",
    "describe_rest",
    "interval_text",
    "make_sample",
]

SMALL = 10  # pieces below which a reader is told how few they are

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Spread:
    """Number, mean and standard deviation (n-1) of the values of each column; NaN where there is none."""

    n: Places
    mean: Floats
    sd: Floats


@dataclass(frozen=True, slots=True)
class RestSpread(Spread):
    """The same of the rest of each told piece; percentile of the piece, interval of the rest's mean."""

    percentile: Floats
    ends: Floats  # low and high, 2 by cells


def describe(values: Floats) -> Spread:
    """The spread of each column of a matrix; gaps are left out."""
    present = ~np.isnan(values)
    n = present.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(present, values, 0.0).sum(axis=0) / n
        squares = np.where(present, (values - mean) ** 2, 0.0).sum(axis=0)
        return Spread(n, mean, np.where(n > 1, np.sqrt(squares / (n - 1)), np.nan))


def make_sample(values: Floats) -> Sample:
    """A matrix of pieces by items, with gaps, as a group of pieces."""
    spread = describe(values)
    return Sample(spread.n, spread.mean, spread.sd, lambda items: filled_values(values, items))


def describe_rest(
    values: Floats, pieces: Pieces, rows: Places, columns: Places, settings: ComparisonSettings
) -> RestSpread:
    """What the rest of a piece (`rows`) says on an item (`columns`), for each of these cells.

    The rest differs from piece to piece by one text, so it is not gathered for each: sums, and the order of
    the values, are taken once for the item, and the piece's own text is taken out of them.
    """
    mean, sd, percentile = (np.full(len(rows), np.nan) for _ in range(3))
    found = RestSpread(np.zeros(len(rows), dtype=np.int64), mean, sd, percentile, _no_ends(len(rows)))
    for column, cells in _by_column(columns):
        _describe_item(values[:, column], pieces, rows[cells], settings, (found, cells))
    return found


def interval_text(low: float, high: float) -> str | None:
    """An interval in words; None where there is none."""
    return None if np.isnan(low) else f"{_short(low)}–{_short(high)}"


def _describe_item(
    values: Floats,
    pieces: Pieces,
    rows: Places,
    settings: ComparisonSettings,
    into: tuple[RestSpread, Places],
) -> None:
    found, cells = into
    own = np.where(pieces.counted, values, np.nan)[pieces.counted_as[rows]]  # of the text, as it is counted
    is_in = ~np.isnan(own)
    counted = values[pieces.counted & ~np.isnan(values)]
    n = len(counted) - is_in
    centre = counted.mean() if len(counted) else 0.0  # around it no digits are lost when sums are subtracted
    shifted, taken = counted - centre, np.where(is_in, own - centre, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        offset = (shifted.sum() - taken) / n
        squares = (shifted**2).sum() - taken**2 - n * offset**2
        sd = np.where(n > 1, np.sqrt(np.maximum(squares, 0.0) / (n - 1)), np.nan)
        ordered, value = np.sort(counted), values[rows]
        below = np.searchsorted(ordered, value) - (is_in & (own < value))
        ties = np.searchsorted(ordered, value, side="right") - np.searchsorted(ordered, value)
        percentile = 100 * (below + 0.5 * (ties - (is_in & (own == value)))) / n
    found.n[cells] = n
    found.mean[cells], found.sd[cells] = np.round(centre + offset, DECIMALS), np.round(sd, DECIMALS)
    found.percentile[cells] = np.where(np.isnan(value), np.nan, percentile)
    found.ends[:, cells] = _ends(counted, own, found, cells, settings)


def _ends(
    counted: Floats, own: Floats, found: RestSpread, cells: Places, settings: ComparisonSettings
) -> Floats:
    """Intervals of the means of the rest; equal values give nothing to resample."""
    ends, n, sd = _no_ends(len(cells)), found.n[cells], found.sd[cells]
    spreading = (sd > 0) & (n >= FEW)
    many = np.flatnonzero(spreading & (n > MANY))
    if len(many) and settings.bootstrap:
        ends[:, many] = normal_intervals(found.mean[cells][many], sd[many] / np.sqrt(n[many]), settings)
    few = np.flatnonzero(spreading & (n <= MANY))
    if len(few):
        # What is left when one value is taken out depends on the value alone: each is resampled once.
        taken, back = np.unique(own[few], return_inverse=True)
        without = np.repeat(counted[:, None], len(taken), axis=1)
        for place, value in enumerate(taken):
            if not np.isnan(value):
                without[np.flatnonzero(counted == value)[0], place] = np.nan
        ends[:, few] = mean_intervals(without, settings)[:, back]
    return ends


def _by_column(columns: Places) -> Iterator[tuple[int, Places]]:
    """Each column with the places of its cells."""
    order = np.argsort(columns, kind="stable")
    found, starts = np.unique(columns[order], return_index=True)
    for place, column in enumerate(found.tolist()):
        yield column, order[starts[place] : starts[place + 1] if place + 1 < len(starts) else None]


def _no_ends(n: int) -> Floats:
    return np.full((2, n), np.nan)


def _short(number: float) -> str:
    text = f"{number:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
