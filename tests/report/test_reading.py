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


def test_rows_that_no_page_shows_are_not_read():
    paragraph = {**ROWS["themes"][0], "level": "paragraph", "paragraph": 1}
    less = {**ROWS["keyness"][0], "term": "fund", "z": -3.0}
    yearly = [{**row, "year": 2025} for row in ROWS["network_nodes"]]
    given = {name: [*ROWS[name], *more] for name, more in (("themes", [paragraph]), ("keyness", [less]))}
    reader = Reader(make_frames(**given, network_nodes=yearly))
    assert len(reader.all("themes")) == len(ROWS["themes"])
    assert [row["term"] for row in reader.all("keyness")] == ["envoy"]
    assert list(reader.all("network_nodes")) == []


def test_copies_stand_in_groups():
    copies = [{"article_id": one, "copy_group": DESK, "n_copies": 2, "overlap": 0.9} for one in (DESK, BOARD)]
    reader = Reader(make_frames(copies=copies))
    assert [[row["article_id"] for row in group] for group in reader.copies] == [[DESK, BOARD]]
    assert [row["article_id"] for row in reader.copies_of(BOARD)] == [DESK, BOARD]
    assert list(reader.copies_of(HARBOUR)) == []


def test_tables_that_are_not_given_have_no_rows():
    reader = Reader({})
    assert list(reader.all("articles")) == []
    assert list(reader.of("dates", HARBOUR)) == []
    assert reader.pieces == ()
