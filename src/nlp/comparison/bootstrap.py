"""How sure a mean, or a difference of two means, is: the bootstrap interval of each column."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nlp.comparison.rest import Floats
from nlp.settings import ComparisonSettings

__all__ = [
    "FEW",
    "MANY",
    "Sample",
    "difference_intervals",
    "filled_values",
    "mean_intervals",
    "normal_intervals",
]

# Values a mean must rest on before an interval is worth giving: 4 values allow only 35 different resamples.
FEW: Final = 5
# Above it the normal interval stands in for the bootstrap. With 100 and more exponential values the two
# differ by 2 to 3 % of their width (measured), which is the noise of 1,000 resamples.
MANY: Final = 200


def mean_intervals(values: Floats, settings: ComparisonSettings) -> Floats:
    """Low and high end (2 by columns) of the interval of each column's mean; NaN where values are too few.

    Gaps in a column are left out. All columns with n values see the same resamples, drawn from the seed and n
    alone: an interval depends on the values it is about and on nothing else in the corpus.
    """
    ends = np.full((2, values.shape[1]), np.nan)
    if not settings.bootstrap:
        return ends
    tail = _tail(settings)
    counts = _counts(values)
    for n in np.unique(counts[counts >= FEW]):
        columns = np.flatnonzero(counts == n)
        filled = filled_values(values, columns)
        if n > MANY:
            ends[:, columns] = normal_intervals(
                filled.mean(axis=0), filled.std(axis=0, ddof=1) / np.sqrt(n), settings
            )
        else:
            ends[:, columns] = np.quantile(_mean_draws(filled, settings), [tail, 1 - tail], axis=0)
    return ends


@dataclass(frozen=True, slots=True)
class Sample:
    """A group of pieces, item by item: number, mean and standard deviation (n-1) of the values there are.

    `values` gives for some items of equally many values these values (values by items), pieces in order.
    """

    n: NDArray[np.int64]
    mean: Floats
    sd: Floats
    values: Callable[[NDArray[np.int64]], Floats]


def difference_intervals(one: Sample, other: Sample, settings: ComparisonSettings) -> Floats:
    """Low and high end of the interval of mean(one) - mean(other), item by item; both are resampled.

    NaN where either has too few values. Where both have many, the interval is the normal one.
    """
    ends = np.full((2, len(one.n)), np.nan)
    if not settings.bootstrap:
        return ends
    tail = _tail(settings)
    for n, n_other, columns in _equal_sizes(one.n, other.n):
        if min(n, n_other) > MANY:
            error = np.sqrt(one.sd[columns] ** 2 / n + other.sd[columns] ** 2 / n_other)
            ends[:, columns] = normal_intervals(one.mean[columns] - other.mean[columns], error, settings)
        else:
            # The second sample has draws of its own: shared ones would tie the two together.
            draws = _draws(one, columns, settings) - _draws(other, columns, settings, second=True)
            ends[:, columns] = np.quantile(draws, [tail, 1 - tail], axis=0)
    return ends


def filled_values(values: Floats, columns: NDArray[np.int64]) -> Floats:
    """Column by column the values there are (equally many in each), in the order of the pieces."""
    chosen = values[:, columns].T
    return chosen[~np.isnan(chosen)].reshape(len(columns), -1).T


def normal_intervals(mean: Floats, error: Floats, settings: ComparisonSettings) -> Floats:
    """Low and high end of the normal interval around means with these standard errors."""
    reach = -NormalDist().inv_cdf(_tail(settings)) * error
    return np.stack([mean - reach, mean + reach])


def _tail(settings: ComparisonSettings) -> float:
    return (1 - settings.confidence) / 2


def _counts(values: Floats) -> NDArray[np.int64]:
    counts: NDArray[np.int64] = (~np.isnan(values)).sum(axis=0)
    return counts


def _equal_sizes(
    one: NDArray[np.int64], other: NDArray[np.int64]
) -> Iterator[tuple[int, int, NDArray[np.int64]]]:
    """The columns that have equally many values in both samples, where neither has too few."""
    enough = (one >= FEW) & (other >= FEW)
    for n, n_other in sorted(set(zip(one[enough].tolist(), other[enough].tolist(), strict=True))):
        yield n, n_other, np.flatnonzero((one == n) & (other == n_other))


def _draws(
    sample: Sample, columns: NDArray[np.int64], settings: ComparisonSettings, *, second: bool = False
) -> Floats:
    """Means of items with equally many values in each resample, resamples by items; of many, normal draws."""
    n = int(sample.n[columns[0]])
    if n <= MANY:
        return _mean_draws(sample.values(columns), settings, second=second)
    draws = _normal_draws(n, settings.bootstrap, settings.seed, second)
    result: Floats = sample.mean[columns] + draws * sample.sd[columns] / np.sqrt(n)
    return result


def _mean_draws(filled: Floats, settings: ComparisonSettings, *, second: bool = False) -> Floats:
    """Means of each column in each resample (resamples by columns)."""
    weights: Floats = _resample_weights(len(filled), settings.bootstrap, settings.seed, second)
    return weights @ filled


@lru_cache(maxsize=1024)
def _normal_draws(n: int, resamples: int, seed: int, second: bool) -> Floats:
    return _generator(n, seed, second).standard_normal((resamples, 1))


@lru_cache(maxsize=64)
def _resample_weights(n: int, resamples: int, seed: int, second: bool) -> Floats:
    """How often each of n values stands in each resample, as shares (resamples by n)."""
    return _generator(n, seed, second).multinomial(n, np.full(n, 1 / n), size=resamples) / n


def _generator(n: int, seed: int, second: bool) -> np.random.Generator:
    return np.random.default_rng([seed, n, 1] if second else [seed, n])
