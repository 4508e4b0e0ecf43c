"""The workbook, read back by openpyxl and, where it is installed, by LibreOffice."""

import hashlib
import shutil
import subprocess
import time
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils.escape import unescape

from nlp.errors import OutputError
from nlp.tables.exports.workbook import WORKBOOK, write_workbook
from nlp.tables.frames import make_frame
from nlp.tables.schemas import TABLES
from tests.tables.pieces import make_frames

ROWS = 1000
LINK = '=HYPERLINK("http://example.org","x")'


def write(folder, frames=None, *, max_rows=ROWS):
    file = write_workbook(frames or make_frames(), folder / WORKBOOK, max_rows=max_rows)
    return openpyxl.load_workbook(file)


def with_titles(*titles, **columns):
    rows = [
        {"article_id": f"p{number}", "title": title, "n_words": 1, "n_sentences": 1, "n_paragraphs": 1}
        | {"sha256": "x", "sample": False, **columns}
        for number, title in enumerate(titles)
    ]
    return {"articles": make_frame(TABLES["articles"], rows)}


def titles_of(book):
    return [cell.value for cell in book["articles"]["B"][1:]]


def notes_of(book):
    return [cell.value for cell in book["README"]["C"] if cell.value]


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return write(tmp_path_factory.mktemp("book"))


def test_there_is_a_sheet_for_each_table_that_people_read(book):
    expected = [name for name in TABLES if name not in ("terms", "vectors")]
    assert book.sheetnames == ["README", "columns", *expected]


@pytest.mark.parametrize("name", [name for name in TABLES if name not in ("terms", "vectors")])
def test_every_cell_comes_back(book, name):
    frame = make_frames()[name]
    rows = list(book[name].iter_rows(values_only=True))
    assert rows[0] == TABLES[name].names
    expected = [
        tuple(None if pd.isna(cell) or cell == "" else cell for cell in row)
        for row in frame.astype("object").itertuples(index=False, name=None)
    ]
    assert rows[1:] == expected


def test_the_head_stays_in_sight_and_filters(book):
    sheet = book["sentences"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:F5")
    assert sheet["A1"].font.bold
    assert book["problems"].auto_filter.ref == "A1:D2"


def test_long_text_is_wrapped_in_a_column_of_bounded_width(tmp_path):
    sheet = write(tmp_path, with_titles("word " * 100))["articles"]
    assert sheet["B2"].alignment.wrap_text
    assert 60 <= sheet.column_dimensions["B"].width <= 61


def test_days_are_days(book):
    cell = book["articles"]["I2"]
    assert (cell.value, cell.number_format) == (datetime(2020, 2, 1), "yyyy-mm-dd")


def test_days_that_spreadsheets_do_not_know_are_text_with_a_note(tmp_path):
    frames = with_titles("a", "b", published=date(1854, 3, 31))
    book = write(tmp_path, frames)
    assert book["articles"]["I2"].value == "1854-03-31"
    assert "articles, published: 2 written as text, being days before 1900-03-01" in notes_of(book)[-1]


@pytest.mark.parametrize("text", [LINK, "+1", "-1+1", "@SUM(A1)", "\t=1", "'=1"])
def test_no_cell_is_a_formula(tmp_path, text):
    cell = write(tmp_path, with_titles(text))["articles"]["B2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix == (text[0] != "'")  # stays a text when somebody edits it


def test_what_the_format_forbids_is_left_out_and_all_else_kept(tmp_path):
    titles = [
        "nul\x00 bell\x07 esc\x1b",
        "\u202eright to left\u202c",
        "emoji 🚢👩‍🌾",
        "_x0041_",
        "x" * 10_000,
    ]
    book = write(tmp_path, with_titles(*titles))
    # The format spells a character as _x0041_, so such words are escaped; openpyxl leaves that to the reader.
    assert [unescape(title) for title in titles_of(book)] == ["nul bell esc", *titles[1:]]


def test_a_text_longer_than_a_cell_is_cut_and_noted(tmp_path):
    book = write(tmp_path, with_titles("a" * 32_767, "b" * 40_000))
    one, other = titles_of(book)
    assert one == "a" * 32_767
    assert (len(other), other[-8:]) == (32_767, " … [cut]"[-8:])
    assert notes_of(book)[-1].startswith(
        "articles, title: 1 cut at 32,767 characters, the most a cell can hold."
    )


def test_a_table_of_too_many_rows_is_left_out_whole_and_noted(tmp_path):
    book = write(tmp_path, with_titles("a", "b", "c"), max_rows=2)
    assert book.sheetnames == ["README", "columns"]
    assert notes_of(book)[-1] == (
        "Left out: articles, for it has 3 rows, more than the 2 that are set. It is in articles.parquet and "
        "commentary.duckdb."
    )


def test_the_first_sheets_explain_the_others(book):
    first = list(book["README"].iter_rows(values_only=True))
    assert first[1] == ("articles", 2, TABLES["articles"].description)
    columns = list(book["columns"].iter_rows(values_only=True))
    assert (
        "articles",
        "side",
        "text",
        "Side of the relationship it is written from",
        "KR, ASEAN, other",
    ) in columns
    assert book["columns"].auto_filter.ref == f"A1:E{len(columns)}"


def test_the_same_tables_give_the_same_bytes_at_another_time(tmp_path, monkeypatch):
    def digest():
        file = write_workbook(make_frames(), tmp_path / WORKBOOK, max_rows=ROWS)
        return hashlib.sha256(file.read_bytes()).hexdigest()

    one = digest()
    later = time.time() + 100_000
    monkeypatch.setattr(time, "time", lambda: later)
    assert digest() == one


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(OutputError, match=r"commentary\.xlsx: cannot be written \(.+\); free space"):
        write_workbook(make_frames(), tmp_path / "none" / WORKBOOK, max_rows=ROWS)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_opens_it_and_runs_nothing(tmp_path):
    write_workbook(with_titles(LINK, "Élan 🚢"), tmp_path / WORKBOOK, max_rows=ROWS)
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
            # -1: every sheet, each in a file of its own; true: save cells as shown
            *(
                "--convert-to",
                "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
            ),
            *("--outdir", str(tmp_path), str(tmp_path / "commentary.xlsx")),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    shown = pd.read_csv(tmp_path / "commentary-articles.csv", dtype="str")
    assert shown["title"].tolist() == [LINK, "Élan 🚢"]
    assert shown["article_id"].tolist() == ["p0", "p1"]
