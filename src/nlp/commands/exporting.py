"""The command that gives the catalogue of the corpus to other programs: `commentary export`."""

from pathlib import Path
from typing import Annotated

import typer

from nlp.errors import OutputError

__all__ = ["export"]


def export(
    csl_json: Annotated[
        Path | None, typer.Option("--csl-json", help="Write CSL-JSON here (Zotero, pandoc).")
    ] = None,
    bibtex: Annotated[
        Path | None, typer.Option("--bibtex", help="Write BibTeX here (LaTeX, JabRef).")
    ] = None,
    text: Annotated[bool, typer.Option(help="Put the texts into the CSL-JSON, too; mind copyright.")] = True,
    samples: Annotated[bool, typer.Option(help="Export the sample pieces, too.")] = True,
    corpus: Annotated[
        Path, typer.Option(help="Folder with articles/ and, if it has its own, codebook/.")
    ] = Path("corpus"),
) -> None:
    """Write the catalogue of all pieces; `commentary add` reads the CSL-JSON back."""
    from nlp.corpus.catalogue import export_articles

    if csl_json is None and bibtex is None:
        raise OutputError("export: name the file to write with --csl-json FILE or --bibtex FILE")
    for path, count in export_articles(corpus, csl_json=csl_json, bibtex=bibtex, text=text, samples=samples):
        typer.echo(f"{count} pieces → {path}")
