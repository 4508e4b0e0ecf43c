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

__all__ = ["WORD_PATTERN", "ThemeHeads", "Vocabulary", "read_heads", "write_heads"]

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

    def count(self, text: str) -> tuple[list[int], NDArray[np.float64]]:
        """The text as TF-IDF with dampened counts: places of the known words, in order, and their values.

        The values are brought to length 1.
        """
        found = Counter(self.places[word] for word in _WORD.findall(text.lower()) if word in self.places)
        places = sorted(found)
        counts = np.array([found[place] for place in places], dtype=np.float64)
        row = (1 + np.log(counts)) * self.rarity[places]
        length = float(np.linalg.norm(row))
        return places, row / length if length else row


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
        return np.stack([self._logits(text, vector) for text, vector in zip(texts, vectors, strict=True)])

    def _logits(self, text: str, vector: NDArray[np.float32]) -> NDArray[np.float64]:
        # One paragraph at a time: its numbers must not depend on how many stand beside it.
        places, values = self.vocabulary.count(text)
        by_words = self.word_weights[:, places] @ values
        return np.asarray(self.weights @ vector.astype(np.float64) + by_words + self.intercepts)

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
        vocabulary = Vocabulary(
            tuple(word.decode("ascii") for word in arrays["words"]), arrays["rarity"].astype(np.float64)
        )
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


def write_heads(folder: Path, heads: ThemeHeads) -> None:
    """Write `heads.npz` and `config.json`; numbers are rounded to single precision."""
    np.savez_compressed(
        folder / "heads.npz",
        words=np.array(heads.vocabulary.words, dtype=np.bytes_),
        rarity=heads.vocabulary.rarity.astype(np.float32),
        weights=heads.weights.astype(np.float32),
        word_weights=heads.word_weights.astype(np.float32),
        intercepts=heads.intercepts.astype(np.float32),
        thresholds=heads.thresholds.astype(np.float32),
    )
    config = {
        "theme_ids": list(heads.theme_ids),
        "cold_start": [round(number, 4) for number in heads.cold_start],
        "cold_threshold": round(heads.cold_threshold, 4),
        "article_threshold": round(heads.article_threshold, 4),
        "encoder_sha256": heads.encoder_sha256,
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
