"""The runs that are kept, and the way back to one of them."""

import json
import shutil
from pathlib import Path

import pytest

from nlp import stages
from nlp.cli import main
from nlp.settings import Settings
from nlp.tables.runs import is_whole
from tests.conftest import LEAN


@pytest.fixture
def outputs(corpus: Path, finished_run: Settings) -> Path:
    """Outputs of two runs: of three pieces, then of two."""
    outputs = corpus.parent / "outputs"
    shutil.copytree(finished_run.outputs, outputs, symlinks=True)
    (corpus / "articles" / "2025-06-10-third.md").unlink()
    stages.run(Settings(corpus=corpus, outputs=outputs, exports=LEAN))
    return outputs


def call(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


def test_runs_are_listed_and_an_older_one_restored(outputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("runs", "--outputs", str(outputs), "--json") == 0
    latest, first = map(json.loads, capsys.readouterr().out.splitlines())
    assert [latest["current"], first["current"]] == [True, False]
    assert [(one["pieces"], one["new"]) for one in (latest, first)] == [(2, 0), (3, 3)]
    assert len(first["models"]) == len(first["codebook"]) == 8

    assert call("restore", first["run"], "--outputs", str(outputs)) == 0
    assert json.loads((outputs / "run.json").read_text(encoding="utf-8"))["counts"]["articles"] == 3
    assert is_whole(outputs)
    assert not (outputs / ".lock").exists()
    capsys.readouterr()
    assert call("runs", "--outputs", str(outputs)) == 0
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()[1:]][1] == "*"


def test_an_unknown_run_is_refused_with_those_there_are(
    outputs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = sorted(folder.name for folder in (outputs / ".runs").iterdir())
    assert call("restore", "../elsewhere", "--outputs", str(outputs)) == 1
    said = capsys.readouterr().err
    assert f"keeps no run `../elsewhere`; choose one of: {', '.join(names)}" in said


def test_before_the_first_run_there_is_nothing_to_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("runs", "--outputs", str(tmp_path)) == 0
    assert "no run yet" in capsys.readouterr().out
