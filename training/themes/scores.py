"""F1 over labels, per theme, of the dominant theme, and how far they may be trusted."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["find_f1_by_theme", "find_interval", "find_micro_f1", "make_assignment"]


def make_assignment(
    logits: NDArray[np.float64], thresholds: NDArray[np.float64], *, at_most: int = 3
) -> NDArray[np.bool_]:
    """Which themes are assigned: those that pass, the best `at_most` of them."""
    rank = np.argsort(np.argsort(-logits, axis=1, kind="stable"), axis=1, kind="stable")
    return np.asarray((logits >= thresholds) & (rank < at_most))


def find_micro_f1(truth: NDArray[np.int64], assigned: NDArray[np.bool_]) -> float:
    """F1 over all labels of all rows, in per cent."""
    hits = float((truth * assigned).sum())
    return 200 * hits / max(1.0, float(truth.sum() + assigned.sum()))


def find_f1_by_theme(truth: NDArray[np.int64], assigned: NDArray[np.bool_]) -> NDArray[np.float64]:
    """F1 of each theme, in per cent; their mean is macro-F1."""
    hits = (truth * assigned).sum(axis=0)
    return np.asarray(200 * hits / np.maximum(1, truth.sum(axis=0) + assigned.sum(axis=0)))


def find_interval(
    truth: NDArray[np.int64], assigned: NDArray[np.bool_], *, seed: int, resamples: int = 1000
) -> tuple[float, float]:
    """A 95 % bootstrap interval of micro-F1 over rows."""
    random = np.random.default_rng(seed)
    draws: Sequence[NDArray[np.int64]] = [
        random.integers(0, len(truth), len(truth)) for _ in range(resamples)
    ]
    low, high = np.percentile([find_micro_f1(truth[i], assigned[i]) for i in draws], [2.5, 97.5])
    return float(low), float(high)
