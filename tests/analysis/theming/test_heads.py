"""Theme heads as arrays."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nlp.analysis.theming.heads import ThemeHeads, Vocabulary, read_heads, write_heads
from nlp.errors import ModelError

CONFIG = {
    "theme_ids": ["trade", "sea"],
    "cold_start": [10, -5],
    "cold_threshold": 0.3,
    "article_threshold": 0.2,
    "encoder_sha256": "abc",
}


def write_model(folder: Path) -> Path:
    np.savez(
        folder / "heads.npz",
        words=np.array([b"fleet", b"tariff"]),
        rarity=np.array([1.0, 2.0]),
        weights=np.array([[1.0, 0.0], [0.0, 1.0]]),
        word_weights=np.array([[0.0, 3.0], [3.0, 0.0]]),
        intercepts=np.array([-1.0, -2.0]),
        thresholds=np.array([0.5, 0.6]),
    )
    (folder / "config.json").write_text(json.dumps(CONFIG))
    return folder


@pytest.fixture
def heads(tmp_path: Path) -> ThemeHeads:
    return read_heads(write_model(tmp_path))


def test_words_count_by_rarity_and_dampened_number() -> None:
    vocabulary = Vocabulary(("fleet", "tariff"), np.array([1.0, 2.0]))
    places, values = vocabulary.count("A TARIFF. Fleet, fleet; fleets!")
    expected = np.array([1 + np.log(2), 2.0])
    assert places == [0, 1]
    assert values == pytest.approx(expected / np.linalg.norm(expected))


def test_a_text_without_known_words_counts_nothing() -> None:
    places, values = Vocabulary(("fleet",), np.array([1.0])).count("Nothing here.")
    assert (places, values.tolist()) == ([], [])


def test_log_odds_add_embedding_words_and_intercept(heads: ThemeHeads) -> None:
    vectors = np.array([[0.5, 0.25], [0.5, 0.25]], dtype=np.float32)
    assert heads.logits(["the fleet", "nothing"], vectors).tolist() == [[-0.5, 1.25], [-0.5, -1.75]]


def test_a_theme_without_a_head_is_scored_by_likeness(heads: ThemeHeads) -> None:
    assert heads.cold_logits(np.array([0.5, 0.6])).tolist() == [0.0, 1.0]
    assert heads.threshold("sea") == 0.6
    assert heads.threshold("added") == 0.3


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"heads\.npz is missing: .*training\.themes"):
        read_heads(tmp_path)


def test_heads_of_another_encoder_are_refused(tmp_path: Path) -> None:
    folder = write_model(tmp_path)
    assert read_heads(folder, encoder_sha256="abc").theme_ids == ("trade", "sea")
    with pytest.raises(ModelError, match="another encoder"):
        read_heads(folder, encoder_sha256="def")


def test_a_paragraph_s_numbers_do_not_depend_on_those_beside_it(heads: ThemeHeads) -> None:
    random = np.random.default_rng(3)
    wide = replace(heads, weights=random.normal(size=(2, 384)))
    vectors = random.normal(size=(7, 384)).astype(np.float32)
    together = wide.logits(["the fleet"] * 7, vectors)
    assert [wide.logits(["the fleet"], vectors[[row]])[0].tolist() for row in range(7)] == together.tolist()


def test_heads_are_read_as_they_were_written(heads: ThemeHeads, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    folder.mkdir()
    write_heads(folder, heads)
    copy = read_heads(folder)
    assert (copy.theme_ids, copy.cold_start, copy.vocabulary.words) == (
        heads.theme_ids,
        heads.cold_start,
        heads.vocabulary.words,
    )
    for name in ("weights", "word_weights", "intercepts"):
        assert np.array_equal(getattr(copy, name), getattr(heads, name))
    assert copy.thresholds == pytest.approx(heads.thresholds, abs=1e-7)
