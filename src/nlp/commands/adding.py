"""`commentary add`: the command; what it does stands in `nlp.adding`."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from nlp.errors import ArticleError

__all__ = ["add"]

_SOURCES = "Files (.txt .md .html .pdf .docx .odt .eml .json .csv), folders, patterns, addresses, - (input)."


def add(
    sources: Annotated[list[str] | None, typer.Argument(help=_SOURCES)] = None,
    corpus: Annotated[
        Path, typer.Option(help="Folder with articles/ and, if it has its own, codebook/.")
    ] = Path("corpus"),
    title: Annotated[str | None, typer.Option(help="Title, where the text does not show it.")] = None,
    author: Annotated[list[str] | None, typer.Option(help="Author; may be given several times.")] = None,
    affiliation: Annotated[str | None, typer.Option(help="Where the authors work.")] = None,
    issued: Annotated[str | None, typer.Option(help="Day of publication, 2025-05-29.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Where it appeared.")] = None,
    url: Annotated[str | None, typer.Option(help="Its address, http(s)://….")] = None,
    language: Annotated[str | None, typer.Option(help="ISO 639 code, en or ko.")] = None,
    genre: Annotated[str | None, typer.Option(help="Genre: opinion, editorial, analysis ….")] = None,
    author_country: Annotated[str | None, typer.Option(help="ISO 3166 code, ID for Indonesia.")] = None,
    outlet_country: Annotated[str | None, typer.Option(help="ISO 3166 code; decides 5/6/2025.")] = None,
    side: Annotated[str | None, typer.Option(help="KR, ASEAN or other.")] = None,
    inbox: Annotated[
        bool, typer.Option("--inbox", help="Take in what lies in the corpus's inbox/, as a run does.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what was found, write nothing.")] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Never ask; on a terminal, what is missing is asked for.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write JSON, one object a line, for other programs.")
    ] = False,
) -> None:
    """Take pieces into the corpus, with the title, author and date that they show or that are given."""
    from nlp.adding import add_inbox, add_sources

    sources = sources or []
    _check(sources, corpus, inbox=inbox, dry_run=dry_run)
    given = {
        "title": title,
        "author": author,
        "affiliation": affiliation,
        "issued": issued,
        "container-title": outlet,
        "URL": url,
        "language": language,
        "genre": genre,
        "author_country": author_country,
        "outlet_country": outlet_country,
        "side": side,
    }
    silent = yes or as_json or dry_run or "-" in sources or not (sys.stdin.isatty() and sys.stdout.isatty())
    failed = 0
    asked = None if silent else _ask
    results = (
        add_inbox(corpus, given=given)
        if inbox
        else add_sources(sources, corpus, given=given, dry_run=dry_run, ask=asked)
    )
    for one in results:
        failed += one.failed
        if as_json:
            typer.echo(json.dumps(one.record, ensure_ascii=False, default=str))
        else:
            typer.echo(one.message, err=one.failed)
    if failed:
        raise typer.Exit(1)


def _check(sources: list[str], corpus: Path, *, inbox: bool, dry_run: bool) -> None:
    """Stop where it is not clear what to add."""
    if inbox == bool(sources):
        raise ArticleError("add: name files, folders or addresses, or --inbox for what lies in the inbox")
    if inbox and dry_run:
        raise ArticleError(f"add: --inbox writes; to look first: commentary add {corpus / 'inbox'} --dry-run")


def _ask(question: str, about: str) -> str:
    """The answer on the terminal; empty where one just presses Enter."""
    typer.echo(about, err=True)
    answer = typer.prompt(f"  {question} (Enter: none)", default="", show_default=False, err=True)
    return str(answer).strip()
