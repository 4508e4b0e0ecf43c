import pytest

from nlp.comparison.rest import make_pieces
from nlp.comparison.words.phrases import count_phrases
from nlp.corpus.duplicates import DuplicatePair
from tests.comparison.corpora import corpus, texts_of

LEMMAS = (
    "comprehensive strategic partnership trade agreement country economy asean korea indo pacific free raise"
)


def phrases(*texts, copies=()):
    """Piece, term and count; each text is a sentence of a piece of its own, a list several of one piece."""
    ids = "abcdefgh"[: len(texts)]
    sentences = [
        {"article_id": one, "sentence_id": f"{one}{n}", "start_char": n, "text": text}
        for one, part in zip(ids, texts, strict=True)
        for n, text in enumerate([part] if isinstance(part, str) else part)
    ]
    frames = corpus(*ids, sentences=sentences)
    found = tally(frames, ids, copies)
    return sorted(
        (ids[place], found.terms[code], int(count))
        for place, held in found.held.items()
        for code, count in zip(*held, strict=True)
    )


def tally(frames, ids, copies=(), wanted=None, kept=50):
    pieces, texts = make_pieces(frames["articles"], copies), texts_of(frames, ids)
    return count_phrases(texts, LEMMAS.split(), pieces, range(len(ids)) if wanted is None else wanted, kept)


def test_terms_are_runs_of_content_words_that_recur():
    assert phrases(
        "A strategic partnership, and a Strategic Partnership.", "Their strategic partnership"
    ) == [
        ("a", "strategic partnership", 2),
        ("b", "strategic partnership", 1),
    ]


def test_what_stands_once_is_no_term_nor_is_a_single_word():
    assert phrases("The trade agreement of a country", "The country") == []


@pytest.mark.parametrize(
    "text", ["trade, agreement", "trade and agreement", "trade’s agreement", "trade – agreement"]
)
def test_a_comma_or_another_word_ends_the_run(text):
    assert phrases(f"{text}. {text}.") == []


def test_no_term_runs_from_one_sentence_into_the_next():
    assert phrases(["of trade", "agreement on trade", "agreement"], ["trade", "agreement"]) == []


def test_singular_and_plural_are_one_term_spelled_as_it_mostly_stands():
    text = (
        "trade agreements, a trade agreement, of trade agreements; the country economies, countries economy"
    )
    assert phrases(text) == [("a", "country economies", 2), ("a", "trade agreements", 3)]


def test_inflected_verbs_are_no_part_of_a_term():
    assert phrases("raised trade", "raised trade") == []


def test_a_term_inside_one_longer_term_only_is_dropped():
    found = phrases("a comprehensive strategic partnership", "the comprehensive strategic partnership")
    assert {term for _, term, _ in found} == {"comprehensive strategic partnership"}
    found = phrases(
        "a comprehensive strategic partnership", "comprehensive strategic partnership, strategic partnership"
    )
    assert {term for _, term, _ in found} == {"comprehensive strategic partnership", "strategic partnership"}


def test_a_compound_with_a_hyphen_is_a_term():
    assert phrases("the Indo-Pacific and the indo‑pacific", "free-trade economy") == [
        ("a", "indo-pacific", 2)
    ]


def test_terms_have_at_most_four_words():
    longest = max(len(term.split()) for _, term, _ in phrases("free trade agreement asean korea " * 2))
    assert longest == 4


def test_copies_make_no_term():
    text = "a trade agreement"
    assert phrases(text, text, copies=[DuplicatePair("a", "b", 1.0)]) == []
    assert len(phrases(text, text, text, copies=[DuplicatePair("a", "b", 1.0)])) == 3


def test_no_text_no_term():
    assert phrases() == []
    assert phrases("") == []
