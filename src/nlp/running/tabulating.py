"""The tables of the pieces from what is kept of them, themes told with the heads of the run."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nlp.corpus.article import Article, Problem
from nlp.running.intake import Intake
from nlp.running.learning import learn_themes, make_coder, theme_limits
from nlp.running.parts import Stage, find_parts, open_store
from nlp.settings import Settings

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from nlp.analysis.themes import ThemeCoder
    from nlp.tables.partitions import Partition, Partitions
    from nlp.tables.rows import Row

__all__ = ["tabulate", "tabulate_machine"]

# The tables that human codes need or change, all of them at once.
_CODED: Final = frozenset({"articles", "sentences", "themes", "evidence", "stances"})


def tabulate(intake: Intake, settings: Settings, folder: Path) -> None:
    """Write the tables of the pieces into a folder; settled human codes stand in them.

    One table is held after the other, but for those that human codes change together.

    Raises:
        TableError: a table does not fit its schema.
        OutputError: what is kept of a piece is damaged, or the folder cannot be written.
    """
    from nlp.codes.settled import code_tables
    from nlp.tables.files import write_tables
    from nlp.tables.frames import make_frame
    from nlp.tables.rows import problem_rows
    from nlp.tables.schemas import PROBLEMS

    together: dict[str, pd.DataFrame] = {}
    for name, frame in _iter_machine(intake, settings):
        if intake.codes and name in _CODED:
            together[name] = frame
        else:
            write_tables({name: frame}, folder)
    doubts: tuple[Problem, ...] = ()
    if together:
        coded, doubts = code_tables(together, intake.codes, theme_limits(intake, settings))
        write_tables(together | coded, folder)
    problems = make_frame(PROBLEMS, problem_rows((*intake.problems, *doubts)))
    write_tables({PROBLEMS.name: problems}, folder)


def tabulate_machine(
    intake: Intake, settings: Settings, names: Sequence[str] = ()
) -> dict[str, "pd.DataFrame"]:
    """The tables (all, or those named) as the machine coded the pieces.

    Raises:
        OutputError: what is kept of a piece is damaged.
    """
    return dict(_iter_machine(intake, settings, names))


def _iter_machine(
    intake: Intake, settings: Settings, names: Sequence[str] = ()
) -> "Iterator[tuple[str, pd.DataFrame]]":
    """The same, one table after the other."""
    from nlp.tables.arrow import to_pandas
    from nlp.tables.frames import concat_frames, make_frame
    from nlp.tables.rows import ROW_MAKERS
    from nlp.tables.schemas import get_table

    store = open_store(intake, settings)
    live = store.of(intake.readable)
    for name in names or ROW_MAKERS:
        table = get_table(name)
        match name:
            case "articles":
                yield name, make_frame(table, _article_rows(intake, store))
            case "themes":
                yield name, to_pandas(table, _read_themes(intake, settings, store, live))
            case "findings":
                found = to_pandas(table, store.read(name, live))
                yield name, concat_frames(table, (make_frame(table, _doubt_rows(intake)), found))
            case _:
                yield name, to_pandas(table, store.read(name, live))


def _article_rows(intake: Intake, store: "Partitions") -> Iterator["Row"]:
    from nlp.tables.partitions.keys import make_key
    from nlp.tables.rows import Counts, article_row

    counts = store.counts()
    readable = {article.id for article in intake.readable}
    for article in intake.articles:
        known = counts.get(make_key(article)) if article.id in readable else None
        # A piece that was not analysed has words, but no sentence.
        yield article_row(article, known or Counts(words=len(article.text.split())))


def _doubt_rows(intake: Intake) -> Iterator["Row"]:
    from nlp.tables.rows import doubt_rows

    kept = {article.id for article in intake.articles}
    return doubt_rows(problem for problem in intake.problems if problem.article_id in kept)


def _read_themes(
    intake: Intake, settings: Settings, store: "Partitions", live: "list[Partition]"
) -> "pa.Table":
    """The themes of all pieces; those of a partition are told once for heads, codes and settings."""
    from nlp.tables.arrow import to_arrow
    from nlp.tables.frames import make_frame
    from nlp.tables.schemas import THEMES

    articles = {article.id: article for article in intake.readable}
    coder = cache(lambda: make_coder(intake, settings))  # loads models, and often nothing is new

    def tell(partition: "Partition") -> "pa.Table":
        return to_arrow(THEMES, make_frame(THEMES, _theme_rows(partition, articles, coder())))

    return store.derive(THEMES.name, _mark(intake, settings), live, tell)


def _theme_rows(
    partition: "Partition", articles: Mapping[str, Article], coder: "ThemeCoder"
) -> Iterator["Row"]:
    from nlp.analysis.records import Analysis
    from nlp.tables.rows import theme_rows

    for name, passages in partition.passages():
        article = articles[name]
        themes = coder.code(name, article.text, article.title, passages)
        yield from theme_rows(article, Analysis(themes=themes))


def _mark(intake: Intake, settings: Settings) -> str:
    """A hash of what themes depend on beside the texts: heads with the human codes in them, and settings."""
    parts = [part.hash for part in find_parts(intake, settings) if part.stage is Stage.THEMES]
    heads = learn_themes(intake, settings).record.hash
    return hashlib.sha256("\n".join([heads, *parts]).encode()).hexdigest()
