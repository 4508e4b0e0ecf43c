from datetime import date

import numpy as np
import pandas as pd
import pytest

from nlp.errors import TableError
from nlp.tables.frames import concat_frames, empty_frames, frame_of, make_frame
from nlp.tables.schemas import DATES, STANCES, TABLES, TERMS, THEMES, VECTORS
from nlp.tables.validation import check_references, validate
from tests.tables.pieces import make_frames

TERM = {"article_id": "a", "term": "reef", "count": 2}


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_an_empty_frame_has_the_declared_columns_and_dtypes(table):
    frame = make_frame(table, ())
    assert [str(dtype) for dtype in frame.dtypes] == [column.pandas_dtype for column in table.columns]
    assert validate(table, frame) is frame


def test_frames_of_pieces_are_valid():
    frames = make_frames()
    for name, frame in frames.items():
        assert validate(TABLES[name], frame) is frame
    check_references(frames)


def test_rows_are_sorted_by_the_key_whatever_their_order():
    rows = [TERM, {**TERM, "term": "Zone"}, {**TERM, "term": "été"}, {**TERM, "article_id": "A"}]
    frame = make_frame(TERMS, rows)
    assert list(zip(frame["article_id"], frame["term"], strict=True)) == [
        ("A", "reef"),
        ("a", "Zone"),
        ("a", "reef"),
        ("a", "été"),
    ]
    pd.testing.assert_frame_equal(frame, make_frame(TERMS, rows[::-1]))


def test_numbers_are_rounded_and_have_no_negative_zero():
    row = {"article_id": "a", "level": "paragraph", "assigned": False, "dominant": False, "paragraph": 1}
    frame = make_frame(
        THEMES, [{**row, "theme_id": "x", "score": 0.12345678}, {**row, "theme_id": "y", "score": -1e-9}]
    )
    assert frame["score"].tolist() == [0.123457, 0.0]
    assert not np.signbit(frame["score"]).any()


def test_missing_values_keep_their_type():
    frame = make_frames()["dates"]
    assert frame["start_date"].tolist() == [pd.Timestamp(2019, 1, 1)]
    assert frame["mod"].isna().tolist() == [True]
    assert frame["tense"].tolist() == ["past"]
    assert make_frames()["stances"]["stance"].dtype == "Int64"


def test_days_far_from_today_are_kept():
    row = make_frames()["dates"].iloc[0].to_dict()
    frame = make_frame(DATES, [{**row, "start_date": date(1, 1, 1), "end_date": date(9999, 12, 31)}])
    assert frame["start_date"].dt.year.tolist() == [1]
    assert frame["end_date"].dt.year.tolist() == [9999]


def test_vectors_are_kept_as_arrays():
    frame = make_frame(
        VECTORS, [{"article_id": "a", "vector": [0.1, 0.2]}, {"article_id": "b", "vector": [1, 0]}]
    )
    np.testing.assert_array_equal(np.stack(frame["vector"]), np.array([[0.1, 0.2], [1, 0]], dtype="float32"))


def test_columns_may_be_given_whole_and_optional_ones_left_out():
    columns = {name: values.tolist() for name, values in make_frames()["stances"].items() if name != "stance"}
    assert frame_of(STANCES, columns)["stance"].isna().all()


def test_parts_are_put_together_in_order():
    parts = [make_frame(TERMS, [{**TERM, "article_id": one}]) for one in "ba"]
    assert concat_frames(TERMS, parts)["article_id"].tolist() == ["a", "b"]
    assert concat_frames(TERMS, []).dtypes.equals(make_frame(TERMS, ()).dtypes)


def test_empty_frames_by_name():
    assert {name: len(frame) for name, frame in empty_frames([TERMS, THEMES]).items()} == {
        "terms": 0,
        "themes": 0,
    }


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"lemma": "x"}, "table terms: a row has undeclared columns: lemma; declare or drop them"),
        ({"count": "many"}, "table terms: column `count` does not hold what it should: invalid literal"),
        ({"count": None}, "table terms: column `count` does not hold what it should"),
        ({"term": 5}, "table terms: column `term` does not hold what it should: 5 is no text"),
    ],
)
def test_a_row_that_does_not_fit_is_refused(change, message):
    with pytest.raises(TableError, match=message):
        make_frame(TERMS, [{**TERM, **change}])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"level": "page"}, r"table themes: `level` holds page, but must be one of article, paragraph$"),
        ({"score": 1.5}, r"table themes: `score` holds 1\.5, but must be 1 or less$"),
        ({"score": float("inf")}, r"table themes: `score` holds inf, but must be a finite number$"),
        ({"score": None}, r"table themes: `score` is missing in a row and must not be$"),
        ({"theme_id": None}, r"table themes: `theme_id` is missing in a row and must not be$"),
    ],
)
def test_a_value_that_is_not_allowed_is_named(change, message):
    row = {
        "article_id": "a",
        "level": "article",
        "theme_id": "x",
        "score": 0.5,
        "assigned": True,
        "dominant": True,
    }
    with pytest.raises(TableError, match=message):
        validate(THEMES, make_frame(THEMES, [{**row, **change}]))


def test_two_rows_of_one_key_are_refused_also_where_a_part_is_missing():
    row = {
        "article_id": "a",
        "level": "article",
        "theme_id": "x",
        "score": 0.5,
        "assigned": True,
        "dominant": True,
    }
    with pytest.raises(TableError, match="same key: article_id a, level article, paragraph <NA>, theme_id x"):
        validate(THEMES, make_frame(THEMES, [row, row]))


def test_an_id_that_points_nowhere_is_refused():
    frames = make_frames()
    frames["terms"] = make_frame(TERMS, [{**TERM, "article_id": "lost"}])
    with pytest.raises(TableError, match="table terms: `article_id` 'lost' stands in no row of articles"):
        check_references(frames)
