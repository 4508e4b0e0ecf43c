"""Spreadsheets as rows of text, however they were saved: CSV in any encoding and separator, or XLSX."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, is_zipfile

from nlp.corpus.article import RefusedArticleError
from nlp.corpus.encoding import decode
from nlp.corpus.folder import read_bytes
from nlp.errors import CodesError

__all__ = ["GUARDED", "XLSX", "Grid", "read_grid"]

XLSX: Final = ".xlsx"
GUARDED: Final = re.compile(
    r"'('*[=+\-@\t\r])"
)  # a text with an apostrophe before it, so that it is no formula
_SEPARATORS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows by column name with their numbers as a spreadsheet shows them (the heading is row 1)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]


def read_grid(path: Path, key: str = "unit_id") -> Grid:
    """The rows of a coding sheet or code file; those without any content are left out.

    Raises:
        CodesError: the file cannot be read, is no spreadsheet, or has no column named by `key`.
    """
    lines = list(_read_xlsx(path, key) if path.suffix.lower() == XLSX else _read_csv(path))
    place = next((place for place, cells in enumerate(lines) if key in map(_heading, cells)), None)
    if place is None:
        raise CodesError(f"{path}: has no column `{key}`; keep the heading row as it was")
    columns = tuple(map(_heading, lines[place]))
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        raise CodesError(f"{path}: has two columns `{twice[0]}`; delete one of them")
    rows = (
        (number, {name: _plain(cell) for name, cell in zip(columns, cells, strict=False) if name})
        for number, cells in enumerate(lines[place + 1 :], place + 2)
    )
    return Grid(columns, tuple((number, row) for number, row in rows if any(row.values())))


def _read_csv(path: Path) -> list[list[str]]:
    try:
        text = decode(read_bytes(path), name=str(path))
    except RefusedArticleError as refusal:
        raise CodesError(f"{refusal}; a coding sheet is saved as CSV or XLSX") from refusal
    # Excel's own way to name the separator, in a line that it shows as no row.
    named = re.match(r"sep=(.)\r?\n", text)
    text = text[named.end() :] if named else text
    separators = (named[1],) if named else _SEPARATORS
    try:
        # The heading tells the separator: it splits it into the most columns.
        heads = {
            mark: next(csv.reader(StringIO(text, newline=""), delimiter=mark), []) for mark in separators
        }
        mark = max(separators, key=lambda mark: len(heads[mark]))
        return list(csv.reader(StringIO(text, newline=""), delimiter=mark))
    except csv.Error as error:
        raise CodesError(f"{path}: is no CSV file ({error}); save the sheet again as CSV") from error


def _read_xlsx(path: Path, key: str) -> Iterator[list[str]]:
    from xml.etree.ElementTree import ParseError

    from openpyxl import load_workbook

    if not path.is_file():
        raise CodesError(f"{path}: no such file; name a filled coding sheet")
    if not is_zipfile(path):
        raise CodesError(f"{path}: is no XLSX file, or has a password; save it again as XLSX or CSV")
    try:
        book = load_workbook(path, data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError, ParseError) as error:
        raise CodesError(f"{path}: cannot be read as XLSX ({error}); save it again") from error
    for sheet in book.worksheets:
        lines = [[_cell(value) for value in cells] for cells in sheet.iter_rows(values_only=True)]
        if any(key in map(_heading, cells) for cells in lines):
            return iter(lines)
    return iter(())


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _heading(cell: str) -> str:
    return cell.strip().lower()


def _plain(cell: str) -> str:
    return GUARDED.sub(r"\1", cell, count=1) if GUARDED.match(cell) else cell
