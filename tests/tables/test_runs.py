from datetime import datetime
from pathlib import Path

import pytest

from nlp.errors import OutputError
from nlp.tables.runs import (
    KEPT_RUNS,
    current_run,
    is_whole,
    kept_runs,
    mend_outputs,
    new_run,
    publish_run,
    restore_run,
)


def write_run(outputs: Path, number: int, *names: str) -> Path:
    staged = new_run(outputs, started=datetime(2026, 1, 1, 6, number), tag="abcdef0123")
    for name in names:
        (staged / name).write_text(str(number), encoding="utf-8")
    return staged


def test_a_published_run_is_what_outputs_show(tmp_path: Path) -> None:
    publish_run(tmp_path, write_run(tmp_path, 1, "a.csv", "run.json"))
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "1"
    publish_run(tmp_path, write_run(tmp_path, 2, "a.csv", "run.json"))
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "2"
    assert current_run(tmp_path) == (tmp_path / "run.json").resolve().parent


def test_a_run_that_dies_before_it_is_published_changes_nothing(tmp_path: Path) -> None:
    publish_run(tmp_path, write_run(tmp_path, 1, "a.csv"))
    died = write_run(tmp_path, 2, "a.csv")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "1"
    publish_run(tmp_path, write_run(tmp_path, 3, "a.csv"))
    assert not died.exists()


def test_a_file_that_the_new_run_lacks_goes(tmp_path: Path) -> None:
    publish_run(tmp_path, write_run(tmp_path, 1, "a.csv", "b.csv"))
    publish_run(tmp_path, write_run(tmp_path, 2, "a.csv"))
    assert not (tmp_path / "b.csv").is_symlink()


def test_the_last_runs_are_kept_and_no_more(tmp_path: Path) -> None:
    for number in range(KEPT_RUNS + 3):
        publish_run(tmp_path, write_run(tmp_path, number, "a.csv"))
    kept = sorted(folder.name for folder in (tmp_path / ".runs").iterdir())
    assert len(kept) == KEPT_RUNS
    assert kept[-1].startswith(f"20260101T06{KEPT_RUNS + 2:02}")


def test_what_people_put_there_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="in the way"):
        publish_run(tmp_path, write_run(tmp_path, 1, "a.csv"))
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "outputs").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(OutputError, match="outputs: cannot be written"):
        new_run(tmp_path / "outputs", started=datetime(2026, 1, 1), tag="x")


def test_a_switch_in_which_a_run_died_is_finished(tmp_path: Path) -> None:
    publish_run(tmp_path, write_run(tmp_path, 1, "a.csv", "b.csv"))
    latest = publish_run(tmp_path, write_run(tmp_path, 2, "a.csv", "c.csv"))
    assert is_whole(tmp_path)
    assert not mend_outputs(tmp_path)
    (tmp_path / "c.csv").unlink()
    (tmp_path / "b.csv").symlink_to(".current/b.csv")
    assert not is_whole(tmp_path)
    assert mend_outputs(tmp_path)
    assert is_whole(tmp_path)
    assert current_run(tmp_path) == latest.resolve()
    assert sorted(file.name for file in tmp_path.glob("*.csv")) == ["a.csv", "c.csv"]


def test_an_older_run_is_restored(tmp_path: Path) -> None:
    first = publish_run(tmp_path, write_run(tmp_path, 1, "a.csv", "b.csv"))
    publish_run(tmp_path, write_run(tmp_path, 2, "a.csv"))
    restore_run(tmp_path, first.name)
    assert (tmp_path / "b.csv").read_text(encoding="utf-8") == "1"
    with pytest.raises(OutputError, match=rf"keeps no run `x`; choose one of: {first.name}, 2026"):
        restore_run(tmp_path, "x")


def test_a_run_that_is_written_or_removed_is_no_kept_one(tmp_path: Path) -> None:
    kept = publish_run(tmp_path, write_run(tmp_path, 1, "a.csv"))
    write_run(tmp_path, 2, "a.csv")
    assert kept_runs(tmp_path) == (kept,)
