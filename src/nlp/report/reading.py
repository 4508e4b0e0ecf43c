"""Frames as rows that a template can read: plain Python values, missing ones None, grouped by piece."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Final, TypeAlias

import pandas as pd

from nlp.labels import Dimension, Grouping, ThemeLevel
from nlp.tables.frames import make_frame
from nlp.tables.schemas import get_table
from nlp.tables.stored import count_rows, read_columns, read_pieces
from nlp.tables.table import DType, Table

__all__ = ["Reader", "Row", "make_rows"]

Row: TypeAlias = Mapping[str, Any]  # column name → text, number, truth value, date or None

# Of the largest tables only these rows are shown; the others are never turned into Python values.
SHOWN: Final[Mapping[str, Callable[[pd.DataFrame], "pd.Series[bool]"]]] = {
    "themes": lambda frame: frame["level"] == ThemeLevel.ARTICLE,
    "keyness": lambda frame: frame["z"] > 0,
    "network_nodes": lambda frame: frame["year"].isna(),
    "network_edges": lambda frame: frame["year"].isna(),
    "group_comparison": lambda frame: (
        (frame["field"] == Grouping.SIDE) & frame["dimension"].isin([Dimension.STANCE, Dimension.THEME])
    ),
}


class Reader:
    """The rows of tables, read when they are asked for: all of a table, or those of one piece with a page.

    A table that is not given has none.
    """

    def __init__(self, frames: Mapping[str, pd.DataFrame], focus: Collection[str] | None = None) -> None:
        self._frames = frames
        self._focus = None if focus is None else frozenset(focus)
        self._all: dict[str, list[Row]] = {}
        self._by_piece: dict[str, dict[str, list[Row]]] = {}
        self.pieces: tuple[Row, ...] = tuple(sorted(self.all("articles"), key=_by_day))

    @cached_property
    def paged(self) -> tuple[Row, ...]:
        """The pieces that have a page of their own, in the order of `pieces`."""
        return tuple(row for row in self.pieces if self.has_page(row["article_id"]))

    def has_page(self, article_id: str) -> bool:
        """Whether a piece has a page of its own."""
        return self._focus is None or article_id in self._focus

    def all(self, table: str) -> Sequence[Row]:
        """All rows of a table in their order; meant for tables that grow slowly with the pieces."""
        if table not in self._all:
            self._all[table] = make_rows(table, _shown(table, self.columns(table)))
        return self._all[table]

    def of(self, table: str, article_id: str) -> Sequence[Row]:
        """The rows of one piece that has a page, in their order."""
        if table not in self._by_piece:
            groups = self._by_piece.setdefault(table, {})
            for row in make_rows(table, _shown(table, self._of_paged(table))):
                groups.setdefault(row["article_id"], []).append(row)
        return self._by_piece[table].get(article_id, ())

    def columns(self, table: str, *names: str) -> pd.DataFrame:
        """Columns of a table (default: all of them), for counting without a row."""
        names = names or get_table(table).names
        if table not in self._frames:
            return make_frame(get_table(table), ())[list(names)]
        return read_columns(self._frames, table, *names)

    def count(self, table: str) -> int:
        """How many rows a table has, shown or not."""
        return count_rows(self._frames, table) if table in self._frames else 0

    @cached_property
    def copies(self) -> Sequence[Sequence[Row]]:
        """Groups of pieces that hold one text, rows of the table `copies`."""
        return list(self._copies.values())

    def copies_of(self, article_id: str) -> Sequence[Row]:
        """The group that a piece is in, itself among it; empty where its text stands in it alone."""
        return self._copies.get(self._copy_groups.get(article_id, ""), ())

    @cached_property
    def _copies(self) -> dict[str, list[Row]]:
        groups: dict[str, list[Row]] = {}
        for row in self.all("copies"):
            groups.setdefault(row["copy_group"], []).append(row)
        return groups

    @cached_property
    def _copy_groups(self) -> dict[str, str]:
        return {row["article_id"]: row["copy_group"] for row in self.all("copies")}

    def _of_paged(self, table: str) -> pd.DataFrame:
        if self._focus is None or table not in self._frames:
            return self.columns(table)
        return read_pieces(self._frames, table, self._focus)


def make_rows(table: str, frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame that holds columns of a table."""
    columns = []
    names = [str(name) for name in frame.columns]
    for name in names:
        series = frame[name]
        values = series.dt.date if _is_date(get_table(table), name) else series
        columns.append(
            [
                None if missing else value
                for value, missing in zip(values.tolist(), series.isna().tolist(), strict=True)
            ]
        )
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def _is_date(table: Table, name: str) -> bool:
    return table.column(name).dtype is DType.DATE


def _by_day(piece: Row) -> tuple[date, str]:
    return piece["published"] or date.max, piece["article_id"]


def _shown(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    return frame[SHOWN[name](frame)] if name in SHOWN else frame
