"""What a few coded paragraphs bring to a theme that a researcher adds.

Each theme of the codebook stands for an added one: no shipped paragraph treats it, and of one writer's
paragraphs some are coded for it and for the other themes. The rest of that writer's are read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from nlp.analysis.neural.encoder import Encoder
from nlp.analysis.theming.added import make_added
from nlp.analysis.theming.description import embed_description
from nlp.analysis.theming.fit import fit_heads, make_heads
from nlp.analysis.theming.heads import ThemeHeads
from nlp.analysis.theming.learning import HUMAN_WEIGHT
from nlp.codebook import Theme
from training.themes.paragraphs import Paragraph
from training.themes.scores import find_f1_by_theme

__all__ = ["AddedGain", "find_added_gains"]

_POSITIVE = (8, 16)
_OTHERS = 5  # coded paragraphs without the theme to each with it
_PIECE = 8  # coded paragraphs to a piece
_LEFT = 6  # positive paragraphs that must be left to read


@dataclass(frozen=True)
class AddedGain:
    """F1 of a theme with so many positive paragraphs, mean over themes and writers; `before` by likeness."""

    n_positive: int
    n_cases: int
    before: float
    after: float


def find_added_gains(
    themes: Sequence[Theme], writers: Sequence[Sequence[Paragraph]], shipped: ThemeHeads, encoder: Encoder
) -> tuple[AddedGain, ...]:
    """The gain for each number of positive paragraphs."""
    gains = []
    for n in _POSITIVE:
        cases = [
            case
            for theme in themes
            for place in range(len(writers))
            for case in _try(theme, writers, place, (n, shipped, encoder))
        ]
        before, after = np.mean(cases, axis=0)
        gains.append(AddedGain(n, len(cases), float(before), float(after)))
    return tuple(gains)


def _try(
    theme: Theme,
    writers: Sequence[Sequence[Paragraph]],
    place: int,
    given: tuple[int, ThemeHeads, Encoder],
) -> Iterator[tuple[float, float]]:
    n, shipped, encoder = given
    order = np.random.default_rng(len(writers[place])).permutation(len(writers[place]))
    mixed = [writers[place][i] for i in order]
    positive = [one for one in mixed if theme.id in one.themes]
    negative = [one for one in mixed if theme.id not in one.themes]
    if len(positive) < n + _LEFT:
        return
    coded = [*positive[:n], *negative[: _OTHERS * n]]
    test = [*positive[n:], *negative[_OTHERS * n :]]
    others = [
        one for other, w in enumerate(writers) if other != place for one in w if theme.id not in one.themes
    ]
    # Every piece holds some of the positive ones.
    human = [replace(one, piece=f"{i % -(-len(coded) // _PIECE):03d}") for i, one in enumerate(coded)]
    examples = [one.example for one in (*others, *human)]
    description = embed_description(theme, encoder)
    known = [one for one in shipped.theme_ids if one != theme.id]
    added = make_added({theme.id: description}, examples, shipped)
    heads = make_heads(fit_heads(examples, known, human_weight=HUMAN_WEIGHT, added=added), like=shipped)
    vectors = np.stack([one.vector for one in test])
    truth = np.array([[int(theme.id in one.themes)] for one in test])
    likely = 1 / (1 + np.exp(-shipped.cold_logits((vectors @ description).astype(np.float64))))
    scored = 1 / (1 + np.exp(-heads.logits([one.text for one in test], vectors)[:, -1]))
    before = find_f1_by_theme(truth, (likely >= shipped.cold_threshold)[:, np.newaxis])[0]
    yield float(before), float(find_f1_by_theme(truth, (scored >= heads.thresholds[-1])[:, np.newaxis])[0])
