"""What a run leaves in the log, whatever becomes of it."""

import json
import logging
import os
import platform
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from nlp.errors import BusyError, OutputError
from nlp.labels import LogLevel
from nlp.running.clock import Clock
from nlp.running.journal import Event, Recording, note
from nlp.running.journal.files import LOGS, find_files
from nlp.settings import LogSettings, Settings

OUTCOME = {
    **{"status": "completed with 1 problem", "read": 3, "new": 2, "skipped": 1, "quarantined": 1},
    **{"left_out": 0, "problems": ["one line"], "seconds": {"take in": 0.5, "publish": 0.25}},
}


def settings(tmp_path: Path, **logs: object) -> Settings:
    outputs = tmp_path / "outputs"
    outputs.mkdir(exist_ok=True)
    return Settings(corpus=tmp_path / "corpus", outputs=outputs, logs=LogSettings.model_validate(logs))


def records(given: Settings) -> list[dict[str, object]]:
    return [json.loads(line) for file in find_files(given.outputs) for line in file.read_bytes().splitlines()]


def without_times(record: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in record.items() if name not in {"time", "run", "pid", "process"}}


def test_a_run_is_noted_from_its_start_to_its_end(tmp_path: Path) -> None:
    given = settings(tmp_path)
    with Recording(given) as journal:
        note(Event.PROBLEM, LogLevel.WARNING, kind="empty", file="articles/a.md")
        time.sleep(0.02)
        journal.end(OUTCOME)
    assert journal.notes == ()
    written = records(given)
    assert [without_times(record) for record in written] == [
        {
            **{"level": "info", "event": "run started", "version": "0.1.0", "host": platform.node()},
            **{"corpus": str(tmp_path / "corpus"), "outputs": str(tmp_path / "outputs")},
        },
        {"level": "warning", "event": "problem", "kind": "empty", "file": "articles/a.md"},
        {
            **{"level": "info", "event": "run ended", "status": "completed with 1 problem"},
            **{"problems": 1, "read": 3, "new": 2, "skipped": 1, "quarantined": 1, "left_out": 0},
            "seconds": written[-1]["seconds"],
        },
    ]
    assert 0.02 <= float(str(written[-1]["seconds"])) < 60
    assert {(record["run"], record["pid"]) for record in written} == {(journal.run, os.getpid())}
    stamps = [datetime.fromisoformat(str(record["time"])) for record in written]
    assert {stamp.utcoffset() for stamp in stamps} == {timedelta(0)}
    assert [file.name for file in find_files(given.outputs)] == [f"{stamps[0]:%Y-%m-%d}.jsonl"]


def test_nothing_of_it_comes_on_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Recording(settings(tmp_path)):
        note(Event.NOTICE, LogLevel.ERROR, message="x")
    note(Event.NOTICE, LogLevel.ERROR, message="x")
    assert capsys.readouterr() == ("", "")
    assert not logging.getLogger("nlp.run").propagate


def test_each_stage_is_noted_with_what_it_got_through(tmp_path: Path) -> None:
    given, clock = settings(tmp_path), Clock()
    with Recording(given), clock("analyse", pieces=4):
        pass
    started, ended = records(given)[1:3]
    assert without_times(started) == {
        "level": "info",
        "event": "stage started",
        "stage": "analyse",
        "pieces": 4,
    }
    assert (ended["event"], ended["stage"], ended["pieces"]) == ("stage ended", "analyse", 4)
    assert ended["seconds"] == clock.seconds["analyse"]


