"""The commands for people in the loop: `commentary codes export|add`, `agree` and `review`."""

import json
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from textwrap import fill, shorten
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from nlp.errors import CodesError

if TYPE_CHECKING:
    from nlp.codes.records import CodeKind
    from nlp.coding import Desk

__all__ = ["agree", "codes", "review"]

_SHOWN = 700  # characters of a text that a terminal shows

codes = typer.Typer(no_args_is_help=True, help="Write coding sheets, and take them in when they are filled.")

Corpus = Annotated[
    Path, typer.Option(help="Folder with articles/, codes/ and, if it has its own, codebook/.")
]
Outputs = Annotated[Path, typer.Option(help="Folder of the last run.")]
Kind = Annotated[str, typer.Option(help="themes, stance or both.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON, one object a line, for other programs.")]
CORPUS, OUTPUTS = Path("corpus"), Path("outputs")
EnumT = TypeVar("EnumT", bound=StrEnum)


@codes.command()
def export(
    out: Annotated[Path, typer.Argument(help="The sheet to write: .csv or .xlsx.")],
    coder: Annotated[str | None, typer.Option(help="Leave out what this coder has coded.")] = None,
    kind: Kind = "both",
    level: Annotated[list[str] | None, typer.Option(help="article, paragraph or sentence.")] = None,
    articles: Annotated[list[str] | None, typer.Option(help="Only these pieces, by their ids.")] = None,
    targets: Annotated[list[str] | None, typer.Option(help="Every sentence for these targets.")] = None,
    sample: Annotated[int | None, typer.Option(min=1, help="At most so many rows, drawn by chance.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of the draw.")] = 0,
    show_machine: Annotated[
        bool, typer.Option("--show-machine/--hide-machine", help="Show the machine's codes beside the text.")
    ] = False,
    least_certain: Annotated[
        bool, typer.Option("--least-certain", help="Least certain first; with --sample, only these.")
    ] = False,
    disputed: Annotated[
        bool, typer.Option("--disputed", help="Only what coders disagree on, with what each said as note.")
    ] = False,
    corpus: Corpus = CORPUS,
    outputs: Outputs = OUTPUTS,
) -> None:
    """Write a coding sheet: one row a paragraph, a sentence and target, or a piece and target."""
    from nlp.codes.records import ADJUDICATED, CodeLevel
    from nlp.codes.settling import find_disputes
    from nlp.codes.sheets.exporting import Selection, make_sheet, select_units
    from nlp.codes.sheets.writing import write_sheet

    levels = tuple(_member(CodeLevel, one, "level") for one in _several(level))
    desk = _desk(corpus, outputs)
    disputes = find_disputes(desk.codes) if disputed else None
    selection = Selection(
        kinds=_kinds(kind),
        levels=levels,
        articles=_several(articles),
        targets=_several(targets),
        coded=frozenset(code.unit for code in desk.codes if code.coder == coder),
        among=None if disputes is None else tuple(disputes),
        sample=sample,
        seed=seed,
        least_certain=least_certain,
    )
    units = select_units(selection, desk.texts, desk.machine, desk.codebook)
    machine = desk.machine if show_machine else None
    columns, rows = make_sheet(units, desk.texts, machine, desk.codebook, disputes)
    write_sheet(out, columns, rows, desk.codebook)
    name = coder or (ADJUDICATED if disputed else "NAME")
    typer.echo(f"{out}: {len(rows)} rows; when filled: commentary codes add {out} --coder {name}")


