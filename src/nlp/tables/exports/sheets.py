"""A table as a sheet of a workbook: head, filter, widths, and cells that are never formulas."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Self

import pandas as pd

from nlp.tables.exports.characters import legal_text
from nlp.tables.table import Column, DType, Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["CUT", "FIRST_DAY", "MOST_CHARACTERS", "Formats", "Sheet"]

MOST_CHARACTERS: Final = 32_767  # in a cell ("Excel specifications and limits")
CUT: Final = " … [cut]"
# Spreadsheets count days from 1900 and take that year for a leap year: from its March on all of them agree.
FIRST_DAY: Final = date(1900, 3, 1)

_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")
_WIDTHS: Final = {DType.DATE: 11, DType.BOOLEAN: 9, DType.INTEGER: 9, DType.NUMBER: 11}
_NARROWEST, _WIDEST = 9, 60  # in characters; longer text is wrapped
_MEASURED: Final = 200  # rows looked at for the width of a column


@dataclass(frozen=True, slots=True)
class Formats:
    """How cells look; `guarded` marks a text so that a spreadsheet keeps it one when it is edited."""

    head: "Format"
    plain: "Format"
    wrapped: "Format"
    guarded: "Format"
    day: "Format"

    @classmethod
    def of(cls, book: "Workbook") -> Self:
        """The formats of a workbook."""
        top = {"valign": "top"}
        return cls(
            head=book.add_format({"bold": True, "bg_color": "#DDE6EE", "bottom": 1, **top}),
            plain=book.add_format(top),
            wrapped=book.add_format({"text_wrap": True, **top}),
            guarded=book.add_format({"text_wrap": True, "quote_prefix": True, **top}),
            day=book.add_format({"num_format": "yyyy-mm-dd", "align": "left", **top}),
        )


@dataclass(slots=True)
class Sheet:
    """A sheet that is written from its first row to its last; counts what could not be written as it is."""

    sheet: "Worksheet"
    formats: Formats
    cut: Counter[str] = field(default_factory=Counter)  # cells by column
    early: Counter[str] = field(default_factory=Counter)

    def write_table(self, table: Table, frame: pd.DataFrame) -> None:
        """Write a table with a head that stays in sight and a filter."""
        for place, column in enumerate(table.columns):
            self.sheet.set_column(place, place, _width(column, frame[column.name]))
        self.write_head(*table.names)
        self.sheet.autofilter(0, 0, max(len(frame), 1), len(table.columns) - 1)
        columns = [_cells(column, frame[column.name]) for column in table.columns]
        for row, cells in enumerate(zip(*columns, strict=True), 1):
            for place, cell in enumerate(cells):
                if cell is not None:
                    self._write(row, place, cell, table.columns[place].name)

    def write_head(self, *names: str) -> None:
        """Write the first row and keep it in sight."""
        self.sheet.freeze_panes(1, 0)
        for place, name in enumerate(names):
            self.sheet.write_string(0, place, name, self.formats.head)

    def write_row(self, row: int, *cells: str | int) -> None:
        """Write texts and numbers into a row."""
        for place, cell in enumerate(cells):
            self._write(row, place, cell, "")

    def _write(self, row: int, place: int, cell: Any, name: str) -> None:  # noqa: ANN401  whatever a cell holds
        if isinstance(cell, str):
            self._write_text(row, place, cell, name)
        elif isinstance(cell, bool):
            self.sheet.write_boolean(row, place, cell, self.formats.plain)
        elif not isinstance(cell, date):
            self.sheet.write_number(row, place, cell, self.formats.plain)
        elif cell >= FIRST_DAY:
            self.sheet.write_datetime(row, place, cell, self.formats.day)
        else:
            self.early[name] += 1
            self.sheet.write_string(row, place, cell.isoformat(), self.formats.plain)

    def _write_text(self, row: int, place: int, text: str, name: str) -> None:
        text = legal_text(text)
        if len(text) > MOST_CHARACTERS:
            self.cut[name] += 1
            text = text[: MOST_CHARACTERS - len(CUT)] + CUT
        guarded = text.startswith(_FORMULA_SIGNS)
        look = self.formats.guarded if guarded else self.formats.wrapped
        self.sheet.write_string(row, place, text, look)


def _cells(column: Column, values: "pd.Series[Any]") -> list[Any]:
    """The cells as Python values, None where one is missing."""
    if column.dtype is DType.DATE:
        return [None if pd.isna(day) else day.date() for day in values]
    return [None if missing else cell for cell, missing in zip(values.tolist(), values.isna(), strict=True)]


def _width(column: Column, values: "pd.Series[Any]") -> int:
    head = len(column.name) + 4  # room for the button of the filter
    if column.dtype is not DType.TEXT:
        return max(head, _WIDTHS[column.dtype])
    longest = max((len(cell) for cell in values.head(_MEASURED).dropna()), default=0)
    return min(max(head, longest + 1, _NARROWEST), _WIDEST)
