"""A coding sheet as a file: CSV that spreadsheets open rightly, or XLSX with choices and the codebook."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nlp.codebook import Codebook
from nlp.codes.records import NO_THEME, NOT_ADDRESSED, CodeKind, CodeLevel, parse_unit
from nlp.codes.sheets.grids import XLSX, read_grid
from nlp.codes.sheets.parsing import CODE_COLUMNS, allowed_stances, is_coded
from nlp.errors import CodesError
from nlp.labels import StanceLabel
from nlp.tables.files import FORMULA

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["guard_cell", "write_sheet"]

_WIDTHS: Final = {"unit_id": 30, "title": 28, "target": 24, "text": 90, "note": 30, "machine": 28}
_CODE_WIDTH = 24
_LONGEST_CELL = 32_767  # characters that a cell of XLSX holds
_STANCES: Final = {
    StanceLabel.SUPPORTIVE: "approves, defends, values, wants more of it, or presents it as working",
    StanceLabel.CRITICAL: "disapproves, finds it failing, wants it ended or replaced, blames it",
    StanceLabel.NEUTRAL: "facts, another's view without endorsement, or strong feeling about something else",
    NOT_ADDRESSED: "the author takes no position on it, or only names it in passing",
    StanceLabel.MIXED: "praise and blame, unresolved (whole pieces only)",
}


def write_sheet(
    path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str]], codebook: Codebook
) -> None:
    """Write rows as a coding sheet, by the ending of the path.

    Raises:
        CodesError: the ending is neither .csv nor .xlsx, the path holds something that is not an empty sheet,
            or it cannot be written.
    """
    if path.suffix.lower() not in (".csv", XLSX):
        raise CodesError(f"{path}: a coding sheet ends in .csv or .xlsx; choose one of them")
    if path.exists() and (not path.is_file() or any(is_coded(row) for _, row in read_grid(path).rows)):
        raise CodesError(f"{path}: holds codes already; choose another name, or move it away")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix.lower() == XLSX:
            _write_xlsx(path, columns, rows, codebook)
        else:
            path.write_bytes(_csv_text(columns, rows).encode("utf-8-sig"))  # Excel needs the mark
    except OSError as error:
        raise CodesError(f"{path}: cannot be written ({error.strerror}); check space and rights") from error


def guard_cell(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would take for a formula, as in the tables."""
    return re.sub(FORMULA, r"'\1", text)


def _csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([guard_cell(row.get(column, "")) for column in columns] for row in rows)
    return text.getvalue()


def _write_xlsx(
    path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str]], codebook: Codebook
) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "codes"
    _fill(sheet, [columns, *([row.get(column, "") for column in columns] for row in rows)])
    for place, column in enumerate(columns, 1):
        letter = sheet.cell(1, place).column_letter
        sheet.column_dimensions[letter].width = _WIDTHS.get(column, _CODE_WIDTH if "code" in column else 16)
    definitions = book.create_sheet("codebook")
    entries = list(_definitions(codebook))
    _fill(definitions, [("kind", "code", "label", "definition", "include", "exclude"), *entries])
    for letter, width in zip("ABCDEF", (10, 28, 30, 60, 60, 60), strict=True):
        definitions.column_dimensions[letter].width = width
    n_themes = sum(entry[0] == CodeKind.THEMES for entry in entries)
    _add_choices(sheet, columns, rows, n_themes)
    book.save(path)


def _fill(sheet: "Worksheet", lines: Iterable[Sequence[str]]) -> None:
    """Write lines as texts, the first as a heading that stays in sight."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font

    for number, cells in enumerate(lines, 1):
        for place, text in enumerate(cells, 1):
            if not text and number > 1:
                continue  # an empty cell stays one, for a formula or a filter to see
            cell = sheet.cell(number, place)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST_CELL]
            cell.data_type = "s"  # also where the text begins with `=`
            cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
            cell.alignment = Alignment(wrap_text=number > 1, vertical="top")
            if number == 1:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"


def _definitions(codebook: Codebook) -> Iterator[tuple[str, ...]]:
    """The allowed codes with their meaning, then what stances are toward."""
    for theme in codebook.themes:
        told = ("; ".join(theme.include), "; ".join(theme.exclude))
        yield (CodeKind.THEMES, theme.id, theme.label, theme.definition, *told)
    yield (CodeKind.THEMES, NO_THEME, "no theme", "none of the themes above", "", "")
    for value, meaning in _STANCES.items():
        yield (
            CodeKind.STANCE,
            str(value),
            str(value),
            f"the author {meaning}" if value == NOT_ADDRESSED else meaning,
            "",
            "",
        )
    for target in codebook.targets:
        told = ("; ".join(target.include), "; ".join(target.exclude))
        yield ("target", target.id, target.label, target.definition, *told)


def _add_choices(
    sheet: "Worksheet", columns: Sequence[str], rows: Sequence[Mapping[str, str]], n_themes: int
) -> None:
    """Let the code cells be chosen from the codebook's sheet."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letters = [get_column_letter(columns.index(name) + 1) for name in CODE_COLUMNS if name in columns]
    numbered = list(enumerate((_choices(row["unit_id"]) for row in rows), 2))
    for key in sorted({key for _, key in numbered}):
        first, last = 2, n_themes + 1
        if key[0] is CodeKind.STANCE:
            first, last = n_themes + 2, n_themes + 1 + len(allowed_stances(key[1]))
        choice = DataValidation(type="list", formula1=f"codebook!$B${first}:$B${last}", allow_blank=True)
        choice.error, choice.errorTitle = "Choose one of the codes in the list.", "No such code"
        for same, group in groupby(numbered, key=lambda item: item[1]):
            span = [number for number, _ in group]
            for letter in letters[: 1 if key[0] is CodeKind.STANCE else None]:
                if same == key:
                    choice.add(f"{letter}{span[0]}:{letter}{span[-1]}")
        sheet.add_data_validation(choice)


def _choices(unit_id: str) -> tuple[CodeKind, CodeLevel]:
    unit = parse_unit(unit_id)
    if unit is None:
        raise CodesError(f"`{unit_id}`: names no unit; give the article an id without colons")
    return unit.kind, unit.level
