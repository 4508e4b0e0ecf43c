"""The mean score from which a theme counts as one of a whole piece's, chosen on the sample pieces."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.analysis.neural.encoder import Encoder
from nlp.analysis.themes import TITLE_SHARE, ThemeModel
from nlp.analysis.vectors import encode_passage
from training.themes.paragraphs import Piece
from training.themes.scores import find_micro_f1, make_assignment

__all__ = ["ChosenThreshold", "choose_article_threshold", "score_pieces"]

_CANDIDATES = np.arange(0.1, 0.41, 0.01)


@dataclass(frozen=True)
class ChosenThreshold:
    """The threshold, and what it gives on the pieces it was chosen on."""

    threshold: float
    n_pieces: int
    micro: float
    dominant: float


def score_pieces(model: ThemeModel, pieces: Sequence[Piece], encoder: Encoder) -> NDArray[np.float64]:
    """The mean scores of each piece with its title, (n_pieces, n_themes), as the pipeline forms them."""
    rows = []
    for piece in pieces:
        texts = [*(paragraph.text for paragraph in piece.paragraphs), piece.title]
        title = encode_passage(encoder, piece.title)
        vectors = np.stack([*(paragraph.vector for paragraph in piece.paragraphs), title])
        words = [float(len(text.split())) for text in texts[:-1]]
        words.append(TITLE_SHARE * sum(words))
        rows.append(np.average(model.score(texts, vectors), axis=0, weights=words))
    return np.stack(rows)


def choose_article_threshold(
    scores: NDArray[np.float64], pieces: Sequence[Piece], theme_ids: Sequence[str]
) -> ChosenThreshold:
    """The middle of the thresholds within a point of the best micro-F1."""
    truth = np.array([[int(one in piece.themes) for one in theme_ids] for piece in pieces])
    f1 = np.array([_micro(scores, truth, threshold) for threshold in _CANDIDATES])
    threshold = float(np.median(_CANDIDATES[f1 >= f1.max() - 1]))
    first = [theme_ids.index(piece.themes[0]) for piece in pieces]
    dominant = 100 * float(np.mean(scores.argmax(axis=1) == first))
    return ChosenThreshold(threshold, len(pieces), _micro(scores, truth, threshold), dominant)


def _micro(scores: NDArray[np.float64], truth: NDArray[np.int64], threshold: float) -> float:
    assigned = make_assignment(scores, np.full(scores.shape[1], threshold), at_most=4)
    best = np.eye(scores.shape[1], dtype=np.bool_)[scores.argmax(axis=1)]
    return find_micro_f1(truth, assigned | best)
