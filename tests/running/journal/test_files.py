"""The files of the log: whole lines, bounded, the newest kept."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nlp.running.journal import Event, Recording, note
from nlp.running.journal.files import LOGS, find_files
from nlp.settings import LogSettings, Settings


def today() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}"


def settings(outputs: Path, **logs: int) -> Settings:
    (outputs / LOGS).mkdir(parents=True, exist_ok=True)
    return Settings(outputs=outputs, logs=LogSettings.model_validate(logs))


def names(outputs: Path) -> list[str]:
    return [file.name for file in find_files(outputs)]


def test_files_are_in_the_order_of_their_days_and_numbers(tmp_path: Path) -> None:
    settings(tmp_path)
    order = ["2026-01-01.jsonl", "2026-01-01-2.jsonl", "2026-01-01-10.jsonl", "2026-01-02.jsonl"]
    for name in (*reversed(order), "notes.jsonl", "2026-01-03.jsonl.gz"):
        (tmp_path / LOGS / name).touch()
    assert names(tmp_path) == order
    assert find_files(tmp_path / "elsewhere") == []


def test_the_newest_are_kept_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    given = settings(tmp_path, files=3)
    for day in range(1, 6):
        (tmp_path / LOGS / f"2026-01-0{day}.jsonl").touch()
    (tmp_path / LOGS / "notes.txt").touch()
    with Recording(given):
        pass
    assert names(tmp_path) == ["2026-01-04.jsonl", "2026-01-05.jsonl", f"{today()}.jsonl"]
    assert (tmp_path / LOGS / "notes.txt").is_file()


@pytest.mark.parametrize(
    ("before", "after"), [(0, 1), (1, 2), (16, 17), (28, 29), (29, 30), (30, 30), (31, 30)]
)
def test_no_more_and_no_fewer_are_kept(tmp_path: Path, before: int, after: int) -> None:
    given = settings(tmp_path)
    for day in range(1, before + 1):
        (tmp_path / LOGS / f"2025-12-{day:02}.jsonl").touch()
    with Recording(given):
        pass
    assert len(names(tmp_path)) == after


def test_a_full_file_is_followed_by_another(tmp_path: Path) -> None:
    given = settings(tmp_path, files=3, file_bytes=10_000)
    with Recording(given):
        for _ in range(120):
            note(Event.NOTICE, message="x" * 400)
    kept = names(tmp_path)
    assert len(kept) == 3
    assert [name[10:] for name in kept] == ["-5.jsonl", "-6.jsonl", "-7.jsonl"]  # 120 lines of 560 bytes
    assert all(10_000 <= file.stat().st_size < 10_600 for file in find_files(tmp_path)[:-1])


def test_a_line_that_was_torn_off_spoils_no_other(tmp_path: Path) -> None:
    given = settings(tmp_path)
    file = tmp_path / LOGS / f"{today()}.jsonl"
    file.write_text('{"event": "run sta', encoding="utf-8")
    with Recording(given):
        pass
    torn, whole = file.read_text(encoding="utf-8").splitlines()
    assert torn == '{"event": "run sta'
    assert json.loads(whole)["event"] == "run started"


def test_a_value_without_end_is_cut(tmp_path: Path) -> None:
    given = settings(tmp_path)
    with Recording(given):
        note(Event.NOTICE, message="x" * 1_000)
    last = find_files(tmp_path)[0].read_text(encoding="utf-8").splitlines()[-1]
    assert json.loads(last)["message"] == "x" * 499 + "…"
