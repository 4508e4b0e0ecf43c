"""The command that gives corpus and tables to other programs: `commentary export`."""

from pathlib import Path
from typing import Annotated

import typer

from nlp.errors import OutputError, TableError

__all__ = ["export"]

_SHEET_ROWS = 1_048_575  # below the head of a sheet ("Excel specifications and limits")
_STATA_ROWS = 2_147_483_619  # of a file ("Stata limits")


def export(
    csl_json: Annotated[
        Path | None, typer.Option("--csl-json", help="Write CSL-JSON here (Zotero, pandoc).")
    ] = None,
    bibtex: Annotated[
        Path | None, typer.Option("--bibtex", help="Write BibTeX here (LaTeX, JabRef).")
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", help="Write the tables of the last run here as a workbook.")
    ] = None,
    stata: Annotated[
        Path | None,
        typer.Option("--stata", help="Write the tables of the last run into this folder as .dta."),
    ] = None,
    text: Annotated[bool, typer.Option(help="Put the texts into the CSL-JSON, too; mind copyright.")] = True,
    samples: Annotated[bool, typer.Option(help="Export the sample pieces, too.")] = True,
    corpus: Annotated[
        Path, typer.Option(help="Folder with articles/ and, if it has its own, codebook/.")
    ] = Path("corpus"),
    outputs: Annotated[Path, typer.Option(help="Folder of the last run.")] = Path("outputs"),
) -> None:
    """Write the catalogue of all pieces (`commentary add` reads the CSL-JSON back) or the tables of a run."""
    if csl_json is None and bibtex is None and xlsx is None and stata is None:
        raise OutputError(
            "export: name the file to write with --csl-json FILE or --bibtex FILE; for tables with --xlsx "
            "FILE or --stata FOLDER"
        )
    if csl_json is not None or bibtex is not None:
        from nlp.corpus.catalogue import export_articles

        written = export_articles(corpus, csl_json=csl_json, bibtex=bibtex, text=text, samples=samples)
        for path, count in written:
            typer.echo(f"{count} pieces → {path}")
    if xlsx is not None or stata is not None:
        _export_tables(outputs, xlsx, stata)


def _export_tables(outputs: Path, xlsx: Path | None, stata: Path | None) -> None:
    """Write what a run of many pieces leaves out, of whatever length."""
    from nlp.tables.exports.stata import write_stata
    from nlp.tables.exports.workbook import write_workbook
    from nlp.tables.stored import StoredTables

    frames = StoredTables(outputs)
    if "articles" not in frames:
        raise TableError(f"{outputs}: holds no tables; run `commentary run` first")
    if xlsx is not None:
        file = write_workbook(frames, xlsx, max_rows=_SHEET_ROWS)
        typer.echo(f"the tables of {outputs} → {file}")
    if stata is not None:
        files = write_stata(frames, stata, max_rows=_STATA_ROWS)
        typer.echo(f"{len(files)} tables of {outputs} → {stata}")
