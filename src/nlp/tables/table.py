"""What a table is: columns, key and order, and the Arrow schema and pandas dtypes that follow from them."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from nlp.errors import TableError

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Column", "DType", "Table"]


class DType(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    DATE = "date"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    VECTOR = "vector"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `choices` close the set of its values; `references` is `table.column` of a foreign key.

    `prose` false: text that is made here and holds nobody's words; a spreadsheet needs no guard against it.
    """

    name: str
    dtype: DType
    description: str
    nullable: bool = False
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    references: str = ""
    prose: bool = True

    @property
    def pandas_dtype(self) -> str:
        """The dtype in a frame; integers and booleans that may be missing get pandas' nullable dtypes."""
        match self.dtype:
            case DType.TEXT:
                return "str"
            case DType.DATE:
                return "datetime64[s]"
            case DType.INTEGER:
                return "Int64" if self.nullable else "int64"
            case DType.BOOLEAN:
                return "boolean" if self.nullable else "bool"
            case DType.NUMBER:
                return "float64"
            case DType.VECTOR:
                return "object"

    @property
    def is_prose(self) -> bool:
        """Whether cells may begin with anything at all, a spreadsheet formula included."""
        return self.dtype is DType.TEXT and self.prose and not self.choices


@dataclass(frozen=True)
class Table:
    """One table. Rows are sorted by `order` (by default the key), which makes files the same run after run.

    `csv` false: Parquet and DuckDB only.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    order: tuple[str, ...] = ()
    csv: bool = True

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the columns in their order."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def sort_columns(self) -> tuple[str, ...]:
        """What rows are sorted by: `order`, then the key, so that no tie is left to chance."""
        return tuple(dict.fromkeys((*self.order, *self.key)))

    @cached_property
    def is_key_nullable(self) -> bool:
        """Whether a part of the key may be missing (such a key is unique, but no primary key)."""
        return any(self.column(name).nullable for name in self.key)

    def column(self, name: str) -> Column:
        """The column of that name.

        Raises:
            TableError: the table has no such column.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise TableError(f"table {self.name} has no column `{name}`; it has {', '.join(self.names)}")

    def arrow_schema(self) -> "pa.Schema":
        """The schema of the Parquet file, descriptions as field metadata."""
        import pyarrow as pa

        types = {
            DType.TEXT: pa.large_string(),
            DType.DATE: pa.date32(),
            DType.INTEGER: pa.int64(),
            DType.NUMBER: pa.float64(),
            DType.BOOLEAN: pa.bool_(),
            DType.VECTOR: pa.list_(pa.float32()),
        }
        fields = [
            pa.field(
                column.name,
                types[column.dtype],
                nullable=column.nullable,
                metadata={"description": column.description},
            )
            for column in self.columns
        ]
        return pa.schema(fields, metadata={"description": self.description})
