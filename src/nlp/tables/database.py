"""All tables in one DuckDB file, descriptions as comments, the same bytes for the same tables."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nlp.errors import OutputError
from nlp.tables.schemas import get_table
from nlp.tables.table import Column, DType, Table

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

__all__ = ["DATABASE", "write_database"]

DATABASE: Final = "commentary.duckdb"

# From 1.4 on, DuckDB files carry a random identifier; the format of 1.2 has none, and newer versions open it.
_STORAGE_VERSION: Final = "v1.2.0"

# One thread writes rows in their order. DuckDB carries memory that it has not initialised into the file, in
# compressed strings (duckdb issue 23382) and in the gaps of uncompressed ones. With an arena of its own, in
# which each page is zero until it is used once, and segments as large as a block, these gaps are zeros:
# without either, two runs over a hundred pieces differed in up to 120,000 bytes, with both in none of 16.
# An arena (that is, a connection) that serves many tables comes to use pages again: with one for all, two
# runs over 10,000 pieces differed in 56 MB of 170; with one for each group in none, nor did single tables of
# up to 3.9 million rows.
_SAME_BYTES: Final[dict[str, str | bool | int | float | list[str]]] = {
    "threads": 1,
    "block_allocator_memory": "8GB",  # of addresses; only what is used is taken
    "initial_column_segment_size": "262144",
}

_ROWS: Final = 20_000  # of a group of tables

_SQL_TYPES: Final = {
    DType.TEXT: "VARCHAR",
    DType.DATE: "DATE",
    DType.INTEGER: "BIGINT",
    DType.NUMBER: "DOUBLE",
    DType.BOOLEAN: "BOOLEAN",
    DType.VECTOR: "FLOAT[]",
}


def write_database(tables: Iterable[tuple[str, "pa.Table"]], file: Path) -> None:
    """Write tables, each with its name, into a new DuckDB file; one after the other is held.

    Raises:
        OutputError: DuckDB cannot write the file.
    """
    import duckdb

    file.unlink(missing_ok=True)
    try:
        for group in _group(tables):
            with duckdb.connect(config=_SAME_BYTES) as connection:
                connection.execute("PRAGMA force_compression = 'uncompressed'")
                connection.execute(
                    f"ATTACH '{_quote(str(file))}' AS corpus (STORAGE_VERSION '{_STORAGE_VERSION}')"
                )
                connection.execute("BEGIN")  # one commit for all, not one for each of 200 comments
                for name, content in group:
                    _write_table(connection, get_table(name), content)
                connection.execute("COMMIT")
                connection.execute("CHECKPOINT corpus")
                connection.execute("DETACH corpus")
    except duckdb.OperationalError as error:  # a full disk ends the write or, later, the commit
        raise OutputError(
            f"{file}: DuckDB cannot write it ({str(error).splitlines()[0]}); free space"
        ) from error


def _group(tables: Iterable[tuple[str, "pa.Table"]]) -> Iterator[list[tuple[str, "pa.Table"]]]:
    """The tables in their order, in groups of few rows; a large table is a group of its own."""
    group: list[tuple[str, pa.Table]] = []
    for name, content in tables:
        if group and sum(len(one) for _, one in group) + len(content) > _ROWS:
            yield group
            group = []
        group.append((name, content))
    if group:
        yield group


def _write_table(connection: "duckdb.DuckDBPyConnection", table: Table, content: "pa.Table") -> None:
    columns = ", ".join(_declaration(column) for column in table.columns)
    connection.execute(f"CREATE TABLE corpus.{table.name} ({columns})")
    connection.register("incoming", content)
    connection.execute(f"INSERT INTO corpus.{table.name} SELECT * FROM incoming")
    connection.unregister("incoming")
    connection.execute(f"COMMENT ON TABLE corpus.{table.name} IS '{_quote(table.description)}'")
    for column in table.columns:
        connection.execute(
            f"COMMENT ON COLUMN corpus.{table.name}.\"{column.name}\" IS '{_quote(column.description)}'"
        )


def _declaration(column: Column) -> str:
    return f'"{column.name}" {_SQL_TYPES[column.dtype]}{"" if column.nullable else " NOT NULL"}'


def _quote(text: str) -> str:
    return text.replace("'", "''")
