"""The embeddings of a piece, kept so that its themes can be told again without the text models."""

import base64
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["NO_PASSAGES", "Passages", "pack_passages"]

_NUMBERS = "<f4"  # exact: themes told from kept embeddings are those told from fresh ones


@dataclass(frozen=True, slots=True)
class Passages:
    """Unit vectors of the paragraphs and of the title (empty: none), as base64 of little-endian float32."""

    width: int = 0
    paragraphs: str = ""
    title: str = ""

    def paragraph_vectors(self) -> NDArray[np.float32]:
        """One row a paragraph, (n_paragraphs, d)."""
        return _unpack(self.paragraphs, self.width)

    def title_vector(self) -> NDArray[np.float32] | None:
        """The title's vector (d,); None without a title."""
        return _unpack(self.title, self.width)[0] if self.title else None


NO_PASSAGES = Passages()


def pack_passages(paragraphs: NDArray[np.float32], title: NDArray[np.float32] | None) -> Passages:
    """Embeddings (n_paragraphs, d), and (d,) or None, as they are kept."""
    return Passages(paragraphs.shape[1], _pack(paragraphs), "" if title is None else _pack(title))


def _pack(vectors: NDArray[np.float32]) -> str:
    return base64.b64encode(vectors.astype(_NUMBERS).tobytes()).decode("ascii")


def _unpack(packed: str, width: int) -> NDArray[np.float32]:
    if not packed:
        return np.zeros((0, width), dtype=np.float32)
    return np.frombuffer(base64.b64decode(packed), dtype=_NUMBERS).reshape(-1, width).astype(np.float32)
