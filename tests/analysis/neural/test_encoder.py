import numpy as np
import pytest

from nlp.analysis.neural.encoder import Encoder
from nlp.errors import ModelError

TEXTS = (
    "Seoul and Jakarta signed a trade agreement.",
    "South Korea and Indonesia concluded a pact on commerce.",
    "The recipe asks for two spoons of sugar.",
)


@pytest.fixture(scope="module")
def encoder():
    return Encoder()


def test_one_row_of_length_one_per_text(encoder):
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_no_texts_give_an_empty_matrix(encoder):
    assert encoder.encode([]).shape == (0, 384)


def test_a_paraphrase_is_nearer_than_another_subject(encoder):
    first, paraphrase, other = encoder.encode(TEXTS)
    assert first @ paraphrase > 0.6
    assert first @ other < 0.2


def test_a_text_gets_the_same_vector_whatever_stands_beside_it(encoder):
    alone = encoder.encode(TEXTS[:1])[0]
    long = "The two governments met again. " * 40
    among_others = encoder.encode([long, *reversed(TEXTS)])[-1]
    np.testing.assert_array_equal(alone, among_others)


def test_a_long_text_is_cut_not_refused(encoder):
    long = "A summit was held in Busan. " * 200
    np.testing.assert_array_equal(encoder.encode([long]), encoder.encode([long + "Nobody reads this far."]))


def test_nothing_is_loaded_before_it_is_needed(tmp_path):
    encoder = Encoder(tmp_path)
    with pytest.raises(ModelError, match=r"config\.json is missing: reinstall"):
        encoder.encode(TEXTS)


def test_other_weights_than_the_config_names_are_refused(tmp_path):
    (tmp_path / "model.onnx").write_bytes(b"not a network")
    (tmp_path / "config.json").write_text('{"width": 384, "max_tokens": 256, "sha256": "00"}')
    (tmp_path / "tokenizer.json").write_text(Encoder().model.tokenizer.to_str())
    with pytest.raises(ModelError, match=r"model\.onnx is not the model its config\.json names"):
        Encoder(tmp_path).encode(TEXTS)
