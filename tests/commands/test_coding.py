"""People in the loop from end to end: a sheet goes out, comes back, and what it says stands in the tables."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from nlp import stages
from nlp.cli import main
from nlp.settings import Settings
from tests.conftest import LEAN

COLD = "2025-04-02-cold"


@pytest.fixture
def settings(finished_run: Settings, tmp_path: Path) -> Settings:
    """A run of the test's own."""
    for name in ("corpus", "outputs"):
        shutil.copytree(getattr(finished_run, name), tmp_path / name, symlinks=True)
    return Settings(corpus=tmp_path / "corpus", outputs=tmp_path / "outputs", exports=LEAN)


@pytest.fixture
def command(settings: Settings, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs a command; its exit code and what it wrote."""

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        folders = ("--corpus", str(settings.corpus), "--outputs", str(settings.outputs))
        with pytest.raises(SystemExit) as ended:
            main([*arguments, *folders])
        written = capsys.readouterr()
        return int(ended.value.code or 0), written.out, written.err

    return call


def fill(sheet: Path, answers: dict[str, str]) -> None:
    """Fill the code column for unit ids that end in a key, the way LibreOffice saves (`;`, cp1252)."""
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["code"] = next((code for end, code in answers.items() if row["unit_id"].endswith(end)), "")
    with sheet.open("w", encoding="cp1252", errors="replace", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def read(settings: Settings, name: str) -> pd.DataFrame:
    frame = pd.read_parquet(settings.outputs / f"{name}.parquet")
    return frame[frame["article_id"] == COLD] if "article_id" in frame else frame


def test_a_sheet_goes_out_and_its_codes_stand_in_the_tables(
    settings: Settings, command: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.csv"
    code, said, _ = command("codes", "export", str(sheet), "--articles", COLD)
    assert (code, said.partition(":")[0]) == (0, str(sheet))
    fill(
        sheet, {"p001:themes": "people_culture", "article:stance:china": "mixed", "article:stance:asean": "1"}
    )
    code, said, _ = command("codes", "add", str(sheet), "--coder", "ana")
    assert code == 0
    assert "3 codes added, 0 there before" in said
    assert command("codes", "export", str(sheet)) == (
        1,
        "",
        f"{sheet}: holds codes already; choose another name, or move it away\n",
    )

    before = json.loads((settings.outputs / "run.json").read_text())
    assert not stages.is_current(stages.take_in(settings), settings)
    outcome = stages.run(settings)
    assert (outcome.new, outcome.quarantined, outcome.problems) == (0, 0, ())
    stances = read(settings, "stances").query("human").set_index("target_id")
    assert stances["label"].to_dict() == {"china": "mixed", "asean": "supportive"}
    themes = read(settings, "themes").query("human and assigned")
    assert list(zip(themes["paragraph"], themes["theme_id"], strict=True)) == [(1, "people_culture")]
    assert read(settings, "comparison").query("dimension == 'stance' and item == 'china'")[
        "value"
    ].tolist() == [0.0]

    after = json.loads((settings.outputs / "run.json").read_text())
    assert (before["codes"]["n"], after["codes"]["n"], after["codes"]["coders"]) == (0, 3, ["ana"])
    assert before["codes"]["hash"] != after["codes"]["hash"]
    assert stages.is_current(stages.take_in(settings), settings)


def test_two_coders_and_the_machine(
    settings: Settings, command: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    answers = {
        "p001:themes": "domestic_politics",
        "p002:themes": "maritime_defence",
        "stance:china": "critical",
    }
    for coder, changed in (("ana", {}), ("bo", {"p001:themes": "regional_architecture"})):
        sheet = tmp_path / f"{coder}.csv"
        command("codes", "export", str(sheet), "--articles", COLD)
        fill(sheet, answers | changed)
        command("codes", "add", str(sheet), "--coder", coder)
    code, said, _ = command("agree", "--machine", "--json")
    records = [json.loads(line) for line in said.splitlines()]
    assert code == 0
    assert {tuple(one["coders"]) for one in records} == {("ana", "bo"), ("ana", "machine"), ("bo", "machine")}
    (dominant,) = [one for one in records if one["variable"] == "dominant" and one["coders"] == ["ana", "bo"]]
    assert (dominant["n_units"], dominant["percent_agreement"]) == (2, 50.0)
    code, said, _ = command("codes", "export", str(tmp_path / "disputed.csv"), "--disputed")
    assert "1 rows; when filled: commentary codes add" in said
    assert said.endswith("--coder adjudicated\n")
    problems = stages.run(settings).problems
    assert len(problems) == 1
    assert f"`{COLD}:p001:themes` (ana: domestic_politics; bo: regional_architecture)" in problems[0]
    assert stages.run(settings).problems == problems  # also where nothing is new


def test_review_lists_what_the_machine_is_least_sure_of(command: Callable[..., tuple[int, str, str]]) -> None:
    code, said, _ = command("review", "--limit", "4", "--kind", "themes", "--json")
    rows = [json.loads(line) for line in said.splitlines()]
    assert code == 0
    assert [row["confidence"] for row in rows] == sorted(row["confidence"] for row in rows)
    assert all(row["unit_id"].endswith(":themes") and row["text"] for row in rows)
    assert "--least-certain" in command("review", "--limit", "1")[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["agree"], "agreement takes the codes of two"),
        (["agree", "ana", "bo"], "coder `ana` has no codes"),
        (["codes", "export", "x.csv", "--articles", "nobody"], "there is no article `nobody`"),
        (["codes", "export", "x.csv", "--kind", "tone"], "--kind `tone`: choose one of themes, stance"),
        (["codes", "add", "nowhere.csv", "--coder", "ana"], "nowhere.csv: cannot be read"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    command: Callable[..., tuple[int, str, str]], arguments: list[str], message: str
) -> None:
    code, said, told = command(*arguments)
    assert (code, said) == (1, "")
    assert message in told
    assert told.count("\n") == 1


def test_bad_codes_stop_no_run(settings: Settings, command: Callable[..., tuple[int, str, str]]) -> None:
    folder = settings.corpus / "codes"
    folder.mkdir()
    (folder / "ana.csv").write_text(
        f"unit_id,code\n{COLD}:p001:themes,gone\n{COLD}:s099:stance:china,critical\nnobody:p001:themes,none\n"
    )
    problems = [one.partition("ana.csv: ")[2] for one in stages.run(settings).problems]
    assert sorted(problems) == [
        "row 2: theme `gone` is not in themes.yaml; put it back there, or recode the row",
        f"row 3: the piece has no sentence of `{COLD}:s099:stance:china`; mend the id, or delete the row",
        "row 4: there is no article `nobody`; put the piece back, or delete the row",
    ]
    code, said, _ = command("agree", "ana", "--machine")
    assert (code, said) == (1, "")
    assert [one.blocking for one in stages.find_doubts(settings.corpus)] == [False, False]


def test_codes_of_pieces_that_are_left_out_are_no_problem(settings: Settings) -> None:
    folder = settings.corpus / "codes"
    folder.mkdir()
    (folder / "ana.csv").write_text("unit_id,code\n2024-11-01-warm:p001:themes,none\n")
    without = settings.model_copy(update={"samples": False})
    intake = stages.take_in(without)
    assert (intake.codes, intake.problems) == ((), ())
    assert len(stages.take_in(settings).codes) == 1
