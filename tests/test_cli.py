import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer

from nlp.cli import app, main
from nlp.codebook import codebook_folder
from nlp.settings import Settings

HEAD = "A modest proposal\n\nBy Trade Desk\n\n5/29/20254 min read\n\n"
TEXT = HEAD + "Korea and ASEAN met last week. Seoul should act.\n"


def call(*arguments: str) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


def test_every_command_and_option_has_help() -> None:
    group = typer.main.get_command(app)
    commands = group.commands  # type: ignore[attr-defined]
    assert {"add", "run", "show", "check", "doctor", "evaluate"} <= set(commands)
    for command in commands.values():
        assert command.help
        assert [one.name for one in command.params if not getattr(one, "help", "")] == []


def test_show_prints_the_rows_of_a_piece(finished_run: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = str(finished_run.outputs)
    assert call("show", "stances", "--article", "2025-06-10-third", "--outputs", outputs, "--json") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row["article_id"] for row in rows} == {"2025-06-10-third"}
    assert "north_korea" in {row["target_id"] for row in rows}
    assert call("show", "articles", "--outputs", outputs) == 0
    assert "Missiles" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show", "stanzas"), "no table `stanzas`"),
        (("show", "stances", "--article", "none"), "no piece `none`"),
        (("run", "--corpus", "nowhere"), "nowhere: no such folder"),
        (("evaluate", "poems", "x"), "`poems` cannot be evaluated"),
        (("evaluate", "themes", "nowhere.jsonl"), "nowhere.jsonl: no such file"),
        (("run", "--config", "none.toml"), "none.toml: no such settings file"),
    ],
)
def test_bad_input_is_one_clear_line(
    arguments: tuple[str, ...],
    message: str,
    finished_run: Settings,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    # A failed run is written into the log of its outputs, which others look at.
    outputs = {"show": finished_run.outputs, "run": tmp_path}.get(arguments[0])
    extra = ("--outputs", str(outputs)) if outputs else ()
    assert call(*arguments, *extra) == 1
    lines = capsys.readouterr().err.splitlines()
    assert message in lines[-1]
    assert [line for line in lines[:-1] if line != "take in"] == []


def test_add_takes_a_text_apart_and_writes_it_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, corpus = tmp_path / "piece.txt", str(tmp_path / "corpus")
    source.write_text(TEXT, encoding="utf-8")
    assert call("add", str(source), "--corpus", corpus, "--dry-run", "--json") == 0
    record = json.loads(capsys.readouterr().out)
    assert record["title"] == "A modest proposal"
    assert (record["issued"], record["reading_time"]) == ("2025-05-29", 4)
    assert record["body_starts_with"].startswith("Korea and ASEAN met")
    assert not (tmp_path / "corpus" / "articles").exists()
    assert call("add", str(source), "--corpus", corpus, "--side", "ASEAN") == 0
    written = list((tmp_path / "corpus" / "articles").glob("*.md"))
    assert len(written) == 1
    assert re.search(r"side: '?\"?ASEAN", written[0].read_text(encoding="utf-8"))
    capsys.readouterr()
    assert call("add", str(source), "--corpus", corpus) == 0
    assert "in the corpus already" in capsys.readouterr().out
    assert len(list((tmp_path / "corpus" / "articles").glob("*.md"))) == 1


def test_add_goes_on_after_a_file_it_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    assert (
        call("add", str(tmp_path / "none.txt"), str(tmp_path / "good.txt"), "--corpus", str(tmp_path / "c"))
        == 1
    )
    captured = capsys.readouterr()
    assert "none.txt" in captured.err
    assert "A modest proposal" in captured.out


def test_check_names_what_is_refused(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("check", "--corpus", str(corpus)) == 0
    assert "Nothing is wrong" in capsys.readouterr().out
    (corpus / "articles" / "broken.md").write_text("---\nlanguage: en\n---\n\nText.\n", encoding="utf-8")
    assert call("check", "--corpus", str(corpus), "--json") == 1
    assert json.loads(capsys.readouterr().out)["blocking"] is True


def test_no_run_starts_on_an_inconsistent_codebook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "articles").mkdir()
    shutil.copytree(codebook_folder(), tmp_path / "codebook")
    gazetteer = tmp_path / "codebook" / "gazetteer.csv"
    last = len(gazetteer.read_text(encoding="utf-8").splitlines())
    with gazetteer.open("a", encoding="utf-8") as file:
        file.write("asean,Other,ORG,,,,,,,,,,,,\nsecond,Second,ORG,Koica,,,,,,,,,,,\n")
        file.write("third,Third,ORG,,,,2024-13,,,,,,,,\nfourth,Fourth,PLANET,,,,,,,,,,,,\n")
    assert call("check", "--corpus", str(tmp_path)) == 1
    said = capsys.readouterr().out
    assert re.search(
        rf"gazetteer.csv: rows \d+, {last + 1} have one id, `asean`; give each row its own", said
    )
    assert re.search(rf"rows \d+ and {last + 2} \(.+ are both called `Koica` .+; rename one", said)
    assert f"gazetteer.csv: row {last + 3} (`third`): `2024-13` is no date; write YYYY" in said
    assert f"gazetteer.csv: row {last + 4} (`fourth`): type `PLANET` is unknown; use one of PERSON" in said
    outputs = tmp_path / "outputs"
    assert call("run", "--corpus", str(tmp_path), "--outputs", str(outputs)) == 1
    assert "row" in capsys.readouterr().err.splitlines()[-1]
    assert not outputs.exists()


def test_doctor_looks_at_everything(finished_run: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--corpus", str(finished_run.corpus), "--outputs", str(finished_run.outputs), "--json")
    assert call("doctor", *arguments) == 0
    found = {one["check"]: one for one in map(json.loads, capsys.readouterr().out.splitlines())}
    assert {"version", "dependencies", "codebook", "corpus", "outputs", "last run"} <= set(found)
    assert "3 pieces" in found["last run"]["detail"]


def test_evaluate_scores_and_writes_predictions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold, answers = tmp_path / "gold.jsonl", tmp_path / "answers.jsonl"
    text = "Pyongyang's missile tests are a menace."
    row = {"id": "1", "text": text, "start": 0, "end": 9, "label": "critical"}
    gold.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert call("evaluate", "stance", str(gold), "--predictions", str(answers), "--json") == 0
    assert json.loads(capsys.readouterr().out)["n"] == 1
    predicted = json.loads(answers.read_text(encoding="utf-8"))["predicted"]
    assert sum(predicted["probabilities"].values()) == pytest.approx(1, abs=1e-5)


def test_a_focus_piece_is_shown_against_the_rest(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = str(corpus.parent / "outputs")
    assert call("run", "--corpus", str(corpus), "--outputs", outputs, "--focus", "2025-06-10-third") == 0
    assert "sets 2025-06-10-third apart" in capsys.readouterr().out
    assert call("run", "--corpus", str(corpus), "--outputs", outputs, "--focus", "none") == 1
    assert "no piece `none`" in capsys.readouterr().err


def test_help_starts_without_the_heavy_libraries() -> None:
    heavy = "('spacy', 'pandas', 'onnxruntime')"
    script = f"import sys, nlp.cli; sys.exit(sum(one in sys.modules for one in {heavy}))"
    started = time.perf_counter()
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
    assert time.perf_counter() - started < 5
