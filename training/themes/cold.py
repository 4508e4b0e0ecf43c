"""How a theme without labelled paragraphs is scored: by likeness to its description alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from nlp.analysis.neural.encoder import Encoder
from nlp.analysis.theming.columns import find_threshold
from nlp.analysis.theming.description import embed_description
from nlp.codebook import Theme
from training.themes.paragraphs import Paragraph, make_truth
from training.themes.scores import find_f1_by_theme

__all__ = ["ColdStart", "fit_cold_start"]


@dataclass(frozen=True)
class ColdStart:
    """Slope, intercept and threshold over likeness; F1 of each theme when fitted on the others only."""

    slope: float
    intercept: float
    threshold: float  # a probability
    f1_by_theme: tuple[float, ...]


def fit_cold_start(
    themes: Sequence[Theme], writers: Sequence[Sequence[Paragraph]], encoder: Encoder
) -> ColdStart:
    """One line for all themes, scored by leaving each theme out of the fit."""
    paragraphs = [paragraph for writer in writers for paragraph in writer]
    descriptions = np.stack([embed_description(theme, encoder) for theme in themes])
    likeness = np.stack([paragraph.vector for paragraph in paragraphs]).astype(np.float64) @ descriptions.T
    truth = make_truth(paragraphs, [theme.id for theme in themes])
    f1 = []
    for place in range(len(themes)):
        others = [other for other in range(len(themes)) if other != place]
        _, _, threshold = _fit(likeness[:, others], truth[:, others])
        assigned = likeness[:, [place]] >= threshold
        f1.append(float(find_f1_by_theme(truth[:, [place]], assigned)[0]))
    slope, intercept, threshold = _fit(likeness, truth)
    probability = float(1 / (1 + np.exp(-(slope * threshold + intercept))))
    return ColdStart(slope, intercept, probability, tuple(f1))


def _fit(likeness: NDArray[np.float64], truth: NDArray[np.int64]) -> tuple[float, float, float]:
    flat, labels = likeness.ravel(), truth.ravel()
    line = LogisticRegression(C=1e6).fit(flat[:, np.newaxis], labels)
    return float(line.coef_[0, 0]), float(line.intercept_[0]), find_threshold(flat, labels.astype(np.float64))
