"""The commands for the runs that are kept: `commentary runs` and `commentary restore`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

__all__ = ["restore", "runs"]

Outputs = Annotated[Path, typer.Option(help="Folder for tables and report.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON, one object a line, for other programs.")]
_SHORT = 8  # hex digits of a hash


def runs(outputs: Outputs = Path("outputs"), as_json: AsJson = False) -> None:
    """List the runs that are kept, the latest first; the marked one is what the outputs show."""
    from rich.console import Console

    from nlp.commands.terminal import show_rows

    rows = list(_rows(outputs))
    if as_json:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
    elif rows:
        marked = [row | {"current": "*" if row["current"] else ""} for row in rows]
        show_rows(marked, Console(highlight=False))
    else:
        typer.echo(f"{outputs}: no run yet")


def restore(
    run: Annotated[str, typer.Argument(help="Name of a run (`commentary runs` lists them).")],
    outputs: Outputs = Path("outputs"),
) -> None:
    """Make an older run the current one; the next run with anything to do puts a new one in its place."""
    from nlp.locking import locked
    from nlp.tables.runs import restore_run

    with locked(outputs):
        restore_run(outputs, run)
    typer.echo(f"{outputs}: shows {run}")


def _rows(outputs: Path) -> Iterator[dict[str, Any]]:
    from nlp.provenance import hash_named
    from nlp.running.manifest import read_manifest
    from nlp.tables.runs import current_run, kept_runs

    current = current_run(outputs)
    for folder in reversed(kept_runs(outputs)):
        content = read_manifest(folder) or {}
        yield {
            "run": folder.name,
            "current": current is not None and folder.resolve() == current,
            "finished": content.get("finished"),
            "pieces": content.get("counts", {}).get("articles"),
            "new": content.get("new"),
            "models": hash_named(content.get("models", {}))[:_SHORT],
            "codebook": content.get("codebook", {}).get("hash", "")[:_SHORT],
        }
