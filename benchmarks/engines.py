"""What more processes gain, and what Dask costs: the same generated pieces by each engine.

    python -m benchmarks.engines [--pieces 200] [--words 300] [--rounds 2] [--json FILE]

Every run is a `commentary run` of its own on fresh outputs; what is compared are the seconds of its stage
`analyse`, the start of the workers and the loading of models included. The best of some rounds counts, in
which the engines take turns: what else a machine does makes a round slower, never faster. The ratios of the
CPU seconds say what a calm machine with two free cores would give.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import Cost, machine, measure
from benchmarks.pieces import make_corpus

__all__ = ["engine_ratios", "measure_engines"]

ENGINES = {
    "local, one process": ("--workers", "1"),
    "local, two processes": ("--workers", "2"),
    "Dask, two workers": ("--engine", "dask", "--workers", "2"),
}


@dataclass(frozen=True, slots=True)
class Round:
    """One run: seconds of the stage `analyse`, cost of the whole command, bytes of its tables."""

    seconds: float
    cost: Cost
    tables: Mapping[str, bytes]


def measure_engines(pieces: int, words: int, rounds: int) -> dict[str, list[Round]]:
    """The runs of each engine."""
    runs: dict[str, list[Round]] = {name: [] for name in ENGINES}
    with tempfile.TemporaryDirectory() as folder:
        corpus = make_corpus(Path(folder) / "corpus", pieces, words=words)
        outputs = Path(folder) / "outputs"
        command = [sys.executable, "-m", "nlp.cli", "run", "--corpus", str(corpus), "--outputs", str(outputs)]
        for _ in range(rounds):
            for name, options in ENGINES.items():
                shutil.rmtree(outputs, ignore_errors=True)
                cost = measure([*command, *options])
                manifest = json.loads((outputs / "run.json").read_text(encoding="utf-8"))
                tables = {file.name: file.read_bytes() for file in sorted(outputs.glob("*.parquet"))}
                runs[name].append(Round(manifest["seconds"]["analyse"], cost, tables))
    return runs


def engine_ratios(runs: Mapping[str, list[Round]]) -> dict[str, float]:
    """The figures that have a goal, and the one that does not depend on what else the machine does."""
    one, two, dask = (min(run.seconds for run in rounds) for rounds in runs.values())
    used = [min(run.cost.cpu for run in rounds) for rounds in runs.values()]
    return {
        "one process / two processes (goal: 1.7 or more)": one / two,
        "Dask / local, two workers each (goal: 1.15 or less)": dask / two,
        "CPU seconds, two processes / one": used[1] / used[0],
        "CPU seconds, Dask / local": used[2] / used[1],
    }


def main() -> None:
    """Print seconds, CPU seconds and memory of each engine, and the ratios."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines", description=__doc__)
    parser.add_argument("--pieces", type=int, default=200)
    parser.add_argument("--words", type=int, default=300, help="of a piece")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    given = parser.parse_args()
    runs = measure_engines(given.pieces, given.words, given.rounds)
    sys.stdout.write(f"{given.pieces} pieces of {given.words} words; {machine()}\n")
    sys.stdout.write(f"{'':<24}{'analyse s':>10}{'all s':>8}{'CPU s':>8}{'peak MB':>9}\n")
    for name, rounds in runs.items():
        for run in rounds:
            cost = run.cost
            row = f"{run.seconds:>10.1f}{cost.wall:>8.1f}{cost.cpu:>8.1f}{cost.memory:>9.0f}"
            sys.stdout.write(f"{name:<24}{row}\n")
    ratios = engine_ratios(runs)
    for name, ratio in ratios.items():
        sys.stdout.write(f"{ratio:6.2f}  {name}\n")
    first = next(iter(runs.values()))[0].tables
    same = all(run.tables == first for rounds in runs.values() for run in rounds)
    sys.stdout.write(f"the tables are {'the same bytes' if same else 'NOT the same'}\n")
    if given.json:
        given.json.write_text(json.dumps({"machine": machine(), "ratios": ratios}, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
