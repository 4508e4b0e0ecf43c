"""Never two runs on the same outputs."""

import json
import os
import platform
import signal
import subprocess
import sys
import time
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nlp.errors import BusyError, OutputError
from nlp.locking import LOCK, Owner, find_owner, locked, process_start

HOLD = """
import sys, time
from pathlib import Path
from nlp.locking import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def owner(**changes: object) -> Owner:
    here = Owner(
        os.getpid(),
        platform.node(),
        process_start(os.getpid()) or "",
        "2026-01-01T06:00:00+00:00",
        "commentary run",
    )
    return replace(here, **changes)  # type: ignore[arg-type]


def write(outputs: Path, holder: Owner) -> None:
    outputs.mkdir(exist_ok=True)
    (outputs / LOCK).write_text(json.dumps(asdict(holder)), encoding="utf-8")


def hold(outputs: Path) -> subprocess.Popen[str]:
    # Started from a shell's background, the tests have SIGINT ignored, and so would the child.
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, outputs],
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout is not None
    with process.stdout as said:
        assert said.readline() == "held\n"
    return process


def test_the_lock_names_its_owner_and_ends_with_the_block(tmp_path: Path) -> None:
    with locked(tmp_path / "outputs") as notes:
        held = find_owner(tmp_path / "outputs")
        assert held is not None
        assert (held.pid, held.host, notes) == (os.getpid(), platform.node(), ())
        assert not held.gone
        with pytest.raises(BusyError, match="another run is at work"), locked(tmp_path / "outputs"):
            pass
        assert find_owner(tmp_path / "outputs") == held
    assert find_owner(tmp_path / "outputs") is None


def test_the_lock_ends_with_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path):
        _ = 1 / 0
    assert not (tmp_path / LOCK).exists()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, -signal.SIGINT)])
def test_the_lock_ends_with_a_signal(tmp_path: Path, number: signal.Signals, code: int) -> None:
    process = hold(tmp_path)
    with pytest.raises(BusyError, match=f"process {process.pid} on"), locked(tmp_path):
        pass
    process.send_signal(number)
    assert process.wait(timeout=20) == code
    assert not (tmp_path / LOCK).exists()


def test_the_lock_of_a_killed_process_is_taken_over_with_a_line(tmp_path: Path) -> None:
    process = hold(tmp_path)
    process.kill()
    time.sleep(0.2)  # not waited for: a zombie has ended, too
    with locked(tmp_path) as notes:
        assert len(notes) == 1
        assert f"its owner has ended (process {process.pid} on" in notes[0]
    process.wait()


@pytest.mark.parametrize("changes", [{"started": "another boot:1"}, {"pid": 2**22 + 1}])
def test_a_number_that_another_process_has_now_holds_nothing(
    tmp_path: Path, changes: dict[str, object]
) -> None:
    write(tmp_path, owner(**changes))
    with locked(tmp_path) as notes:
        assert "taken over" in notes[0]


def test_the_lock_of_another_machine_is_respected_with_the_remedy(tmp_path: Path) -> None:
    write(tmp_path, owner(host="elsewhere", pid=1, started="x"))
    with (
        pytest.raises(BusyError, match=r"on elsewhere, since 2026-01-01.*or remove .*\.lock"),
        locked(tmp_path),
    ):
        pass
    assert (tmp_path / LOCK).exists()


def test_a_damaged_lock_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / LOCK).write_text("{", encoding="utf-8")
    with locked(tmp_path) as notes:
        assert "was damaged" in notes[0]


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"), locked(tmp_path / "file"):
        pass


def test_the_age_is_told() -> None:
    assert owner().age(datetime(2026, 1, 1, 7, 30, tzinfo=UTC)) == timedelta(hours=1, minutes=30)
    assert "since 2026-01-01T06:00:00+00:00 (" in str(owner())
