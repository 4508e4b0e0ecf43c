"""Heads for themes that all examples were coded for, and for one that a researcher added."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from nlp.analysis.theming.features import Features, Plane, Rows, predict_held_out
from nlp.analysis.theming.ridge import Floats

__all__ = ["AddedTheme", "Columns", "find_threshold", "fit_added", "fit_columns"]

_ALPHAS = (0.2, 0.4, 0.8, 1.6)
# A threshold chosen on some 40 positive paragraphs is noisy: it may leave the common one by this share only.
_OWN_SHARE = 0.3
# Of a theme with few positive paragraphs: the middle of the penalties, values of ridge regression on the
# scale of log-odds, and a bound on how far a few paragraphs may outvote the description.
_ALPHA, _STRETCH, _BOUND = 0.8, 10.0, 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Heads of some themes, and for every example the log-odds by heads fitted without it."""

    weights: Floats
    word_weights: Floats
    intercepts: Floats
    thresholds: Floats  # log-odds
    held_out: Floats
    common: float  # the threshold that is best for all themes together


@dataclass(frozen=True, slots=True, eq=False)
class AddedTheme:
    """A theme without a shipped head.

    `usable` marks the examples that may be taken as coded for it: the human-coded ones, and of those that
    ship the ones that are unlike its description; nobody has coded the others for it.
    """

    theme_id: str
    description: Floats  # unit vector (d,)
    line: tuple[float, float]  # slope and intercept from likeness to log-odds
    usable: NDArray[np.bool_]

    def logits(self, vectors: Floats) -> Floats:
        """Log-odds of texts by likeness to the description alone, (n,)."""
        return np.asarray(self.line[0] * (vectors @ self.description) + self.line[1])


def find_threshold(scores: Floats, truth: Floats, weights: Floats | None = None) -> float:
    """The middle of the scores at which F1 is within a point of its best."""
    order = np.argsort(-scores, kind="stable")
    weight = np.ones(len(order)) if weights is None else weights[order]
    hits = np.cumsum(truth[order] * weight)
    f1 = 2 * hits / (np.cumsum(weight) + hits[-1])
    ranked = scores[order]
    between = (ranked + np.append(ranked[1:], ranked[-1])) / 2
    return float(between[f1 >= f1.max() - 0.01].mean())


def fit_columns(features: Features, rows: Rows, truth: Floats) -> Columns:
    """Heads whose penalty, scaling and thresholds were chosen on out-of-fold predictions."""
    best = max(
        (_scale(features, rows, truth, alpha) for alpha in _ALPHAS), key=lambda one: (one.f1, -one.alpha)
    )
    known = best.logits[rows.places]
    own = [find_threshold(known[:, j], truth[:, j], rows.weights) for j in range(truth.shape[1])]
    plane = Plane.fit(features, rows, truth, alpha=best.alpha)
    return Columns(
        weights=plane.weights * best.slopes[:, np.newaxis],
        word_weights=plane.word_weights * best.slopes[:, np.newaxis],
        intercepts=plane.offset * best.slopes + best.intercepts,
        thresholds=best.common + _OWN_SHARE * (np.array(own) - best.common),
        held_out=best.logits,
        common=best.common,
    )


def fit_added(features: Features, rows: Rows, theme: AddedTheme, truth: Floats, common: float) -> Columns:
    """The head of an added theme: its description and its few paragraphs, weighed against each other.

    Args:
        features: of all examples.
        rows: the usable examples.
        theme: the theme.
        truth: whether each row has it, (n_rows, 1).
        common: the threshold of the other themes.
    """
    values = _STRETCH * predict_held_out(features, rows, truth, alpha=_ALPHA)
    both = np.hstack([values, theme.logits(features.vectors)[:, np.newaxis]])
    line = LogisticRegression(C=_BOUND).fit(both[rows.places], truth[:, 0], sample_weight=rows.weights)
    by_value, by_likeness = line.coef_[0]
    logits = both @ line.coef_[0] + line.intercept_[0]
    own = find_threshold(logits[rows.places], truth[:, 0], rows.weights)
    plane = Plane.fit(features, rows, truth, alpha=_ALPHA)
    slope, intercept = theme.line
    return Columns(
        weights=_STRETCH * by_value * plane.weights + by_likeness * slope * theme.description,
        word_weights=_STRETCH * by_value * plane.word_weights,
        intercepts=_STRETCH * by_value * plane.offset + by_likeness * intercept + line.intercept_,
        thresholds=np.array([common + _OWN_SHARE * (own - common)]),
        held_out=logits[:, np.newaxis],
        common=common,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Scaled:
    """Out-of-fold log-odds of all examples with one penalty, and how good they are."""

    alpha: float
    slopes: Floats
    intercepts: Floats
    logits: Floats
    common: float
    f1: float


def _scale(features: Features, rows: Rows, truth: Floats, alpha: float) -> _Scaled:
    values = predict_held_out(features, rows, truth, alpha=alpha)
    known = values[rows.places]
    lines = [
        LogisticRegression(C=1e6).fit(known[:, [j]], truth[:, j], sample_weight=rows.weights)
        for j in range(truth.shape[1])
    ]
    slopes = np.array([line.coef_[0, 0] for line in lines])
    intercepts = np.array([line.intercept_[0] for line in lines])
    logits = values * slopes + intercepts
    flat, each = logits[rows.places].ravel(), np.repeat(rows.weights, truth.shape[1])
    common = find_threshold(flat, truth.ravel(), each)
    return _Scaled(alpha, slopes, intercepts, logits, common, _find_f1(flat >= common, truth.ravel(), each))


def _find_f1(assigned: NDArray[np.bool_], truth: Floats, weights: Floats) -> float:
    hits = float((truth * assigned * weights).sum())
    return 2 * hits / max(1e-9, float(((truth + assigned) * weights).sum()))
