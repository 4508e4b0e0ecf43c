"""Time and memory of a run over the corpus of the project, with Prefect's share told apart.

    python -m benchmarks.run

Each command runs in a process of its own on fresh outputs; CPU seconds are the operating system's account of
the finished process, children included. The median of three runs is printed.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import Cost, measure, median

__all__ = ["measure_runs"]

RUNS = 3


def measure_runs() -> dict[str, Cost]:
    """The cost of each command by what it does."""
    flow = [sys.executable, "-m", "flows.analyse", "--outputs"]
    shell = [sys.executable, "-m", "nlp.cli", "run", "--outputs"]
    empty = [sys.executable, "-c", "import flows; from prefect import flow; flow(lambda: 1, name='empty')()"]
    with tempfile.TemporaryDirectory() as folder:
        outputs = Path(folder) / "outputs"
        rows = {"an empty Prefect flow": median([measure(empty) for _ in range(RUNS)])}
        for name, command in (("the flow", flow), ("commentary run", shell)):
            fresh = []
            for _ in range(RUNS):
                shutil.rmtree(outputs, ignore_errors=True)
                fresh.append(measure([*command, str(outputs)]))
            rows[f"{name}, all pieces new"] = median(fresh)
            rows[f"{name}, nothing new"] = measure([*command, str(outputs)])
    return rows


def main() -> None:
    """Print a row for each command."""
    sys.stdout.write(f"{'':<32}{'wall s':>8}{'CPU s':>8}{'peak MB':>9}\n")
    for name, cost in measure_runs().items():
        sys.stdout.write(f"{name:<32}{cost.wall:>8.1f}{cost.cpu:>8.1f}{cost.memory:>9.0f}\n")


if __name__ == "__main__":
    main()
