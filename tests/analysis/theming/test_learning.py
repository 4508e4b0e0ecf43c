"""Theme heads that learn from human codes."""

from pathlib import Path

import numpy as np
import pytest

from nlp.analysis.theming import learning
from nlp.analysis.theming.examples import read_examples
from nlp.analysis.theming.fit import fit_heads
from nlp.analysis.theming.heads import read_heads
from nlp.analysis.theming.learning import CodedParagraph, learn_heads
from nlp.codebook import read_codebook
from nlp.errors import OutputError
from nlp.provenance import SHIPPED_MODELS

THEMES = read_codebook().themes


def make_coded(number: int, theme: str) -> CodedParagraph:
    vector = np.eye(384, dtype=np.float32)[number]
    return CodedParagraph("a", number, "Tariffs fell, and the ports were full.", vector, (theme,))


def test_without_codes_the_shipped_heads_are_used_as_they_are(tmp_path: Path) -> None:
    learnt = learn_heads((), THEMES, tmp_path / "heads")
    shipped = read_heads(SHIPPED_MODELS / "themes")
    assert np.array_equal(learnt.heads.weights, shipped.weights)
    assert (learnt.record.source, learnt.record.paragraphs, learnt.held_out) == ("shipped", 0, {})
    assert not (tmp_path / "heads").exists()


def test_the_shipped_heads_are_what_is_fitted_on_the_shipped_paragraphs() -> None:
    shipped = read_heads(SHIPPED_MODELS / "themes")
    fitted = fit_heads(read_examples(SHIPPED_MODELS / "themes"), shipped.theme_ids)
    assert fitted.vocabulary.words == shipped.vocabulary.words
    assert fitted.weights == pytest.approx(shipped.weights, abs=1e-4)
    assert 1 / (1 + np.exp(-fitted.thresholds)) == pytest.approx(shipped.thresholds, abs=1e-4)


def test_codes_in_another_order_are_the_same_codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = make_coded(1, "trade_investment"), make_coded(2, "maritime_defence")
    first = learn_heads((one, two), THEMES, tmp_path)
    assert set(first.held_out) == {("a", 1), ("a", 2)}
    monkeypatch.setattr(learning, "_fit", lambda *_: pytest.fail("fitted again"))
    second = learn_heads((two, one), THEMES, tmp_path)
    assert second.record == first.record
    assert np.array_equal(second.held_out["a", 2], first.held_out["a", 2])
    assert [folder.name for folder in tmp_path.iterdir()] == [first.record.hash]


def test_heads_that_cannot_be_kept_are_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = read_heads(SHIPPED_MODELS / "themes")
    monkeypatch.setattr(learning, "_fit", lambda *_: (shipped, [[0.0] * 13]))
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        learn_heads((make_coded(1, "trade_investment"),), THEMES, tmp_path / "file" / "heads")
