import pytest
from openpyxl import Workbook

from nlp.codes.sheets.grids import read_grid
from nlp.errors import CodesError

LINES = [["unit_id", "text", "code", "note"], ["a:p001:themes", "One, two; “three”", "trade", "'=1+1"]]
ROW = (2, {"unit_id": "a:p001:themes", "text": "One, two; “three”", "code": "trade", "note": "=1+1"})


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_what_spreadsheets_save(tmp_path, separator, encoding):
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in line) for line in LINES) + "\r\n"
    (tmp_path / "x.csv").write_bytes(text.encode(encoding))
    grid = read_grid(tmp_path / "x.csv")
    assert grid.columns == tuple(LINES[0])
    assert grid.rows == (ROW,)


def test_the_line_that_names_the_separator_is_no_row(tmp_path):
    (tmp_path / "x.csv").write_text("sep=;\r\nunit_id;code\r\na;b\r\n")
    assert read_grid(tmp_path / "x.csv").rows == ((2, {"unit_id": "a", "code": "b"}),)


def test_rows_are_numbered_as_spreadsheets_do(tmp_path):
    (tmp_path / "x.csv").write_text('My sheet,\nUnit_ID ,code\n\n"a\nb",1\n,\nc,2\n')
    grid = read_grid(tmp_path / "x.csv")
    assert grid.columns == ("unit_id", "code")
    assert [(number, row["unit_id"]) for number, row in grid.rows] == [(4, "a\nb"), (6, "c")]


def test_xlsx_with_numbers_and_the_sheet_that_has_the_column(tmp_path):
    book = Workbook()
    book.active.append(["kind", "code"])
    sheet = book.create_sheet("codes")
    for row in (["unit_id", "code", "note"], ["a", 1.0, None], ["b", -1, 2.5]):
        sheet.append(row)
    book.save(tmp_path / "x.xlsx")
    assert read_grid(tmp_path / "x.xlsx").rows == (
        *((2, {"unit_id": "a", "code": "1", "note": ""}), (3, {"unit_id": "b", "code": "-1", "note": "2.5"})),
    )


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.csv", None, "cannot be read"),
        ("none.xlsx", None, "no such file"),
        ("x.csv", b"", "has no column `unit_id`"),
        ("x.csv", b"unit_id,code,code\na,b,c\n", "has two columns `code`; delete one"),
        ("x.csv", b"PK\x03\x04zip", "is a zip archive"),
        ("x.xlsx", b"unit_id,code\n", "is no XLSX file, or has a password"),
        ("x.xlsx", b"PK\x05\x06" + bytes(18), "cannot be read as XLSX"),
    ],
)
def test_what_cannot_be_read_is_one_line(tmp_path, name, content, message):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(CodesError, match=message) as caught:
        read_grid(tmp_path / name)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(f"{tmp_path / name}: ")
