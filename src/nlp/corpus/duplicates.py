"""Copies and near-copies among texts: the Jaccard overlap of their sets of five-word shingles, exactly.

Shingles: Broder (1997), "On the resemblance and containment of documents". Candidates are found through the
rarest shingles of each text (prefix filter: Chaudhuri, Ganti, Kaushik 2006), which loses no pair, and among
more than 2,000 texts through MinHash, which may lose two in 1,000. Each is then counted exactly.
"""

import math
import re
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from nlp.corpus.identity.minhash import Hashes, find_candidates, mix

__all__ = [
    "MANY",
    "DuplicatePair",
    "Hashes",
    "duplicate_groups",
    "find_duplicates",
    "find_overlaps",
    "hash_shingles",
    "jaccard",
    "shingle_hashes",
    "word_codes",
]


MANY = 2000  # texts; of so many that share passages the prefix filter leaves millions of candidates
SIZE = 5  # words in a shingle: long enough that only copied passages share many


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two texts that overlap; `left` sorts before `right`."""

    left: str
    right: str
    jaccard: float


def shingle_hashes(text: str, *, size: int = SIZE) -> Hashes:
    """The distinct shingles of a text as sorted hashes; a shorter text is one shingle, an empty one none."""
    return hash_shingles(word_codes(text), size=size)


def word_codes(text: str) -> Hashes:
    """A number for each word of a text, in their order; no word runs across a space."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())
    return np.array([_word_code(word) for word in words], dtype=np.uint64)


def hash_shingles(codes: Hashes, *, size: int = SIZE) -> Hashes:
    """The distinct shingles of a text, given by the numbers of its words, as sorted hashes."""
    if not len(codes):
        return np.empty(0, dtype=np.uint64)
    size = min(size, len(codes))
    hashes = np.zeros(len(codes) - size + 1, dtype=np.uint64)
    for offset in range(size):
        hashes = mix(hashes, codes[offset : offset + len(hashes)])
    hashes.sort()  # and not np.unique, which takes five times as long
    distinct: Hashes = hashes[np.append(True, hashes[1:] != hashes[:-1])]
    return distinct


def jaccard(left: str, right: str, *, size: int = SIZE) -> float:
    """Share of the two texts' shingles that both have, from 0 to 1; 0 if either has no words."""
    return _overlap(shingle_hashes(left, size=size), shingle_hashes(right, size=size))


def find_duplicates(
    texts: Mapping[str, str], *, threshold: float = 0.6, size: int = SIZE
) -> tuple[DuplicatePair, ...]:
    """All pairs of texts (by id) that overlap by at least the threshold, sorted by their ids."""
    ids = sorted(texts)
    return find_overlaps(ids, [shingle_hashes(texts[one], size=size) for one in ids], threshold=threshold)


def find_overlaps(
    ids: Sequence[str], shingles: Sequence[Hashes], *, threshold: float = 0.6
) -> tuple[DuplicatePair, ...]:
    """The same for texts of which the shingles are known; the ids are sorted."""
    pairs: list[DuplicatePair] = []
    find = find_candidates if len(ids) > MANY else _candidates
    for first, second in sorted(find(shingles, threshold)):
        overlap = _overlap(shingles[first], shingles[second])
        if overlap >= threshold:
            pairs.append(DuplicatePair(ids[first], ids[second], round(overlap, 6)))
    return tuple(pairs)


def duplicate_groups(pairs: Iterable[DuplicatePair]) -> tuple[tuple[str, ...], ...]:
    """Texts that are joined by pairs, directly or through others, each group sorted."""
    parent: dict[str, str] = {}

    def root(one: str) -> str:
        parent.setdefault(one, one)
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for pair in pairs:
        left, right = sorted((root(pair.left), root(pair.right)))
        parent[right] = left
    groups: dict[str, list[str]] = defaultdict(list)
    for one in sorted(parent):
        groups[root(one)].append(one)
    return tuple(sorted(tuple(group) for group in groups.values()))


@lru_cache(maxsize=50_000)
def _word_code(word: str) -> int:
    return zlib.crc32(word.encode()) + 1  # the same in every process, unlike hash()


def _overlap(left: Hashes, right: Hashes) -> float:
    if not len(left) or not len(right):
        return 0.0
    shared = len(np.intersect1d(left, right, assume_unique=True))
    return shared / (len(left) + len(right) - shared)


def _candidates(shingles: Sequence[Hashes], threshold: float) -> set[tuple[int, int]]:
    """Pairs that share one of the rarest shingles of both, as every pair above the threshold must."""
    if not shingles:
        return set()
    _, places, counts = np.unique(np.concatenate(shingles), return_inverse=True, return_counts=True)
    ends = np.cumsum([len(hashes) for hashes in shingles])
    holders: dict[int, list[int]] = defaultdict(list)
    pairs: set[tuple[int, int]] = set()
    for number, (hashes, end) in enumerate(zip(shingles, ends.tolist(), strict=True)):
        frequency = counts[places[end - len(hashes) : end]]
        length = len(hashes) - max(1, math.ceil(threshold * len(hashes) - 1e-9)) + 1
        rarest = np.lexsort((hashes, frequency))[:length]
        for shingle in hashes[rarest][frequency[rarest] > 1].tolist():
            pairs.update((other, number) for other in holders[shingle])
            holders[shingle].append(number)
    return pairs
