"""Which terms set a piece apart: log-odds with an informative Dirichlet prior, and the likelihood ratio G2.

Monroe, Colaresi and Quinn, "Fightin' Words: Lexical Feature Selection and Evaluation for Identifying the
Content of Political Conflict", Political Analysis 16 (2008). Dunning, "Accurate Methods for the Statistics of
Surprise and Coincidence", Computational Linguistics 19 (1993).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from nlp.comparison.rest import Floats, Pieces
from nlp.settings import ComparisonSettings
from nlp.tables.comparison_schemas import KEYNESS
from nlp.tables.frames import DECIMALS, frame_of

__all__ = ["find_key_terms", "g_squared", "log_odds"]


def find_key_terms(
    terms: pd.DataFrame,
    pieces: Pieces,
    settings: ComparisonSettings,
    *,
    focus: Iterable[str] | None = None,
) -> pd.DataFrame:
    """The `keyness` table: for each piece in focus (default: all) the terms of the largest |z|.

    A negative z marks a term the rest uses and this piece avoids. A piece without a rest has no rows.

    Raises:
        TableError: there is no piece of an id in `focus`.
    """
    counts = _count(terms, pieces)
    columns: dict[str, list[Any]] = {name: [] for name in KEYNESS.names}
    for place in pieces.places(focus):
        own, counted = counts.of(place), counts.of(int(pieces.counted_as[place]))
        rest = counts.total - counted
        if not own.sum() or not rest.sum():
            continue
        prior = counts.average * (own + rest) / (own + rest).sum()
        with np.errstate(invalid="ignore", divide="ignore"):  # terms of neither have no prior; they fall out
            delta, z = log_odds(own, rest, prior)
        size = np.where(own + rest > 0, np.abs(np.round(z, DECIMALS)), -1.0)
        kept = np.argsort(-size, kind="stable")[: settings.keyness_terms]
        kept = kept[size[kept] >= 0]
        added = {
            "article_id": [pieces.ids[place]] * len(kept),
            "term": [counts.terms[term] for term in kept],
            "count_focus": list(own[kept].astype(np.int64)),
            "count_rest": list(rest[kept].astype(np.int64)),
            "pieces_rest": list((counts.spread - (counted > 0))[kept]),
            "log_odds": list(delta[kept]),
            "z": list(z[kept]),
            "g2": list(g_squared(own[kept], rest[kept], own.sum(), rest.sum())),
        }
        for name, cells in added.items():
            columns[name].extend(cells)
    return frame_of(KEYNESS, columns)


def log_odds(focus: Floats, rest: Floats, prior: Floats) -> tuple[Floats, Floats]:
    """Log-odds ratio of each term between two groups of counts, and its z-score (Monroe et al. 2008).

    `prior` are pseudo-counts: the term's share of the background times the weight given to the background.
    """
    total = prior.sum()
    odds_focus = (focus + prior) / (focus.sum() + total - focus - prior)
    odds_rest = (rest + prior) / (rest.sum() + total - rest - prior)
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


@dataclass(frozen=True, slots=True)
class _Counts:
    """All counts; `total` and `spread` (pieces that hold the term) are over one piece of each text."""

    terms: tuple[str, ...]
    columns: tuple[NDArray[np.int64], ...]  # for each piece the places of its terms
    numbers: tuple[Floats, ...]  # and how often they stand there
    total: Floats
    spread: NDArray[np.int64]
    average: float  # length of a piece in terms, which is the weight given to the prior

    def of(self, place: int) -> Floats:
        counts = np.zeros(len(self.terms))
        counts[self.columns[place]] = self.numbers[place]
        return counts


def _count(table: pd.DataFrame, pieces: Pieces) -> _Counts:
    codes, terms = pd.factorize(table["term"], sort=True)
    place = pd.Index(pieces.ids).get_indexer(pd.Index(table["article_id"]))
    order = np.argsort(place, kind="stable")
    place, codes = place[order], codes[order].astype(np.int64)
    numbers = table["count"].to_numpy(dtype=np.float64)[order]
    cuts = np.searchsorted(place, np.arange(1, len(pieces.ids)))
    counted = pieces.counted[place]
    total = np.bincount(codes[counted], numbers[counted], minlength=len(terms)).astype(np.float64)
    return _Counts(
        terms=tuple(str(term) for term in terms),
        columns=tuple(np.split(codes, cuts)),
        numbers=tuple(np.split(numbers, cuts)),
        total=total,
        spread=np.bincount(codes[counted], minlength=len(terms)),
        average=float(total.sum()) / max(int(pieces.counted.sum()), 1),
    )
