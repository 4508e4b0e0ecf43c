"""How good the stance model is: macro-F1, calibration, coverage against accuracy."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import accuracy_score, f1_score

from training.stance.readers import LABELS, StanceExample

_BINS = 10


def softmax(logits: NDArray[np.float32], temperature: float = 1.0) -> NDArray[np.float64]:
    """Probabilities (n, 3)."""
    scaled = logits.astype(np.float64) / temperature
    powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def find_temperature(logits: NDArray[np.float32], gold: NDArray[np.int64]) -> float:
    """The temperature that gives the gold labels the highest likelihood."""
    choices = np.arange(0.5, 4.01, 0.02)
    losses = [-np.log(softmax(logits, t)[np.arange(len(gold)), gold] + 1e-12).mean() for t in choices]
    return round(float(choices[int(np.argmin(losses))]), 2)


def calibration_error(probabilities: NDArray[np.float64], gold: NDArray[np.int64]) -> float:
    """Expected calibration error over ten bins of equal width."""
    best, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == gold
    bins = np.minimum((best * _BINS).astype(int), _BINS - 1)
    gaps = [
        abs(right[bins == b].mean() - best[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist())
    ]
    return float(sum(gaps))


def find_threshold(probabilities: NDArray[np.float64], coverage: float) -> float:
    """Probability of the best label that a share ``coverage`` of the judgements reaches."""
    return round(float(np.quantile(probabilities.max(axis=1), 1 - coverage)), 3)


def describe(
    logits: NDArray[np.float32], examples: Sequence[StanceExample], temperature: float = 1.0
) -> dict[str, float]:
    """The scores of one set, in per cent but for the calibration error."""
    gold = np.array([example.label for example in examples])
    probabilities = softmax(logits, temperature)
    found = probabilities.argmax(axis=1)
    scores = {
        "n": float(len(gold)),
        "macro_f1": 100 * f1_score(gold, found, average="macro", labels=range(len(LABELS))),
        "accuracy": 100 * accuracy_score(gold, found),
        "calibration_error": calibration_error(probabilities, gold),
    }
    for coverage in (0.9, 0.8, 0.5):
        sure = probabilities.max(axis=1) >= find_threshold(probabilities, coverage)
        scores[f"accuracy_at_{coverage:.0%}"] = 100 * accuracy_score(gold[sure], found[sure])
    return {name: round(float(value), 3) for name, value in scores.items()}


def accuracy_by_pattern(logits: NDArray[np.float32], examples: Sequence[StanceExample]) -> dict[str, str]:
    """Right answers out of all, per pattern, the frequent patterns only."""
    found = logits.argmax(axis=1)
    by_pattern: dict[str, list[bool]] = {}
    for example, label in zip(examples, found, strict=True):
        by_pattern.setdefault(example.pattern, []).append(example.label == label)
    return {name: f"{sum(hits)}/{len(hits)}" for name, hits in sorted(by_pattern.items()) if len(hits) >= 5}
