"""Frames as Arrow tables, the types of the files, and back."""

import pandas as pd
import pyarrow as pa

from nlp.tables.table import DType, Table

__all__ = ["to_arrow", "to_pandas"]


def to_arrow(table: Table, frame: pd.DataFrame) -> pa.Table:
    """A frame of a table with the types of its files."""
    schema = table.arrow_schema()
    columns = []
    for column, field in zip(table.columns, schema, strict=True):
        values = frame[column.name]
        if column.dtype is DType.DATE:
            columns.append(pa.array(values, from_pandas=True).cast(pa.date32()))
        else:
            columns.append(pa.array(values, type=field.type, from_pandas=True))
    return pa.Table.from_arrays(columns, schema=schema)


def to_pandas(table: Table, content: pa.Table) -> pd.DataFrame:
    """What a file of a table holds, as the frame that was written."""
    columns = {}
    for column in table.columns:
        values = content.column(column.name)
        if column.dtype is DType.DATE:
            columns[column.name] = values.cast(pa.timestamp("s")).to_pandas()
        elif column.dtype is DType.INTEGER and column.nullable:
            columns[column.name] = pd.Series(values.to_pylist(), dtype="Int64")
        else:
            columns[column.name] = values.to_pandas().astype(column.pandas_dtype)
    return pd.DataFrame(columns)
