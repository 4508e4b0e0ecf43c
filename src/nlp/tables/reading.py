"""Rows of a written table, fast: for the terminal, without pandas or any model."""

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from nlp.errors import TableError
from nlp.tables.schemas import get_table

__all__ = ["read_column", "read_rows"]


def read_rows(
    outputs: Path, name: str, article: str | None = None, *, holding: Collection[str] = ()
) -> list[dict[str, Any]]:
    """The rows of a table in an outputs folder, in order; of one piece where its id is given.

    With `holding`, only rows whose `text` holds one of these strings, in capitals or small letters.

    Raises:
        TableError: there is no such table, run or piece.
    """
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    content = pq.ParquetFile(_file(outputs, name)).read()  # `pq.read_table` would import pandas
    if article is not None:
        if "article_id" not in content.column_names:
            raise TableError(f"table {name} is not by article; leave --article out")
        pieces = pq.ParquetFile(outputs / "articles.parquet").read(["article_id"])["article_id"]
        if not pc.any(pc.equal(pieces, article)).as_py():
            raise TableError(f"{outputs}: holds no piece `{article}`; `commentary show articles` lists them")
        content = content.filter(pc.equal(content["article_id"], article))
    if holding:
        pattern = "|".join(re.escape(one) for one in holding)
        content = content.filter(pc.match_substring_regex(content["text"], pattern, ignore_case=True))
    rows: list[dict[str, Any]] = content.to_pylist()
    return rows


def read_column(outputs: Path, name: str, column: str) -> list[str]:
    """The different values of a column of text.

    Raises:
        TableError: there is no such table or run.
    """
    import pyarrow.parquet as pq

    file = _file(outputs, name)
    values: list[str] = pq.ParquetFile(file).read([column])[column].unique().to_pylist()
    return values


def _file(outputs: Path, name: str) -> Path:
    file = outputs / f"{get_table(name).name}.parquet"
    if not file.is_file():
        raise TableError(f"{file}: no such file; run `commentary run` first")
    return file
