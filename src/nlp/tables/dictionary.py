"""The tables described: for people as Markdown, for machines as a Frictionless Data Package (v2)."""

import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from nlp.tables.schemas import TABLES, get_table
from nlp.tables.table import Column, DType, Table

__all__ = ["PACKAGE", "dictionary_markdown", "package_json"]

PACKAGE: Final = "datapackage.json"

_PROFILE: Final = "https://datapackage.org/profiles/2.0/"

_TYPES: Final = {
    DType.TEXT: "string",
    DType.DATE: "date",
    DType.INTEGER: "integer",
    DType.NUMBER: "number",
    DType.BOOLEAN: "boolean",
}

_HEAD = """\
# Tables

Written from the schemas by `python -m nlp.tables.dictionary docs/tables.md`; do not edit by hand.

Each table is a Parquet and a CSV file, and all are in `commentary.duckdb`. Offsets count code points from 0
over the text of the piece. An empty cell is a missing value. Numbers are rounded to six decimals. In CSV, a
cell of free text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return has an apostrophe in front,
so that a spreadsheet does not run it as a formula; take one apostrophe away to get the text back.
"""


def dictionary_markdown() -> str:
    """The whole dictionary as Markdown."""
    return "\n".join([_HEAD, *(_section(table) for table in TABLES.values())])


def package_json(names: Sequence[str], folder: Path) -> str:
    """The descriptor of the CSV files of these tables in a folder, with the size and hash of each."""
    resources = [
        _resource(table, folder, set(names)) for table in (get_table(name) for name in names) if table.csv
    ]
    package = {
        "$schema": f"{_PROFILE}datapackage.json",
        "name": "korea-asean-commentary",
        "title": "Commentary on Korea and ASEAN: what each piece names, dates, treats, judges and demands",
        "resources": resources,
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _section(table: Table) -> str:
    lines = [f"## {table.name}", "", table.description, ""]
    lines += [f"Key: {', '.join(f'`{name}`' for name in table.key)}", ""]
    if not table.csv:
        lines += ["Parquet and DuckDB only.", ""]
    lines += ["| column | type | may be empty | meaning |", "|---|---|---|---|"]
    lines += [
        f"| `{column.name}` | {column.dtype} | {'yes' if column.nullable else ''} | {_meaning(column)} |"
        for column in table.columns
    ]
    return "\n".join([*lines, ""])


def _meaning(column: Column) -> str:
    parts = [column.description]
    if column.choices:
        parts.append("one of " + ", ".join(f"`{choice}`" for choice in column.choices))
    bounds = _bounds(column)
    if bounds:
        parts.append(bounds)
    if column.references and column.references != "articles.article_id":
        parts.append(f"see `{column.references}`")
    return "; ".join(parts).replace("|", "\\|")


def _bounds(column: Column) -> str:
    if column.dtype not in (DType.INTEGER, DType.NUMBER) or column.maximum is None or column.minimum is None:
        return ""
    return f"{column.minimum:g} to {column.maximum:g}"


def _resource(table: Table, folder: Path, present: set[str]) -> dict[str, object]:
    content = (folder / f"{table.name}.csv").read_bytes()
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": _schema(table, present),
    }


def _schema(table: Table, present: set[str]) -> dict[str, object]:
    schema: dict[str, object] = {
        "$schema": f"{_PROFILE}tableschema.json",
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
    }
    # A primary key must not have gaps; a key with one is a unique key.
    if table.is_key_nullable:
        schema["uniqueKeys"] = [list(table.key)]
    else:
        schema["primaryKey"] = list(table.key)
    foreign = [_foreign_key(column) for column in table.columns if column.references.split(".")[0] in present]
    if foreign:
        schema["foreignKeys"] = foreign
    return schema


def _field(column: Column) -> dict[str, object]:
    constraints: dict[str, object] = {}
    if not column.nullable:
        constraints["required"] = True
    if column.choices:
        constraints["enum"] = [str(choice) for choice in column.choices]
    for name, bound in (("minimum", column.minimum), ("maximum", column.maximum)):
        if bound is not None:
            constraints[name] = int(bound) if column.dtype is DType.INTEGER else bound
    field: dict[str, object] = {
        "name": column.name,
        "type": _TYPES[column.dtype],
        "description": column.description,
    }
    return {**field, "constraints": constraints} if constraints else field


def _foreign_key(column: Column) -> dict[str, object]:
    resource, _, target = column.references.partition(".")
    return {"fields": [column.name], "reference": {"resource": resource, "fields": [target]}}


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(dictionary_markdown(), encoding="utf-8")
