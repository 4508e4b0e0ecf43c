import numpy as np
import pytest

from nlp.comparison.networks import pairs
from nlp.comparison.networks.pairs import heaviest_pairs


def matrix(*rows):
    return np.array([[int(cell) for cell in row] for row in rows], dtype=np.float32)


def found(held, turned=None, *, limit=100):
    kept = heaviest_pairs(held, held if turned is None else turned, limit=limit)
    return list(zip(kept.low.tolist(), kept.high.tolist(), kept.weight.tolist(), strict=True))


def test_pairs_weigh_what_both_hold():
    assert found(matrix("1110", "0111", "1000")) == [(0, 1, 2), (0, 2, 1)]


def test_the_share_is_the_jaccard_index():
    kept = heaviest_pairs(matrix("1110", "0111", "1000"), matrix("1110", "0111", "1000"), limit=9)
    assert kept.share.tolist() == pytest.approx([2 / 4, 1 / 3])


def test_the_partner_is_asked_for_what_is_turned():
    held = matrix("10", "01", "11")
    assert found(held, np.roll(held, 1, axis=1)) == [(0, 1, 1), (0, 2, 1), (1, 2, 1)]


def test_the_heaviest_are_kept_then_those_that_share_most_then_the_first():
    held = matrix("1111", "0111", "0001", "0001", "0001")
    assert found(held, limit=1) == [(0, 1, 3)]
    assert found(held, limit=3) == [(0, 1, 3), (2, 3, 1), (2, 4, 1)]


def test_the_blocks_do_not_show(monkeypatch):
    held = (np.random.default_rng(3).random((40, 9)) < 0.4).astype(np.float32)
    held[:, 0] = 1
    whole = found(held, limit=50)
    monkeypatch.setattr(pairs, "_BLOCK", 3)
    assert found(held, limit=50) == whole
    assert len(whole) == 50


def test_nobody_makes_no_pair():
    assert found(np.zeros((0, 2), dtype=np.float32)) == []
    assert found(matrix("1")) == []
