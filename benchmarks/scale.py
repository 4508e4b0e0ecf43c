"""Whether a run stays linear, small and incremental: generated pieces, a thousand and ten thousand.

    python -m benchmarks.scale [--pieces 1000 10000] [--words 120] [--json FILE]

For each size: all pieces new, nothing new, one piece new. Every run is a process of its own (`commentary
run`); its memory is that of all its processes together, workers included. Ten thousand pieces take a quarter
of an hour on two cores at 120 words, and an hour and a half at the 700 of an op-ed.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.measuring import Cost, machine, measure
from benchmarks.pieces import make_corpus

__all__ = ["measure_scale", "scale_ratios"]

Row = tuple[int, str, Cost]
NEW, NOTHING, ONE = "all new", "nothing new", "one new"


def measure_scale(sizes: Sequence[int], words: int) -> Iterator[Row]:
    """Pieces, what was new, cost: three rows for each size."""
    for pieces in sizes:
        with tempfile.TemporaryDirectory() as folder:
            corpus = make_corpus(Path(folder) / "corpus", pieces, words=words)
            run = [sys.executable, "-m", "nlp.cli", "run", "--corpus", str(corpus)]
            run += ["--outputs", str(Path(folder) / "outputs")]
            yield pieces, NEW, measure(run)
            yield pieces, NOTHING, measure(run)
            make_corpus(corpus.parent / "corpus", 1, words=words, first=pieces)
            yield pieces, ONE, measure(run)


def scale_ratios(rows: Sequence[Row]) -> dict[str, float]:
    """The figures that have a goal: growth from the first size to the last, and the rest."""
    cost = {(pieces, what): cost for pieces, what, cost in rows}
    small, large = min(pieces for pieces, *_ in rows), max(pieces for pieces, *_ in rows)
    return {
        f"time of {large:,} / time of {small:,}": cost[large, NEW].wall / cost[small, NEW].wall,
        f"memory of {large:,} / memory of {small:,}": cost[large, NEW].memory / cost[small, NEW].memory,
        f"memory of {large:,}, MB": cost[large, NEW].memory,
        f"one new piece in {large:,}, CPU s": cost[large, ONE].cpu,
        f"nothing new in {large:,}, CPU s": cost[large, NOTHING].cpu,
    }


def main() -> None:
    """Print a row for each run, then the ratios."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale")
    parser.add_argument("--pieces", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--words", type=int, default=120, help="of each piece")
    parser.add_argument("--json", type=Path, help="write the figures to a file, too")
    given = parser.parse_args()
    sys.stdout.write(f"{machine()}; pieces of {given.words} words\n")
    sys.stdout.write(f"{'pieces':>8}  {'':<12}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}\n")
    rows: list[Row] = []
    for pieces, what, cost in measure_scale(given.pieces, given.words):
        rows.append((pieces, what, cost))
        sys.stdout.write(f"{pieces:>8,}  {what:<12}{cost.wall:>9.1f}{cost.cpu:>9.1f}{cost.memory:>9.0f}\n")
        sys.stdout.flush()
    ratios = scale_ratios(rows)
    for name, value in ratios.items():
        sys.stdout.write(f"{name}: {value:.2f}\n")
    if given.json:
        record = [{"pieces": pieces, "what": what} | cost.as_record() for pieces, what, cost in rows]
        given.json.write_text(json.dumps({"runs": record, "ratios": ratios}, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
