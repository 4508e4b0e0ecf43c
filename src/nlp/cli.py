"""The `commentary` command: a thin shell over the stages. Heavy imports wait until a command needs them."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.commands import adding, coding, comparison, exporting, harvesting, runs, serving
from nlp.errors import CommentaryError, EvaluationError
from nlp.labels import EngineKind

if TYPE_CHECKING:
    from nlp.settings import Settings

__all__ = ["app", "main"]

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="Opinion pieces in; entities, dates, themes, stances, demands and a comparison out.",
)
app.add_typer(coding.codes, name="codes")
app.command()(adding.add)
app.command()(coding.agree)
app.command()(coding.review)
app.command()(comparison.compare)
app.command()(comparison.kwic)
app.command()(harvesting.harvest)
app.command()(exporting.export)
app.command()(runs.restore)
app.command()(runs.runs)
app.command()(serving.serve)

Corpus = Annotated[Path, typer.Option(help="Folder with articles/ and, if it has its own, codebook/.")]
Outputs = Annotated[Path, typer.Option(help="Folder for tables and report.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON, one object a line, for other programs.")]
CORPUS, OUTPUTS = Path("corpus"), Path("outputs")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; what a user can mend is one line on standard error and exit code 1."""
    try:
        app(args=list(arguments) if arguments is not None else None)
    except CommentaryError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(1)


@app.command()
def run(
    corpus: Corpus = CORPUS,
    outputs: Outputs = OUTPUTS,
    samples: Annotated[bool, typer.Option(help="Take in the sample pieces, too.")] = True,
    focus: Annotated[str | None, typer.Option(help="Show how this piece differs, by its id.")] = None,
    config: Annotated[Path | None, typer.Option(help="Settings file (default: commentary.toml).")] = None,
    engine: Annotated[EngineKind | None, typer.Option(help="Where pieces are analysed.")] = None,
    scheduler: Annotated[str | None, typer.Option(help="Of a running Dask cluster: tcp://host:8786.")] = None,
    workers: Annotated[
        int | None, typer.Option(help="Processes on this machine (default: one a core).", min=1)
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done and why.")] = False,
    as_json: AsJson = False,
) -> None:
    """Analyse the corpus into tables, comparison and report; what was analysed before is not done again.

    Exit code 3: the run went through, but pieces were set aside; 1: nothing could be done.
    """
    from rich.console import Console

    from nlp import stages
    from nlp.commands.terminal import Terminal, show_comparison, show_outcome
    from nlp.settings import choose_engine

    chosen = choose_engine(engine, scheduler, workers)
    settings = _settings(config, corpus=corpus, outputs=outputs, samples=samples, engine=chosen)
    if dry_run:
        _show_plan(settings, as_json=as_json)
        return
    terminal = Terminal()
    outcome = stages.run(settings, around=terminal.stage, progress=terminal)
    if as_json:
        _write_json([outcome.as_record()])
    else:
        show_outcome(outcome, Console(highlight=False))
    if focus is not None:
        rows, note = comparison.find_piece_rows(outputs, focus, settings.comparison)
        if note:
            typer.echo(note, err=as_json)
        _write_json(rows) if as_json else show_comparison(rows, focus, Console(highlight=False))
    raise typer.Exit(outcome.exit_code)


@app.command()
def show(
    table: Annotated[str, typer.Argument(help="Name of a table (`commentary show tables` lists them).")],
    article: Annotated[str | None, typer.Option(help="Only the rows of this piece, by its id.")] = None,
    outputs: Outputs = OUTPUTS,
    as_json: AsJson = False,
) -> None:
    """Print a table of the last run."""
    from rich.console import Console

    from nlp.commands.terminal import show_rows

    if table == "tables":
        from nlp.tables.schemas import TABLES

        rows: list[dict[str, Any]] = [
            {"table": one.name, "holds": one.description} for one in TABLES.values()
        ]
    else:
        rows = _rows(outputs, table, article)
    _write_json(rows) if as_json else show_rows(rows, Console(highlight=False))


@app.command()
def check(corpus: Corpus = CORPUS, as_json: AsJson = False) -> None:
    """List what is wrong or doubtful in corpus and codebook; exit code 1 where something is refused."""
    from nlp.stages import find_doubts

    doubts = find_doubts(corpus)
    if as_json:
        _write_json([{"blocking": one.blocking, "message": one.message} for one in doubts])
    else:
        for one in doubts:
            typer.echo(f"{'!' if one.blocking else '?'} {one.message}")
        typer.echo("Nothing is wrong." if not doubts else f"{len(doubts)} things to look at")
    if any(one.blocking for one in doubts):
        raise typer.Exit(1)


@app.command()
def doctor(corpus: Corpus = CORPUS, outputs: Outputs = OUTPUTS, as_json: AsJson = False) -> None:
    """Look at versions, models, codebook, disk, server, schedule and last runs; exit code 1 for a fault."""
    from rich.console import Console

    from nlp.commands.doctor import examine
    from nlp.commands.terminal import show_rows

    found = [{"check": one.name, "ok": one.ok, "detail": one.detail} for one in examine(corpus, outputs)]
    _write_json(found) if as_json else show_rows(found, Console(highlight=False))
    if not all(one["ok"] for one in found):
        raise typer.Exit(1)


@app.command("evaluate")
def evaluate_command(
    kind: Annotated[str, typer.Argument(help="entities, dates, stance, themes or documents")],
    file: Annotated[Path, typer.Argument(help="Labelled JSONL (stance, themes: or CSV; dates: or TimeML).")],
    predictions: Annotated[Path | None, typer.Option(help="Write the machine's answers here.")] = None,
    as_json: AsJson = False,
) -> None:
    """Score the machine on labelled data."""
    from nlp.evaluate import Kind, evaluate

    if kind not in set(Kind):
        raise EvaluationError(f"`{kind}` cannot be evaluated; choose one of {', '.join(Kind)}")
    scores = evaluate(Kind(kind), file, predictions=predictions)
    if as_json:
        _write_json([scores])
    else:
        for line in _lines(scores):
            typer.echo(line)


def _show_plan(settings: "Settings", *, as_json: bool) -> None:
    from nlp.commands.planning import plan_run

    steps = plan_run(settings)
    if as_json:
        _write_json([step.as_record() for step in steps])
        return
    for step in steps:
        typer.echo(str(step))
    if not steps:
        typer.echo("Nothing to do: the outputs are current.")


def _settings(config: Path | None, **given: object) -> "Settings":
    from nlp.settings import read_settings

    return read_settings(config, **given)


def _rows(outputs: Path, table: str, article: str | None) -> list[dict[str, Any]]:
    from nlp.tables.reading import read_rows

    return read_rows(outputs, table, article)


def _write_json(rows: Sequence[Any]) -> None:
    for row in rows:
        typer.echo(json.dumps(row, ensure_ascii=False, default=str))


def _lines(scores: dict[str, Any], indent: str = "") -> list[str]:
    lines: list[str] = []
    for name, value in scores.items():
        if isinstance(value, dict):
            flat = all(not isinstance(one, dict) for one in value.values())
            if flat and value:
                lines.append(f"{indent}{name}: " + ", ".join(f"{key} {one}" for key, one in value.items()))
            else:
                lines += [f"{indent}{name}:", *_lines(value, indent + "  ")]
        else:
            lines.append(f"{indent}{name}: {value}")
    return lines


if __name__ == "__main__":
    main()
