"""Copies and near-copies by the overlap of five-word shingles."""

import itertools
import random

import pytest

from nlp.corpus.duplicates import (
    DuplicatePair,
    duplicate_groups,
    find_duplicates,
    jaccard,
    shingle_hashes,
)

LETTERS = "a b c d e f g h i j k l".split()


def text(*words):
    return " ".join(words)


def test_jaccard_by_hand():
    # Eight shingles each, of which the five that begin at a … e lack nothing of the changed last three words.
    left, right = text(*LETTERS), text(*LETTERS[:9], "x", "y", "z")
    assert jaccard(left, right) == pytest.approx(5 / 11)
    assert jaccard(left, left.upper().replace(" ", ",\n")) == 1.0
    assert jaccard(left, "") == 0.0
    assert jaccard("one two", "one two") == 1.0
    assert jaccard("one two", "two one") == 0.0


def test_shingles_are_distinct_and_the_same_in_every_process():
    assert shingle_hashes("a a a a a a a a").tolist() == shingle_hashes("a a a a a").tolist()
    assert shingle_hashes("the long table in the hall").tolist() == [
        4601893433268888897,
        13145754699856882932,
    ]
    assert len(shingle_hashes("")) == 0


def test_pairs_and_groups():
    copy = [*LETTERS, "m", "n", "o", "p"]
    texts = {
        "c": text(*copy),
        "a": text(*copy[:-1], "x"),
        "b": text(*copy[:-2], "x", "y"),
        "z": text(*reversed(copy)),
        "empty": "",
    }
    pairs = find_duplicates(texts, threshold=0.6)
    assert pairs == (
        DuplicatePair("a", "b", round(10 / 14, 6)),
        DuplicatePair("a", "c", round(11 / 13, 6)),
        DuplicatePair("b", "c", round(10 / 14, 6)),
    )
    assert duplicate_groups(pairs) == (("a", "b", "c"),)
    assert find_duplicates(texts, threshold=0.9) == ()
    assert find_duplicates({}) == ()


def test_groups_join_through_others():
    pairs = [DuplicatePair("d", "e", 1.0), DuplicatePair("b", "c", 1.0), DuplicatePair("a", "c", 1.0)]
    assert duplicate_groups(pairs) == (("a", "b", "c"), ("d", "e"))


@pytest.mark.parametrize("threshold", [0.2, 0.5, 0.6, 0.9, 1.0])
def test_no_pair_is_lost(threshold):
    rng = random.Random(20250529)
    vocabulary = [f"w{number}" for number in range(40)]
    base = [rng.choices(vocabulary, k=60) for _ in range(6)]
    texts = {}
    for number in range(40):
        words = list(rng.choice(base))
        for _ in range(rng.randrange(6)):
            words[rng.randrange(60)] = rng.choice(vocabulary)
        texts[f"t{number:02}"] = text(*words)
    expected = {
        (left, right)
        for left, right in itertools.combinations(sorted(texts), 2)
        if jaccard(texts[left], texts[right]) >= threshold
    }
    assert {(pair.left, pair.right) for pair in find_duplicates(texts, threshold=threshold)} == expected
