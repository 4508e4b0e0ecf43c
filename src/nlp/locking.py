"""Never two runs on the same outputs: a lock file that names its owner, and ends with it.

`outputs/.lock` holds process, machine, start and command. A lock whose process has ended (killed, machine
restarted, number given to another process) is taken over; one of another machine, which cannot be looked
into from here, is respected.
"""

import fcntl
import json
import os
import platform
import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nlp.errors import BusyError, OutputError

__all__ = ["LOCK", "Owner", "find_owner", "locked", "process_start"]

LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds the lock. `started` tells the process from another one with the same number."""

    pid: int
    host: str
    started: str
    since: str  # ISO, when the lock was taken
    command: str

    @property
    def here(self) -> bool:
        """Whether the owner runs, or ran, on this machine."""
        return self.host == platform.node()

    @property
    def gone(self) -> bool:
        """Whether its process has ended; False where that cannot be told."""
        return self.here and process_start(self.pid) != self.started

    def age(self, now: datetime) -> timedelta:
        """How long it has held the lock."""
        return max(timedelta(0), now - datetime.fromisoformat(self.since))

    def __str__(self) -> str:
        age = timedelta(seconds=int(self.age(datetime.now(UTC)).total_seconds()))
        return f"process {self.pid} on {self.host}, since {self.since} ({age} h): `{self.command}`"


@contextmanager
def locked(outputs: Path) -> Iterator[tuple[str, ...]]:
    """Hold the outputs folder; yields the line to tell where a dead process's lock was taken over.

    It is given back at the end, also after an error, SIGINT or SIGTERM.

    Raises:
        BusyError: a run is at work there, or another machine holds the lock.
        OutputError: the folder cannot be written.
    """
    mine = Owner(
        pid=os.getpid(),
        host=platform.node(),
        started=process_start(os.getpid()) or "",
        since=datetime.now(UTC).isoformat(timespec="seconds"),
        command=shlex.join(sys.argv),
    )
    with _ending_on_sigterm():
        notes = _take(outputs, mine)
        try:
            yield notes
        finally:
            if find_owner(outputs) == mine:
                (outputs / LOCK).unlink(missing_ok=True)


def find_owner(outputs: Path) -> Owner | None:
    """Who holds the lock of an outputs folder; None where no one does, or the lock is damaged."""
    try:
        return Owner(**json.loads((outputs / LOCK).read_bytes()))
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError):
        return None


def process_start(pid: int) -> str | None:
    """What tells a running process from all others that had its number; None where it has ended."""
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").is_file():
        try:
            state, *fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            return None
        boot = Path("/proc/sys/kernel/random/boot_id")
        # Ticks count from the start of the machine; a zombie works no more.
        return None if state in "ZX" else f"{boot.read_text(encoding='ascii').strip()}:{fields[18]}"
    look = ["ps", "-o", "lstart=", "-p", str(pid)]  # macOS has no /proc
    found = subprocess.run(look, capture_output=True, text=True, check=False)
    return found.stdout.strip() or None


def _take(outputs: Path, mine: Owner) -> tuple[str, ...]:
    try:
        outputs.mkdir(parents=True, exist_ok=True)
        with _alone(outputs):
            notes = _take_over(outputs)
            # O_EXCL: also where two machines share the folder, one of them wins.
            handle = os.open(outputs / LOCK, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(asdict(mine), file)
    except OSError as error:
        if isinstance(error, FileExistsError) and outputs.is_dir():
            raise BusyError(_refusal(outputs)) from error
        reason = error.strerror or error
        raise OutputError(
            f"{outputs}: cannot be written ({reason}); free space, mend rights or choose --outputs"
        ) from error
    return notes


def _take_over(outputs: Path) -> tuple[str, ...]:
    """Remove the lock of a process that has ended; the line to tell."""
    file = outputs / LOCK
    if not file.exists():
        return ()
    owner = find_owner(outputs)
    if owner is None:  # its maker died, or found no space, before it was written
        file.unlink()
        return (f"{file}: was damaged; taken over",)
    if not owner.gone:
        raise BusyError(_refusal(outputs))
    file.unlink()
    return (f"{file}: its owner has ended ({owner}); taken over",)


def _refusal(outputs: Path) -> str:
    owner = find_owner(outputs)
    if owner is None:
        return f"{outputs}: another run is at work there; wait for its end"
    remedy = "wait for its end, or stop it"
    if not owner.here:
        remedy = f"wait for its end, or remove {outputs / LOCK} if that process has ended"
    return f"{outputs}: another run is at work there ({owner}); {remedy}"


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other processes of this machine from judging the same stale lock at the same moment."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def _ending_on_sigterm() -> Iterator[None]:
    """Turn SIGTERM, which ends a process on the spot, into an exit that cleans up."""
    ours = (
        threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    )
    if ours:
        signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    try:
        yield
    finally:
        if ours:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
