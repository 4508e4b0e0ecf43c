import pandas as pd
import pytest

from nlp.comparison.measures import make_measures
from nlp.comparison.profile import compare_pieces
from nlp.comparison.rest import make_pieces
from nlp.corpus.duplicates import DuplicatePair
from nlp.errors import TableError
from nlp.settings import ComparisonSettings
from nlp.tables.comparison_schemas import COMPARISON
from nlp.tables.frames import make_frame
from nlp.tables.validation import validate
from tests.comparison.corpora import corpus, texts_of

SETTINGS = ComparisonSettings()
SCORES = {"a": 0.9, "b": 0.1, "c": 0.3, "d": 0.5, "e": 0.5, "f": 0.7}


def themes(scores):
    return [{"article_id": one, "theme_id": "x", "score": score} for one, score in scores.items()]


def compared(frames, *, copies=(), focus=None, settings=SETTINGS):
    pieces = make_pieces(frames["articles"], copies)
    measures = make_measures(frames, pieces.ids, texts_of(frames, pieces.ids))
    return validate(COMPARISON, compare_pieces(measures, pieces, settings, focus=focus))


def row(frame, article_id, dimension, item):
    place = (frame["article_id"] == article_id) & (frame["dimension"] == dimension) & (frame["item"] == item)
    (found,) = frame[place].to_dict("records")
    return found


def test_a_score_against_the_rest():
    found = row(compared(corpus(*SCORES, themes=themes(SCORES))), "d", "theme", "x")
    assert (found["value"], found["n_rest"], found["unit"]) == (0.5, 5, "score")
    assert found["rest_mean"] == 0.5
    assert found["rest_sd"] == pytest.approx(0.316228)
    assert found["difference"] == 0
    assert found["percentile"] == 100 * 2.5 / 5
    assert 0.1 < found["interval_low"] < 0.5 < found["interval_high"] < 0.9
    assert found["interval"] == "0.259–0.74"
    assert found["note"] == "only 5 other pieces"


def test_a_copy_of_the_piece_is_not_held_against_it():
    copies = [DuplicatePair("a", "f", 0.9)]
    frame = compared(corpus(*SCORES, themes=themes(SCORES)), copies=copies)
    found = row(frame, "a", "theme", "x")
    assert (found["n_rest"], found["rest_mean"]) == (4, 0.35)
    assert found["note"] == "only 4 other pieces, no interval"
    assert pd.isna(found["interval"])
    found = row(frame, "b", "theme", "x")
    assert (found["n_rest"], found["rest_mean"]) == (4, 0.55)


def test_one_piece_alone_has_nothing_to_compare_with():
    frame = compared(corpus("a", themes=themes({"a": 0.5})))
    pd.testing.assert_frame_equal(frame, make_frame(COMPARISON, ()))


def test_two_copies_alone_have_nothing_to_compare_with():
    frames = corpus("a", "b", themes=themes({"a": 0.5, "b": 0.5}))
    assert compared(frames, copies=[DuplicatePair("a", "b", 1.0)]).empty


def test_an_empty_corpus_gives_a_typed_empty_table():
    pd.testing.assert_frame_equal(compared(corpus()), make_frame(COMPARISON, ()))


def test_a_stance_nobody_else_takes_is_told_without_a_rest():
    stances = [{"article_id": "a", "target_id": "leader:x", "stance": 1, "label": "supportive"}]
    frame = compared(corpus("a", "b", stances=stances))
    found = row(frame, "a", "stance", "leader:x")
    assert (found["value"], found["n_rest"], found["note"]) == (1, 0, "addressed in no other piece")
    assert pd.isna([found[name] for name in ("rest_mean", "rest_sd", "difference", "percentile")]).all()
    assert frame[(frame["article_id"] == "b") & (frame["dimension"] == "stance")].empty


def test_a_target_the_piece_is_silent_on_is_told_with_the_rest():
    stances = [
        {"article_id": one, "target_id": target, "stance": -1, "label": "critical"}
        for one, target in (("a", "china"), ("b", "china"), ("a", "leader:x"))
    ]
    frame = compared(corpus("a", "b", "c", stances=stances))
    found = row(frame, "c", "stance", "china")
    assert pd.isna([found["value"], found["difference"], found["percentile"]]).all()
    assert (found["rest_mean"], found["n_rest"]) == (-1, 2)
    assert found["note"] == "not addressed in this piece; only 2 other pieces, no interval"
    assert "leader:x" not in set(frame.loc[frame["article_id"] == "c", "item"])


def test_entities_of_the_piece_and_those_it_lacks_are_told():
    summary = [
        {"article_id": "a", "entity": "asean", "salience": 0.4},
        {"article_id": "b", "entity": "china", "salience": 0.2},
        {"article_id": "c", "entity": "china", "salience": 0.4},
    ]
    frame = compared(corpus("a", "b", "c", entity_summary=summary), focus=["a"])
    own, lacking = row(frame, "a", "entity", "asean"), row(frame, "a", "entity", "china")
    assert (own["value"], own["rest_mean"], own["percentile"]) == (0.4, 0.0, 100.0)
    assert own["note"] == "only 2 other pieces, no interval; named in no other piece"
    assert (lacking["value"], lacking["rest_mean"], lacking["difference"]) == (0.0, 0.3, -0.3)


def test_of_many_entities_the_twenty_foremost_are_told():
    summary = [{"article_id": "a", "entity": f"e{n:02d}", "salience": n / 40} for n in range(1, 31)]
    summary += [{"article_id": "b", "entity": f"f{n:02d}", "salience": n / 40} for n in range(1, 31)]
    frame = compared(corpus("a", "b", entity_summary=summary), focus=["a"])
    items = frame.loc[frame["dimension"] == "entity", "item"].tolist()
    assert items == [f"e{n}" for n in range(11, 31)] + [f"f{n}" for n in range(21, 31)]


def test_equal_values_in_the_rest_have_no_interval():
    scores = dict.fromkeys("abcdefghijkl", 0.4)
    found = row(compared(corpus(*scores, themes=themes(scores))), "a", "theme", "x")
    assert (found["rest_sd"], found["percentile"]) == (0, 50)
    assert pd.isna(found["interval"])
    assert pd.isna(found["note"])


def test_a_focus_has_the_same_rows_alone_as_among_all():
    frames = corpus(*SCORES, themes=themes(SCORES))
    everything = compared(frames)
    alone = compared(frames, focus=["d"])
    assert set(alone["article_id"]) == {"d"}
    pd.testing.assert_frame_equal(everything[everything["article_id"] == "d"].reset_index(drop=True), alone)


def test_an_unknown_focus_is_refused():
    with pytest.raises(TableError, match="there is no analysed piece `q`"):
        compared(corpus("a", "b"), focus=["q"])
