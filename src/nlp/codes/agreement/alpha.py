"""Krippendorff's alpha from the coincidence matrix, with its bootstrap interval.

Krippendorff, K. (2019). Content Analysis, 4th ed., ch. 12; the worked examples of his "Computing
Krippendorff's Alpha-Reliability" (2011) are among the tests. Codes may be missing; a unit with fewer than two
codes says nothing of agreement and is left out.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["MISSING", "Agreement", "Bootstrap", "Metric", "measure_agreement"]

MISSING: Final = -1  # in place of a value's number, where a coder has not coded a unit
FEW: Final = 5  # units an interval must rest on; fewer allow too few different resamples
Floats = NDArray[np.float64]
Integers = NDArray[np.integer[Any]]


class Metric(StrEnum):
    """How far apart two values are: all alike, or by how many codes lie between them."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """How intervals are made: by drawing units with replacement."""

    resamples: int = 1000
    confidence: float = 0.95
    seed: int = 20250529


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree on a variable.

    `alpha` is None where every code is the same value: there is nothing to agree on. `agreement` is the share
    of pairs of codes that agree, `coincidences` how often values meet within units, `prevalence` the share of
    each value among the codes.
    """

    n_units: int
    n_codes: int
    alpha: float | None
    low: float | None
    high: float | None
    agreement: float
    coincidences: Floats
    prevalence: Floats


def measure_agreement(
    codes: Integers, n_values: int, metric: Metric = Metric.NOMINAL, bootstrap: Bootstrap | None = None
) -> Agreement | None:
    """The agreement in codes, a row a unit and a column a coder; None where no unit has two codes.

    Args:
        codes: numbers of values from 0 in their order, `MISSING` where there is none.
        n_values: how many values there are.
        metric: how far apart two values are.
        bootstrap: how the interval is made; none without it.
    """
    counts = _counts(codes, n_values)
    counts = counts[counts.sum(axis=1) >= 2]
    if not len(counts):
        return None
    # Units with the same counts are alike to alpha: 10,000 units of 5 coders are a few dozen patterns.
    patterns, times = np.unique(counts, axis=0, return_counts=True)
    parts = _coincidences(patterns)
    whole = np.tensordot(times, parts, axes=1)
    low, high = _interval(parts, times, metric, bootstrap)
    total = whole.sum()
    return Agreement(
        n_units=len(counts),
        n_codes=int(counts.sum()),
        alpha=_plain(_alpha(whole[np.newaxis], metric)[0]),
        low=low,
        high=high,
        agreement=float(np.trace(whole) / total),
        coincidences=whole,
        prevalence=whole.sum(axis=0) / total,
    )


def _counts(codes: Integers, n_values: int) -> Integers:
    """How many coders gave each unit each value (units by values)."""
    return np.stack([(codes == value).sum(axis=1) for value in range(n_values)], axis=1)


def _coincidences(counts: Integers) -> Floats:
    """What each unit adds to the coincidence matrix (units by values by values)."""
    pairs = counts[:, :, np.newaxis] * counts[:, np.newaxis, :].astype(np.float64)
    places = np.arange(counts.shape[1])
    pairs[:, places, places] -= counts  # no code is paired with itself
    coders: Floats = counts.sum(axis=1).astype(np.float64)
    return np.asarray(pairs / (coders - 1)[:, np.newaxis, np.newaxis])


def _alpha(coincidences: Floats, metric: Metric) -> Floats:
    """Alpha of each coincidence matrix (n by values by values); NaN where only one value occurs."""
    totals = coincidences.sum(axis=2)
    distances = _distances(totals, metric)
    n = totals.sum(axis=1)
    observed = (coincidences * distances).sum(axis=(1, 2))
    expected = (totals[:, :, np.newaxis] * totals[:, np.newaxis, :] * distances).sum(axis=(1, 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, 1 - (n - 1) * observed / expected, np.nan)


def _distances(totals: Floats, metric: Metric) -> Floats:
    """Squared distances between values (n by values by values); ordinal ones rest on the codes given."""
    if metric is Metric.NOMINAL:
        return np.broadcast_to(1.0 - np.eye(totals.shape[1]), (len(totals), *[totals.shape[1]] * 2))
    ranks = totals.cumsum(axis=1) - totals / 2
    return np.asarray((ranks[:, :, np.newaxis] - ranks[:, np.newaxis, :]) ** 2)


def _interval(
    parts: Floats, times: Integers, metric: Metric, bootstrap: Bootstrap | None
) -> tuple[float | None, float | None]:
    n_units = int(times.sum())
    if bootstrap is None or not bootstrap.resamples or n_units < FEW:
        return None, None
    generator = np.random.default_rng([bootstrap.seed, n_units])
    draws = generator.multinomial(n_units, times / n_units, size=bootstrap.resamples)
    drawn = _alpha(np.tensordot(draws, parts, axes=1), metric)
    drawn = drawn[~np.isnan(drawn)]  # a resample in which only one value occurs has no alpha
    if not len(drawn):
        return None, None
    tail = (1 - bootstrap.confidence) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail])
    return float(low), float(high)


def _plain(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
