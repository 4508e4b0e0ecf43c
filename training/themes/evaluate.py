"""How well heads trained on one writer's paragraphs read another's."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.analysis.theming.heads import ThemeHeads
from training.themes.heads import fit_plain
from training.themes.paragraphs import Paragraph, make_truth
from training.themes.scores import find_f1_by_theme, find_interval, find_micro_f1, make_assignment

__all__ = ["Result", "evaluate_writers", "find_learning_curve", "score_paragraphs"]


@dataclass(frozen=True)
class Result:
    """Scores in per cent of heads on paragraphs that they were not trained on."""

    n_train: int
    n_test: int
    micro: float
    interval: tuple[float, float]
    macro: float
    by_theme: tuple[float, ...]
    dominant: float

    def row(self) -> dict[str, object]:
        """The numbers, rounded, for a log."""
        return {
            "train": self.n_train,
            "test": self.n_test,
            "micro_f1": round(self.micro, 1),
            "interval": [round(x, 1) for x in self.interval],
            "macro_f1": round(self.macro, 1),
            "dominant": round(self.dominant, 1),
            "by_theme": [round(x) for x in self.by_theme],
        }


def evaluate(
    train: Sequence[Paragraph], test: Sequence[Paragraph], theme_ids: Sequence[str], *, seed: int
) -> Result:
    """Fit on `train`, thresholds and all, and score on `test`."""
    scores, thresholds = score_paragraphs(fit_plain(train, theme_ids, seed=seed), test)
    assigned = make_assignment(scores, thresholds)
    truth = make_truth(test, theme_ids)
    by_theme = find_f1_by_theme(truth, assigned)
    rows = [place for place, paragraph in enumerate(test) if paragraph.themes]
    first = [theme_ids.index(test[place].themes[0]) for place in rows]
    return Result(
        n_train=len(train),
        n_test=len(test),
        micro=find_micro_f1(truth, assigned),
        interval=find_interval(truth, assigned, seed=seed),
        macro=float(by_theme.mean()),
        by_theme=tuple(float(x) for x in by_theme),
        dominant=100 * float(np.mean(scores[rows].argmax(axis=1) == first)),
    )


def score_paragraphs(
    heads: ThemeHeads, paragraphs: Sequence[Paragraph]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Log-odds of each paragraph's themes, and the thresholds on them."""
    vectors = np.stack([paragraph.vector for paragraph in paragraphs])
    logits = heads.logits([paragraph.text for paragraph in paragraphs], vectors)
    return logits, np.log(heads.thresholds / (1 - heads.thresholds))


def evaluate_writers(
    writers: Sequence[Sequence[Paragraph]], theme_ids: Sequence[str], *, seed: int
) -> tuple[Result, ...]:
    """For each writer, the heads of all the others on that writer's paragraphs."""
    return tuple(
        evaluate(_others(writers, place), writer, theme_ids, seed=seed)
        for place, writer in enumerate(writers)
    )


def find_learning_curve(
    writers: Sequence[Sequence[Paragraph]],
    theme_ids: Sequence[str],
    results: Sequence[Result],
    *,
    seed: int,
) -> tuple[tuple[float, float], ...]:
    """Paragraphs trained on (mean), and micro-F1 on a writer who is not among them (mean over writers)."""
    random = np.random.default_rng(seed)
    points = []
    for share in (0.25, 0.5):
        parts = []
        for place, writer in enumerate(writers):
            others = _others(writers, place)
            chosen = random.permutation(len(others))[: round(share * len(others))]
            parts.append(evaluate([others[i] for i in chosen], writer, theme_ids, seed=seed))
        points.append(_mean_point(parts))
    return (*points, _mean_point(results))


def _others(writers: Sequence[Sequence[Paragraph]], place: int) -> list[Paragraph]:
    return [one for other, writer in enumerate(writers) if other != place for one in writer]


def _mean_point(results: Sequence[Result]) -> tuple[float, float]:
    return (
        float(np.mean([result.n_train for result in results])),
        float(np.mean([result.micro for result in results])),
    )
