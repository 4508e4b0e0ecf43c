import pandas as pd
import pytest

from nlp.comparison.pairs.agreement import find_agreement
from nlp.comparison.rest import make_pieces
from nlp.corpus.duplicates import DuplicatePair
from nlp.settings import ComparisonSettings
from nlp.tables.comparison_schemas import AGREEMENT
from nlp.tables.frames import make_frame
from nlp.tables.validation import validate
from tests.comparison.corpora import corpus, rows_of

LABELS = {1: "supportive", 0: "neutral", -1: "critical"}


def stance(one, value, confidence=0.5, **more):
    row = {"article_id": one, "target_id": "china", "stance": value, "label": LABELS[value]}
    return {**row, "confidence": confidence, **more}


def agreed(*stances, evidence=(), copies=(), kept=5):
    ids = sorted({row["article_id"] for row in stances})
    frames = corpus(*ids, stances=stances, evidence=evidence)
    pieces = make_pieces(frames["articles"], copies)
    return validate(AGREEMENT, find_agreement(frames, pieces, ComparisonSettings(agreeing=kept)))


def test_who_shares_and_who_opposes_a_stance_the_surest_first():
    frame = agreed(
        stance("a", 1, 0.6), stance("b", 1, 0.7), stance("c", 1, 0.9), stance("d", -1), stance("e", 0)
    )
    assert rows_of(frame[frame["article_id"] == "a"], "relation", "rank", "other_id", "other_stance") == [
        ("opposes", 1, "d", -1),
        ("shares", 1, "c", 1),
        ("shares", 2, "b", 1),
    ]
    assert rows_of(frame[frame["article_id"] == "d"], "relation", "other_id") == [
        ("opposes", "c"),
        ("opposes", "b"),
        ("opposes", "a"),
    ]
    assert "e" not in set(frame["article_id"])
    counts = frame.set_index("article_id")[["n_shares", "n_opposes", "n_neutral"]].drop_duplicates()
    assert counts.T.to_dict("list") == {"a": [2, 1, 1], "d": [0, 3, 1]}


def test_both_sides_stand_with_their_surest_sentence_of_that_stance():
    evidence = [
        {
            "article_id": one,
            "sentence_id": f"{one}:{n}",
            "target_id": "china",
            "start_char": n,
            "text": f"{one}{n}",
        }
        | {"stance": value, "label": LABELS[value], "confidence": confidence, "speaker": speaker}
        for one, n, value, confidence, speaker in (
            ("a", 1, 1, 0.6, "author"),
            ("a", 2, 1, 0.8, "author"),
            ("a", 3, -1, 0.9, "author"),  # of the other stance
            ("a", 4, 1, 0.95, "minister"),  # of another speaker
            ("b", 2, -1, 0.7, "author"),
            ("b", 1, -1, 0.7, "author"),  # as sure, and earlier
        )
    ]
    frame = agreed(stance("a", 1, 0.6), stance("b", -1, 0.7), evidence=evidence)
    columns = (
        "article_id",
        "sentence_id",
        "text",
        "confidence",
        "other_sentence_id",
        "other_text",
        "other_confidence",
    )
    assert rows_of(frame, *columns) == [
        ("a", "a:2", "a2", 0.6, "b:1", "b1", 0.7),
        ("b", "b:1", "b1", 0.7, "a:2", "a2", 0.6),
    ]


def test_a_stance_without_a_sentence_of_its_own_has_none():
    frame = agreed(stance("a", 1, human=True), stance("b", 1))
    assert frame[["sentence_id", "text", "other_sentence_id", "other_text"]].isna().all(axis=None)


def test_of_many_the_surest_are_told_and_all_are_counted():
    frame = agreed(*(stance(f"p{n}", 1, n / 10) for n in range(1, 9)), kept=2)
    found = frame.groupby("article_id")["other_id"].agg(list).to_dict()
    assert found["p1"] == ["p8", "p7"]
    assert found["p8"] == ["p7", "p6"]
    assert set(frame["n_shares"]) == {7}


def test_copies_are_no_others_and_other_texts_count_once():
    copies = [DuplicatePair("a", "b", 0.9), DuplicatePair("c", "d", 0.9)]
    frame = agreed(*(stance(one, 1) for one in "abcde"), copies=copies)
    assert frame.groupby("article_id")["other_id"].agg(list).to_dict() == {
        "a": ["c", "e"],
        "b": ["c", "e"],
        "c": ["a", "e"],
        "d": ["a", "e"],
        "e": ["a", "c"],
    }
    assert set(frame["n_shares"]) == {2}


def test_reported_stances_and_single_pieces_agree_with_nobody():
    frame = agreed(stance("a", 1), stance("b", 1, speaker="minister"))
    pd.testing.assert_frame_equal(frame, make_frame(AGREEMENT, ()))


@pytest.mark.parametrize("stances", [(), (stance("a", 1),)])
def test_one_piece_alone_has_no_rows(stances):
    assert agreed(*stances).empty
