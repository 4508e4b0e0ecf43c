"""Copies among the pieces of a run, where they are few and where they are many."""

import random

import pytest

from nlp.comparison import copies
from nlp.comparison.copies import find_copies
from nlp.corpus.duplicates import find_duplicates
from tests.comparison.corpora import corpus, texts_of


def found(texts, threshold=0.6):
    sentences = [
        {"article_id": one, "sentence_id": f"{one}{n}", "start_char": n, "text": part}
        for one, parts in texts.items()
        for n, part in enumerate(parts)
    ]
    ids = sorted(texts)
    return find_copies(texts_of(corpus(*ids, sentences=sentences), ids), ids, threshold=threshold)


def test_copies_are_found_in_the_sentences():
    words = "the ministers of trade met in the old port and spoke of rice".split()
    texts = {one: (" ".join(words[:6]), " ".join(words[6:])) for one in "ab"}
    pairs = found({**texts, "c": ["A wholly different text on rain."]})
    assert [(pair.left, pair.right, pair.jaccard) for pair in pairs] == [("a", "b", 1.0)]


def drawn(n):
    """Pieces that share sentences of a common stock, some of them nearly the same."""
    draw = random.Random(7)
    stock = [" ".join(f"w{draw.randrange(400)}" for _ in range(12)) + "." for _ in range(60)]
    texts = {f"p{number:03d}": draw.sample(stock, 6) for number in range(n)}
    for number in range(0, n, 5):
        texts[f"q{number:03d}"] = [
            *texts[f"p{number:03d}"][:5],
            "Its last sentence, well-known, is not the same.",
        ]
    return texts


@pytest.mark.parametrize("threshold", [0.3, 0.6, 0.9])
def test_they_are_those_of_the_whole_texts_and_the_filter_loses_none(monkeypatch, threshold):
    texts = drawn(60)
    expected = find_duplicates({one: " ".join(parts) for one, parts in texts.items()}, threshold=threshold)
    assert expected or threshold == 0.9
    assert found(texts, threshold) == expected
    monkeypatch.setattr(copies, "MANY", 5)
    assert found(texts, threshold) == expected


def test_where_there_are_many_only_those_that_share_enough_are_looked_at(monkeypatch):
    monkeypatch.setattr(copies, "MANY", 2)
    seen = []
    monkeypatch.setattr(copies, "find_overlaps", lambda ids, _shingles, threshold: seen.append(ids) or ())
    texts = {one: [f"{one} " + " ".join(f"{one}{n}" for n in range(30))] for one in "abcd"}
    found({**texts, "e": texts["a"], "f": ["of"], "g": [""]})
    assert seen == [["a", "e"]]
