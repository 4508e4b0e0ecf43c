"""Candidates by MinHash hold every pair that the exact search finds."""

import random

import numpy as np
import pytest

from nlp.corpus import duplicates
from nlp.corpus.duplicates import find_duplicates, jaccard, shingle_hashes
from nlp.corpus.identity.minhash import find_candidates


def corpus(n: int, seed: int) -> dict[str, str]:
    """Texts that share many sentences; every third is a copy of the one before, changed more or less."""
    draw = random.Random(seed)
    words = [f"w{number}" for number in range(2000)]

    def sentence() -> str:
        return " ".join(draw.choices(words, k=16))

    shared = [sentence() for _ in range(40)]
    texts: list[list[str]] = []
    for number in range(n):
        if number % 3 == 2:
            text = list(texts[-1])
            for _ in range(draw.randrange(9)):
                text[draw.randrange(len(text))] = sentence()
        else:
            text = [draw.choice(shared) if draw.random() < 0.5 else sentence() for _ in range(20)]
        texts.append(text)
    return {f"t{number:04}": " ".join(text) for number, text in enumerate(texts)}


@pytest.mark.parametrize("threshold", [0.4, 0.6, 0.8])
def test_the_same_pairs_as_the_exact_search(monkeypatch, threshold):
    texts = corpus(300, 7)
    exact = find_duplicates(texts, threshold=threshold)
    monkeypatch.setattr(duplicates, "MANY", 0)
    found = find_duplicates(texts, threshold=threshold)
    assert len(exact) >= 20
    assert set(found) <= set(exact)
    assert len(found) >= 0.98 * len(exact)
    assert found == find_duplicates(texts, threshold=threshold)


def test_few_candidates_lie_far_below_the_threshold():
    texts = corpus(300, 8)
    ids = sorted(texts)
    pairs = find_candidates([shingle_hashes(texts[one]) for one in ids], 0.6)
    assert all(left < right for left, right in pairs)
    assert min(jaccard(texts[ids[left]], texts[ids[right]]) for left, right in pairs) > 0.35


def test_texts_without_words_are_in_no_pair():
    none, some = np.empty(0, dtype=np.uint64), shingle_hashes("a b c d e f")
    assert find_candidates([none, some, none, some], 0.6) == {(1, 3)}
    assert find_candidates([none, some], 0.6) == set()
    assert find_candidates([], 0.6) == set()
