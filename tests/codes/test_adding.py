import csv
from io import StringIO

import pytest
from openpyxl import load_workbook

from nlp.codes.reading import read_codes
from nlp.codes.records import make_check
from nlp.codes.sheets.adding import add_sheet
from nlp.codes.sheets.exporting import Selection, make_sheet, select_units
from nlp.codes.sheets.writing import write_sheet
from nlp.errors import CodesError
from tests.codes.coding import CODEBOOK, check_of, texts
from tests.codes.test_sheets import MACHINE

HEAD = ["unit_id", "text", "code", "code_2", "note", "check"]


def row(unit_id, said, note="", check=None, second=""):
    return [unit_id, "the text", said, second, note, check_of(unit_id) if check is None else check]


def add(tmp_path, *rows, coder="ana", head=HEAD, encoding="utf-8-sig", separator=","):
    sheet = tmp_path / "sheet.csv"
    text = StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows([head, *rows])
    sheet.write_bytes(text.getvalue().encode(encoding))
    added = add_sheet(sheet, coder, tmp_path / "codes", CODEBOOK, texts())
    refused = [str(one).removeprefix(f"{sheet}: ") for one in added.refused]
    return (added.added, added.known, added.empty), refused


def stored(tmp_path):
    codes, problems = read_codes(tmp_path / "codes", CODEBOOK)
    assert problems == ()
    return [(code.coder, code.unit.id, code.values, code.note) for code in codes]


@pytest.mark.parametrize(("encoding", "separator"), [("utf-8", ","), ("utf-16", "\t"), ("cp1252", ";")])
def test_codes_of_a_sheet(tmp_path, encoding, separator):
    rows = [row("a:p001:themes", "trade", second="people"), row("a:s003:stance:china", "critical", "déjà vu")]
    rows += [row("b:p001:themes", ""), row("a:p002:themes", "none")]
    assert add(tmp_path, *rows, encoding=encoding, separator=separator) == ((3, 0, 1), [])
    assert stored(tmp_path) == [
        ("ana", "a:p001:themes", ("trade", "people"), ""),
        ("ana", "a:p002:themes", (), ""),
        ("ana", "a:s003:stance:china", ("critical",), "déjà vu"),
    ]


def test_adding_twice_changes_nothing(tmp_path):
    rows = [row("a:p001:themes", "trade"), row("a:p002:themes", "none")]
    add(tmp_path, *rows)
    before = (tmp_path / "codes" / "ana.csv").read_bytes()
    assert add(tmp_path, *rows) == ((0, 2, 0), [])
    assert (tmp_path / "codes" / "ana.csv").read_bytes() == before


def test_nothing_is_overwritten(tmp_path):
    add(tmp_path, row("a:p001:themes", "trade"))
    counts, refused = add(tmp_path, row("a:p001:themes", "people"), row("a:p002:themes", "people"))
    assert counts == (1, 0, 0)
    assert refused == [
        f"row 2: `a:p001:themes` is coded trade in {tmp_path}/codes/ana.csv already; "
        "change it there if it is to change"
    ]
    assert [one[1:3] for one in stored(tmp_path)] == [
        ("a:p001:themes", ("trade",)),
        ("a:p002:themes", ("people",)),
    ]


def test_rows_of_the_coders_file_stay_as_they_are(tmp_path):
    (tmp_path / "codes").mkdir()
    file = tmp_path / "codes" / "ana.csv"
    file.write_text(
        "unit_id;code;mood\nb:p001:themes;trade;good\nb:p009:themes;gone;bad\n", encoding="utf-16"
    )
    add(tmp_path, row("a:p001:themes", "trade"))
    assert file.read_text(encoding="utf-8-sig").splitlines() == [
        "unit_id,code,mood,note,check",
        "b:p001:themes,trade,good,,",
        "b:p009:themes,gone,bad,,",
        f"a:p001:themes,trade,,,{check_of('a:p001:themes')}",
    ]


def test_bad_rows_are_refused_one_by_one(tmp_path):
    rows = [
        row("a:p001:themes", "fun"),
        row("a:p002:themes", "trade", check=check_of("a:p001:themes")),
        row("a:s001:stance:asean", "neutral", check=make_check("a:s001:stance:asean", "Old.")),
        row("z:p001:themes", "trade", check=make_check("z:p001:themes", "x")),
        row("a:s002:stance:asean", "neutral"),
        row("a:s002:stance:asean", "critical"),
        row("b:p001:themes", "people"),
        row("a:s003:stance:china", "critical", check=""),
    ]
    counts, refused = add(tmp_path, *rows)
    assert counts == (1, 0, 0)
    assert [line.partition(";")[0] for line in refused] == [
        "row 2: theme `fun` is not in themes.yaml",
        "row 3: `a:p002:themes` is not the unit_id that was exported with this row",
        "row 4: the text of `a:s001:stance:asean` has changed",
        "row 5: there is no article `z`",
        "row 9: `check` of `a:s003:stance:china` is empty",
        "row 7: codes `a:s002:stance:asean` a second time (row 6)",
    ]
    assert [one[1] for one in stored(tmp_path)] == ["b:p001:themes"]


def test_a_moved_row_gets_its_new_place(tmp_path):
    moved = row("a:s002:stance:asean", "neutral", check=make_check("a:s002:stance:asean", "Trade grows."))
    add(tmp_path, moved)
    assert stored(tmp_path) == [("ana", "a:s001:stance:asean", ("neutral",), "")]


def test_a_sheet_filled_in_excel(tmp_path):
    units = select_units(Selection(), texts(), MACHINE, CODEBOOK)
    write_sheet(tmp_path / "x.xlsx", *make_sheet(units, texts(), None, CODEBOOK), CODEBOOK)
    book = load_workbook(tmp_path / "x.xlsx")
    sheet = book["codes"]
    for cells in sheet.iter_rows(min_row=2):
        cells[5].value = "trade" if cells[0].value.endswith("themes") else -1
    book.save(tmp_path / "x.xlsx")
    added = add_sheet(tmp_path / "x.xlsx", "bo", tmp_path / "codes", CODEBOOK, texts())
    assert (added.added, added.refused) == (9, ())
    assert {values for _, _, values, _ in stored(tmp_path)} == {("trade",), ("critical",)}


@pytest.mark.parametrize(
    ("coder", "head", "message"),
    [
        ("../x", HEAD, "cannot be a coder's name"),
        ("Machine", HEAD, "cannot be a coder's name"),
        ("ana", ["unit_id", "text", "code"], "has no column `code` or `check`"),
        ("ana", ["id", "text", "code"], "has no column `unit_id`"),
    ],
)
def test_what_cannot_be_added(tmp_path, coder, head, message):
    with pytest.raises(CodesError, match=message):
        add(tmp_path, coder=coder, head=head)
    assert not (tmp_path / "codes").exists()


def test_the_coders_file_is_no_sheet(tmp_path):
    add(tmp_path, row("a:p001:themes", "trade"))
    file = tmp_path / "codes" / "ana.csv"
    with pytest.raises(CodesError, match="is the coder's file itself"):
        add_sheet(file, "ana", tmp_path / "codes", CODEBOOK, texts())
