"""Which tables go into a file for people, and why the others do not."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from nlp.tables.schemas import TABLES
from nlp.tables.stored import count_rows
from nlp.tables.table import DType, Table

__all__ = ["UNREADABLE", "Selection", "count_readable", "select_tables"]

UNREADABLE: Final = frozenset({"terms", "vectors"})  # tables that programs read and people do not


@dataclass(frozen=True, slots=True)
class Selection:
    """The tables that go in, in the order of the schemas; `left_out` has the reason for each other one."""

    tables: tuple[Table, ...]
    left_out: Mapping[str, str]


def select_tables(
    frames: Mapping[str, pd.DataFrame], *, max_rows: int, skipped: Collection[str] = ()
) -> Selection:
    """What goes in of these tables.

    A table of too many rows stays out whole: whoever counts in half a table gets a wrong number.

    Args:
        frames: tables by name.
        max_rows: rows of the longest table that goes in.
        skipped: names of tables that stay out in any case.
    """
    chosen, left_out = [], {}
    for table in (one for name, one in TABLES.items() if name in frames):
        rows = count_rows(frames, table.name)
        if table.name in skipped or any(column.dtype is DType.VECTOR for column in table.columns):
            left_out[table.name] = "it is for programs to read"
        elif rows > max_rows:
            left_out[table.name] = f"it has {rows:,} rows, more than the {max_rows:,} that are set"
        else:
            chosen.append(table)
    return Selection(tuple(chosen), left_out)


def count_readable(frames: Mapping[str, pd.DataFrame]) -> int:
    """Rows of all tables that people read."""
    return sum(count_rows(frames, name) for name in TABLES if name in frames and name not in UNREADABLE)
