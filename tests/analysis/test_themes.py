"""Themes of paragraphs and of the whole piece."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from nlp.analysis.neural.encoder import Encoder
from nlp.analysis.themes import ThemeCoder, ThemeModel, score_article, score_paragraphs
from nlp.analysis.theming.description import describe_theme
from nlp.analysis.theming.heads import ThemeHeads, Vocabulary, read_heads
from nlp.analysis.theming.passages import pack_passages
from nlp.analysis.vectors import encode_passage
from nlp.codebook import Theme, read_codebook
from nlp.provenance import SHIPPED_MODELS

TRADE = Theme(id="trade", label="Trade", definition="Buying and selling.", examples=("Exports grew.",))
SEA = Theme(id="sea", label="Sea", definition="Ships.")
ADDED = Theme(id="added", label="Food", definition="Eating.")


class FixedEncoder:
    """Every text is the first direction."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([[1, 0] for _ in texts], dtype=np.float32)


@pytest.fixture
def model() -> ThemeModel:
    heads = ThemeHeads(
        theme_ids=("trade", "sea"),
        weights=np.array([[4.0, 0.0], [0.0, 4.0]]),
        word_weights=np.zeros((2, 1)),
        intercepts=np.array([-2.0, -2.0]),
        thresholds=np.array([0.5, 0.5]),
        vocabulary=Vocabulary(("ship",), np.array([1.0])),
        cold_start=(10.0, -11.0),
        cold_threshold=0.3,
        article_threshold=0.4,
        encoder_sha256="",
    )
    return ThemeModel((TRADE, SEA, ADDED), heads, FixedEncoder)


def test_a_theme_is_described_by_definition_and_examples() -> None:
    assert describe_theme(TRADE) == ("Trade. Buying and selling.", "Exports grew.")


def test_scores_are_probabilities_and_an_added_theme_is_scored_by_likeness(model: ThemeModel) -> None:
    scores = model.score(["one"], np.array([[1, 0]], dtype=np.float32))
    assert scores[0] == pytest.approx([1 / (1 + np.exp(-2)), 1 / (1 + np.exp(2)), 1 / (1 + np.exp(1))])
    assert model.score([], np.zeros((0, 2), dtype=np.float32)).shape == (0, 3)


def test_paragraphs_get_the_best_themes_that_pass(model: ThemeModel) -> None:
    rows = score_paragraphs(model, np.array([[0.9, 0.6, 0.2], [0.1, 0.2, 0.1]]), at_most=1)
    assert [(row.paragraph, row.theme_id) for row in rows if row.assigned] == [(1, "trade")]
    assert [(row.paragraph, row.theme_id) for row in rows if row.dominant] == [(1, "trade")]
    assert len(rows) == 6


def test_a_piece_is_the_mean_of_its_paragraphs_by_length(model: ThemeModel) -> None:
    rows = score_article(model, np.array([[0.9, 0.1, 0.0], [0.1, 0.7, 0.0]]), [1, 3], at_most=4)
    assert [row.score for row in rows] == pytest.approx([0.3, 0.55, 0.0])
    assert [row.theme_id for row in rows if row.assigned] == ["sea"]
    assert [row.theme_id for row in rows if row.dominant] == ["sea"]


def test_a_piece_has_at_least_one_theme_but_an_empty_one_none(model: ThemeModel) -> None:
    rows = score_article(model, np.array([[0.2, 0.1, 0.0]]), [5], at_most=4)
    assert [row.theme_id for row in rows if row.assigned] == ["trade"]
    assert score_article(model, np.zeros((0, 3)), [], at_most=4) == ()


@pytest.mark.parametrize(
    ("text", "dominant"),
    [
        (
            "Pyongyang tested another missile, and the hotline between the Koreas is silent.",
            "security_peninsula",
        ),
        ("Tariffs fell, exports rose, and the free trade agreement was upgraded.", "trade_investment"),
        ("Scholarships bring students from Hanoi, and pop concerts fill the halls.", "people_culture"),
        ("The junta jails journalists, and the courts look away.", "values_governance"),
    ],
)
def test_the_shipped_heads_tell_themes_apart(text: str, dominant: str) -> None:
    encoder = Encoder()
    heads = read_heads(SHIPPED_MODELS / "themes", encoder_sha256=encoder.sha256)
    model = ThemeModel(read_codebook().themes, heads, lambda: encoder)
    scores = model.score([text], encode_passage(encoder, text)[np.newaxis])
    assert model.theme_ids[int(scores.argmax())] == dominant


def test_without_an_added_theme_no_encoder_is_loaded(model: ThemeModel) -> None:
    assert ThemeModel((TRADE, SEA), model.heads, lambda: pytest.fail("loaded")).descriptions == {}


def test_a_piece_is_coded_from_kept_embeddings_and_its_title(model: ThemeModel) -> None:
    coder = ThemeCoder(model, per_paragraph=1, per_article=1)
    passages = pack_passages(np.array([[1, 0], [0, 1]], np.float32), np.array([0, 1], np.float32))
    rows = coder.code("a", "One two.\n\nThree four.", "Title", passages)
    assert [(row.paragraph, row.theme_id) for row in rows if row.dominant] == [
        (None, "sea"),
        (1, "trade"),
        (2, "sea"),
    ]
    high, low = 1 / (1 + np.exp(-2)), 1 / (1 + np.exp(2))
    whole = {row.theme_id: row.score for row in rows if row.paragraph is None}
    assert whole["trade"] == pytest.approx((2 * high + 2 * low + 0.8 * low) / 4.8)


def test_a_coded_paragraph_is_scored_by_heads_fitted_without_it(model: ThemeModel) -> None:
    held_out = {("a", 2): np.array([3.0, -3.0])}
    coder = ThemeCoder(model, per_paragraph=1, per_article=1, held_out=held_out)
    passages = pack_passages(np.array([[1, 0], [0, 1]], np.float32), None)
    rows = coder.code("a", "One.\n\nTwo.", "", passages)
    second = {row.theme_id: row.score for row in rows if row.paragraph == 2}
    assert second["trade"] == pytest.approx(1 / (1 + np.exp(-3)))
    assert second["sea"] == pytest.approx(1 / (1 + np.exp(3)))
    other = coder.code("b", "One.\n\nTwo.", "", passages)
    assert {row.theme_id for row in other if row.paragraph == 2 and row.dominant} == {"sea"}
    assert [row for row in rows if row.paragraph == 1] == [row for row in other if row.paragraph == 1]
