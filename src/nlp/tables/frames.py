"""From rows or columns to a frame of the declared columns, dtypes and order."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from nlp.errors import TableError
from nlp.tables.table import Column, DType, Table

__all__ = ["DECIMALS", "concat_frames", "empty_frames", "frame_of", "make_frame"]

Cells: TypeAlias = "Sequence[Any] | pd.Series[Any] | np.ndarray[Any, Any]"

DECIMALS = 6  # of every number in a table, so that files do not change with the last bit of a sum


def make_frame(table: Table, rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """A frame of rows, with the declared dtypes also when there is no row; sorted, numbers rounded.

    Raises:
        TableError: a row has a column that is not declared, or a value that does not fit its column.
    """
    cells: dict[str, list[object]] = {name: [] for name in table.names}
    known = set(table.names)
    for row in rows:
        if not known.issuperset(row):
            unknown = ", ".join(sorted(set(row) - known))
            raise TableError(
                f"table {table.name}: a row has undeclared columns: {unknown}; declare or drop them"
            )
        for name, values in cells.items():
            values.append(row.get(name))
    return frame_of(table, cells)


def frame_of(table: Table, columns: Mapping[str, Cells]) -> pd.DataFrame:
    """A frame from whole columns of equal length; a column that may be missing may be left out.

    Raises:
        TableError: a column is not declared, or holds a value that does not fit it.
    """
    unknown = sorted(set(columns) - set(table.names))
    if unknown:
        raise TableError(
            f"table {table.name}: undeclared columns: {', '.join(unknown)}; declare or drop them"
        )
    length = max((len(values) for values in columns.values()), default=0)
    frame = pd.DataFrame(
        {
            column.name: _make_series(table, column, columns.get(column.name, [None] * length))
            for column in table.columns
        }
    )
    return frame.sort_values(list(table.sort_columns), kind="stable", na_position="first", ignore_index=True)


def concat_frames(table: Table, frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The rows of several frames of one table in the order of the table."""
    parts = [frame for frame in frames if len(frame)]
    if not parts:
        return make_frame(table, ())
    whole = pd.concat(parts, ignore_index=True)
    return frame_of(table, {str(name): whole[name] for name in whole.columns})


def empty_frames(tables: Iterable[Table]) -> dict[str, pd.DataFrame]:
    """Typed empty frames by table name."""
    return {table.name: make_frame(table, ()) for table in tables}


def _make_series(table: Table, column: Column, values: Cells) -> "pd.Series[Any]":
    if isinstance(values, pd.Series):
        values = values.reset_index(drop=True)  # rows belong together by their place, not by their labels
    try:
        match column.dtype:
            case DType.DATE:
                return pd.Series(_days(values), dtype="datetime64[s]")
            case DType.NUMBER:
                numbers = np.asarray(pd.to_numeric(pd.Series(values, dtype="object")), dtype="float64")
                # Adding zero turns -0.0 into 0.0, which would be written otherwise.
                return pd.Series(np.round(numbers, DECIMALS) + 0.0)
            case DType.TEXT if isinstance(values, pd.Series) and values.dtype == "str":
                return values
            case DType.TEXT:
                return pd.Series([_plain(value) for value in values], dtype="str")
            case DType.VECTOR:
                # Through float32, the type of the file, so that what is written is what is read.
                vectors = [np.round(np.asarray(value, dtype="float32"), DECIMALS) for value in values]
                series = pd.Series([None] * len(vectors), dtype="object")
                series[:] = vectors
                return series
            case _:
                return pd.Series(values, dtype=column.pandas_dtype)
    except (TypeError, ValueError) as error:
        raise TableError(
            f"table {table.name}: column `{column.name}` does not hold what it should: {error}"
        ) from error


def _days(values: Cells) -> "np.ndarray[Any, np.dtype[np.datetime64]]":
    if isinstance(values, pd.Series):
        return values.to_numpy(dtype="datetime64[s]")
    return np.array(list(values), dtype="datetime64[D]").astype("datetime64[s]")


def _plain(value: object) -> str | None:
    # Members of a StrEnum are strings of their own class; files hold plain ones.
    if isinstance(value, str):
        return str(value)
    if value is None or value is pd.NA or value != value:  # NaN is what pandas puts for a missing string
        return None
    raise TypeError(f"{value!r} is no text")
