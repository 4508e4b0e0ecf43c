"""The heaviest pairs among many holders of positions, without a table of all pairs.

Ten thousand authors who all write on China make fifty million pairs. Those who hold most are multiplied
first, block by block, and only the heaviest pairs are carried on. No pair weighs more than the smaller of its
two ends holds, so those who hold less than the lightest pair that is kept need not be looked at.
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
    sizes = held.sum(axis=1).astype(np.int64)
    order = np.argsort(-sizes, kind="stable")
    most = sizes[order]
    kept = _no_pairs()
    for first in range(0, len(held), _BLOCK):
        # What weighs less than the lightest of a full set cannot come in any more.
        floor = int(kept.weight.min()) if len(kept.low) == limit else 1
        last = int(np.searchsorted(-most, -floor, side="right"))
        if first >= last:
            break
        weights = np.triu(held[order[first : first + _BLOCK]] @ turned[order[first:last]].T, k=1)
        one, other = np.nonzero(weights >= max(floor, _find_floor(weights, limit)))
        weight = weights[one, other].astype(np.int64)
        ends = np.sort(np.stack([order[one + first], order[other + first]]), axis=0)
        share = weight / (sizes[ends[0]] + sizes[ends[1]] - weight)
        kept = _cut(_join(kept, Pairs(ends[0], ends[1], weight, share)), limit)
    by_place = np.lexsort((kept.high, kept.low))
    return Pairs(*(getattr(kept, name)[by_place] for name in Pairs.__slots__))


def _find_floor(weights: Matrix, limit: int) -> int:
    """The most that so many pairs of a block weigh at least: lighter ones cannot be kept."""
    counts = np.bincount(weights.ravel().astype(np.int32))
    above = np.flatnonzero(counts[::-1].cumsum() >= limit)
    return len(counts) - 1 - int(above[0]) if len(above) else 1


def _cut(pairs: Pairs, limit: int) -> Pairs:
    """The best of them; ties at the edge go to those that come first."""
    if len(pairs.low) <= limit:
        return pairs
    score = pairs.weight + pairs.share / 2  # the share is at most 1, so it never outweighs a whole position
    edge = np.partition(score, len(score) - limit)[len(score) - limit]
    above, ties = np.flatnonzero(score > edge), np.flatnonzero(score == edge)
    first = ties[np.lexsort((pairs.high[ties], pairs.low[ties]))][: limit - len(above)]
    places = np.concatenate([above, first])
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
