"""Frames written to a folder and read back: Parquet, CSV, one DuckDB file and the data package.

CSV is what spreadsheets open, and they run a cell that begins with `=`, `+`, `-` or `@` as a formula. In CSV,
such a cell of free text gets an apostrophe in front (so does one of apostrophes before such a sign, so that
taking one apostrophe away always gives the text back). Parquet and DuckDB hold the exact text.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from nlp.errors import OutputError, TableError
from nlp.tables.arrow import to_arrow, to_pandas
from nlp.tables.database import DATABASE, write_database
from nlp.tables.dictionary import PACKAGE, package_json
from nlp.tables.schemas import get_table
from nlp.tables.table import Table
from nlp.tables.validation import check_references, validate

__all__ = ["FORMULA", "read_table", "read_tables", "write_tables"]

FORMULA: Final = r"^('*[=+\-@\t\r])"  # how a cell begins that must be guarded


def write_tables(frames: Mapping[str, pd.DataFrame], folder: Path) -> list[Path]:
    """The files written: each table as Parquet and CSV, all of them as DuckDB, and `datapackage.json`.

    A run gives a folder of its own and makes it the current one when all is there (`nlp.tables.runs`).

    Raises:
        TableError: a frame does not fit its table, or an id points to no row; nothing is written then.
        OutputError: the folder cannot be written.
    """
    checked = {name: validate(get_table(name), frame) for name, frame in frames.items()}
    check_references(checked)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return list(_write_all(checked, folder))
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"{folder}: cannot be written ({reason}); free space or choose --outputs"
        ) from error


def read_table(folder: Path, name: str) -> pd.DataFrame:
    """A table of a folder as a typed frame.

    Raises:
        TableError: there is no such table, its file is missing or is not what was written.
    """
    table = get_table(name)
    file = folder / f"{name}.parquet"
    if not file.is_file():
        raise TableError(f"{file}: no such file; run `commentary run` first")
    try:
        content = pa.parquet.read_table(file)
    except (pa.ArrowException, OSError) as error:
        raise TableError(f"{file}: not a readable Parquet file; run `commentary run` again") from error
    if tuple(content.column_names) != table.names:
        raise TableError(f"{file}: not the columns of this version; run `commentary run` again")
    return to_pandas(table, content)


def read_tables(folder: Path, *names: str) -> dict[str, pd.DataFrame]:
    """Several tables of a folder by name."""
    return {name: read_table(folder, name) for name in names}


def _write_all(frames: Mapping[str, pd.DataFrame], folder: Path) -> Iterator[Path]:
    contents = {name: to_arrow(get_table(name), frame) for name, frame in frames.items()}
    for name, content in contents.items():
        parquet, csv = folder / f"{name}.parquet", folder / f"{name}.csv"
        pa.parquet.write_table(content, parquet, compression="zstd")
        yield parquet
        if get_table(name).csv:
            pa.csv.write_csv(_guard(get_table(name), content), csv)
            yield csv
    write_database(contents, folder / DATABASE)
    yield folder / DATABASE
    (folder / PACKAGE).write_text(package_json(list(contents), folder), encoding="utf-8")
    yield folder / PACKAGE


def _guard(table: Table, content: pa.Table) -> pa.Table:
    """The table with an apostrophe before what a spreadsheet would take for a formula."""
    for place, column in enumerate(table.columns):
        if column.is_prose:
            guarded = pc.replace_substring_regex(content.column(place), pattern=FORMULA, replacement=r"'\1")
            content = content.set_column(place, column.name, guarded)
    return content
