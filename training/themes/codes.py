"""What human codes bring: one writer's paragraphs stand for a corpus of which a part has been coded.

The heads are fitted on the other writers' paragraphs and on some of this writer's, and read the rest of this
writer's. What a coded paragraph weighs beside one that ships was chosen by these numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from nlp.analysis.theming.heads import ThemeHeads
from training.themes.evaluate import score_paragraphs
from training.themes.heads import fit_plain
from training.themes.paragraphs import Paragraph, make_truth
from training.themes.scores import find_micro_f1, make_assignment

__all__ = ["Gain", "find_gains"]

_CODED = (20, 40, 80)
_WEIGHTS = (1.0, 2.0, 4.0, 8.0)
_DRAWS = 2  # which paragraphs are coded, drawn anew
_PIECE = 10  # coded paragraphs to a piece: they are held out together
_FEWEST = 150  # a writer with fewer leaves too few to read


@dataclass(frozen=True)
class Gain:
    """Points of micro-F1 that so many coded paragraphs bring with each weight, mean over writers."""

    n_coded: int
    before: float
    by_weight: tuple[tuple[float, float], ...]


def find_gains(
    writers: Sequence[Sequence[Paragraph]], theme_ids: Sequence[str], *, seed: int
) -> tuple[Gain, ...]:
    """The gain for each number of coded paragraphs."""
    rows = [
        row
        for place, writer in enumerate(writers)
        if len(writer) >= _FEWEST
        for row in _writer_rows(writers, place, theme_ids, seed)
    ]
    return tuple(
        Gain(
            n,
            float(np.mean([before for n_coded, _, before, _ in rows if n_coded == n])),
            tuple(
                (
                    weight,
                    float(np.mean([after - before for a, b, before, after in rows if (a, b) == (n, weight)])),
                )
                for weight in _WEIGHTS
            ),
        )
        for n in _CODED
    )


def _writer_rows(
    writers: Sequence[Sequence[Paragraph]], place: int, theme_ids: Sequence[str], seed: int
) -> Iterator[tuple[int, float, float, float]]:
    others = [one for other, writer in enumerate(writers) if other != place for one in writer]
    plain = fit_plain(others, theme_ids)
    for draw in range(_DRAWS):
        order = np.random.default_rng([seed, draw]).permutation(len(writers[place]))
        mixed = [writers[place][i] for i in order]
        test = mixed[max(_CODED) :]
        before = _micro(plain, test, theme_ids)
        for n in _CODED:
            coded = [replace(one, piece=f"{i // _PIECE:03d}") for i, one in enumerate(mixed[:n])]
            for weight in _WEIGHTS:
                heads = fit_plain(others + coded, theme_ids, human_weight=weight)
                yield n, weight, before, _micro(heads, test, theme_ids)


def _micro(heads: ThemeHeads, test: Sequence[Paragraph], theme_ids: Sequence[str]) -> float:
    return find_micro_f1(make_truth(test, theme_ids), make_assignment(*score_paragraphs(heads, test)))
