"""Terms of two to four words: runs of content words that recur, counted in the sentences without a model.

A word belongs to a term if its form, or its singular, is a lemma that the analysis took for a content word;
anything else (an article, a comma, an inflected verb) ends the run. Singular and plural are one term, spelled
as it mostly stands. Terms that stand nowhere but inside one longer term are dropped, as "comprehensive
strategic" beside "comprehensive strategic partnership".
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from nlp.comparison.rest import Pieces

__all__ = ["Tally", "count_phrases"]

LONGEST: Final = 4
OFTEN: Final = 2  # times a term must stand in the corpus, copies left out: once is no term

_TOKEN = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*|[^\w\s]|_")
_HYPHEN = re.compile(r"[-‐‑]")
_BREAK: Final = -1

Places = NDArray[np.int64]
Codes = NDArray[np.int32]  # half the memory of the usual integers: a corpus has millions of words


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each piece (by its place) holds each term (by its place among the sorted `terms`)."""

    terms: tuple[str, ...]
    places: Places
    codes: Places
    counts: Places


@dataclass(frozen=True, slots=True)
class _Text:
    """All words of a corpus: the form in which each is written, the word that is (-1: none), the piece."""

    forms: tuple[str, ...]
    written: Codes
    words: Codes
    piece: Codes
    counted: NDArray[np.bool_]  # whether the piece counts


@dataclass(frozen=True, slots=True)
class _Grams:
    """The n-grams that recur: at each position the number of the one that begins there, or -1."""

    n: int
    at: Codes
    first: Places  # position where each stands first
    count: Places  # how often in counted pieces


def count_phrases(sentences: pd.DataFrame, lemmas: Collection[str], pieces: Pieces) -> Tally:
    """How often each term stands in each piece; copies make no term."""
    text = _read(sentences, frozenset(lemmas), pieces)
    nothing = np.zeros(0, dtype=np.int64)
    grams: _Grams | None = _extend(_Grams(0, np.zeros_like(text.words), nothing, nothing), text)
    parts = []
    while grams is not None:  # two lengths at a time are held, not all
        longer = _extend(grams, text) if grams.n < LONGEST else None
        parts.append(_count_level(grams, longer, text))
        grams = longer
    terms = np.array([term for part in parts for term in part.terms], dtype=object)
    order = np.argsort(terms, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    starts = np.cumsum([0, *(len(part.terms) for part in parts[:-1])])
    return Tally(
        tuple(terms[order]),
        np.concatenate([part.places for part in parts]),
        np.concatenate([rank[part.codes + start] for part, start in zip(parts, starts, strict=True)]),
        np.concatenate([part.counts for part in parts]),
    )


def _count_level(level: _Grams, longer: _Grams | None, text: _Text) -> Tally:
    """The terms of one length, not sorted yet."""
    kept = _standing_alone(level, longer)
    if level.n == 1:  # a single word is a term where it is a compound
        kept &= np.array(["-" in text.forms[code] for code in text.written[level.first]], dtype=np.bool_)
    number = np.append(np.where(kept, np.cumsum(kept) - 1, _BREAK), _BREAK)[level.at]
    held = np.flatnonzero(number >= 0)
    size = max(int(kept.sum()), 1)
    pairs, counts = np.unique(text.piece[held] * np.int64(size) + number[held], return_counts=True)
    last = _commonest(number[held], text.written[held + level.n - 1])
    starts = (text.written[first : first + level.n - 1] for first in level.first[kept])
    terms = (
        " ".join([*(text.forms[code] for code in start), text.forms[end]])
        for start, end in zip(starts, last, strict=True)
    )
    return Tally(tuple(terms), pairs // size, pairs % size, counts)


def _commonest(numbers: Places, forms: Codes) -> Places:
    """The form that stands most often with each number; of equally common ones the first in the corpus."""
    size = np.int64(forms.max(initial=0) + 1)
    pairs, counts = np.unique(numbers * size + forms, return_counts=True)
    order = np.lexsort((pairs % size, -counts, pairs // size))
    _, first = np.unique((pairs // size)[order], return_index=True)
    commonest: Places = (pairs % size)[order][first]
    return commonest


def _read(sentences: pd.DataFrame, lemmas: frozenset[str], pieces: Pieces) -> _Text:
    known: dict[str, int] = {"": 0}  # form → its number; the empty one stands between sentences
    written: list[int] = []
    lengths: list[int] = []
    places = pd.Index(pieces.ids).get_indexer(pd.Index(sentences["article_id"]))
    kept = places >= 0
    for text in sentences["text"].to_numpy(dtype=object)[kept]:  # a column of text is slow to walk through
        found = _HYPHEN.sub("-", text.lower())
        forms = _TOKEN.findall(found)
        written += [known.setdefault(form, len(known)) for form in forms]
        written.append(0)
        lengths.append(len(forms) + 1)
    numbers: dict[str, int] = {}
    word_of = np.full(len(known), _BREAK, dtype=np.int32)
    for form, code in known.items():
        word = _word(form, lemmas)
        if word is not None:
            word_of[code] = numbers.setdefault(word, len(numbers))
    piece = np.repeat(places[kept].astype(np.int32), lengths)
    codes = np.array(written, dtype=np.int32)
    counted = pieces.counted[piece] if len(piece) else np.zeros(0, dtype=np.bool_)
    return _Text(tuple(known), codes, word_of[codes], piece, counted)


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


def _extend(shorter: _Grams, text: _Text) -> _Grams:
    """The n-grams that recur, from those of one word less: what recurs begins with what recurs."""
    n = shorter.n + 1
    at = np.full(len(text.words), _BREAK, dtype=np.int32)
    last = np.append(text.words[n - 1 :], [_BREAK] * (n - 1))[: len(at)]  # the word that is added
    starts = np.flatnonzero((shorter.at >= 0) & (last >= 0))
    number, found = pd.factorize(shorter.at[starts] * np.int64(len(text.forms)) + last[starts])
    first = np.zeros(len(found), dtype=np.int64)
    first[number[::-1]] = starts[::-1]  # the last one written is the first in the text
    count = np.bincount(number[text.counted[starts]], minlength=len(found))
    often = count >= OFTEN
    renumbered = np.where(often, np.cumsum(often) - 1, _BREAK)
    at[starts] = renumbered[number]
    return _Grams(n, at, first[often], count[often])


def _standing_alone(grams: _Grams, longer: _Grams | None) -> NDArray[np.bool_]:
    """Which n-grams stand somewhere else than inside one and the same longer one."""
    alone = np.ones(len(grams.count), dtype=np.bool_)
    if longer is not None:
        for inside in (grams.at[longer.first], grams.at[longer.first + 1]):
            known = inside >= 0
            same = grams.count[inside[known]] == longer.count[known]
            alone[inside[known][same]] = False
    return alone
