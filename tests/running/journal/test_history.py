"""The runs that the log tells of."""

import json
import platform
from pathlib import Path

from nlp.running.journal import Recording, RunState, read_runs
from nlp.running.journal.files import LOGS
from nlp.settings import Settings


def write(outputs: Path, day: str, *records: object) -> None:
    (outputs / LOGS).mkdir(parents=True, exist_ok=True)
    lines = [one if isinstance(one, str) else json.dumps(one) for one in records]
    (outputs / LOGS / f"{day}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def started(run: str, **given: object) -> dict[str, object]:
    return {
        "event": "run started",
        "run": run,
        "host": platform.node(),
        "pid": 2**22 + 1,
        "process": "x",
    } | given


def ended(run: str, status: str = "completed") -> dict[str, object]:
    return {"event": "run ended", "run": run, "status": status}


def test_no_log_tells_of_no_run(tmp_path: Path) -> None:
    assert read_runs(tmp_path) == []


def test_the_last_runs_come_first_also_over_midnight(tmp_path: Path) -> None:
    write(tmp_path, "2026-01-01", started("1"), ended("1"), started("2"))
    write(tmp_path, "2026-01-02", ended("2", "completed with 1 problem"), started("3"), ended("3", "failed"))
    runs = read_runs(tmp_path)
    assert [(run.run, run.status, run.bad) for run in runs] == [
        ("3", "failed", True),
        ("2", "completed with 1 problem", False),
        ("1", "completed", False),
    ]
    assert [run.run for run in read_runs(tmp_path, 2)] == ["3", "2"]
    assert all(run.state is RunState.ENDED for run in runs)


def test_a_run_without_an_end_is_at_work_was_killed_or_is_elsewhere(tmp_path: Path) -> None:
    stage = {"event": "stage started", "run": "1", "stage": "compare"}
    write(tmp_path, "2026-01-01", started("1"), stage, started("2", host="elsewhere"))
    with Recording(Settings(outputs=tmp_path)):
        mine, other, killed = read_runs(tmp_path)
    assert (mine.status, mine.bad) == ("at work", False)
    assert (other.status, other.bad) == ("not ended", False)
    assert (killed.status, killed.bad, killed.stage) == ("ended without a word", True, "compare")


def test_damaged_lines_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "2026-01-01", "{torn", "[]", "\udcff".encode(errors="surrogateescape").decode("latin-1"))
    write(tmp_path, "2026-01-02", '{"run": 5}', "null", started("1"), '{"run": "1", "event"', ended("1"))
    assert [(run.run, run.status) for run in read_runs(tmp_path)] == [("1", "completed")]
