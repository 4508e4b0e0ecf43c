"""Embeddings of paragraphs of any length."""

import numpy as np
import pytest
import spacy
from numpy.typing import NDArray

from nlp.analysis.grammar.paragraphs import set_paragraphs
from nlp.analysis.records import Context
from nlp.analysis.theming.passages import pack_passages
from nlp.analysis.vectors import EncoderComponent, encode_passage, find_vector, mean_vector


class CountingEncoder:
    """Encodes a text as the direction of (its words, 1)."""

    width = 2

    def __init__(self) -> None:
        self.seen: list[int] = []

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        counts = [len(text.split()) for text in texts]
        self.seen += counts
        rows = np.array([[count, 1] for count in counts], dtype=np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_a_mean_has_length_one() -> None:
    vectors = np.array([[1, 0], [0, 1]], dtype=np.float32)
    assert mean_vector(vectors) == pytest.approx([2**-0.5, 2**-0.5])
    assert mean_vector(vectors, np.array([1, 0], dtype=np.float32)) == pytest.approx([1, 0])


def test_the_mean_of_nothing_is_zero() -> None:
    assert mean_vector(np.zeros((0, 3), dtype=np.float32)).tolist() == [0, 0, 0]
    assert mean_vector(np.array([[1, 0], [-1, 0]], dtype=np.float32)).tolist() == [0, 0]


@pytest.mark.parametrize(
    ("n_words", "parts"), [(0, [0]), (180, [180]), (181, [91, 90]), (400, [134, 134, 132])]
)
def test_a_long_text_is_read_in_even_parts(n_words: int, parts: list[int]) -> None:
    encoder = CountingEncoder()
    encode_passage(encoder, "word " * n_words)
    assert encoder.seen == parts


def test_the_component_gives_a_row_a_paragraph() -> None:
    component = EncoderComponent(CountingEncoder())
    doc = component(set_paragraphs(spacy.blank("en").make_doc("One.\n\nTwo words.")))
    assert doc._.passages.paragraph_vectors().ravel() == pytest.approx(
        [0.5**0.5, 0.5**0.5, 0.8**0.5, 0.2**0.5]
    )
    assert doc._.passages.title_vector() is None
    assert component(spacy.blank("en").make_doc(""))._.passages.paragraph_vectors().shape == (0, 2)


def test_the_component_encodes_the_title_too() -> None:
    doc = set_paragraphs(spacy.blank("en").make_doc("One."))
    doc._.context = Context(title="Three words here")
    title = EncoderComponent(CountingEncoder())(doc)._.passages.title_vector()
    assert title == pytest.approx([0.9**0.5, 0.1**0.5])


def test_the_vector_of_a_piece_is_the_mean_of_its_paragraphs() -> None:
    passages = pack_passages(np.array([[1, 0], [0, 1]], dtype=np.float32), None)
    assert find_vector(passages) == pytest.approx((0.5**0.5, 0.5**0.5))
