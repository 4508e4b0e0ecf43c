"""All benchmarks, one after the other: `python -m benchmarks [--quick]`.

Each prints its table with the figures that have a goal. Together they take an hour and a half on two cores;
with `--quick`, on a tenth of the pieces, a quarter of an hour.
"""

import argparse
import subprocess
import sys

from benchmarks.measuring import ROOT, machine

# What is measured, its module, its arguments, and those on a tenth of the pieces.
BENCHMARKS = (
    ("How long a user waits", "startup", (), ()),
    ("The corpus of the project, Prefect's share told apart", "run", (), ()),
    ("Our analysis beside the bare inference of its models", "throughput", ("1000", "700"), ("100", "700")),
    ("Cores and engines", "engines", (), ("--pieces", "100", "--rounds", "1")),
    ("A thousand pieces and ten thousand", "scale", (), ("--pieces", "100", "1000")),
    ("Comparing ten thousand pieces", "comparison", ("10000",), ("1000",)),
)


def main() -> None:
    """Run them all; an error in one ends it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="on a tenth of the pieces")
    given = parser.parse_args()
    sys.stdout.write(f"{machine()}\n")
    for title, module, whole, tenth in BENCHMARKS:
        sys.stdout.write(f"\n{title}\n\n")
        sys.stdout.flush()
        command = [sys.executable, "-m", f"benchmarks.{module}", *(tenth if given.quick else whole)]
        subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
