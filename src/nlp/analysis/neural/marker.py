"""Stance toward a marked mention: a fine-tuned MiniLM that reads the text with markers around the mention."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from nlp.analysis.neural.onnx_model import OnnxModel, TokenRow
from nlp.provenance import SHIPPED_MODELS

__all__ = ["MarkerModel", "make_marker_row"]

# The two unused wordpieces [unused0] and [unused1] of the BERT vocabulary, which training gave a meaning.
_OPEN, _CLOSE = 1, 2
_CLS, _SEP = 101, 102
_MAX_TARGET = 24


class MarkerModel:
    """Judges what the author of a text thinks of a marked mention."""

    def __init__(self, folder: Path = SHIPPED_MODELS / "stance", *, threads: int = 1) -> None:
        self.model = OnnxModel(folder, threads=threads)

    @property
    def sha256(self) -> str:
        """Which weights these are."""
        return str(self.model.config["sha256"])

    @property
    def threshold(self) -> float:
        """Probability of the best label below which a judgement should be withheld."""
        return float(self.model.config["threshold"])

    def predict(self, pairs: Sequence[tuple[str, int, int]]) -> NDArray[np.float64]:
        """Calibrated probabilities, (n, 3), of critical, neutral and supportive: the stances −1, 0 and 1.

        Args:
            pairs: text, and start and end of the mention in it.
        """
        chances = np.zeros((len(pairs), 3), dtype=np.float64)
        temperature = float(self.model.config["temperature"])
        limit = int(self.model.config["max_tokens"])
        tokenizer = self.model.tokenizer
        rows = [make_marker_row(tokenizer, text, (start, end), limit=limit) for text, start, end in pairs]
        for place, logits in enumerate([self.model.run(row) for row in rows]):
            chances[place] = _softmax(logits.astype(np.float64) / temperature)
        return chances


def make_marker_row(tokenizer: Tokenizer, text: str, span: tuple[int, int], *, limit: int = 128) -> TokenRow:
    """Wordpieces of ``text`` with markers around ``span``, cut to ``limit`` around it; types mark it."""
    start, end = span
    left = tokenizer.encode(text[:start], add_special_tokens=False).ids
    target = tokenizer.encode(text[start:end], add_special_tokens=False).ids[:_MAX_TARGET]
    right = tokenizer.encode(text[end:], add_special_tokens=False).ids
    room = limit - len(target) - 4
    left_room = max(room // 2, room - len(right))
    left = left[max(0, len(left) - left_room) :]
    right = right[: room - len(left)]
    ids = [_CLS, *left, _OPEN, *target, _CLOSE, *right, _SEP]
    types = [0] * (len(left) + 2) + [1] * len(target) + [0] * (len(right) + 2)
    return TokenRow(ids, types)


def _softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    powers = np.exp(logits - logits.max())
    return np.asarray(powers / powers.sum())
