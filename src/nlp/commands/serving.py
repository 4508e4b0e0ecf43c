"""The command that keeps the schedule: `commentary serve` hands over to `flows.serve` and its Prefect."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from nlp.errors import CommentaryError
from nlp.labels import EngineKind

__all__ = ["serve"]

_CHECKOUT = Path(__file__).parents[3]  # where the package lies in src/ of its project
_MODULE = Path("flows") / "serve.py"


def serve(
    cron: Annotated[str, typer.Option(help="When to run, as in a cron table.")] = "0 6 * * *",
    timezone: Annotated[
        str | None, typer.Option(help="Time zone of the cron line (default: this machine's), as Asia/Seoul.")
    ] = None,
    interval: Annotated[
        float | None, typer.Option(help="Run every so many seconds instead: for trials.")
    ] = None,
    harvest: Annotated[bool, typer.Option(help="Before each run, listen to the feeds.")] = True,
    port: Annotated[
        int | None, typer.Option(help="Port of the server (default: 4200, or a free one).")
    ] = None,
    corpus: Annotated[Path, typer.Option(help="Folder with articles/ and codebook/.")] = Path("corpus"),
    outputs: Annotated[Path, typer.Option(help="Folder for tables and report.")] = Path("outputs"),
    samples: Annotated[bool, typer.Option(help="Take in the sample pieces, too.")] = True,
    engine: Annotated[EngineKind | None, typer.Option(help="Where pieces are analysed.")] = None,
    scheduler: Annotated[str | None, typer.Option(help="Of a running Dask cluster: tcp://host:8786.")] = None,
    workers: Annotated[
        int | None, typer.Option(help="Processes on this machine (default: one a core).", min=1)
    ] = None,
) -> None:
    """Run on a schedule until stopped (Ctrl-C, SIGTERM), with a Prefect server on this machine and its UI."""
    root = _find_flows()
    words = ["--cron", cron, "--corpus", str(corpus), "--outputs", str(outputs)]
    given = {"--timezone": timezone, "--interval": interval, "--port": port}
    given |= {"--engine": engine, "--scheduler": scheduler, "--workers": workers}
    for name, value in given.items():
        words += [] if value is None else [name, str(value)]
    words += [name for name, taken in (("--no-harvest", harvest), ("--no-samples", samples)) if not taken]
    paths = [str(root), *filter(None, [os.environ.get("PYTHONPATH")])]
    sys.stdout.flush()
    # This process becomes the flows' own: signals reach it without a parent between.
    os.execve(
        sys.executable,
        [sys.executable, "-m", "flows.serve", *words],
        os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
    )


def _find_flows() -> Path:
    for root in (_CHECKOUT, Path.cwd()):
        if (root / _MODULE).is_file():
            return root
    raise CommentaryError(f"{_MODULE}: not found; run `commentary serve` in the folder of the project")
