"""Which words set a piece apart: log-odds with an informative Dirichlet prior, and the likelihood ratio G2.

Monroe, Colaresi and Quinn, "Fightin' Words: Lexical Feature Selection and Evaluation for Identifying the
Content of Political Conflict", Political Analysis 16 (2008). Dunning, "Accurate Methods for the Statistics of
Surprise and Coincidence", Computational Linguistics 19 (1993). Counted are lemmas, terms of several words and
entities, each among its own kind.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from nlp.comparison.asking import Asked
from nlp.comparison.rest import Floats, Pieces
from nlp.comparison.words.phrases import count_phrases
from nlp.comparison.words.tally import Tally, count_column, wanted_places
from nlp.comparison.words.texts import Texts
from nlp.labels import TermUnit
from nlp.settings import ComparisonSettings
from nlp.tables.comparison_schemas import KEYNESS
from nlp.tables.frames import DECIMALS, frame_of

__all__ = ["find_key_terms", "g_squared", "log_odds"]


def find_key_terms(
    asked: Asked,
    texts: Texts,
    pieces: Pieces,
    settings: ComparisonSettings,
    *,
    focus: Iterable[str] | None = None,
) -> pd.DataFrame:
    """The `keyness` table: for each piece in focus (default: all) the terms of each unit of the largest |z|.

    A negative z marks a term the rest uses and this piece avoids. A piece without a rest has no rows. Reads
    `terms`, `entity_summary` and the texts.

    Raises:
        TableError: there is no piece of an id in `focus`.
    """
    places = pieces.places(focus)
    wanted = wanted_places(pieces, places)
    parts = [
        _unit_columns(unit, _Counts(tally, int(pieces.counted.sum())), pieces, places, settings.keyness_terms)
        for unit, tally in _tallies(asked, texts, pieces, wanted, settings.keyness_terms)
    ]
    return frame_of(KEYNESS, {name: np.concatenate([part[name] for part in parts]) for name in KEYNESS.names})


def log_odds(
    focus: Floats, rest: Floats, prior: Floats, sizes: tuple[float, float, float] | None = None
) -> tuple[Floats, Floats]:
    """Log-odds ratio of each term between two groups of counts, and its z-score (Monroe et al. 2008).

    `prior` are pseudo-counts: the term's share of the background times the weight given to the background.
    `sizes` are the sums of the three over all terms, where only some terms are given.
    """
    n_focus, n_rest, total = sizes or (focus.sum(), rest.sum(), prior.sum())
    odds_focus = (focus + prior) / (n_focus + total - focus - prior)
    odds_rest = (rest + prior) / (n_rest + total - rest - prior)
    delta = np.log(odds_focus) - np.log(odds_rest)
    return delta, delta / np.sqrt(1 / (focus + prior) + 1 / (rest + prior))


def g_squared(focus: ArrayLike, rest: ArrayLike, n_focus: float, n_rest: float) -> Floats:
    """-2 log lambda of a term's counts in two groups of n words each (Dunning 1993, all four cells)."""
    one, other = np.asarray(focus, dtype=np.float64), np.asarray(rest, dtype=np.float64)
    n = n_focus + n_rest
    together = one + other
    cells = (
        (one, n_focus * together / n),
        (other, n_rest * together / n),
        (n_focus - one, n_focus * (n - together) / n),
        (n_rest - other, n_rest * (n - together) / n),
    )
    result = np.zeros(np.broadcast(one, other).shape)
    for observed, expected in cells:
        ratio = np.divide(observed, expected, out=np.ones_like(result), where=(observed > 0) & (expected > 0))
        result += observed * np.log(ratio)
    return np.maximum(2 * result, 0.0)


class _Counts:
    """A tally as it is asked for the terms of one piece after the other."""

    def __init__(self, tally: Tally, n_counted: int) -> None:
        self.terms = tally.terms
        self.total = tally.total.astype(np.float64)
        self.spread = tally.spread
        self.size = float(tally.size)
        self.held = tally.held
        self.common = np.argsort(-self.total, kind="stable")  # those that stand most often first
        self.average = self.size / max(n_counted, 1)  # length of a piece in terms: the weight of the prior

    def of(self, place: int, terms: NDArray[np.int64]) -> Floats:
        """How often a piece holds each of these terms, which are sorted and hold all of the piece's own."""
        counts = np.zeros(len(terms))
        codes, numbers = self.held[place]
        counts[np.searchsorted(terms, codes)] = numbers
        return counts


