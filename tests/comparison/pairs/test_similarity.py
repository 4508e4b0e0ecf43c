import numpy as np
import pandas as pd
import pytest
from scipy.spatial.distance import jensenshannon

from nlp.comparison.pairs import similarity
from nlp.comparison.pairs.similarity import compare_pairs, jensen_shannon
from nlp.comparison.rest import make_pieces
from nlp.corpus.duplicates import DuplicatePair
from nlp.settings import ComparisonSettings
from nlp.tables.comparison_schemas import SIMILARITY
from nlp.tables.frames import make_frame
from nlp.tables.validation import validate
from tests.comparison.corpora import corpus, rows_of


def compared(frames, *, copies=(), neighbours=10):
    pieces = make_pieces(frames["articles"], copies)
    return validate(SIMILARITY, compare_pairs(frames, pieces, ComparisonSettings(neighbours=neighbours)))


def vectors(**angles):
    return [
        {"article_id": one, "vector": [np.cos(np.radians(angle)), np.sin(np.radians(angle))]}
        for one, angle in angles.items()
    ]


def random_corpus(n, seed=0):
    generator = np.random.default_rng(seed)
    ids = [f"p{number:02d}" for number in range(n)]
    return corpus(
        *ids,
        vectors=[{"article_id": one, "vector": generator.normal(size=8).tolist()} for one in ids],
        themes=[
            {"article_id": one, "theme_id": theme, "score": generator.random()}
            for one in ids
            for theme in "xyz"
        ],
    )


def test_pieces_are_ranked_by_cosine():
    frame = compared(corpus(*"abc", vectors=vectors(a=0, b=60, c=90)))
    assert rows_of(frame, "article_id", "other_id", "rank", "cosine") == [
        ("a", "b", 1, 0.5),
        ("a", "c", 2, pytest.approx(0, abs=1e-6)),
        ("b", "c", 1, pytest.approx(0.866025, abs=2e-6)),
        ("b", "a", 2, 0.5),
        ("c", "b", 1, pytest.approx(0.866025, abs=2e-6)),
        ("c", "a", 2, pytest.approx(0, abs=1e-6)),
    ]


def test_only_the_nearest_and_the_farthest_are_kept():
    frame = compared(corpus(*"abcde", vectors=vectors(a=0, b=10, c=30, d=60, e=100)), neighbours=2)
    assert rows_of(frame[frame["article_id"] == "a"], "other_id", "rank") == [("b", 1), ("c", 2), ("e", 4)]


def test_equally_near_pieces_come_by_id():
    frame = compared(corpus(*"abcd", vectors=vectors(a=0, b=45, c=-45, d=45)), neighbours=2)
    assert rows_of(frame[frame["article_id"] == "a"], "other_id", "rank") == [("b", 1), ("c", 2), ("d", 3)]


def test_a_pair_has_the_same_values_from_both_sides():
    frame = compared(random_corpus(20), neighbours=19)
    measures = ["cosine", "theme_distance", "entity_overlap", "stance_agreement", "n_targets", "copy"]
    there = frame.set_index(["article_id", "other_id"])[measures].sort_index()
    back = frame.set_index(["other_id", "article_id"])[measures].sort_index()
    assert len(frame) == 20 * 19
    pd.testing.assert_frame_equal(there, back.rename_axis(there.index.names))


def test_blocks_change_nothing(monkeypatch):
    frames = random_corpus(20)
    whole = compared(frames, neighbours=3)
    monkeypatch.setattr(similarity, "_BLOCK", 7)
    pd.testing.assert_frame_equal(compared(frames, neighbours=3), whole)


def test_theme_distance_is_that_of_scipy():
    one, other = np.array([[0.2, 0.3, 0.1], [1, 0, 0]]), np.array([[0.1, 0.9, 0.4], [0, 2, 0]])
    found = jensen_shannon(one, other)
    assert found == pytest.approx([jensenshannon(*pair, base=2) for pair in zip(one, other, strict=True)])
    assert found[1] == 1
    assert jensen_shannon(one, one).tolist() == [0, 0]
    assert np.isnan(jensen_shannon(np.zeros((1, 3)), one[:1])).all()


