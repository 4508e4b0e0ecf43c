"""The commands that ask the tables of a run: `commentary compare` for groups, `commentary kwic` for words."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.errors import TableError

if TYPE_CHECKING:
    import pandas as pd

    from nlp.labels import Grouping
    from nlp.settings import ComparisonSettings

__all__ = ["compare", "find_piece_rows", "kwic"]

Outputs = Annotated[Path, typer.Option(help="Folder of the last run.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON, one object a line, for other programs.")]
OUTPUTS = Path("outputs")
_HITS = 50  # shown on a terminal where no limit is given


def compare(
    by: Annotated[str, typer.Option(help="side, outlet, year or author_country.")],
    group: Annotated[str | None, typer.Option(help="Only this group, ASEAN for instance.")] = None,
    against: Annotated[str | None, typer.Option(help="Hold it against this group (default: all).")] = None,
    outputs: Outputs = OUTPUTS,
    config: Annotated[Path | None, typer.Option(help="Settings file (default: commentary.toml).")] = None,
    as_json: AsJson = False,
) -> None:
    """Hold the pieces of one side, outlet, year or country against the others."""
    from rich.console import Console

    from nlp.commands.terminal_comparison import show_groups
    from nlp.comparison.groups.grouping import check_group, make_groups, read_grouping
    from nlp.tables.reading import read_rows

    field = read_grouping(by)
    if against is not None and group is None:
        raise TableError(f"--against {against} needs a --group to hold against it")
    copies = [
        row["article_id"] for row in read_rows(outputs, "copies") if row["article_id"] != row["copy_group"]
    ]
    groups, _ = make_groups(read_rows(outputs, "articles"), field, copies)
    check_group(groups, field, group, against)
    if group is not None and against is not None:
        rows = _two_groups(outputs, config, field, (group, against))
    else:
        found = read_rows(outputs, "group_comparison")
        rows = [row for row in found if row["field"] == field and group in (None, row["group_value"])]
    _write_json(rows) if as_json else show_groups(rows, Console(highlight=False))


def kwic(
    term: Annotated[str, typer.Argument(help="A word, or several in quotation marks.")],
    article: Annotated[str | None, typer.Option(help="Only in this piece, by its id.")] = None,
    window: Annotated[int, typer.Option(min=0, help="Words of context on either side.")] = 8,
    lemma: Annotated[bool, typer.Option("--lemma", help="Find inflected forms of the words, too.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many hits.")] = None,
    outputs: Outputs = OUTPUTS,
    as_json: AsJson = False,
) -> None:
    """Show a term in its context wherever it stands in the corpus."""
    from rich.console import Console

    from nlp.commands.terminal_comparison import show_hits
    from nlp.comparison.words.concordance import find_hits, make_term
    from nlp.tables.reading import read_column, read_rows

    sought = make_term(term, lemmas=read_column(outputs, "terms", "term") if lemma else None)
    sentences = read_rows(outputs, "sentences", article, holding=sought.holding)
    hits = list(find_hits(sentences, sought, window=window))
    if as_json:
        _write_json([asdict(hit) for hit in hits[:limit]])
    elif hits:
        show_hits(hits[: limit or _HITS], Console(highlight=False), total=len(hits))
    else:
        where = f"of {article}" if article else f"of the {len(read_rows(outputs, 'articles'))} pieces"
        typer.echo(f"`{term}` stands in no sentence {where}" + ("" if lemma else "; --lemma finds its forms"))


def _two_groups(
    outputs: Path, config: Path | None, field: "Grouping", values: tuple[str, str]
) -> list[dict[str, Any]]:
    """The rows of a pair of groups, made here: there are too many pairs to keep them all in a table."""
    from nlp.comparison.corpus import measure_corpus
    from nlp.comparison.groups.table import compare_two_groups
    from nlp.settings import read_settings
    from nlp.tables.stored import StoredTables

    frames, settings = StoredTables(outputs), read_settings(config).comparison
    measures, pieces = measure_corpus(frames, settings)
    found = compare_two_groups(frames["articles"], measures, pieces, settings, field=field, values=values)
    return _rows(found)


def find_piece_rows(
    outputs: Path, article: str, settings: "ComparisonSettings"
) -> tuple[list[dict[str, Any]], str]:
    """The rows of the table `comparison` for one piece, made here where it is not in focus, and then a note.

    Raises:
        TableError: there is no such run or piece.
    """
    from nlp.tables.reading import read_rows

    rows = read_rows(outputs, "comparison", article)
    if rows:
        return rows, ""
    from nlp.comparison.corpus import measure_corpus
    from nlp.comparison.focus import is_in_focus
    from nlp.comparison.profile import compare_pieces
    from nlp.tables.stored import StoredTables

    frames = StoredTables(outputs)
    if is_in_focus(frames["articles"], article, settings):
        return [], ""  # there is no rest to hold it against, or it was not analysed
    measures, pieces = measure_corpus(frames, settings)
    if article not in pieces.ids:
        return [], f"{article} is in a language that is not covered: it was not analysed"
    note = (
        f"{article} is none of the {settings.focus_pieces:,} published last (`comparison.focus_pieces`): it "
        "has no page in the report and no row in the tables; `comparison.focus` in commentary.toml gives both"
    )
    return _rows(compare_pieces(measures, pieces, settings, focus=[article])), note


def _rows(frame: "pd.DataFrame") -> list[dict[str, Any]]:
    """The rows of a frame; NaN is what it puts for what is missing."""
    return [
        {str(name): None if cell != cell else cell for name, cell in row.items()}
        for row in frame.to_dict("records")
    ]


def _write_json(rows: Sequence[Mapping[str, Any]]) -> None:
    for row in rows:
        typer.echo(json.dumps(row, ensure_ascii=False, default=str))