@pytest.mark.parametrize(
    ("error", "noted"),
    [
        (OutputError("outputs: full"), ("error", "failed", "outputs: full")),
        (BusyError("outputs: taken"), ("warning", "refused", "outputs: taken")),
        (KeyError("a sentence of a piece"), ("error", "failed", "KeyError")),
        (OSError(28, "No space left", "o"), ("error", "failed", "OSError: [Errno 28] No space left: 'o'")),
        (SystemExit(143), ("warning", "stopped", "SystemExit")),
        (KeyboardInterrupt(), ("warning", "stopped", "KeyboardInterrupt")),
    ],
)
def test_a_run_that_is_ended_by_an_error_is_noted(
    tmp_path: Path, error: BaseException, noted: tuple[str, str, str]
) -> None:
    given = settings(tmp_path)
    with pytest.raises(type(error)), Recording(given):
        raise error
    last = records(given)[-1]
    assert (last["level"], last["status"], last["error"]) == noted
    assert "a sentence" not in json.dumps(last)


def test_of_a_fault_the_places_are_noted_and_nothing_that_was_worked_on(tmp_path: Path) -> None:
    given = settings(tmp_path)
    with pytest.raises(json.JSONDecodeError), Recording(given):
        json.loads("a sentence of a piece")
    last = records(given)[-1]
    first, *_, innermost = last["trace"]  # type: ignore[misc]
    assert first.startswith("tests/running/journal/test_recording.py:")
    assert innermost.startswith("json/decoder.py:")
    assert innermost.endswith(" raw_decode")
    assert "sentence" not in json.dumps(last)


def test_no_character_breaks_a_line(tmp_path: Path) -> None:
    given = settings(tmp_path)
    hostile = 'a\nb\r"c"\x00\x1b[31m\u2028\x85한국\udcff{}'
    with Recording(given):
        note(Event.PROBLEM, file=hostile, missing=None)
    content = find_files(given.outputs)[0].read_bytes()
    assert content.isascii()
    assert len(content.decode().splitlines()) == len(records(given)) == 2
    assert without_times(records(given)[1]) == {"level": "info", "event": "problem", "file": hostile}


def test_the_level_leaves_out_all_but_start_and_end(tmp_path: Path) -> None:
    given, clock = settings(tmp_path, level="error"), Clock()
    with Recording(given) as journal, clock("compare"):
        note(Event.PROBLEM, LogLevel.WARNING, file="a")
        journal.end(OUTCOME)
    assert [record["event"] for record in records(given)] == ["run started", "run ended"]


def test_a_log_that_is_not_wanted_is_not_written(tmp_path: Path) -> None:
    given = settings(tmp_path, write=False)
    with Recording(given) as journal:
        journal.end(OUTCOME)
    assert list(given.outputs.iterdir()) == []


def test_a_log_that_cannot_be_written_is_one_line_and_stops_nothing(tmp_path: Path) -> None:
    given = settings(tmp_path)
    (given.outputs / LOGS).write_text("in the way", encoding="utf-8")
    with Recording(given) as journal:
        note(Event.NOTICE, message="x")
        journal.end(OUTCOME)
    line = f"{given.outputs / '.logs'}: cannot be written (File exists); the run goes on without a log"
    assert journal.notes == (line,)


def test_a_run_that_comes_to_nothing_makes_no_folder_and_one_that_does_is_noted_whole(tmp_path: Path) -> None:
    given = Settings(outputs=tmp_path / "outputs")
    with pytest.raises(BusyError), Recording(given):
        raise BusyError("no")
    assert list(tmp_path.iterdir()) == []
    with Recording(given) as journal:
        note(Event.STAGE_STARTED, stage="take in")
        given.outputs.mkdir()
        journal.end(OUTCOME)
    assert [record["event"] for record in records(given)] == ["run started", "stage started", "run ended"]


def test_two_runs_in_one_process_keep_their_logs_apart(tmp_path: Path) -> None:
    both = threading.Barrier(2, timeout=30)
    given = [settings(tmp_path / name) for name in "ab" if (tmp_path / name).mkdir() is None]

    def work(own: Settings, name: str) -> None:
        with Recording(own) as journal:
            both.wait()
            note(Event.NOTICE, message=name)
            both.wait()
            journal.end(OUTCOME)

    threads = [threading.Thread(target=work, args=pair) for pair in zip(given, "ab", strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for own, name in zip(given, "ab", strict=True):
        assert [record.get("message") for record in records(own)] == [None, name, None]
