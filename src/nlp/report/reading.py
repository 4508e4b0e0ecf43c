"""Frames as rows that a template can read: plain Python values, missing ones None, grouped by piece."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeAlias

import pandas as pd

from nlp.labels import Dimension, Grouping, ThemeLevel
from nlp.tables.schemas import TABLES
from nlp.tables.table import DType, Table

__all__ = ["Reader", "Row"]

Row: TypeAlias = Mapping[str, Any]  # column name → text, number, truth value, date or None

UNREAD: Final = frozenset({"terms", "vectors"})  # what the comparison is made from and nobody reads
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
    """The rows of every table that are shown, all of them or those of one piece.

    A table that is not given has none.
    """

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        self._rows = {
            name: _make_rows(table, _shown(name, frames[name]))
            for name, table in TABLES.items()
            if name in frames and name not in UNREAD
        }
        self._by_piece: dict[str, dict[str, list[Row]]] = {}
        for name, rows in self._rows.items():
            groups = self._by_piece.setdefault(name, {})
            for row in rows:
                if "article_id" in row:
                    groups.setdefault(row["article_id"], []).append(row)
        self.pieces: tuple[Row, ...] = tuple(sorted(self.all("articles"), key=_by_day))
        self._copies: dict[str, list[Row]] = {}
        for row in self.all("copies"):
            self._copies.setdefault(row["copy_group"], []).append(row)

    def all(self, table: str) -> Sequence[Row]:
        """All rows of a table in their order."""
        return self._rows.get(table, ())

    def of(self, table: str, article_id: str) -> Sequence[Row]:
        """The rows of one piece in their order."""
        return self._by_piece.get(table, {}).get(article_id, ())

    @property
    def copies(self) -> Sequence[Sequence[Row]]:
        """Groups of pieces that hold one text, rows of the table `copies`."""
        return list(self._copies.values())

    def copies_of(self, article_id: str) -> Sequence[Row]:
        """The group that a piece is in, itself among it; empty where its text stands in it alone."""
        (row,) = self.of("copies", article_id) or (None,)
        return self._copies[row["copy_group"]] if row else ()


def _by_day(piece: Row) -> tuple[date, str]:
    return piece["published"] or date.max, piece["article_id"]


def _shown(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    return frame[SHOWN[name](frame)] if name in SHOWN else frame


def _make_rows(table: Table, frame: pd.DataFrame) -> list[Row]:
    columns = []
    for column in table.columns:
        series = frame[column.name]
        values = series.dt.date if column.dtype is DType.DATE else series
        columns.append(
            [
                None if missing else value
                for value, missing in zip(values.tolist(), series.isna().tolist(), strict=True)
            ]
        )
    return [dict(zip(table.names, cells, strict=True)) for cells in zip(*columns, strict=True)]
