"""Terms of two to four words: runs of content words that recur, counted in the texts without a model.

A word belongs to a term if its form, or its singular, is a lemma that the analysis took for a content word;
anything else (an article, a comma, an inflected verb) ends the run. Singular and plural are one term, spelled
as it mostly stands. Terms that stand nowhere but inside one longer term are dropped, as "comprehensive
strategic" beside "comprehensive strategic partnership".
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nlp.comparison.rest import Pieces
from nlp.comparison.words.grams import BREAK, Grams, Running, find_grams
from nlp.comparison.words.tally import Held, Places, Tally
from nlp.comparison.words.texts import Codes, Texts, make_array

__all__ = ["count_phrases"]

_TOKEN = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*|[^\w\s]|_")
_HYPHEN = re.compile(r"[-‐‑]")
_BLOCK: Final = 500  # pieces whose words are written out at once
_STRETCH: Final = 1_000_000  # words that are looked through at once


def count_phrases(
    texts: Texts, lemmas: Collection[str], pieces: Pieces, wanted: Sequence[int], kept: int
) -> Tally:
    """How often each term stands; copies make no term.

    Args:
        texts: those of the pieces.
        lemmas: the content words of the corpus.
        pieces: all pieces.
        wanted: places of the pieces that are told one by one.
        kept: terms that will be told of each; so many of the commonest that a piece lacks are in the tally.
    """
    text, bounds = _write_out(texts, frozenset(lemmas), pieces)
    levels = _find_levels(text)
    held = [_hold(levels, int(bounds[place]), int(bounds[place + 1])) for place in wanted]
    most = max((len(codes) for codes, _ in held), default=0)
    total = np.concatenate([np.zeros(0, dtype=np.int64), *(level.total for level in levels)])
    told = _find_told(total, held, kept + 2 * most)
    starts = np.cumsum([0, *(len(level.total) for level in levels)])
    parts = [
        _describe(level, told[(told >= start) & (told < end)] - start, text, bounds)
        for level, start, end in zip(levels, starts, starts[1:], strict=False)
    ]
    terms = np.array([*chain.from_iterable(names for names, _ in parts)], dtype=object)
    spread = np.concatenate([np.zeros(0, dtype=np.int64), *(found for _, found in parts)])
    order = np.argsort(terms, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return Tally(
        tuple(terms[order]),
        total[told][order],
        spread[order],
        int(total.sum()),
        {place: _renumber(one, told, rank) for place, one in zip(wanted, held, strict=True)},
    )


@dataclass(frozen=True, slots=True)
class _Level:
    """The terms of one length: at each position the number of the one that begins there, or -1."""

    n: int
    at: Codes
    number: Codes  # of each n-gram as a term, or -1
    first: Places
    total: Places

    def numbers(self, start: int, end: int) -> Codes:
        """The terms that begin in this stretch of the text."""
        at = np.asarray(self.at[start:end])
        found: Codes = self.number[at[at >= 0]]
        return found[found >= 0]


def _find_levels(text: Running) -> list[_Level]:
    grams = list(find_grams(text))
    levels = []
    for level, longer in zip(grams, (*grams[1:], None), strict=True):
        kept = _standing_alone(level, longer)
        if level.n == 1:  # a single word is a term where it is a compound
            kept &= np.array(["-" in text.forms[code] for code in text.written[level.first]], dtype=np.bool_)
        number = np.where(kept, np.cumsum(kept) - 1, BREAK).astype(np.int32)
        levels.append(_Level(level.n, level.at, number, level.first[kept], level.count[kept]))
    return levels


def _standing_alone(grams: Grams, longer: Grams | None) -> NDArray[np.bool_]:
    """Which n-grams stand somewhere else than inside one and the same longer one."""
    alone = np.ones(len(grams.count), dtype=np.bool_)
    if longer is not None:
        for inside in (grams.at[longer.first], grams.at[longer.first + 1]):
            known = inside >= 0
            same = grams.count[inside[known]] == longer.count[known]
            alone[inside[known][same]] = False
    return alone


def _hold(levels: Sequence[_Level], start: int, end: int) -> Held:
    """The terms in a stretch of the text, numbered over all levels, and how often each stands there."""
    found, offset = [np.zeros(0, dtype=np.int64)], 0
    for level in levels:
        found.append(level.numbers(start, end).astype(np.int64) + offset)
        offset += len(level.total)
    codes, counts = np.unique(np.concatenate(found), return_counts=True)
    return codes, counts.astype(np.int64)


def _find_told(total: Places, held: Sequence[Held], many: int) -> Places:
    """The numbers of the terms that stand in the wanted pieces, and of the commonest of all."""
    is_told = np.zeros(len(total), dtype=np.bool_)
    for codes, _ in held:
        is_told[codes] = True
    if many < len(total):
        is_told |= total >= np.partition(total, len(total) - many)[len(total) - many]
    else:
        is_told[:] = True
    return np.flatnonzero(is_told)


def _describe(level: _Level, told: Places, text: Running, bounds: Places) -> tuple[list[str], Places]:
    """How some terms of a level are spelled, and in how many counted pieces each stands."""
    chosen = np.full(len(level.number) + 1, BREAK, dtype=np.int64)
    place = np.full(len(level.total) + 1, BREAK, dtype=np.int64)
    place[told] = np.arange(len(told))
    chosen[:-1] = place[level.number]
    size = np.int64(len(text.forms))
    spread = np.zeros(len(told), dtype=np.int64)
    spelled: list[tuple[Places, Places]] = []
    for start, end in _stretches(bounds):
        number = chosen[level.at[start:end]]
        at = np.flatnonzero(number >= 0)
        number = number[at]
        at += start
        spelled.append(_sum([*spelled, _count(number * size + text.written[at + level.n - 1])]))
        del spelled[:-1]
        piece = text.pieces[at].astype(np.int64)
        counted = text.counted[piece]
        pairs, _ = _count(piece[counted] * max(len(told), 1) + number[counted])
        spread += np.bincount(pairs % max(len(told), 1), minlength=len(told))
    last = _commonest(spelled, size)
    starts = (text.written[first : first + level.n - 1] for first in level.first[told])
    terms = [
        " ".join([*(text.forms[code] for code in start), text.forms[end]])
        for start, end in zip(starts, last, strict=True)
    ]
    return terms, spread


def _stretches(bounds: Places) -> Iterator[tuple[int, int]]:
    """Stretches of whole pieces, of some million words each."""
    start = 0
    for end in bounds[1:].tolist():
        if end - start >= _STRETCH or end == bounds[-1]:
            if end > start:
                yield start, end
            start = end


def _count(numbers: Places) -> tuple[Places, Places]:
    """The different numbers, sorted, and how often each stands; `np.unique` takes several times as long."""
    ordered = np.sort(numbers)
    first = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)])
    return ordered[first], np.diff(np.append(first, len(ordered)))


def _sum(parts: Sequence[tuple[Places, Places]]) -> tuple[Places, Places]:
    """Counts of values that several parts hold."""
    if len(parts) == 1:
        return parts[0]
    values, counts = (np.concatenate([part[side] for part in parts]) for side in (0, 1))
    order = np.argsort(values)
    values = values[order]
    first = np.flatnonzero(np.append(True, values[1:] != values[:-1])[: len(values)])
    return values[first], np.add.reduceat(counts[order], first) if len(first) else counts


def _commonest(spelled: Sequence[tuple[Places, Places]], size: np.int64) -> Places:
    """The form that stands most often with each number; of equally common ones the first in the corpus."""
    if not spelled:
        return np.zeros(0, dtype=np.int64)
    pairs, counts = spelled[0]
    order = np.lexsort((pairs % size, -counts, pairs // size))
    numbers = (pairs // size)[order]
    first = np.append(True, numbers[1:] != numbers[:-1])[: len(numbers)]
    commonest: Places = (pairs % size)[order][first]
    return commonest


def _renumber(held: Held, told: Places, rank: Places) -> Held:
    codes = rank[np.searchsorted(told, held[0])]
    order = np.argsort(codes)
    return codes[order], held[1][order]


def _write_out(texts: Texts, lemmas: frozenset[str], pieces: Pieces) -> tuple[Running, Places]:
    """All words and marks of the corpus, and where those of each piece begin, the end last."""
    known: dict[str, int] = {"": 0}  # form → its number; the empty one stands between sentences
    forms = [
        [known.setdefault(form, len(known)) for form in _TOKEN.findall(_HYPHEN.sub("-", one.lower()))]
        for one in texts.strings
    ]
    forms.append([0])
    lengths = np.array([len(one) for one in forms], dtype=np.int64)
    flat = np.fromiter(chain.from_iterable(forms), dtype=np.int32, count=int(lengths.sum()))
    bounds = _find_bounds(texts, lengths)
    written, piece = (make_array(int(bounds[-1]), folder=texts.folder) for _ in range(2))
    starts = np.cumsum(lengths) - lengths
    for first in range(0, len(pieces.ids), _BLOCK):
        last = min(first + _BLOCK, len(pieces.ids))
        codes = _with_breaks(texts, first, last)
        many = lengths[codes]
        within = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many)
        written[bounds[first] : bounds[last]] = flat[np.repeat(starts[codes], many) + within]
        piece[bounds[first] : bounds[last]] = np.repeat(
            np.arange(first, last), np.diff(bounds[first : last + 1])
        )
    numbers: dict[str, int] = {}
    word_of = np.full(len(known), BREAK, dtype=np.int32)
    for form, code in known.items():
        word = _word(form, lemmas)
        if word is not None:
            word_of[code] = numbers.setdefault(word, len(numbers))
    words = make_array(len(written), folder=texts.folder)
    for first in range(0, len(written), _BLOCK * 1000):
        words[first : first + _BLOCK * 1000] = word_of[written[first : first + _BLOCK * 1000]]
    return Running(tuple(known), written, words, piece, pieces.counted, texts.folder), bounds


def _find_bounds(texts: Texts, lengths: Places) -> Places:
    """Where the words of each piece begin: one for each form of its strings and one behind each sentence."""
    n = len(texts.piece_ends)
    counts = np.zeros(n, dtype=np.int64)
    for place in range(n):
        counts[place] = lengths[texts.of(place)].sum()
    sentences = np.bincount(texts.counts["place"], minlength=n) if n else counts
    return np.concatenate([[0], np.cumsum(counts + sentences)])


def _with_breaks(texts: Texts, first: int, last: int) -> Places:
    """The codes of pieces, with one that stands for a break behind each sentence."""
    start = int(texts.piece_ends[first - 1]) if first else 0
    end = int(texts.piece_ends[last - 1])
    place = texts.counts["place"].to_numpy()
    ends = texts.sentence_ends[np.searchsorted(place, first) : np.searchsorted(place, last)]
    return np.insert(texts.codes[start:end].astype(np.int64), ends - start, len(texts.strings))


def _word(form: str, lemmas: frozenset[str]) -> str | None:
    """The word of a form, its last part in the singular; None where it is no content word."""
    *parts, last = form.split("-")
    if len(form) < 2 or not all(_singular(part, lemmas) for part in parts):
        return None
    singular = _singular(last, lemmas)
    return None if singular is None else "-".join([*parts, singular])


def _singular(word: str, lemmas: frozenset[str]) -> str | None:
    if word in lemmas:
        return word
    endings = (("ies", "y"), ("es", ""), ("s", ""))
    forms = (word[: -len(end)] + new for end, new in endings if word.endswith(end))
    return next((form for form in forms if form in lemmas), None)
