"""Runs of words that recur in a corpus, length by length; a share of them at a time where memory is short.

What recurs begins and ends with what recurs, so that few places are left to look at in each longer length.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nlp.comparison.words.texts import Codes, Places, make_array

__all__ = ["BREAK", "Grams", "Running", "find_grams"]

LONGEST: Final = 4  # words
OFTEN: Final = 2  # times a term must stand in the corpus, copies left out: once is no term
BREAK: Final = -1

_AT_ONCE: Final = 4_000_000  # positions that are sorted at once: some 150 MB
_BLOCK: Final = 1_000_000  # positions that are looked through at once


@dataclass(frozen=True, slots=True)
class Running:
    """All words of a corpus: the form in which each is written, the word that is (-1: none), the piece.

    `counted` says of each piece whether it counts.
    """

    forms: tuple[str, ...]
    written: Codes
    words: Codes
    pieces: Codes
    counted: NDArray[np.bool_]
    folder: Path


@dataclass(frozen=True, slots=True)
class Grams:
    """The n-grams that recur: at each position the number of the one that begins there, or -1."""

    n: int
    at: Codes
    first: Places  # position where each stands first
    count: Places  # how often in counted pieces


def find_grams(text: Running) -> Iterator[Grams]:
    """The recurring n-grams of each length, the shortest first."""
    grams = _find_words(text)
    yield grams
    while grams.n < LONGEST:
        grams = _extend(grams, text)
        yield grams


def _find_words(text: Running) -> Grams:
    n_words = int(text.words.max(initial=BREAK)) + 1
    count = np.zeros(n_words, dtype=np.int64)
    first = np.full(n_words, len(text.words), dtype=np.int64)
    for start in range(0, len(text.words), _BLOCK):
        words = np.asarray(text.words[start : start + _BLOCK])
        held = np.flatnonzero(words >= 0)
        told = text.counted[text.pieces[start : start + _BLOCK][held]]
        count += np.bincount(words[held][told], minlength=n_words)
        earliest = np.full(n_words, len(text.words), dtype=np.int64)
        earliest[words[held][::-1]] = held[::-1] + start  # the last one written is the first in the text
        first = np.minimum(first, earliest)
    often = count >= OFTEN
    number = np.append(np.where(often, np.cumsum(often) - 1, BREAK), BREAK).astype(np.int32)
    at = make_array(len(text.words), folder=text.folder)
    for start in range(0, len(text.words), _BLOCK):
        at[start : start + _BLOCK] = number[text.words[start : start + _BLOCK]]
    return Grams(1, at, first[often], count[often])


def _extend(shorter: Grams, text: Running) -> Grams:
    """The n-grams that recur, from those of one word less."""
    at = make_array(len(text.words), folder=text.folder)
    at[:] = BREAK
    first, count, known = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)], 0
    shares = 1 + len(text.words) // _AT_ONCE
    for share in range(shares):
        starts, keys = _find_starts(shorter, share, shares)
        order = np.argsort(keys)
        keys = keys[order]
        begins = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else order
        if not len(begins):
            continue
        told = text.counted[text.pieces[starts]][order].astype(np.int64)
        times = np.add.reduceat(told, begins)
        often = times >= OFTEN
        number = np.where(often, np.cumsum(often) - 1 + known, BREAK).astype(np.int32)
        at[starts[order]] = np.repeat(number, np.diff(np.append(begins, len(keys))))
        first.append(np.minimum.reduceat(starts[order], begins)[often])
        count.append(times[often])
        known += int(often.sum())
    return Grams(shorter.n + 1, at, np.concatenate(first), np.concatenate(count))


def _find_starts(shorter: Grams, share: int, shares: int) -> tuple[Places, Places]:
    """Where an n-gram of the share may begin, and what tells it apart: those it begins and ends with."""
    starts, keys = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    size = np.int64(len(shorter.count) + 1)
    for start in range(0, len(shorter.at), _BLOCK):
        block = shorter.at[start : start + _BLOCK + 1]
        one, other = block[:-1], block[1:]
        held = (one >= 0) & (other >= 0)
        if shares > 1:
            held &= one % shares == share
        found = np.flatnonzero(held)
        starts.append(found + start)
        keys.append(one[found] * size + other[found])
    return np.concatenate(starts), np.concatenate(keys)
