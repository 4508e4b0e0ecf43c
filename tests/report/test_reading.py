from datetime import date

from nlp.report.reading import Reader
from tests.report.pieces import BOARD, DESK, HARBOUR, ROWS, make_frames


def test_cells_are_plain_values_and_missing_ones_none():
    (row,) = Reader(make_frames()).of("dates", HARBOUR)
    assert row["start_date"] == date(2019, 1, 1)
    assert type(row["start_char"]) is int
    assert row["mod"] is None


def test_missing_numbers_are_none():
    rows = Reader(make_frames()).of("comparison", BOARD)
    (china,) = [row for row in rows if row["item"] == "china"]
    assert (china["value"], china["rest_sd"], china["n_rest"]) == (None, None, 1)


def test_pieces_stand_by_date_undated_ones_last():
    undated = [
        {**row, "published": None if row["article_id"] == HARBOUR else row["published"]}
        for row in ROWS["articles"]
    ]
    reader = Reader(make_frames(articles=undated))
    assert [row["article_id"] for row in reader.pieces] == [DESK, BOARD, HARBOUR]


def test_tables_that_are_not_given_have_no_rows():
    reader = Reader({})
    assert list(reader.all("articles")) == []
    assert list(reader.of("dates", HARBOUR)) == []
    assert reader.pieces == ()
