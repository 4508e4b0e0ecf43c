"""How the sentences of a piece add up to a stance: a linear model over what the evidence looks like.

Each side, praise and blame, is described in the same numbers: how much of it there is, how strong its
strongest sentences are, how much stands in demands, in concessions, after a turn, at the piece's head and in
its last third. The weights were learned from whole pieces (`training/stance`); a speaker's evidence on a
target is critical, neutral, supportive, mixed, or does not address the target at all.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.analysis.attribution.judgements import Judgement
from nlp.analysis.attribution.turns import Turn
from nlp.errors import ModelError
from nlp.labels import StanceLabel

__all__ = ["FEATURES", "NOT_ADDRESSED", "Weigher", "describe_evidence", "read_weigher"]

NOT_ADDRESSED = "not_addressed"
_SIDE = ("mean", "sum", "highest", "second", "demanded", "conceded", "turned", "first", "last", "spoken")
_WHOLE = ("neutral", "sentences", "share", "spread", "named", "both")
FEATURES = (*(f"{side}_{name}" for side in ("blame", "praise") for name in _SIDE), *_WHOLE)
_LAST, _FIRST = 2 / 3, 1 / 5  # of the piece's sentences


@dataclass(frozen=True, slots=True)
class Weigher:
    """Multinomial logistic regression: probabilities of the labels from the description of the evidence."""

    labels: tuple[str, ...]
    mean: NDArray[np.float64]  # (n_features,)
    spread: NDArray[np.float64]
    weights: NDArray[np.float64]  # (n_labels, n_features)
    intercepts: NDArray[np.float64]  # (n_labels,)

    def predict(self, described: NDArray[np.float64]) -> dict[str, float]:
        """The probability of each label for one description (n_features,)."""
        logits = self.weights @ ((described - self.mean) / self.spread) + self.intercepts
        powers = np.exp(logits - logits.max())
        return dict(zip(self.labels, (powers / powers.sum()).tolist(), strict=True))


@lru_cache(maxsize=2)
def read_weigher(file: Path) -> Weigher:
    """The weigher in a JSON file.

    Raises:
        ModelError: the file is missing, or was made for other descriptions of the evidence.
    """
    if not file.is_file():
        raise ModelError(f"{file} is missing: reinstall the package, or run `python -m training.stance`")
    values = json.loads(file.read_text(encoding="utf-8"))
    known = {*StanceLabel, NOT_ADDRESSED}
    if tuple(values["features"]) != FEATURES or not known.issuperset(values["labels"]):
        raise ModelError(f"{file} was made for another version: run `python -m training.stance`")
    return Weigher(
        labels=tuple(values["labels"]),
        mean=np.array(values["mean"]),
        spread=np.array(values["spread"]),
        weights=np.array(values["weights"]),
        intercepts=np.array(values["intercepts"]),
    )


def describe_evidence(judgements: Sequence[Judgement], n_sentences: int) -> NDArray[np.float64]:
    """The evidence of one speaker on one target, (n_features,), in a piece of so many sentences."""
    chances = np.array([_chances(one) for one in judgements])  # (n, 3)
    places = np.array([(one.sentence.index - 1) / max(1, n_sentences - 1) for one in judgements])
    masks = {
        "demanded": np.array([one.demands for one in judgements]),
        "conceded": np.array([one.turn is Turn.CONCEDED for one in judgements]),
        "turned": np.array([one.turn is Turn.TURNED for one in judgements]),
        "first": places <= _FIRST,
        "last": places >= _LAST,
        "spoken": np.array([one.speaks for one in judgements]),
    }
    blame, praise = (_describe_side(chances[:, side], masks) for side in (0, 2))
    paragraphs = {one.sentence.paragraph for one in judgements}
    whole = [
        float(chances[:, 1].mean()),
        float(np.log1p(len(judgements))),
        len(judgements) / max(1, n_sentences),
        float(np.log1p(len(paragraphs))),
        sum(one.named for one in judgements) / len(judgements),
        min(float(chances[:, 0].max()), float(chances[:, 2].max())),
    ]
    return np.array([*blame, *praise, *whole])


def _chances(one: Judgement) -> tuple[float, float, float]:
    critical, neutral, supportive = one.probabilities
    # What is harmed or hoped for is not what the sentence blames.
    return (0.0, neutral + critical, supportive) if one.at_stake else one.probabilities


def _describe_side(chances: NDArray[np.float64], masks: dict[str, NDArray[np.bool_]]) -> list[float]:
    ordered = np.sort(chances)[::-1]
    second = float(ordered[1]) if len(ordered) > 1 else 0.0
    means = [float(chances[mask].sum()) / len(chances) for mask in masks.values()]
    return [float(chances.mean()), float(np.log1p(chances.sum())), float(ordered[0]), second, *means]