def test_entities_overlap_by_their_share_of_all():
    summary = [{"article_id": one, "entity": entity} for one, entity in ("ax", "ay", "bx", "by", "bz")]
    frame = compared(corpus(*"abc", vectors=vectors(a=0, b=1, c=2), entity_summary=summary))
    found = {
        (one, other): overlap
        for one, other, overlap in rows_of(frame, "article_id", "other_id", "entity_overlap")
    }
    assert found["a", "b"] == pytest.approx(2 / 3, abs=1e-6)
    assert found["a", "c"] == 0


def test_stances_agree_on_the_targets_both_address():
    labels = {
        ("a", "china"): "critical",
        ("b", "china"): "critical",
        ("a", "asean"): "mixed",
        ("b", "asean"): "neutral",
        ("a", "us"): "neutral",
        ("c", "eu"): "neutral",
    }
    stances = [
        {"article_id": one, "target_id": target, "label": label} for (one, target), label in labels.items()
    ]
    stances.append({"article_id": "b", "target_id": "us", "label": "neutral", "speaker": "minister"})
    frame = compared(corpus(*"abc", vectors=vectors(a=0, b=1, c=2), stances=stances))
    found = {
        row[:2]: row[2:] for row in rows_of(frame, "article_id", "other_id", "stance_agreement", "n_targets")
    }
    assert found["a", "b"] == (0.5, 2)
    assert pd.isna(found["a", "c"][0])
    assert found["a", "c"][1] == 0


def test_copies_are_marked():
    frame = compared(corpus(*"abc", vectors=vectors(a=0, b=0, c=9)), copies=[DuplicatePair("a", "b", 0.9)])
    assert rows_of(frame[frame["copy"]], "article_id", "other_id") == [("a", "b"), ("b", "a")]


def test_copies_of_another_text_take_one_place_and_own_copies_none():
    copies = [DuplicatePair("b", "c", 0.9), DuplicatePair("b", "d", 0.9), DuplicatePair("e", "f", 0.9)]
    frame = compared(
        corpus(*"abcdef", vectors=vectors(a=0, b=10, c=11, d=12, e=40, f=41)), copies=copies, neighbours=1
    )
    found = {
        one: rows_of(frame[frame["article_id"] == one], "other_id", "rank", "copy", "farthest")
        for one in "abf"
    }
    assert found["a"] == [("b", 1, False, False), ("e", 2, False, True)]
    assert found["b"] == [("c", 1, True, False), ("d", 2, True, False), ("e", 4, False, True)]
    assert found["f"] == [("e", 1, True, False), ("b", 2, False, False), ("a", 3, False, True)]


def test_copies_alone_are_told_of_each_other():
    frame = compared(corpus(*"ab", vectors=vectors(a=0, b=1)), copies=[DuplicatePair("a", "b", 0.9)])
    assert rows_of(frame, "article_id", "other_id", "rank", "farthest") == [
        ("a", "b", 1, True),
        ("b", "a", 1, True),
    ]


def test_a_piece_without_embedding_has_no_cosine():
    frame = compared(corpus(*"abc", vectors=vectors(a=0, b=60)))
    assert frame.set_index(["article_id", "other_id"])["cosine"].isna().to_dict() == {
        ("a", "b"): False,
        ("a", "c"): True,
        ("b", "a"): False,
        ("b", "c"): True,
        ("c", "a"): True,
        ("c", "b"): True,
    }


@pytest.mark.parametrize("ids", [(), ("a",)])
def test_fewer_than_two_pieces_make_no_pair(ids):
    pd.testing.assert_frame_equal(compared(corpus(*ids)), make_frame(SIMILARITY, ()))
