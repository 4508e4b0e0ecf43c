"""One partition: a folder with a Parquet file a table, which appears whole or not at all.

pieces.parquet      key, id and counts of each piece
passages.parquet    the embeddings of its paragraphs and title, from which themes are told
sentences.parquet   … and every other table that is made of single pieces
"""

import os
import shutil
import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from nlp.corpus.article import Article
from nlp.tables.arrow import to_arrow
from nlp.tables.frames import make_frame
from nlp.tables.rows import ROW_MAKERS, count_parts
from nlp.tables.schemas import get_table

if TYPE_CHECKING:
    from nlp.analysis.records import Analysis

__all__ = ["KEPT", "PARTIAL", "PASSAGES", "PIECES", "make_tables", "write_partition"]

PIECES: Final = "pieces"
PASSAGES: Final = "passages"
# Not kept: `articles`, whose other columns change without a look at the text, and `themes`, told anew.
KEPT: Final = tuple(name for name in ROW_MAKERS if name not in {"articles", "themes"})

_PIECES_SCHEMA: Final = pa.schema(
    [
        ("key", pa.string()),
        ("article_id", pa.string()),
        ("n_words", pa.int64()),
        ("n_sentences", pa.int64()),
        ("n_paragraphs", pa.int64()),
    ]
)
_PASSAGES_SCHEMA: Final = pa.schema(
    # `paragraph` counts from 1; the title is 0. float32 is exact: that is what the encoder gives.
    [("article_id", pa.string()), ("paragraph", pa.int64()), ("vector", pa.list_(pa.float32()))]
)
PARTIAL: Final = ".partial"


def make_tables(batch: Sequence[tuple[str, Article, "Analysis"]]) -> dict[str, pa.Table]:
    """The tables of a partition by name, from keys, articles and their analyses."""
    tables: dict[str, pa.Table] = {}
    for name in KEPT:
        rows = (row for _, article, analysis in batch for row in ROW_MAKERS[name](article, analysis))
        tables[name] = to_arrow(get_table(name), make_frame(get_table(name), rows))
    tables[PIECES] = pa.Table.from_pylist(
        [_piece(key, article, analysis) for key, article, analysis in batch], schema=_PIECES_SCHEMA
    )
    passages = [row for _, article, analysis in batch for row in _passages(article, analysis)]
    return {**tables, PASSAGES: pa.Table.from_pylist(passages, schema=_PASSAGES_SCHEMA)}


def write_partition(folder: Path, tables: Mapping[str, pa.Table]) -> None:
    """Write a partition; where another process has written the same one in the meantime, that one stays.

    Raises:
        OSError: the folder cannot be written.
    """
    partial = folder.with_name(f"{PARTIAL}-{os.getpid()}-{uuid.uuid4().hex}")
    try:
        partial.mkdir(parents=True)
        for name, table in tables.items():
            pq.write_table(table, partial / f"{name}.parquet", compression="zstd")
        partial.rename(folder)
    except OSError:
        if not folder.is_dir():  # else the same rows stand under the same name already
            raise
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _piece(key: str, article: Article, analysis: "Analysis") -> dict[str, object]:
    counts = count_parts(analysis)
    return {
        "key": key,
        "article_id": article.id,
        "n_words": counts.words,
        "n_sentences": counts.sentences,
        "n_paragraphs": counts.paragraphs,
    }


def _passages(article: Article, analysis: "Analysis") -> Iterator[dict[str, object]]:
    title = analysis.passages.title_vector()
    if title is not None:
        yield {"article_id": article.id, "paragraph": 0, "vector": title}
    for number, vector in enumerate(analysis.passages.paragraph_vectors(), 1):
        yield {"article_id": article.id, "paragraph": number, "vector": np.asarray(vector)}
