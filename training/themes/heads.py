"""Heads for training and scoring, fitted by the very function that a run refits them with."""

from collections.abc import Sequence

import numpy as np

from nlp.analysis.theming.fit import SEED, fit_heads, make_heads
from nlp.analysis.theming.heads import ThemeHeads, Vocabulary
from training.themes.paragraphs import Paragraph

__all__ = ["fit_plain"]

_NONE = np.zeros((0, 0))


def fit_plain(
    paragraphs: Sequence[Paragraph],
    theme_ids: Sequence[str],
    *,
    seed: int = SEED,
    human_weight: float = 1.0,
    like: ThemeHeads | None = None,
) -> ThemeHeads:
    """Heads of labelled paragraphs; what is not fitted on them is that of `like` (default: nothing)."""
    nothing = ThemeHeads((), _NONE, _NONE, _NONE, _NONE, Vocabulary((), _NONE), (0, 0), 1, 1, "")
    examples = [paragraph.example for paragraph in paragraphs]
    fitted = fit_heads(examples, theme_ids, human_weight=human_weight, seed=seed)
    return make_heads(fitted, like=like or nothing)
