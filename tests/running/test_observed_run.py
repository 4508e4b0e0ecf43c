"""What a whole run notes of itself: its log, and the rates in `run.json`."""

import json
from pathlib import Path
from typing import Any

import pytest

from nlp import stages
from nlp.running.journal import read_runs
from nlp.running.journal.files import LOGS, find_files
from nlp.settings import Settings
from tests.conftest import LEAN, PIECES

STAGES = ("take in", "analyse", "learn", "tabulate", "compare", "publish")


@pytest.fixture
def settings(corpus: Path) -> Settings:
    return Settings(corpus=corpus, outputs=corpus.parent / "outputs", exports=LEAN)


def read_log(settings: Settings) -> list[dict[str, Any]]:
    return [
        json.loads(line) for file in find_files(settings.outputs) for line in file.read_bytes().splitlines()
    ]


def test_a_run_leaves_its_log_and_its_rates(settings: Settings) -> None:
    (settings.corpus / "articles" / "bare.md").write_text("---\ntitle: Bare\n---\n", encoding="utf-8")
    stages.run(settings)
    log = read_log(settings)
    (problem,) = (record for record in log if record["event"] == "problem")
    assert (problem["kind"], problem["file"].endswith("bare.md")) == ("no_text", True)
    ended = [record for record in log if record["event"] == "stage ended"]
    assert [record["stage"] for record in ended] == list(STAGES)
    assert [record.get("pieces") for record in ended] == [3, 3, None, 3, 3, 3]
    last = log[-1]
    assert (last["status"], last["read"], last["new"]) == ("completed with 1 problem", 3, 3)

    run = json.loads((settings.outputs / "run.json").read_text(encoding="utf-8"))
    assert list(run["seconds"]) == sorted(STAGES)
    assert list(run["throughput"]) == sorted(STAGES)
    analysed = run["throughput"]["analyse"]
    assert analysed["seconds"] == run["seconds"]["analyse"] == ended[1]["seconds"]
    assert analysed["words"] == sum(len(text.split("---")[2].split()) for text in PIECES.values())
    assert analysed["words_per_second"] == pytest.approx(analysed["words"] / analysed["seconds"], abs=1e-3)
    assert list(run["throughput"]["publish"]["parts"]) == ["exports", "report", "tables"]


def test_no_sentence_of_a_piece_is_in_the_log(settings: Settings) -> None:
    stages.run(settings)
    written = " ".join(file.read_text(encoding="utf-8") for file in find_files(settings.outputs))
    words = [word for text in PIECES.values() for word in text.split("---")[2].split() if len(word) > 7]
    assert [word for word in words if word in written] == []


def test_a_run_with_nothing_to_do_is_noted_too(settings: Settings) -> None:
    stages.run(settings)
    assert stages.run(settings).problems == ()
    latest, first = read_runs(settings.outputs)
    assert [(one.last["read"], one.last["new"], one.stage) for one in (latest, first)] == [
        (3, 0, "take in"),
        (3, 3, "publish"),
    ]


def test_a_run_that_fails_is_noted_with_its_stage(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise ValueError("Pyongyang threatens its neighbours")

    monkeypatch.setattr(stages, "compare", fail)
    with pytest.raises(ValueError, match="Pyongyang"):
        stages.run(settings)
    (run,) = read_runs(settings.outputs)
    assert (run.status, run.stage, run.last["error"]) == ("failed", "compare", "ValueError")
    assert "Pyongyang" not in json.dumps(read_log(settings))


def test_a_log_that_cannot_be_written_is_a_line_and_no_more(settings: Settings) -> None:
    settings.outputs.mkdir()
    (settings.outputs / LOGS).touch()
    ended = stages.run(settings)
    refused = f"{settings.outputs / LOGS}: cannot be written (File exists); the run goes on without a log"
    assert (ended.problems, ended.exit_code, ended.new) == ((refused,), 0, 3)
