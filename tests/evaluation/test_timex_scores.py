"""The measures of TempEval-3, counted by hand."""

from nlp.evaluation.timeml import LabelledTimex
from nlp.evaluation.timex_scores import match_timexes, score_timexes

GOLD = (
    LabelledTimex(0, 4, "DATE", "2019"),
    LabelledTimex(10, 20, "DURATION", "P5Y"),
    LabelledTimex(30, 34, "DATE", "2021"),
)
FOUND = (
    LabelledTimex(0, 4, "DATE", "2018"),
    LabelledTimex(12, 20, "DURATION", "P5Y"),
    LabelledTimex(30, 34, "SET", "2021"),
    LabelledTimex(40, 44, "DATE", "2022"),
)


def test_scores_are_f1_over_annotated_and_predicted():
    scores = score_timexes([(GOLD, FOUND)])
    assert scores.strict == round(200 * 2 / 7, 2)
    assert scores.relaxed == round(200 * 3 / 7, 2)
    assert scores.type == round(200 * 2 / 7, 2)
    assert scores.value == round(200 * 2 / 7, 2)
    assert scores.value_accuracy == 66.67
    assert (scores.n_annotated, scores.n_predicted, scores.n_matched) == (3, 4, 3)


def test_each_expression_is_matched_once_and_exact_spans_first():
    gold = (LabelledTimex(0, 10, "DATE", "2019"), LabelledTimex(12, 20, "DATE", "2020"))
    found = (LabelledTimex(0, 20, "DATE", "2019"), LabelledTimex(12, 20, "DATE", "2020"))
    assert match_timexes(gold, found) == [(gold[1], found[1]), (gold[0], found[0])]
    assert match_timexes(gold[:1], found[:1] * 2) == [(gold[0], found[0])]


def test_nothing_to_find_and_nothing_found_is_perfect():
    assert score_timexes([((), ())]).value == 100
    assert score_timexes([((), FOUND)]).value == 0
