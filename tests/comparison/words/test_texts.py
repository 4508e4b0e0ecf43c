"""The texts of the pieces as codes: every string, sentence and piece in its place."""

import numpy as np
import pytest

from nlp.comparison.words import texts as module
from tests.comparison.corpora import corpus, texts_of

SENTENCES = [
    ("b", 0, 1, "Rice is  rice."),
    ("b", 20, 2, " "),
    ("a", 0, 1, "Is rice\u00a0dear?\nYes"),
    ("a", 40, 3, "“Who ought to pay?”"),
]


def read(ids="ab", sentences=SENTENCES):
    rows = [
        {
            "article_id": one,
            "sentence_id": f"{one}{start}",
            "start_char": start,
            "paragraph": paragraph,
            "text": text,
        }
        for one, start, paragraph, text in sentences
    ]
    return texts_of(corpus(*"ab", sentences=rows), ids)


def words(texts, place):
    return [texts.strings[code] for code in texts.of(place) if texts.strings[code]]


def test_pieces_and_sentences_stand_in_their_order():
    texts = read()
    assert words(texts, 0) == ["Is", "rice", "dear?", "Yes", "“Who", "ought", "to", "pay?”"]
    assert words(texts, 1) == ["Rice", "is", "rice."]
    assert len(set(texts.strings)) == len(texts.strings)
    assert texts.counts["place"].tolist() == [0, 0, 1, 1]
    assert texts.counts["paragraph"].tolist() == [1, 3, 1, 2]
    assert texts.sentence_ends[-1] == texts.piece_ends[-1] == len(texts.codes)


def test_what_counts_is_counted_in_each_sentence():
    counts = read().counts
    assert counts["words"].tolist() == [4, 4, 3, 0]
    assert counts["modals"].tolist() == [0, 1, 0, 0]
    assert counts["questions"].tolist() == [0, 1, 0, 0]


def test_pieces_that_are_not_asked_for_are_left_out():
    texts = read("b")
    assert words(texts, 0) == ["Rice", "is", "rice."]
    assert len(texts.piece_ends) == 1


@pytest.mark.parametrize("sentences", [[], [("b", 0, 1, "")]])
def test_pieces_without_a_word_are_empty(sentences):
    texts = read("ab", sentences)
    assert [words(texts, place) for place in (0, 1)] == [[], []]
    assert texts.counts["words"].sum() == 0


def test_long_arrays_lie_in_a_file(monkeypatch, tmp_path):
    monkeypatch.setattr(module, "_HELD", 3)
    assert type(module.make_array(3, folder=tmp_path)) is np.ndarray
    one, other = (module.make_array(4, folder=tmp_path) for _ in range(2))
    one[:] = 1
    assert (one.tolist(), other.tolist()) == ([1, 1, 1, 1], [0, 0, 0, 0])
    assert len(list(tmp_path.iterdir())) == 2
