"""Tables written to a folder: Parquet, CSV, one DuckDB file and the data package (`stored` reads them back).

CSV is what spreadsheets open, and they run a cell that begins with `=`, `+`, `-` or `@` as a formula. In CSV,
such a cell of free text gets an apostrophe in front (so does one of apostrophes before such a sign, so that
taking one apostrophe away always gives the text back). Parquet and DuckDB hold the exact text.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from nlp.tables.arrow import to_arrow
from nlp.tables.database import DATABASE, write_database
from nlp.tables.dictionary import PACKAGE, package_json
from nlp.tables.runs import writing
from nlp.tables.schemas import get_table
from nlp.tables.stored import StoredTables
from nlp.tables.table import Table
from nlp.tables.validation import check_references, validate

__all__ = ["FORMULA", "complete_tables", "write_tables"]

FORMULA: Final = r"^('*[=+\-@\t\r])"  # how a cell begins that must be guarded


def write_tables(frames: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write each table as Parquet and, for people, as CSV.

    Raises:
        TableError: a frame does not fit its table; nothing is written then.
        OutputError: the folder cannot be written.
    """
    contents = {
        name: to_arrow(get_table(name), validate(get_table(name), frame)) for name, frame in frames.items()
    }
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            pa.parquet.write_table(content, folder / f"{name}.parquet", compression="zstd")
            if get_table(name).csv:
                pa.csv.write_csv(_guard(get_table(name), content), folder / f"{name}.csv")


def complete_tables(tables: StoredTables) -> None:
    """Write what is made of all tables of a folder together: the DuckDB file and `datapackage.json`.

    Raises:
        TableError: an id points to no row.
        OutputError: the folder cannot be written.
    """
    check_references(tables)
    folder = tables.folder
    with writing(folder):
        write_database(((name, tables.content(name)) for name in tables), folder / DATABASE)
        (folder / PACKAGE).write_text(package_json(list(tables), folder), encoding="utf-8")


def _guard(table: Table, content: pa.Table) -> pa.Table:
    """The table with an apostrophe before what a spreadsheet would take for a formula."""
    for place, column in enumerate(table.columns):
        if column.is_prose:
            guarded = pc.replace_substring_regex(content.column(place), pattern=FORMULA, replacement=r"'\1")
            content = content.set_column(place, column.name, guarded)
    return content
