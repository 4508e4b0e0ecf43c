"""Time and memory of a run on this machine, with Prefect's share told apart.

    make bench

Each command runs in a process of its own on fresh outputs; CPU seconds and peak memory are the operating
system's account of the finished process, children included. The median of three runs is printed.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

RUNS = 3
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: seconds of wall clock and CPU, and its peak memory in MB."""

    wall: float
    cpu: float
    memory: float


def measure(command: list[str]) -> Cost:
    """The cost of a command that must succeed."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status:
        raise SystemExit(
            f"{' '.join(command)} failed:\n{process.stderr.read().decode() if process.stderr else ''}"
        )
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(costs: list[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(*(statistics.median(getattr(cost, name) for cost in costs) for name in Cost.__slots__))


def main() -> None:
    """Print a row for each command."""
    flow = [sys.executable, "-m", "flows.analyse", "--outputs"]
    shell = [sys.executable, "-m", "nlp.cli", "run", "--outputs"]
    empty = [sys.executable, "-c", "import flows; from prefect import flow; flow(lambda: 1, name='empty')()"]
    with tempfile.TemporaryDirectory() as folder:
        outputs = Path(folder) / "outputs"
        rows = {"an empty Prefect flow": median([measure(empty) for _ in range(RUNS)])}
        for name, command in (("the flow, all pieces new", flow), ("commentary run, all pieces new", shell)):
            fresh = []
            for _ in range(RUNS):
                shutil.rmtree(outputs, ignore_errors=True)
                fresh.append(measure([*command, str(outputs)]))
            rows[name] = median(fresh)
            rows[name.replace("all pieces new", "nothing new")] = measure([*command, str(outputs)])
    sys.stdout.write(f"{'':<32}{'wall s':>8}{'CPU s':>8}{'peak MB':>9}\n")
    for name, cost in rows.items():
        sys.stdout.write(f"{name:<32}{cost.wall:>8.1f}{cost.cpu:>8.1f}{cost.memory:>9.0f}\n")


if __name__ == "__main__":
    main()
