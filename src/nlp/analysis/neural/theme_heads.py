"""Trained theme heads as plain arrays, which do not depend on the version of scikit-learn that made them.

A head is a weight for each number of the embedding and for each word of a vocabulary (TF-IDF).
"""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.errors import ModelError

__all__ = ["WORD_PATTERN", "ThemeHeads", "Vocabulary", "read_heads"]

WORD_PATTERN = r"[a-z]{2,}"  # in lower-cased text
_WORD = re.compile(WORD_PATTERN)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that heads know, and how rare each was in training."""

    words: tuple[str, ...]
    rarity: NDArray[np.float64]  # inverse document frequency, (n_words,)
    places: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        """Number the words."""
        object.__setattr__(self, "places", {word: place for place, word in enumerate(self.words)})

    def count(self, text: str) -> NDArray[np.float64]:
        """The text as TF-IDF with dampened counts, of length 1 (zeros without a known word), (n_words,)."""
        row = np.zeros(len(self.words))
        for word, count in Counter(_WORD.findall(text.lower())).items():
            place = self.places.get(word)
            if place is not None:
                row[place] = (1 + np.log(count)) * self.rarity[place]
        length = float(np.linalg.norm(row))
        return row / length if length else row


@dataclass(frozen=True, slots=True)
class ThemeHeads:
    """Heads by theme id: weights over embedding and words, an intercept, the probability to assign from."""

    theme_ids: tuple[str, ...]
    weights: NDArray[np.float64]  # (n_heads, d)
    word_weights: NDArray[np.float64]  # (n_heads, n_words)
    intercepts: NDArray[np.float64]  # (n_heads,)
    thresholds: NDArray[np.float64]  # (n_heads,)
    vocabulary: Vocabulary
    cold_start: tuple[float, float]  # slope and intercept over likeness, for a theme without a head
    cold_threshold: float
    article_threshold: float
    encoder_sha256: str

    def logits(self, texts: Sequence[str], vectors: NDArray[np.float32]) -> NDArray[np.float64]:
        """Log-odds (n, n_heads) of texts with their embeddings (n, d)."""
        words = np.stack([self.vocabulary.count(text) for text in texts])
        return np.asarray(
            vectors.astype(np.float64) @ self.weights.T + words @ self.word_weights.T + self.intercepts
        )

    def cold_logits(self, likeness: NDArray[np.float64]) -> NDArray[np.float64]:
        """Log-odds of a theme without a head, from likeness to its description."""
        slope, intercept = self.cold_start
        return slope * likeness + intercept

    def threshold(self, theme_id: str) -> float:
        """The probability from which a theme is assigned to a paragraph."""
        if theme_id not in self.theme_ids:
            return self.cold_threshold
        return float(self.thresholds[self.theme_ids.index(theme_id)])


def read_heads(folder: Path, *, encoder_sha256: str | None = None) -> ThemeHeads:
    """The heads in a model folder (`heads.npz`, `config.json`), for the encoder in use.

    Raises:
        ModelError: a file is missing, or the heads were trained on the embeddings of another encoder.
    """
    for name in ("heads.npz", "config.json"):
        if not (folder / name).is_file():
            raise ModelError(
                f"{folder / name} is missing: reinstall the package, or run `python -m training.themes`"
            )
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    if encoder_sha256 is not None and config["encoder_sha256"] != encoder_sha256:
        raise ModelError(
            f"{folder / 'heads.npz'} was trained with another encoder: run `python -m training.themes`"
        )
    with np.load(folder / "heads.npz", allow_pickle=False) as arrays:
        vocabulary = Vocabulary(tuple(arrays["words"].tolist()), arrays["rarity"].astype(np.float64))
        return ThemeHeads(
            theme_ids=tuple(config["theme_ids"]),
            weights=arrays["weights"].astype(np.float64),
            word_weights=arrays["word_weights"].astype(np.float64),
            intercepts=arrays["intercepts"].astype(np.float64),
            thresholds=arrays["thresholds"].astype(np.float64),
            vocabulary=vocabulary,
            cold_start=(float(config["cold_start"][0]), float(config["cold_start"][1])),
            cold_threshold=float(config["cold_threshold"]),
            article_threshold=float(config["article_threshold"]),
            encoder_sha256=str(config["encoder_sha256"]),
        )
