"""Which pieces are copies of one text: found among those that share enough with any other at all.

A text that overlaps with another by a share has that share of its own shingles in it. So a filter comes
first: where fewer of the shingles of a text stand anywhere else, the text is a copy of nothing, and is not
looked at again. The filter holds two marks for each place of a hash and not the shingles of a corpus, of
which only the first some thousand texts' are kept for the second look.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nlp.comparison.words.texts import Texts
from nlp.corpus.duplicates import MANY, DuplicatePair, Hashes, find_overlaps, hash_shingles, word_codes

__all__ = ["find_copies"]

_FEWEST: Final = 16  # bits of a place in the filter: two arrays of 64 KB
_MOST: Final = 29  # two arrays of 512 MB
_PER_SHINGLE: Final = (
    4  # places for each shingle: of strangers a fifth seem to be shared, far below any threshold
)

_HELD: Final = 8_000_000  # shingles that are kept: 64 MB


def find_copies(texts: Texts, ids: Sequence[str], *, threshold: float) -> tuple[DuplicatePair, ...]:
    """Pairs of pieces whose texts overlap by at least the threshold (Jaccard index of their shingles)."""
    shingles = _Shingles(texts, len(ids))
    places = range(len(ids)) if len(ids) <= MANY else _find_suspects(shingles, threshold)
    return find_overlaps(
        [ids[one] for one in places], [shingles.of(one) for one in places], threshold=threshold
    )


class _Shingles:
    """The shingles of each piece, made when they are asked for, and kept as far as there is room."""

    def __init__(self, texts: Texts, length: int) -> None:
        codes = [word_codes(one) for one in texts.strings]
        lengths = np.array([len(one) for one in codes], dtype=np.int64)
        self._texts = texts
        self._codes = np.concatenate([np.zeros(0, dtype=np.uint64), *codes])
        self._starts = np.cumsum(lengths) - lengths
        self._lengths = lengths
        self.length = length
        self._made: dict[int, Hashes] = {}
        self._room = _HELD

    def of(self, place: int) -> Hashes:
        """The distinct shingles of a piece."""
        if place in self._made:
            return self._made[place]
        hashes = self._make(place)
        if len(hashes) <= self._room:
            self._made[place] = hashes
            self._room -= len(hashes)
        return hashes

    def _make(self, place: int) -> Hashes:
        codes = self._texts.of(place)
        lengths = self._lengths[codes]
        # For each string the places of its words, one after the other.
        within = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return hash_shingles(self._codes[np.repeat(self._starts[codes], lengths) + within])


def _find_suspects(shingles: _Shingles, threshold: float) -> list[int]:
    """The pieces that share so much with all others together that one of them may be a copy."""
    size = _PER_SHINGLE * max(len(shingles._texts.codes), 1)
    bits = min(max(int(size).bit_length(), _FEWEST), _MOST)
    once, twice = (np.zeros(1 << bits, dtype=np.bool_) for _ in range(2))
    for place in range(shingles.length):
        at = _places(shingles.of(place), bits)
        twice[at[once[at]]] = True
        once[at] = True
    return [place for place in range(shingles.length) if _share(shingles.of(place), twice, bits) >= threshold]


def _share(hashes: Hashes, twice: NDArray[np.bool_], bits: int) -> float:
    return float(twice[_places(hashes, bits)].mean()) if len(hashes) else 0.0


def _places(hashes: Hashes, bits: int) -> Hashes:
    return hashes >> np.uint64(64 - bits)
