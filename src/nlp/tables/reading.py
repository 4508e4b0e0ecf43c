"""Rows of a written table, fast: for the terminal, without pandas or any model."""

from pathlib import Path
from typing import Any

from nlp.errors import TableError
from nlp.tables.schemas import get_table

__all__ = ["read_rows"]


def read_rows(outputs: Path, name: str, article: str | None = None) -> list[dict[str, Any]]:
    """The rows of a table in an outputs folder, in order; of one piece where its id is given.

    Raises:
        TableError: there is no such table, run or piece.
    """
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    table = get_table(name)
    file = outputs / f"{table.name}.parquet"
    if not file.is_file():
        raise TableError(f"{file}: no such file; run `commentary run` first")
    content = pq.read_table(file)
    if article is not None:
        if "article_id" not in content.column_names:
            raise TableError(f"table {name} is not by article; leave --article out")
        pieces = pq.read_table(outputs / "articles.parquet", columns=["article_id"])["article_id"]
        if not pc.any(pc.equal(pieces, article)).as_py():
            raise TableError(f"{outputs}: holds no piece `{article}`; `commentary show articles` lists them")
        content = content.filter(pc.equal(content["article_id"], article))
    rows: list[dict[str, Any]] = content.to_pylist()
    return rows
