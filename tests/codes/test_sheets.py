import csv
from dataclasses import replace
from io import StringIO

import pytest
from openpyxl import load_workbook

from nlp.codes.machine import read_machine
from nlp.codes.records import CodeKind, CodeLevel, Unit
from nlp.codes.sheets.exporting import Selection, make_sheet, select_units
from nlp.codes.sheets.grids import read_grid
from nlp.codes.sheets.writing import write_sheet
from nlp.errors import CodesError
from tests.codes.coding import CODEBOOK, check_of, texts
from tests.codes.test_overrides import frames

MACHINE = read_machine(frames(), lambda theme_id: 0.5)
THEMES, STANCE = Selection(kinds=(CodeKind.THEMES,)), Selection(kinds=(CodeKind.STANCE,))


def selected(selection):
    return [unit.id for unit in select_units(selection, texts(), MACHINE, CODEBOOK)]


def write(path, selection=None, machine=None):
    units = select_units(selection or Selection(), texts(), MACHINE, CODEBOOK)
    columns, rows = make_sheet(units, texts(), machine, CODEBOOK)
    write_sheet(path, columns, rows, CODEBOOK)
    return rows


def test_units_of_each_kind():
    assert selected(THEMES) == ["a:p001:themes", "a:p002:themes", "b:p001:themes"]
    assert selected(replace(THEMES, levels=(CodeLevel.ARTICLE,))) == ["a:article:themes", "b:article:themes"]
    assert selected(replace(STANCE, articles=("a",))) == [
        *("a:article:stance:asean", "a:article:stance:china", "a:s002:stance:china", "a:s003:stance:china"),
    ]
    assert selected(replace(STANCE, articles=("b",), targets=("asean",))) == [
        *("b:article:stance:asean", "b:s001:stance:asean"),
    ]


def test_what_is_coded_is_left_out():
    coded = frozenset({Unit("a", CodeKind.THEMES, paragraph=1)})
    assert selected(replace(THEMES, coded=coded)) == ["a:p002:themes", "b:p001:themes"]


def test_a_sample_is_the_same_for_a_seed_and_in_the_order_of_the_pieces():
    three = [selected(Selection(sample=3, seed=seed)) for seed in (1, 1, 2)]
    assert three[0] == three[1] != three[2]
    whole = selected(Selection())
    assert all(sorted(some, key=whole.index) == some and len(some) == 3 for some in three)
    assert selected(Selection(sample=100)) == whole


def test_least_certain_first():
    assert selected(replace(THEMES, sample=2, least_certain=True)) == ["a:p002:themes", "a:p001:themes"]


@pytest.mark.parametrize(
    ("selection", "message"),
    [
        (Selection(articles=("z",)), "there is no article `z`"),
        (Selection(targets=("mars",)), "there is no target `mars`"),
        (Selection(kinds=(CodeKind.THEMES,), levels=(CodeLevel.SENTENCE,)), "nothing is left to be coded"),
    ],
)
def test_what_cannot_be_selected(selection, message):
    with pytest.raises(CodesError, match=message):
        selected(selection)


def test_a_csv_sheet(tmp_path):
    write(tmp_path / "sheet.csv", replace(STANCE, articles=("a",)))
    text = (tmp_path / "sheet.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(StringIO(text.decode("utf-8-sig"))))
    assert lines[0] == ["unit_id", "title", "part", "target", "text", "code", "note", "check"]
    assert lines[4] == [
        *("a:s003:stance:china", "T", "sentence 3", "China", "'=China looms over it.", "", ""),
        check_of("a:s003:stance:china"),
    ]


def test_the_machine_is_shown_on_request(tmp_path):
    hidden = write(tmp_path / "hidden.csv", THEMES)
    shown = write(tmp_path / "shown.csv", THEMES, MACHINE)
    assert "machine" not in read_grid(tmp_path / "hidden.csv").columns
    assert not any("machine" in row for row in hidden)
    assert [(row.get("machine"), row.get("confidence")) for row in shown] == [
        *(("trade", "0.30"), ("security", "0.10"), (None, None)),
    ]


def test_an_xlsx_sheet(tmp_path):
    write(tmp_path / "sheet.xlsx")
    book = load_workbook(tmp_path / "sheet.xlsx")
    sheet, codebook = book["codes"], book["codebook"]
    assert (sheet.freeze_panes, codebook.freeze_panes) == ("A2", "A2")
    cells = [cell for row in (*sheet.iter_rows(), *codebook.iter_rows()) for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert "=China looms over it." in {cell.value for cell in cells}
    choices = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert choices == {
        "F2:F3 F8 G2:G3 G8 H2:H3 H8": "codebook!$B$2:$B$5",  # themes of a and b, in three columns
        "F4:F5 F9:F10": "codebook!$B$6:$B$10",  # stances of the pieces
        "F6:F7": "codebook!$B$6:$B$9",  # of sentences, which are never mixed
    }
    values = [cell.value for cell in codebook["B"]]
    assert values[1:10] == [
        *(
            "trade",
            "security",
            "people",
            "none",
            "supportive",
            "critical",
            "neutral",
            "not addressed",
            "mixed",
        ),
    ]
    assert values[10:] == ["asean", "china"]


def test_both_formats_hold_the_same(tmp_path):
    write(tmp_path / "sheet.xlsx", machine=MACHINE)
    write(tmp_path / "sheet.csv", machine=MACHINE)
    assert read_grid(tmp_path / "sheet.xlsx") == read_grid(tmp_path / "sheet.csv")


def test_a_sheet_with_codes_is_never_overwritten(tmp_path):
    sheet = tmp_path / "sheet.csv"
    write(sheet, THEMES)
    write(sheet, STANCE)  # nobody has coded in it
    sheet.write_text(sheet.read_text(encoding="utf-8-sig").replace("over it.,,", "over it.,neutral,"))
    before = sheet.read_bytes()
    with pytest.raises(CodesError, match="holds codes already; choose another name"):
        write(sheet, STANCE)
    assert sheet.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "message"), [("x.ods", "ends in .csv or .xlsx"), ("dir.csv", "holds codes")]
)
def test_where_no_sheet_can_be(tmp_path, name, message):
    (tmp_path / "dir.csv").mkdir()
    with pytest.raises(CodesError, match=message):
        write(tmp_path / name)


def test_another_file_is_not_overwritten(tmp_path):
    (tmp_path / "mine.csv").write_text("my,data\n1,2\n")
    with pytest.raises(CodesError, match="has no column `unit_id`"):
        write(tmp_path / "mine.csv")
