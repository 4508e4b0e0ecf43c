import pytest

from nlp.codes.reading import hash_codes, read_codes
from tests.codes.coding import CODEBOOK

HEAD = "unit_id,code,note,check\n"


def read(tmp_path, *lines, name="ana.csv", head=HEAD, encoding="utf-8"):
    (tmp_path / name).write_text(head + "\n".join(lines), encoding=encoding)
    codes, problems = read_codes(tmp_path, CODEBOOK)
    return codes, [str(problem).removeprefix(f"{tmp_path}/") for problem in problems]


def test_codes_of_all_kinds(tmp_path):
    lines = ["a:p001:themes,trade; security,sure,0f-1", "a:article:themes,none,,", "", "a:p002:themes,,,"]
    lines += ["a:s001:stance:china,critical,,", "b:article:stance:asean,Not Addressed,,"]
    codes, problems = read(tmp_path, *lines)
    assert problems == []
    assert [(code.unit.id, code.values, code.line) for code in codes] == [
        ("a:article:themes", (), 3),
        ("a:p001:themes", ("trade", "security"), 2),
        ("a:s001:stance:china", ("critical",), 6),
        ("b:article:stance:asean", ("not addressed",), 7),
    ]
    assert (codes[1].coder, codes[1].note, codes[1].check) == ("ana", "sure", "0f-1")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            "a:p001:themes,trade; fun,,",
            "theme `fun` is not in themes.yaml; put it back there, or recode the row",
        ),
        ("a:p001:themes,none; trade,,", "`none` stands beside a theme; keep one or the other"),
        (
            "a:s001:stance:mars,critical,,",
            "target `mars` is not in targets.yaml; put it back there, or delete",
        ),
        ("a:article:stance:leader:x,critical,,", "target `leader:x` is not in targets.yaml"),
        (
            "a:s001:stance:china,mixed,,",
            "stance `mixed` is none of supportive, critical, neutral, not addressed",
        ),
        ("a:s001:stance:china,critical; neutral,,", "2 stances for one target"),
        ("a:x1:themes,trade,,", "`a:x1:themes` names no unit"),
    ],
)
def test_what_is_wrong_is_told_with_its_row_and_the_rest_counts(tmp_path, line, reason):
    codes, problems = read(tmp_path, "b:p001:themes,trade,,", line)
    assert [code.unit.id for code in codes] == ["b:p001:themes"]
    assert len(problems) == 1
    assert problems[0].startswith(f"ana.csv: row 3: {reason}")


def test_a_removed_theme_is_one_line(tmp_path):
    lines = [f"a:p{n:03d}:themes,gone,," for n in range(1, 7)]
    assert read(tmp_path, *lines)[1] == [
        "ana.csv: rows 2, 3, 4 and 3 more: theme `gone` is not in themes.yaml; "
        "put it back there, or recode the row"
    ]


def test_too_many_themes(tmp_path):
    head = "unit_id,code,code_2,code_3\n"
    codes, problems = read(
        tmp_path, "a:p001:themes,trade,,security", "a:p002:themes,trade;security,people,People", head=head
    )
    assert [code.values for code in codes] == [("trade", "security"), ("trade", "security", "people")]
    assert problems == []


def test_two_codes_for_one_unit(tmp_path):
    same, other = "a:p001:themes,trade,,", "a:p001:themes,people,,"
    codes, problems = read(tmp_path, same, "b:p001:themes,trade,,", same)
    assert len(codes) == 2
    assert problems == ["ana.csv: row 4: codes `a:p001:themes` a second time (row 2); keep one"]
    codes, problems = read(tmp_path, same, other)
    assert (codes, len(problems)) == ((), 1)


def test_codes_of_two_coders_and_files_that_are_none(tmp_path):
    (tmp_path / "README.md").write_text("about")
    (tmp_path / ".hidden.csv").write_text("x")
    (tmp_path / "late.xlsx").write_bytes(b"")
    (tmp_path / "bad.csv").write_text("paragraph,theme\n1,trade\n")
    read(tmp_path, "a:p001:themes,trade,,")
    codes, problems = read(tmp_path, "a:p001:themes,people,,", name="bo.csv")
    assert [(code.coder, code.values) for code in codes] == [("ana", ("trade",)), ("bo", ("people",))]
    assert problems == [
        "bad.csv: has no column `unit_id`; keep the heading row as it was",
        "late.xlsx: is not CSV; take it in with `commentary codes add late.xlsx --coder NAME`",
    ]


def test_no_folder_holds_no_codes(tmp_path):
    assert read_codes(tmp_path / "none", CODEBOOK) == ((), ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_spreadsheets(tmp_path, encoding):
    codes, problems = read(tmp_path, "a:p001:themes,trade,déjà vu,", encoding=encoding)
    assert problems == []
    assert codes[0].note == "déjà vu"


def test_the_hash_is_of_what_the_codes_say(tmp_path):
    one = read(tmp_path, "a:p001:themes,trade,,")[0]
    assert hash_codes(one) == hash_codes(read(tmp_path, "", "a:p001:themes,Trade and money,a note,")[0])
    assert hash_codes(one) != hash_codes(read(tmp_path, "a:p001:themes,people,,")[0])
    assert hash_codes(one) != hash_codes(())


def test_signs_are_stances(tmp_path):
    codes, _ = read(
        tmp_path, *(f"a:s{n:03d}:stance:china,{sign},," for n, sign in enumerate(("1", "-1", "0"), 1))
    )
    assert [code.values for code in codes] == [("supportive",), ("critical",), ("neutral",)]
