"""How long a user waits: help, a table, the first sentence.

    python -m benchmarks.startup

The median of five processes each, on the outputs of a run over the project's corpus.
"""

import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import Cost, measure, median

__all__ = ["GOALS", "measure_startup"]

RUNS = 5
GOALS = {"commentary --help": 0.4, "commentary show stances": 1.0, "first sentence analysed": 3.0}
_SENTENCE = "import nlp; nlp.analyse_text('ASEAN should answer Seoul by 2027.').statements[0]"


def measure_startup() -> dict[str, Cost]:
    """The cost of each command, by the names in `GOALS`."""
    commentary = [sys.executable, "-m", "nlp.cli"]
    with tempfile.TemporaryDirectory() as folder:
        outputs = str(Path(folder) / "outputs")
        measure([*commentary, "run", "--outputs", outputs])
        commands = (
            [*commentary, "--help"],
            [*commentary, "show", "stances", "--outputs", outputs],
            [sys.executable, "-c", _SENTENCE],
        )
        costs = [median([measure(command) for _ in range(RUNS)]) for command in commands]
    return dict(zip(GOALS, costs, strict=True))


def main() -> None:
    """Print a row for each."""
    sys.stdout.write(f"{'':<28}{'wall s':>8}{'goal':>6}{'peak MB':>9}\n")
    for name, cost in measure_startup().items():
        sys.stdout.write(f"{name:<28}{cost.wall:>8.2f}{GOALS[name]:>6.1f}{cost.memory:>9.0f}\n")


if __name__ == "__main__":
    main()
