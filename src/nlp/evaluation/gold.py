"""Labelled data: one JSON object a line, or a CSV row, checked against what its kind must hold."""

import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

from nlp.codes.sheets.grids import read_grid
from nlp.errors import CodesError, EvaluationError

__all__ = ["Kind", "Row", "published", "read_gold"]

Row: TypeAlias = Mapping[str, Any]


class Kind(StrEnum):
    """What can be scored."""

    ENTITIES = "entities"
    DATES = "dates"
    STANCE = "stance"
    THEMES = "themes"
    DOCUMENTS = "documents"


_SPAN: dict[str, type] = {"start": int, "end": int}
_FIELDS: dict[Kind, dict[str, type]] = {
    Kind.ENTITIES: {"id": str, "text": str, "entities": list},
    Kind.STANCE: {"id": str, "text": str, "label": str, **_SPAN},
    Kind.THEMES: {"id": str, "text": str, "themes": list},
    Kind.DOCUMENTS: {"id": str, "text": str, "themes": list, "stances": dict, "prescriptions": list},
}
_SPANS: dict[Kind, tuple[str, dict[str, type]]] = {
    Kind.ENTITIES: ("entities", {**_SPAN, "label": str}),
    Kind.DOCUMENTS: ("prescriptions", _SPAN),
}


_CSV_KINDS = (Kind.STANCE, Kind.THEMES)  # of which a row has no lists of spans


def read_gold(file: Path, kind: Kind) -> list[Row]:
    """The rows of a labelled file; in CSV, themes are joined by `;`.

    Raises:
        EvaluationError: the file is missing, or a line is not what its kind must hold; the line is named.
    """
    if not file.is_file():
        raise EvaluationError(f"{file}: no such file; name a JSONL file of labelled {kind}")
    rows = _read_csv(file, kind) if file.suffix.lower() == ".csv" else _read_jsonl(file, kind)
    if not rows:
        raise EvaluationError(f"{file}: holds no row; nothing can be scored")
    return rows


def published(row: Row) -> date | None:
    """The row's day of publication.

    Raises:
        EvaluationError: it is no ISO date.
    """
    value = row.get("published")
    try:
        return date.fromisoformat(value) if value else None
    except (TypeError, ValueError) as error:
        raise EvaluationError(
            f"row `{row['id']}`: published `{value}` is no ISO date (2025-05-29)"
        ) from error


def _read_jsonl(file: Path, kind: Kind) -> list[Row]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{file}: not UTF-8; save it as UTF-8") from error
    return [_read_row(file, number, line, kind) for number, line in enumerate(lines, 1) if line.strip()]


def _read_csv(file: Path, kind: Kind) -> list[Row]:
    if kind not in _CSV_KINDS:
        raise EvaluationError(f"{file}: labelled {kind} are read from JSONL; a CSV row cannot hold spans")
    try:
        grid = read_grid(file, key="id")
    except CodesError as error:
        raise EvaluationError(str(error)) from error
    rows: list[Row] = []
    for number, cells in grid.rows:
        row: dict[str, Any] = {name: cell for name, cell in cells.items() if cell}
        row |= {name: int(row[name]) for name in _SPAN if str(row.get(name, "")).isdecimal()}
        if "themes" in cells:
            row["themes"] = [one.strip() for one in cells["themes"].split(";") if one.strip()]
        _check_row(f"{file}: row {number}", row, kind)
        rows.append(row)
    return rows


def _read_row(file: Path, number: int, line: str, kind: Kind) -> Row:
    where = f"{file}: line {number}"
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise EvaluationError(f"{where}: not JSON ({error.msg}); one object a line is expected") from error
    if not isinstance(row, dict):
        raise EvaluationError(f"{where}: not a JSON object")
    _check_row(where, row, kind)
    return row


def _check_row(where: str, row: Row, kind: Kind) -> None:
    _check_fields(where, row, _FIELDS[kind])
    if kind in _SPANS:
        name, fields = _SPANS[kind]
        for span in row[name]:
            _check_fields(f"{where}: {name}", span, fields)
            _check_offsets(where, span, row["text"])
    if kind is Kind.STANCE:
        _check_offsets(where, row, row["text"])


def _check_fields(where: str, row: object, fields: Mapping[str, type]) -> None:
    if not isinstance(row, dict):
        raise EvaluationError(f"{where}: an object is expected, not {row!r}")
    for name, expected in fields.items():
        if not isinstance(row.get(name), expected):
            raise EvaluationError(f"{where}: `{name}` must be {expected.__name__}, not {row.get(name)!r}")


def _check_offsets(where: str, span: Mapping[str, Any], text: str) -> None:
    if not 0 <= span["start"] < span["end"] <= len(text):
        raise EvaluationError(f"{where}: offsets {span['start']}–{span['end']} lie outside the text")
