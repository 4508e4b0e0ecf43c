"""Embeddings of the paragraphs of a doc, which themes and similarity stand on."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from nlp.analysis.neural.encoder import Encoder
from nlp.analysis.records import Context
from nlp.analysis.theming.passages import Passages, pack_passages

__all__ = ["EncoderComponent", "encode_passage", "find_vector", "mean_vector"]

# The encoder sees 256 wordpieces, about 190 English words; a longer paragraph is read in parts.
_WORDS = 180


def mean_vector(
    vectors: NDArray[np.float32], weights: NDArray[np.float32] | None = None
) -> NDArray[np.float32]:
    """The mean of rows (n, d) brought to length 1, (d,); zeros where there is nothing to average."""
    if not len(vectors):
        return np.zeros(vectors.shape[1], dtype=np.float32)
    mean = np.average(vectors, axis=0, weights=weights).astype(np.float32)
    norm = float(np.linalg.norm(mean))
    return mean / np.float32(norm) if norm else mean


def encode_passage(encoder: Encoder, text: str) -> NDArray[np.float32]:
    """The embedding of a text of any length, (d,), of length 1."""
    return mean_vector(encoder.encode(list(_parts(text))))


def find_vector(passages: Passages) -> tuple[float, ...]:
    """The embedding of a piece: the mean of its paragraphs, of length 1."""
    return tuple(mean_vector(passages.paragraph_vectors()).tolist())


class EncoderComponent:
    """Sets `doc._.passages`: the embeddings of the paragraphs and of the title."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    def __call__(self, doc: Doc) -> Doc:
        """Encode each paragraph by itself."""
        spans: tuple[tuple[int, int], ...] = doc._.paragraphs
        context: Context = doc._.context
        text = doc.text  # made anew at each call
        rows = [encode_passage(self.encoder, text[start:end]) for start, end in spans]
        title = encode_passage(self.encoder, context.title) if context.title else None
        vectors = np.stack(rows) if rows else np.zeros((0, self.encoder.width), np.float32)
        doc._.passages = pack_passages(vectors, title)
        return doc


@Language.factory(
    "nlp/vectors",
    requires=["doc._.paragraphs"],
    assigns=["doc._.passages"],
    default_config={"threads": 1},
)
def make_vectors(nlp: Language, name: str, threads: int) -> EncoderComponent:
    """The component, from JSON values."""
    return EncoderComponent(Encoder(threads=threads))


def _parts(text: str) -> Iterator[str]:
    words = text.split()
    n_parts = -(-len(words) // _WORDS) or 1
    step = -(-len(words) // n_parts) or 1
    for first in range(0, max(len(words), 1), step):
        yield " ".join(words[first : first + step])