@codes.command()
def add(
    sheet: Annotated[Path, typer.Argument(help="The filled sheet, CSV or XLSX.")],
    coder: Annotated[str, typer.Option(help="Whose codes they are; adjudicated for settled ones.")],
    corpus: Corpus = CORPUS,
    outputs: Outputs = OUTPUTS,
    as_json: AsJson = False,
) -> None:
    """Take a filled sheet into corpus/codes/; bad rows are refused one by one, and nothing is overwritten."""
    from nlp.codes.sheets.adding import add_sheet
    from nlp.running.intake import CODES

    desk = _desk(corpus, outputs)
    added = add_sheet(sheet, coder, corpus / CODES, desk.codebook, desk.texts)
    refused = [str(problem) for problem in added.refused]
    if as_json:
        counts = {"added": added.added, "known": added.known, "empty": added.empty}
        _write_json([{"file": str(added.file), **counts, "refused": refused}])
    else:
        for line in refused:
            typer.echo(f"! {line}", err=True)
        typer.echo(
            f"{added.file}: {added.added} codes added, {added.known} there before, "
            f"{added.empty} rows without a code"
        )
    if refused:
        raise typer.Exit(1)


def agree(
    coders: Annotated[list[str] | None, typer.Argument(help="Coders to compare (default: all).")] = None,
    machine: Annotated[bool, typer.Option("--machine", help="Hold each against the machine, too.")] = False,
    kind: Kind = "both",
    resamples: Annotated[int, typer.Option(min=0, help="Resamples behind each interval; 0: none.")] = 1000,
    seed: Annotated[int, typer.Option(help="Seed of the resampling.")] = 20250529,
    corpus: Corpus = CORPUS,
    outputs: Outputs = OUTPUTS,
    as_json: AsJson = False,
) -> None:
    """Krippendorff's alpha and what stands beside it, between coders and against the machine."""
    from rich.console import Console

    from nlp.codes.agreement.alpha import Bootstrap
    from nlp.codes.agreement.showing import show_agreement
    from nlp.coding import measure

    desk = _desk(corpus, outputs)
    bootstrap = Bootstrap(resamples=resamples, seed=seed)
    found, lines = measure(desk, coders or (), _kinds(kind), machine=machine, bootstrap=bootstrap)
    if as_json:
        _write_json([one.as_record() for one in found])
    else:
        show_agreement(found, Console(highlight=False))
    for line in lines:
        typer.echo(line, err=True)


def review(
    limit: Annotated[int, typer.Option(min=1, help="How many codes.")] = 20,
    kind: Kind = "both",
    corpus: Corpus = CORPUS,
    outputs: Outputs = OUTPUTS,
    as_json: AsJson = False,
) -> None:
    """List the machine's codes of which it is least sure, the least sure first."""
    from nlp.coding import find_uncertain

    rows = find_uncertain(_desk(corpus, outputs), _kinds(kind), limit=limit)
    if as_json:
        _write_json(rows)
        return
    for row in rows:
        typer.echo(f"{row['unit_id']}\n  {row['machine']} ({row['confidence']})")
        # A whole piece is known by its beginning; the sheet holds all of it.
        text = shorten(str(row["text"]), _SHOWN, placeholder=" …")
        typer.echo(fill(text, 100, initial_indent="  ", subsequent_indent="  ") + "\n")
    typer.echo(
        f"To code them: commentary codes export --kind {kind} --least-certain --sample {limit} sheet.xlsx"
    )


def _desk(corpus: Path, outputs: Path) -> "Desk":
    """What there is to work on; lines on codes that do not count go to standard error."""
    from nlp.coding import open_desk
    from nlp.settings import read_settings

    desk = open_desk(read_settings(None, corpus=corpus, outputs=outputs))
    for problem in desk.problems:
        typer.echo(f"! {problem}", err=True)
    return desk


def _kinds(kind: str) -> "tuple[CodeKind, ...]":
    from nlp.codes.records import CodeKind

    return tuple(CodeKind) if kind == "both" else (_member(CodeKind, kind, "kind"),)


def _member(kinds: type[EnumT], value: str, name: str) -> EnumT:
    if value not in set(kinds):
        raise CodesError(f"--{name} `{value}`: choose one of {', '.join(kinds)}")
    return kinds(value)


def _several(given: Sequence[str] | None) -> tuple[str, ...]:
    """What an option holds that may be given several times, or once with commas."""
    parts = (part.strip() for one in given or () for part in one.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def _write_json(rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        typer.echo(json.dumps(row, ensure_ascii=False, default=str))
