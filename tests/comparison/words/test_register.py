import pytest

from nlp.comparison.words.register import REGISTER_UNITS, register_table
from tests.comparison.corpora import corpus, texts_of


def measures(*texts, paragraphs=None):
    sentences = [
        {"article_id": "a", "sentence_id": f"s{n}", "start_char": n, "text": text, "paragraph": paragraph}
        for n, (text, paragraph) in enumerate(zip(texts, paragraphs or [1] * len(texts), strict=True))
    ]
    return register_table(texts_of(corpus("a", sentences=sentences), "a").counts).loc[0]


def test_lengths_and_questions():
    found = measures("Who pays?", "Nobody has asked the well-fed.", "“Who?”", paragraphs=[1, 1, 2])
    assert found["words_per_sentence"] == pytest.approx((2 + 5 + 1) / 3)
    assert found["sentence_length_sd"] == pytest.approx(2.081666)
    assert found["words_per_paragraph"] == 4
    assert found["questions"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("Seoul should act and may not wait.", "modals", 2),
        ("In May the will of the people won’t bend.", "modals", 2),
        ("Perhaps it seems to work, to some extent.", "hedges", 3),
        ("Likelihoods are not hedges.", "hedges", 0),
        ("Of course this is clearly so.", "boosters", 2),
        ("“In fact, certain that it ought to be”, perhaps.", "boosters", 2),
        ("“In fact, certain that it ought to be”, perhaps.", "modals", 1),
        ("This appears odd, and they appear to know, in\nsome ways.", "hedges", 2),
        ("We and the US share our seas, I think.", "first_person", 3),
        ("They said it of themselves.", "first_person", 0),
    ],
)
def test_words_are_counted_per_thousand(text, name, count):
    words = len(text.replace(",", "").split())
    assert measures(text)[name] == pytest.approx(1000 * count / words)


def test_a_piece_without_words_has_no_measures():
    frames = corpus("a", sentences=[{"article_id": "a", "sentence_id": "s", "text": "—"}])
    table = register_table(texts_of(frames, "a").counts)
    assert list(table.index) == []
    assert list(table.columns) == list(REGISTER_UNITS)