def _tallies(
    asked: Asked, texts: Texts, pieces: Pieces, wanted: list[int], kept: int
) -> Iterator[tuple[TermUnit, Tally]]:
    """What is counted in each piece, unit by unit."""
    yield TermUnit.LEMMA, count_column(asked, ("terms", "term", "count"), pieces, wanted)
    lemmas = asked.rows("SELECT DISTINCT term FROM terms ORDER BY term", "terms")["term"]
    yield TermUnit.TERM, count_phrases(texts, lemmas, pieces, wanted, kept)
    yield TermUnit.ENTITY, count_column(asked, ("entity_summary", "entity", "mentions"), pieces, wanted)


def _unit_columns(
    unit: TermUnit, counts: _Counts, pieces: Pieces, places: list[int], kept: int
) -> dict[str, "NDArray[Any]"]:
    """The rows of all pieces for one unit, column by column; arrays, for there are many."""
    found = [_numbers(counts, pieces, place, kept) for place in places]
    rows = np.repeat(np.array(places, dtype=np.int64), [len(terms) for terms, _ in found])
    terms = np.concatenate([np.zeros(0, dtype=np.int64), *(part for part, _ in found)])
    numbers = np.concatenate([np.zeros((6, 0)), *(part for _, part in found)], axis=1)
    count_focus, count_rest, pieces_rest = numbers[:3].astype(np.int64)
    return {
        "article_id": _texts(pieces.ids)[rows],
        "unit": np.full(len(rows), str(unit), dtype=object),
        "term": _texts(counts.terms)[terms],
        "count_focus": count_focus,
        "count_rest": count_rest,
        "pieces_rest": pieces_rest,
        "log_odds": numbers[3],
        "z": numbers[4],
        "g2": numbers[5],
    }


def _texts(values: tuple[str, ...]) -> "NDArray[Any]":
    texts = np.empty(len(values), dtype=object)
    texts[:] = values
    return texts


def _numbers(counts: _Counts, pieces: Pieces, place: int, kept: int) -> tuple[NDArray[np.int64], Floats]:
    """The terms of a piece, and their six numbers; none where it or its rest holds none, or both just one."""
    text = int(pieces.counted_as[place])
    n_focus, n_counted = (float(counts.held[one][1].sum()) for one in (place, text))
    n_rest = counts.size - n_counted
    if not n_focus or not n_rest:
        return np.zeros(0, dtype=np.int64), np.zeros((6, 0))
    terms = _candidates(counts, place, text, kept)
    own, counted = counts.of(place, terms), counts.of(text, terms)
    rest = counts.total[terms] - counted
    held = own + rest > 0  # a term of neither has no prior
    terms, own, counted, rest = terms[held], own[held], counted[held], rest[held]
    if len(terms) < 2 and own.sum() == n_focus and rest.sum() == n_rest:
        return np.zeros(0, dtype=np.int64), np.zeros((6, 0))  # the odds of what is certain are infinite
    # The prior's terms are the focus's and the rest's; it weighs as much as a piece of average length.
    prior = counts.average * (own + rest) / (n_focus + n_rest)
    delta, z = log_odds(own, rest, prior, (n_focus, n_rest, counts.average))
    first = np.argsort(-np.abs(np.round(z, DECIMALS)), kind="stable")[:kept]
    g2 = g_squared(own[first], rest[first], n_focus, n_rest)
    pieces_rest = (counts.spread[terms] - (counted > 0))[first]
    return terms[first], np.stack([own[first], rest[first], pieces_rest, delta[first], z[first], g2])


def _candidates(counts: _Counts, place: int, text: int, kept: int) -> NDArray[np.int64]:
    """The terms that can be among the `kept` first: those of the piece, and the commonest it may avoid.

    Of the terms that a piece avoids |z| grows with their number in the rest, which is their number in all
    pieces but for those of the piece's own text.
    """
    own = np.union1d(counts.held[place][0], counts.held[text][0])
    return np.union1d(own, counts.common[: kept + len(own)])
