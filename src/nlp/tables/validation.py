"""Whether a frame is what its table declares: columns, dtypes, values and key, checked by pandera."""

from collections.abc import Mapping
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from nlp.errors import TableError
from nlp.tables.schemas import TABLES
from nlp.tables.stored import read_columns
from nlp.tables.table import Column, DType, Table

if TYPE_CHECKING:  # pandera takes half a second to import, which reading a table must not pay
    import pandera.pandas as pandera
    from pandera.errors import SchemaError

__all__ = ["check_references", "validate"]


def validate(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame itself, when its columns, dtypes, values and key are as declared.

    Raises:
        TableError: they are not; the message names table, column and the first value that does not fit.
    """
    from pandera.errors import SchemaError

    try:
        _make_schema(table).validate(frame)
    except SchemaError as error:
        raise TableError(f"table {table.name}: {_first_reason(table, frame, error)}") from error
    return frame


def check_references(frames: Mapping[str, pd.DataFrame]) -> None:
    """Pass where every id that points to a row of another table finds it there.

    Raises:
        TableError: an id points to nothing; the message names it.
    """
    known = cache(partial(_distinct, frames))
    for name in frames:
        for column in TABLES[name].columns:
            other, _, target = column.references.partition(".")
            if other not in frames:
                continue
            lost = known(name, column.name) - known(other, target)
            if lost:
                raise TableError(
                    f"table {name}: `{column.name}` {min(lost)!r} stands in no row of {other}; "
                    f"make both tables from the same pieces"
                )


def _distinct(frames: Mapping[str, pd.DataFrame], name: str, column: str) -> set[str]:
    return set(read_columns(frames, name, column)[column].dropna().drop_duplicates().to_numpy(dtype=object))


@lru_cache(maxsize=64)
def _make_schema(table: Table) -> "pandera.DataFrameSchema":
    import pandera.pandas as pandera

    return pandera.DataFrameSchema(
        {column.name: _make_column(column) for column in table.columns},
        strict=True,
        ordered=True,
        unique=list(table.key),
        name=table.name,
    )


def _make_column(column: Column) -> "pandera.Column":
    import pandera.pandas as pandera

    checks = []
    if column.choices:
        among = "one of " + ", ".join(column.choices)
        checks.append(pandera.Check.isin([str(choice) for choice in column.choices], error=among))
    if column.dtype is DType.NUMBER:
        checks.append(pandera.Check(np.isfinite, error="a finite number"))
    if column.minimum is not None:
        checks.append(pandera.Check.ge(column.minimum, error=f"{column.minimum:g} or more"))
    if column.maximum is not None:
        checks.append(pandera.Check.le(column.maximum, error=f"{column.maximum:g} or less"))
    return pandera.Column(column.pandas_dtype, checks, nullable=column.nullable)


def _first_reason(table: Table, frame: pd.DataFrame, error: "SchemaError") -> str:
    """What does not fit, in one line."""
    reason = error.reason_code.name if error.reason_code is not None else ""
    if reason == "DUPLICATES":
        twice = frame.loc[frame.duplicated(list(table.key)), list(table.key)].iloc[0]
        return f"two rows have the same key: {', '.join(f'{name} {cell}' for name, cell in twice.items())}"
    column = getattr(error.schema, "name", None)
    if reason == "SERIES_CONTAINS_NULLS":
        return f"`{column}` is missing in a row and must not be"
    cases = error.failure_cases
    if isinstance(cases, pd.DataFrame) and len(cases) and getattr(error.check, "error", None):
        return f"`{column}` holds {cases['failure_case'].iloc[0]}, but must be {error.check.error}"
    return " ".join(str(error).split())[:300]
