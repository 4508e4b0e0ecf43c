"""Embeddings as they are kept."""

import numpy as np

from nlp.analysis.theming.passages import NO_PASSAGES, pack_passages


def test_embeddings_are_kept_to_the_last_digit() -> None:
    random = np.random.default_rng(1)
    vectors, title = random.normal(size=(3, 5)).astype(np.float32), random.normal(size=5).astype(np.float32)
    kept = pack_passages(vectors, title)
    assert np.array_equal(kept.paragraph_vectors(), vectors)
    assert np.array_equal(kept.title_vector(), title)


def test_a_piece_may_have_no_title_and_no_paragraph() -> None:
    kept = pack_passages(np.zeros((0, 5), dtype=np.float32), None)
    assert kept.paragraph_vectors().shape == (0, 5)
    assert kept.title_vector() is None
    assert NO_PASSAGES.paragraph_vectors().shape == (0, 0)
