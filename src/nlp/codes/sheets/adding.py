"""A filled coding sheet into `codes/<coder>.csv`. Bad rows are refused, and nothing is overwritten."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from nlp.codebook import Codebook
from nlp.codes.machine import MACHINE
from nlp.codes.placing import Texts, place_code
from nlp.codes.reading import Refusal, make_code, make_problems
from nlp.codes.records import NO_THEME, Code, Unit, make_check
from nlp.codes.sheets.grids import Grid, read_grid
from nlp.codes.sheets.parsing import is_coded, parse_row
from nlp.codes.sheets.writing import guard_cell
from nlp.corpus.article import Problem
from nlp.errors import CodesError

__all__ = ["AddedCodes", "add_sheet"]

_COLUMNS = ("unit_id", "code", "note", "check")


@dataclass(frozen=True, slots=True)
class AddedCodes:
    """What became of a sheet's rows."""

    file: Path
    added: int
    known: int  # the coder's file says the same already
    empty: int
    refused: tuple[Problem, ...]


def add_sheet(sheet: Path, coder: str, folder: Path, codebook: Codebook, texts: Texts) -> AddedCodes:
    """Add the codes of a sheet to a coder's file.

    Args:
        sheet: the filled sheet, CSV or XLSX.
        coder: whose codes they are; the name of the file.
        folder: where the files of codes are.
        codebook: what may be said.
        texts: the texts as they are now.

    Raises:
        CodesError: the sheet or the coder's file cannot be read, or the coder's name will not do.
    """
    if not re.fullmatch(r"\w[\w .-]*", coder) or coder.casefold() == MACHINE:
        raise CodesError(f"`{coder}` cannot be a coder's name; use letters, digits, - and _")
    file = folder / f"{coder}.csv"
    if sheet.resolve() == file.resolve():
        raise CodesError(
            f"{sheet}: is the coder's file itself; `commentary check` says what is wrong with it"
        )
    grid = read_grid(sheet)
    if not {"code", "check"} <= set(grid.columns):
        raise CodesError(
            f"{sheet}: has no column `code` or `check`; fill in a sheet of `commentary codes export`"
        )
    before = read_grid(file) if file.exists() else Grid(_COLUMNS, ())
    read, refused = _read(sheet, grid, codebook, texts)
    fresh, known = _compare(read, before, codebook, refused, file)
    if fresh:
        _write(file, before, fresh, texts)
    empty = sum(not is_coded(row) for _, row in grid.rows)
    return AddedCodes(file, len(fresh), known, empty, make_problems(refused))


def _read(
    sheet: Path, grid: Grid, codebook: Codebook, texts: Texts
) -> tuple[dict[Unit, list[Code]], list[Refusal]]:
    """The codes of the sheet that fit the texts, by unit."""
    codes: dict[Unit, list[Code]] = defaultdict(list)
    refused: list[Refusal] = []
    for number, row in grid.rows:
        if not is_coded(row):
            continue
        parsed = parse_row(row, codebook)
        found: Code | str
        if isinstance(parsed, str):
            found = parsed
        elif not row["check"].strip():
            found = f"`check` of `{parsed[0].id}` is empty; export a fresh sheet and copy the codes into it"
        else:
            found = place_code(make_code(*parsed, row, (sheet, number)), texts)
        if isinstance(found, str):
            refused.append((str(sheet), number, found))
        else:
            codes[found.unit].append(found)
    return codes, refused


def _compare(
    codes: Mapping[Unit, list[Code]], before: Grid, codebook: Codebook, refused: list[Refusal], file: Path
) -> tuple[list[Code], int]:
    """The codes that are new, and how many stand in the coder's file already; others are refused."""
    stored = dict(
        parsed
        for _, row in before.rows
        if is_coded(row) and not isinstance(parsed := parse_row(row, codebook), str)
    )
    fresh: list[Code] = []
    known = 0
    for unit, several in codes.items():
        first = several[0]
        for code in several[1:]:
            refused.append(
                (code.file, code.line, f"codes `{unit.id}` a second time (row {first.line}); keep one")
            )
        if len({code.values for code in several}) > 1:
            continue
        if unit not in stored:
            fresh.append(first)
        elif stored[unit] == first.values:
            known += 1
        else:
            there = "; ".join(stored[unit]) or NO_THEME
            reason = f"`{unit.id}` is coded {there} in {file} already; change it there if it is to change"
            refused.append((first.file, first.line, reason))
    return fresh, known


def _write(file: Path, before: Grid, codes: Iterable[Code], texts: Texts) -> None:
    """The coder's file with the codes behind the rows that it held, whole or not at all."""
    columns = tuple(dict.fromkeys((*(name for name in before.columns if name), *_COLUMNS)))
    rows = [row for _, row in before.rows] + [
        {
            "unit_id": code.unit.id,
            "code": "; ".join(code.values) or NO_THEME,
            "note": code.note,
            "check": make_check(code.unit.id, texts.of(code.unit) or ""),
        }
        for code in codes
    ]
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([guard_cell(row.get(column, "")) for column in columns] for row in rows)
    partial = file.with_suffix(".partial")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(text.getvalue().encode("utf-8-sig"))
        partial.replace(file)
    except OSError as error:
        raise CodesError(f"{file}: cannot be written ({error.strerror}); check space and rights") from error
