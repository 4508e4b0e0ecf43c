"""Labelled paragraphs as they ship."""

from pathlib import Path

import numpy as np
import pytest

from nlp.analysis.theming.examples import count_words, make_example, read_examples, write_examples
from nlp.analysis.theming.heads import read_heads
from nlp.errors import ModelError
from nlp.provenance import SHIPPED_MODELS


def test_words_that_say_something_are_counted() -> None:
    assert count_words("The fleets, the FLEETS; a port.") == {"fleets": 2, "port": 1}


def test_what_is_read_is_what_was_written_but_for_the_order_of_themes(tmp_path: Path) -> None:
    examples = [
        make_example("Fleets meet fleets in port.", np.array([0.6, 0.8], np.float32), ("sea", "trade")),
        make_example("Of it.", np.array([1, 0], np.float32), ()),
    ]
    write_examples(tmp_path, examples, ["trade", "sea"])
    first, second = read_examples(tmp_path)
    assert first.words == {"fleets": 2, "meet": 1, "port": 1}
    assert first.themes == ("trade", "sea")
    assert first.vector.tolist() == np.array([0.6, 0.8], np.float16).tolist()
    assert (second.words, second.themes, second.piece) == ({}, (), "")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"paragraphs\.npz is missing: .*training\.themes"):
        read_examples(tmp_path)


def test_what_the_shipped_heads_were_fitted_on_ships_with_them() -> None:
    folder = SHIPPED_MODELS / "themes"
    examples = read_examples(folder)
    themes = {theme for example in examples for theme in example.themes}
    assert len(examples) >= 1300
    assert themes == set(read_heads(folder).theme_ids)
    assert all(abs(float(np.linalg.norm(example.vector)) - 1) < 0.001 for example in examples)
    assert min(sum(theme in example.themes for example in examples) for theme in themes) >= 100
