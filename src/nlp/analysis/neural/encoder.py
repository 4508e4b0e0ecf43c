"""Sentence embeddings: all-MiniLM-L6-v2 as int8 ONNX, one text at a time (see ``onnx_model``)."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.analysis.neural.onnx_model import OnnxModel, TokenRow
from nlp.provenance import SHIPPED_MODELS

__all__ = ["Encoder"]


class Encoder:
    """Texts to vectors of length 1, so that a dot product is a cosine."""

    def __init__(self, folder: Path = SHIPPED_MODELS / "encoder", *, threads: int = 1) -> None:
        self.model = OnnxModel(folder, threads=threads)

    @property
    def width(self) -> int:
        """How many numbers a vector has."""
        return int(self.model.config["width"])

    @property
    def sha256(self) -> str:
        """Which weights these are."""
        return str(self.model.config["sha256"])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embeddings of ``texts``, (n, 384), each of length 1; more than 256 wordpieces are not seen."""
        vectors = np.zeros((len(texts), self.width), dtype=np.float32)
        for place, text in enumerate(texts):
            vectors[place] = self.model.run(self._make_row(text))
        return vectors

    def _make_row(self, text: str) -> TokenRow:
        ids = self.model.tokenizer.encode(text).ids
        limit = int(self.model.config["max_tokens"])
        if len(ids) > limit:
            ids = [*ids[: limit - 1], ids[-1]]
        return TokenRow(ids, [0] * len(ids))
