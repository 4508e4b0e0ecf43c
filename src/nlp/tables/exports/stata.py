"""Tables as Stata files (format 118, Stata 14 and later): labels on tables, columns and values, days as %td.

A text column that is long in a table becomes a strL, one of closed values a labelled number. Stata knows no
missing text: it is empty. The files carry no day of their making, so the same tables give the same bytes.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pandas as pd

from nlp.errors import OutputError
from nlp.tables.exports.characters import legal_text
from nlp.tables.exports.selection import UNREADABLE, select_tables
from nlp.tables.table import Column, DType, Table

__all__ = ["STATA_FOLDER", "write_stata"]

STATA_FOLDER: Final = "stata"

_MADE: Final = datetime(2000, 1, 1)  # stands where the format asks for a time
_LABEL: Final = 80  # characters of a label of a table or column
_LONGEST_FIXED: Final = 2045  # bytes of a text of fixed width; a longer one must be a strL
# Every row of a fixed column is as wide as its longest: beyond this a strL takes less room. Keys stay fixed,
# because Stata does not merge on a strL.
_WIDE: Final = 244
_NUMBERS: Final[dict[str, dict[float, str]]] = {
    "stance": {-1: "critical", 0: "neutral or mixed", 1: "supportive"},
    "other_stance": {-1: "critical", 0: "neutral or mixed", 1: "supportive"},
    "agreement": {0: "opposes", 1: "supports"},
}
_YES_NO: Final[dict[float, str]] = {0: "no", 1: "yes"}


def write_stata(frames: Mapping[str, pd.DataFrame], folder: Path, *, max_rows: int) -> list[Path]:
    """The `.dta` files written, one for each table.

    Args:
        frames: tables by name.
        folder: where they go; it is made.
        max_rows: of longer tables there is no file.

    Raises:
        OutputError: the folder cannot be written.
    """
    selection = select_tables(frames, max_rows=max_rows, skipped=UNREADABLE)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [
            _write_table(table, frames[table.name], folder / f"{table.name}.dta")
            for table in selection.tables
        ]
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"{folder}: cannot be written ({reason}); free space or choose --outputs"
        ) from error


def _write_table(table: Table, frame: pd.DataFrame, file: Path) -> Path:
    cells = pd.DataFrame({column.name: _cells(column, frame[column.name]) for column in table.columns})
    labels = {column.name: found for column in table.columns if (found := _value_labels(column))}
    cells.to_stata(
        file,
        version=118,
        write_index=False,
        time_stamp=_MADE,
        data_label=_shorten(f"{table.name}: {table.description}"),
        variable_labels={column.name: _shorten(column.description) for column in table.columns},
        convert_dates={column.name: "td" for column in table.columns if column.dtype is DType.DATE},
        convert_strl=_find_long(table, cells),
        value_labels=labels,
    )
    return file


def _cells(column: Column, values: "pd.Series[Any]") -> "pd.Series[Any]":
    if column.choices:
        codes = {text: code for code, text in _value_labels(column).items()}
        return values.map(codes, na_action="ignore").astype("Int8")
    match column.dtype:
        case DType.TEXT:
            return values.fillna("").map(legal_text).astype("object")
        case DType.BOOLEAN:
            return values.astype("Int8")
        case _:
            return values


def _value_labels(column: Column) -> dict[float, str]:
    """What the numbers of a column stand for; empty where they are just numbers."""
    if column.choices:
        return {code: str(choice) for code, choice in enumerate(column.choices, 1)}
    if column.dtype is DType.BOOLEAN:
        return _YES_NO
    return _NUMBERS.get(column.name, {}) if column.dtype is DType.INTEGER else {}


def _find_long(table: Table, cells: pd.DataFrame) -> list[str]:
    """The text columns that are to be strL."""
    long = []
    for column in table.columns:
        if column.dtype is not DType.TEXT or column.choices:
            continue
        widest = max((len(cell.encode()) for cell in cells[column.name]), default=0)
        if widest > (_LONGEST_FIXED if column.name in table.key else _WIDE):
            long.append(column.name)
    return long


def _shorten(text: str) -> str:
    text = text.replace("`", "")  # begins a macro where Stata shows a label
    return text if len(text) <= _LABEL else text[: _LABEL - 1].rstrip() + "…"
