import pytest

from nlp.report.links import (
    Links,
    anchor,
    date_anchor,
    entity_anchor,
    evidence_anchor,
    page_name,
    sentence_anchor,
    sentence_number,
    statement_anchor,
    target_anchor,
)


def test_the_overview_leads_into_the_folder_of_the_pieces():
    links = Links()
    assert links.piece("2025-board") == "pieces/2025-board.html"
    assert links.sentence("2025-board:s012") == "pieces/2025-board.html#s012"
    assert links.overview("_method") == "#_method"


def test_a_piece_leads_to_itself_to_others_and_back():
    links = Links("2025-board")
    assert links.piece("2025-board") == "#_main"
    assert links.sentence("2025-board:s012") == "#s012"
    assert links.piece("2023-desk") == "2023-desk.html"
    assert links.piece("2023-desk", "t:china") == "2023-desk.html#t:china"
    assert links.overview("_method") == "../index.html#_method"


@pytest.mark.parametrize("article_id", ["한국", "A b", "../../etc", "x" * 300, "con", ".", "ümlaut-2025"])
def test_file_names_are_safe_whatever_the_id(article_id):
    name = page_name(article_id)
    assert len(name) < 120
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert name.count(".") == 1
    assert name not in ("con.html", ".html")


def test_ids_that_a_file_system_might_confuse_have_different_files():
    ids = ["board-2025", "Board-2025", "board 2025", "board_2025"]
    assert page_name(ids[0]) == "board-2025.html"
    assert len({page_name(one) for one in ids}) == 4


def test_anchors_are_safe_and_distinct():
    assert anchor("t", "china") == "t:china"
    assert anchor("a b") == "a~20b"
    assert anchor("한국") == "한국"
    assert len({anchor("a b"), anchor("a~20b"), anchor("a\tb"), anchor('a"b')}) == 4
    assert anchor("x" * 10_000) != anchor("x" * 9_999)
    assert len(anchor("x" * 10_000)) == 89


def test_rows_have_places_of_their_own():
    row = {"sentence_id": "2025-board:s012", "target_id": "china", "speaker": "author", "start_char": 40}
    assert (sentence_anchor(row["sentence_id"]), sentence_number(row["sentence_id"])) == ("s012", "12")
    assert evidence_anchor(row) == "s012:china"
    assert evidence_anchor({**row, "speaker": "a minister"}).startswith("s012:china:")
    assert statement_anchor({"statement_id": "2025-board:p001"}) == "p001"
    assert (date_anchor(row), entity_anchor("gpe:kr"), target_anchor("china")) == (
        "d40",
        "e:gpe:kr",
        "t:china",
    )
