from itertools import product

import numpy as np
import pytest

from nlp.analysis.neural.bio import decode_bio, find_bio_spans, repair_bio

TAGS = ("O", "B-ORG", "I-ORG", "B-GPE", "I-GPE")


def test_an_inside_tag_never_follows_another_label():
    scores = np.array([[0, 5, 0, 0, 0], [0, 0, 3, 0, 4]], dtype=np.float32)
    assert decode_bio(scores, TAGS) == ["B-ORG", "I-ORG"]


def test_a_sequence_never_begins_inside():
    scores = np.array([[0, 1, 5, 0, 0], [0, 0, 5, 0, 0]], dtype=np.float32)
    assert decode_bio(scores, TAGS) == ["B-ORG", "I-ORG"]


@pytest.mark.parametrize("seed", range(40))
def test_no_consistent_sequence_scores_higher(seed):
    scores = np.random.default_rng(seed).normal(size=(4, len(TAGS))).astype(np.float32)
    sequences = [list(tags) for tags in product(TAGS, repeat=4)]
    totals = {
        tuple(tags): sum(float(row[TAGS.index(tag)]) for row, tag in zip(scores, tags, strict=True))
        for tags in sequences
        if repair_bio(tags) == tags
    }
    assert tuple(decode_bio(scores, TAGS)) == max(totals, key=totals.__getitem__)


def test_nothing_gives_nothing():
    assert decode_bio(np.zeros((0, 5), dtype=np.float32), TAGS) == []


def test_spans_are_cut_at_every_beginning():
    assert find_bio_spans(["B-GPE", "B-GPE", "O", "B-ORG", "I-ORG"]) == [
        (0, 1, "GPE"),
        (1, 2, "GPE"),
        (3, 5, "ORG"),
    ]


def test_repair_opens_what_follows_nothing():
    assert repair_bio(["I-ORG", "I-ORG", "O", "B-GPE", "I-ORG"]) == ["B-ORG", "I-ORG", "O", "B-GPE", "B-ORG"]
