"""What a command costs: wall clock, CPU and memory of its process with all that it starts."""

import os
import platform
import statistics
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryFile

__all__ = ["ROOT", "Cost", "machine", "measure", "median"]

ROOT = Path(__file__).parents[1]
_EVERY = 0.2  # seconds between two looks at the memory
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall clock and CPU; peak memory in MB of all processes together."""

    wall: float
    cpu: float
    memory: float

    def as_record(self) -> dict[str, float]:
        """The cost as JSON values."""
        return asdict(self)


def measure(command: Sequence[str], *, codes: Iterable[int] = (0,)) -> Cost:
    """The cost of a command, run in the project's folder.

    Args:
        command: program and arguments.
        codes: exit codes that are no failure.
    """
    started = time.perf_counter()
    with TemporaryFile() as said:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True
        )
        with _watching(process.pid) as peak:
            _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in codes:
            said.seek(0)
            told = said.read().decode(errors="replace")[-2000:]
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{told}")
    memory = max([usage.ru_maxrss * 1024, *peak]) / 2**20
    return Cost(wall, usage.ru_utime + usage.ru_stime, memory)


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(*(statistics.median(getattr(cost, name) for cost in costs) for name in Cost.__slots__))


def machine() -> str:
    """Processor, cores this process may use, memory, Python."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    name = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PHYS_PAGES") * _PAGE / 2**30
    return f"{name or platform.machine()}, {cores} cores, {memory:.0f} GB, Python {platform.python_version()}"


@contextmanager
def _watching(session: int) -> Iterator[list[int]]:
    """Yields a list that gets the bytes which all processes of a session take, again and again."""
    found, ended = [0], threading.Event()

    def watch() -> None:
        while not ended.wait(_EVERY):
            found.append(sum(_memory(process) for process in _processes(session)))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield found
    finally:
        ended.set()
        watcher.join()


def _processes(session: int) -> Iterator[int]:
    for folder in Path("/proc").glob("[0-9]*"):
        process = int(folder.name)
        with suppress(OSError):  # it has ended in the meantime
            if os.getsid(process) == session:
                yield process


def _memory(process: int) -> int:
    """Bytes of a process; what several share counts once, by halves, thirds and so on."""
    with suppress(OSError):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
        return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return 0
