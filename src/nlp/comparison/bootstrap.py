"""How sure a mean is: the bootstrap interval of the mean of each column."""

from functools import lru_cache
from statistics import NormalDist
from typing import Final

import numpy as np

from nlp.comparison.rest import Floats
from nlp.settings import ComparisonSettings

__all__ = ["FEW", "mean_intervals"]

# Values a mean must rest on before an interval is worth giving: 4 values allow only 35 different resamples.
FEW: Final = 5
# Above it the normal interval stands in for the bootstrap. With 100 and more exponential values the two
# differ by 2 to 3 % of their width (measured), which is the noise of 1,000 resamples.
_MANY: Final = 200


def mean_intervals(values: Floats, settings: ComparisonSettings) -> Floats:
    """Low and high end (2 by columns) of the interval of each column's mean; NaN where values are too few.

    Gaps in a column are left out. All columns with n values see the same resamples, drawn from the seed and n
    alone: an interval depends on the values it is about and on nothing else in the corpus.
    """
    ends = np.full((2, values.shape[1]), np.nan)
    if not settings.bootstrap:
        return ends
    present = ~np.isnan(values)
    counts = present.sum(axis=0)
    tail = (1 - settings.confidence) / 2
    for n in np.unique(counts[counts >= FEW]):
        columns = np.flatnonzero(counts == n)
        # Column by column the n values there are, in the order of the pieces.
        filled = values[:, columns].T[present[:, columns].T].reshape(len(columns), n).T
        if n > _MANY:
            ends[:, columns] = _normal_ends(filled, tail)
        else:
            weights = _resample_weights(int(n), settings.bootstrap, settings.seed)
            ends[:, columns] = np.quantile(weights @ filled, [tail, 1 - tail], axis=0)
    return ends


@lru_cache(maxsize=64)
def _resample_weights(n: int, resamples: int, seed: int) -> Floats:
    """How often each of n values stands in each resample, as shares (resamples by n)."""
    generator = np.random.default_rng([seed, n])
    return generator.multinomial(n, np.full(n, 1 / n), size=resamples) / n


def _normal_ends(values: Floats, tail: float) -> Floats:
    reach = -NormalDist().inv_cdf(tail) * values.std(axis=0, ddof=1) / np.sqrt(len(values))
    mean = values.mean(axis=0)
    return np.stack([mean - reach, mean + reach])
