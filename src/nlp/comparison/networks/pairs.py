"""The heaviest pairs among many holders of positions, without a table of all pairs.

Ten thousand authors who all write on China make fifty million pairs. Rows are multiplied block by block and
only the heaviest pairs are carried on, so memory grows with the number kept, not with the square of the rows.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["Pairs", "heaviest_pairs"]

Matrix = NDArray[np.float32]
Places = NDArray[np.int64]

_BLOCK: Final = 256  # rows multiplied at once: 10 MB for each array with 10,000 rows


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of rows, the lower place first, in the order of their places; `weight` is what they share."""

    low: Places
    high: Places
    weight: Places
    share: NDArray[np.float64]  # weight over all that either holds (Jaccard index)


def heaviest_pairs(held: Matrix, turned: Matrix, *, limit: int) -> Pairs:
    """The pairs that share most; of equal weight those that share most of what they hold, then the first.

    Args:
        held: rows by columns, 1 where a row holds a column, else 0.
        turned: what the partner is asked for: `held` itself, or `held` with its columns swapped in a way that
            is its own inverse (for and against, say), so that a pair weighs the same from both ends.
        limit: at most so many pairs.
    """
    sizes = held.sum(axis=1).astype(np.float64)
    kept = _no_pairs()
    for first in range(0, len(held), _BLOCK):
        weights = held[first : first + _BLOCK] @ turned.T
        # What weighs less than the lightest of a full set cannot come in any more.
        floor = kept.weight.min() if len(kept.low) == limit else 1
        low, high = np.nonzero(np.triu(weights, k=first + 1) >= floor)
        weight = weights[low, high].astype(np.int64)
        low = low + first
        share = weight / (sizes[low] + sizes[high] - weight)
        kept = _cut(_join(kept, Pairs(low, high, weight, share)), limit)
    return kept


def _cut(pairs: Pairs, limit: int) -> Pairs:
    """The best of them in the order they came; ties at the edge go to those that came first."""
    if len(pairs.low) <= limit:
        return pairs
    score = pairs.weight + pairs.share / 2  # the share is at most 1, so it never outweighs a whole position
    edge = np.partition(score, len(score) - limit)[len(score) - limit]
    above = np.flatnonzero(score > edge)
    ties = np.flatnonzero(score == edge)[: limit - len(above)]
    places = np.sort(np.concatenate([above, ties]))
    return Pairs(pairs.low[places], pairs.high[places], pairs.weight[places], pairs.share[places])


def _join(one: Pairs, other: Pairs) -> Pairs:
    return Pairs(
        np.concatenate([one.low, other.low]),
        np.concatenate([one.high, other.high]),
        np.concatenate([one.weight, other.weight]),
        np.concatenate([one.share, other.share]),
    )


def _no_pairs() -> Pairs:
    none = np.empty(0, dtype=np.int64)
    return Pairs(none, none, none, np.empty(0, dtype=np.float64))
