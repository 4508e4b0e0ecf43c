"""`commentary.xlsx`: one sheet per table, for people who read in a spreadsheet.

A cell is a text, a number, a day or a yes/no, never a formula: what begins with `=`, `+`, `-` or `@` is
stored as text and marked as such. The workbook carries no day of its making and its parts no time: the same
tables give the same bytes.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

import pandas as pd

from nlp.errors import OutputError
from nlp.tables.exports.selection import UNREADABLE, Selection, select_tables
from nlp.tables.exports.sheets import CUT, FIRST_DAY, MOST_CHARACTERS, Formats, Sheet
from nlp.tables.stored import count_rows
from nlp.tables.table import Table

__all__ = ["WORKBOOK", "write_workbook"]

WORKBOOK: Final = "commentary.xlsx"

_MADE: Final = datetime(2000, 1, 1)  # stands where the format asks for a time
_LONGEST_NAME: Final = 31  # letters of a sheet's name
_ABOUT: Final = (
    "One sheet for each table of the run. Every head stays in sight and has a filter.",
    "What a column holds: sheet “columns”. Every stance goes back to sentences: sheet “evidence”.",
    "An empty cell is a missing value. Cells hold values, never formulas, also where a text begins with =.",
    "A machine code is a first pass: read the evidence before you quote a stance.",
)


def write_workbook(frames: Mapping[str, pd.DataFrame], file: Path, *, max_rows: int) -> Path:
    """The workbook written: a sheet that explains, one on the columns, then one for each table.

    Args:
        frames: tables by name.
        file: where it goes.
        max_rows: longer tables are left out, with a note on the first sheet.

    Raises:
        OutputError: it cannot be written.
    """
    from xlsxwriter.exceptions import FileCreateError

    selection = select_tables(frames, max_rows=max_rows, skipped=UNREADABLE)
    try:
        with file.open("wb") as stream:
            _write_sheets(stream, selection, frames)
    except (FileCreateError, OSError) as error:
        raise OutputError(f"{file}: cannot be written ({error}); free space or choose --outputs") from error
    return file


def _write_sheets(stream: BinaryIO, selection: Selection, frames: Mapping[str, pd.DataFrame]) -> None:
    from xlsxwriter import Workbook

    # Rows go to disk as they are written, so that memory does not grow with the tables.
    book = Workbook(stream, {"constant_memory": True})
    book.set_properties({"title": "Commentary on Korea and ASEAN", "created": _MADE})
    formats = Formats.of(book)
    readme, columns = (Sheet(book.add_worksheet(name), formats) for name in ("README", "columns"))
    sheets = []
    for table in selection.tables:
        sheets.append(Sheet(book.add_worksheet(table.name[:_LONGEST_NAME]), formats))
        sheets[-1].write_table(table, frames[table.name])
    _write_columns(columns, selection.tables)
    _write_readme(readme, selection, frames, sheets)
    book.close()


def _write_columns(sheet: Sheet, tables: Sequence[Table]) -> None:
    for place, width in enumerate((20, 22, 10, 60, 60)):
        sheet.sheet.set_column(place, place, width)
    sheet.write_head("table", "column", "type", "meaning", "values")
    rows = ((table, column) for table in tables for column in table.columns)
    number = 0
    for number, (table, column) in enumerate(rows, 1):
        values = ", ".join(str(choice) for choice in column.choices)
        sheet.write_row(number, table.name, column.name, str(column.dtype), column.description, values)
    sheet.sheet.autofilter(0, 0, max(number, 1), 4)


def _write_readme(
    sheet: Sheet, selection: Selection, frames: Mapping[str, pd.DataFrame], sheets: Sequence[Sheet]
) -> None:
    for place, width in enumerate((24, 12, 100)):
        sheet.sheet.set_column(place, place, width)
    sheet.write_head("sheet", "rows", "what it holds")
    row = 1
    for table in selection.tables:
        sheet.write_row(row, table.name, count_rows(frames, table.name), table.description)
        row += 1
    for place, line in enumerate([*_ABOUT, *_notes(selection, sheets)], row + 1):
        sheet.write_row(place, "", "", line)


def _notes(selection: Selection, sheets: Sequence[Sheet]) -> Iterator[str]:
    """What a reader must know of this workbook in particular."""
    for name, reason in selection.left_out.items():
        yield f"Left out: {name}, for {reason}. It is in {name}.parquet and commentary.duckdb."
    for table, sheet in zip(selection.tables, sheets, strict=True):
        for column, count in sheet.cut.items():
            yield (
                f"{table.name}, {column}: {count} cut at {MOST_CHARACTERS:,} characters, the most a cell can "
                f"hold. They end in “{CUT.strip()}”; the whole text is in {table.name}.parquet."
            )
        for column, count in sheet.early.items():
            yield (
                f"{table.name}, {column}: {count} written as text, being days before {FIRST_DAY}, "
                f"which spreadsheets do not know."
            )
