import io
import json
import os
import shutil
import subprocess
import sys

import pytest
from rich.cells import cell_len
from rich.console import Console

from nlp.cli import main
from nlp.commands.comparison import find_piece_rows
from nlp.commands.terminal_comparison import show_groups, show_hits
from nlp.comparison.focus import find_focus
from nlp.comparison.words.concordance import Hit
from nlp.errors import TableError
from nlp.settings import ComparisonSettings
from nlp.tables.files import write_tables
from nlp.tables.reading import read_rows
from nlp.tables.stored import StoredTables


def call(capsys, *arguments):
    """Exit code, standard output and standard error of a command."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out, said.err


@pytest.fixture
def outputs(finished_run):
    return str(finished_run.outputs)


def test_groups_are_those_of_the_table(outputs, finished_run, capsys):
    code, out, _ = call(capsys, "compare", "--by", "side", "--group", "KR", "--outputs", outputs, "--json")
    expected = [
        row
        for row in read_rows(finished_run.outputs, "group_comparison")
        if (row["field"], row["group_value"]) == ("side", "KR")
    ]
    assert (code, [json.loads(line) for line in out.splitlines()]) == (0, expected)
    assert {row["n_pieces"] for row in expected} == {1}


def test_one_group_against_another_is_made_when_asked(outputs, capsys):
    arguments = ("compare", "--by", "side", "--group", "KR", "--against", "ASEAN", "--outputs", outputs)
    code, out, _ = call(capsys, *arguments, "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert {(row["group_value"], row["against"], row["n_against"]) for row in rows} == {("KR", "ASEAN", 1)}
    assert {row["dimension"] for row in rows} >= {
        "theme",
        "stance",
        "entity",
        "time",
        "style",
        "prescription",
    }
    code, out, _ = call(capsys, *arguments)
    assert (code, out.splitlines()[0]) == (0, "side KR (1 piece) against ASEAN (1 piece)")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--by", "colour"), "choose one of side, outlet, year, author_country"),
        (("--by", "side", "--group", "US"), "no piece has the side `US`"),
        (("--by", "year", "--group", "2025", "--against", "1999"), "there are: 2024 (1), 2025 (2)"),
        (("--by", "side", "--against", "KR"), "--against KR needs a --group"),
        (("--by", "outlet"), "no piece states its outlet"),
    ],
)
def test_what_cannot_be_compared_is_one_clear_line(outputs, capsys, arguments, message):
    code, out, err = call(capsys, "compare", *arguments, "--outputs", outputs)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert message in err


@pytest.mark.parametrize(
    "command", [("compare", "--by", "side"), ("kwic", "ASEAN"), ("kwic", "ASEAN", "--lemma")]
)
def test_without_outputs_the_remedy_is_named(tmp_path, capsys, command):
    code, _, err = call(capsys, *command, "--outputs", str(tmp_path))
    assert code == 1
    assert "no such file; run `commentary run` first" in err


def test_kwic_gives_hits_that_point_into_the_text(outputs, finished_run, capsys):
    code, out, _ = call(capsys, "kwic", "the partnership", "--outputs", outputs, "--json")
    (hit,) = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert (hit["article_id"], hit["sentence_id"]) == ("2024-11-01-warm", "2024-11-01-warm:s001")
    assert (hit["left"], hit["keyword"], hit["right"].split()[:3]) == (
        "",
        "The partnership",
        ["between", "Korea", "and"],
    )
    assert (hit["start_char"], hit["end_char"]) == (0, 15)


def test_kwic_takes_a_piece_forms_and_a_limit(outputs, capsys):
    code, out, _ = call(capsys, "kwic", "promise", "--outputs", outputs)
    assert (code, out) == (0, "`promise` stands in no sentence of the 3 pieces; --lemma finds its forms\n")
    code, out, _ = call(
        capsys, "kwic", "promise", "--lemma", "--article", "2025-04-02-cold", "--outputs", outputs
    )
    assert (code, "promised" in out) == (0, True)
    _, out, _ = call(
        capsys, "kwic", "promise", "--lemma", "--article", "2025-06-10-third", "--outputs", outputs
    )
    assert out == "`promise` stands in no sentence of 2025-06-10-third\n"
    _, out, _ = call(capsys, "kwic", "and", "--limit", "2", "--outputs", outputs)
    assert out.splitlines()[-1].startswith("2 of ")
    _, out, _ = call(capsys, "kwic", "nowhere", "--json", "--outputs", outputs)
    assert out == ""


def test_kwic_of_an_unknown_piece_is_one_clear_line(outputs, capsys):
    code, _, err = call(capsys, "kwic", "and", "--article", "none", "--outputs", outputs)
    assert (code, err.endswith("holds no piece `none`; `commentary show articles` lists them\n")) == (1, True)


def shown(*hits, width=60):
    console = Console(width=width, file=io.StringIO(), highlight=False, no_color=True)
    show_hits(hits, console, total=len(hits))
    return console.file.getvalue().splitlines()


def hit(left, keyword, right, number=1):
    return Hit("a", f"a:s{number:03d}", 0, 1, left, keyword, right)


def test_keywords_stand_below_each_other_whatever_the_width_of_letters():
    lines = shown(
        hit("they praised the ", "partnership", ", which was new"),
        hit("한국과 아세안의 새로운 시대를 여는 동반자 관계와 ", "아세안", "의 협력", number=12),
        hit("", "ties", " of old"),
    )[1:]
    starts = [
        cell_len(line.split(word)[0])
        for line, word in zip(lines, ("partnership", "아세안의 협력", "ties"), strict=False)
    ]
    assert starts[0] == starts[2]
    assert cell_len(lines[1].rpartition("아세안")[0]) == starts[0]
    assert all(cell_len(line) <= 60 for line in lines)
    assert lines[1].startswith("s012  …")


def test_marks_that_turn_or_break_a_line_are_not_shown():
    (_, line) = shown(hit("a \u202eb\x1b[31m ", "c\nd", " e\u200f"))
    assert not {"\u202e", "\u200f", "\x1b"} & set(line)


def test_the_article_is_named_once_for_its_hits():
    assert [line for line in shown(hit("", "x", ""), hit("", "x", "")) if line == "a"] == ["a"]


def group_row(**more):
    row = {
        "field": "side",
        "group_value": "KR",
        "against": None,
        "n_pieces": 8,
        "n_against": 9,
        "n_unknown": 2,
    }
    row |= {
        "dimension": "theme",
        "item": "x",
        "mean": 0.5,
        "sd": 0.1,
        "n": 8,
        "other_mean": 0.2,
        "other_sd": 0.1,
    }
    return row | {"n_other": 9, "difference": 0.3, "interval": "0.2–0.4", "note": None} | more


def test_groups_are_shown_with_their_largest_differences_first():
    rows = [
        group_row(item="small", difference=0.1),
        group_row(item="large"),
        group_row(
            item="unsure", difference=0.9, interval=None, note="only 2 pieces of the group; no interval"
        ),
        group_row(item="none", difference=None, mean=None, n=0),
    ]
    console = Console(width=120, file=io.StringIO(), highlight=False, no_color=True)
    show_groups(rows, console)
    lines = console.file.getvalue().splitlines()
    assert lines[0] == "side KR (8 pieces) against all others (9 pieces)"
    assert [line.split()[0] for line in lines[2:5]] == ["large", "small", "unsure"]
    assert "2 pieces without a value: on neither side." in lines
    assert not any("none" in line.split() for line in lines)


def test_groups_that_do_not_differ_are_told_so():
    console = Console(width=120, file=io.StringIO(), highlight=False, no_color=True)
    show_groups([group_row(difference=0.0)], console)
    assert console.file.getvalue().splitlines()[1] == "no difference to tell"


def test_kwic_loads_no_model_and_no_pandas(finished_run, tmp_path):
    shutil.copytree(finished_run.outputs, tmp_path / "outputs")
    script = (
        "import sys\nfrom nlp.cli import main\n"
        "try:\n    main(['kwic', 'ASEAN', '--lemma', '--outputs', sys.argv[1]])\n"
        "except SystemExit as ended:\n    code = ended.code\n"
        "sys.exit(10 * (code or 0) + sum(one in sys.modules for one in ('spacy', 'pandas', 'onnxruntime')))"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "outputs")]
    before = os.times().children_user
    assert subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 0
    assert os.times().children_user - before < 3  # 0.7 s measured; of the processor, however busy it is


def test_a_piece_out_of_focus_is_compared_when_it_is_asked_for(finished_run, tmp_path):
    frames = dict(StoredTables(finished_run.outputs))
    focus = find_focus(frames["articles"], ComparisonSettings(focus_pieces=1))
    (older, *_) = sorted(set(frames["articles"]["article_id"]) - set(focus))
    compared = frames["comparison"]
    left = compared[compared["article_id"].isin(focus)].reset_index(drop=True)
    write_tables({**frames, "comparison": left}, tmp_path)
    expected, said = find_piece_rows(finished_run.outputs, older, ComparisonSettings())
    assert (len(expected) > 10, said) == (True, "")
    rows, note = find_piece_rows(tmp_path, older, ComparisonSettings(focus_pieces=1))
    assert rows == expected
    assert note == (
        f"{older} is none of the 1 published last (`comparison.focus_pieces`): it has no page in the report "
        "and no row in the tables; `comparison.focus` in commentary.toml gives both"
    )
    with pytest.raises(TableError, match="holds no piece `nobody`"):
        find_piece_rows(tmp_path, "nobody", ComparisonSettings(focus_pieces=1))
