from datetime import date

import numpy as np
import pytest

from nlp.comparison.measures import make_measures
from tests.comparison.corpora import corpus, texts_of


def measures(frames, ids):
    return make_measures(frames, ids, texts_of(frames, ids))


def table(frames, dimension, *ids):
    """Item → the values of the pieces."""
    (measure,) = [one for one in measures(frames, ids) if one.dimension == dimension]
    assert len(measure.items) == len(measure.units) == measure.values.shape[1]
    return {item: measure.values[:, place].tolist() for place, item in enumerate(measure.items)}


def test_themes_are_the_scores_of_whole_pieces():
    themes = [
        {"article_id": "a", "theme_id": "x", "score": 0.25},
        {"article_id": "a", "theme_id": "x", "score": 0.9, "level": "paragraph", "paragraph": 1},
        {"article_id": "b", "theme_id": "x", "score": 0.5},
    ]
    assert table(corpus("a", "b", themes=themes), "theme", "a", "b") == {"x": [0.25, 0.5]}


def test_stances_are_the_authors_and_silence_is_a_gap():
    stances = [
        {"article_id": "a", "target_id": "china", "stance": -1, "label": "critical"},
        {"article_id": "b", "target_id": "china", "stance": 1, "label": "supportive", "speaker": "minister"},
    ]
    found = table(corpus("a", "b", stances=stances), "stance", "a", "b")
    np.testing.assert_array_equal(found["china"], [-1, np.nan])


def test_an_entity_that_is_not_named_counts_zero():
    summary = [{"article_id": "a", "entity": "asean", "salience": 0.35}]
    assert table(corpus("a", "b", entity_summary=summary), "entity", "a", "b") == {"asean": [0.35, 0.0]}


def test_prescriptions_are_counted_by_addressee():
    statements = [
        {"article_id": "a", "statement_id": "1", "addressee": "seoul"},
        {"article_id": "a", "statement_id": "2", "addressee": "seoul"},
        {"article_id": "a", "statement_id": "3", "addressee": "hanoi", "author": False, "speaker": "x"},
        {"article_id": "a", "statement_id": "4", "addressee": "hanoi", "kind": "forecast"},
        {"article_id": "a", "statement_id": "5"},
    ]
    articles = [{"article_id": "a", "n_words": 500}, {"article_id": "b"}]
    frames = corpus(articles=articles, statements=statements)
    assert table(frames, "prescription", "a", "b") == {"seoul": [4.0, 0.0]}
    style = table(frames, "style", "a", "b")
    assert style["prescriptions"] == [6.0, 0.0]
    assert style["forecasts"] == [2.0, 0.0]


def test_time_is_placed_from_publication():
    dates = [
        {"tense": "past", "start_date": date(2018, 1, 1), "end_date": date(2018, 1, 1)},
        {"tense": "past", "start_date": date(2019, 1, 1), "end_date": date(2019, 12, 31)},
        {"tense": "future", "start_date": date(2022, 1, 1), "end_date": date(2022, 1, 1)},
        {},
    ]
    rows = [{"article_id": "a", "start_char": n, **row} for n, row in enumerate(dates)]
    articles = [{"article_id": "a", "n_words": 2000, "published": date(2020, 1, 1)}, {"article_id": "b"}]
    found = table(corpus(articles=articles, dates=rows), "time", "a", "b")
    assert found["share_past"][0] == pytest.approx(2 / 3, abs=1e-6)
    assert found["share_present"][0] == 0
    assert found["share_future"][0] == pytest.approx(1 / 3, abs=1e-6)
    assert found["span_years"][0] == pytest.approx(1461 / 365.25, abs=1e-6)
    assert found["median_offset_years"][0] == pytest.approx(-183 / 365.25, abs=1e-6)
    assert found["expressions"] == [2.0, 0.0]
    assert all(np.isnan(found[name][1]) for name in ("share_past", "span_years", "median_offset_years"))


def test_a_corpus_of_empty_tables_has_measures_without_values():
    found = measures(corpus("a"), ("a",))
    assert [(one.dimension, one.values.shape[0]) for one in found] == [
        (name, 1) for name in ("theme", "stance", "entity", "time", "style", "prescription")
    ]
    assert [name for name, shape in ((m.dimension, m.values.shape) for m in measures(corpus(), ()))]
