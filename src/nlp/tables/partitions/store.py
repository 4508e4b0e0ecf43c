"""The store of partitions: which pieces are in it, their rows, what is no longer needed.

    outputs/.analyses/<basis>/<partition>/<table>.parquet

`basis` is what all rows depend on beside their piece (models, codebook, settings, code). Workers of any
number write partitions of their own at the same time; only the run that holds the lock removes some.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from nlp.corpus.article import Article
from nlp.corpus.atomic import write_over
from nlp.tables.partitions.keys import make_key, make_name
from nlp.tables.partitions.partition import Partition, read_part, remove_folder
from nlp.tables.partitions.parts import KEPT, PARTIAL, PASSAGES, PIECES, make_tables, write_partition
from nlp.tables.rows import Counts
from nlp.tables.runs import writing
from nlp.tables.schemas import get_table
from nlp.tables.table import Table

if TYPE_CHECKING:
    from nlp.analysis.records import Analysis

__all__ = ["Partitions"]

_BASIS: Final = 16  # hex digits of the basis in a folder's name
# Reading a small file costs as much as reading a thousand pieces, so that many small partitions are merged.
_MERGED: Final = 1000  # pieces in a merged partition
_MOST_SMALL: Final = 16  # partitions below half of that


class Partitions:
    """The partitions made on one basis. What was written after it was first asked is not seen."""

    def __init__(self, folder: Path, *, basis: str) -> None:
        self.root = folder
        self.folder = folder / basis[:_BASIS]

    def missing(self, articles: Iterable[Article]) -> list[Article]:
        """The articles that have no rows."""
        return [article for article in articles if make_key(article) not in self._places]

    def has_other(self, articles: Iterable[Article]) -> set[str]:
        """Ids of those articles that, as they are, were analysed on another basis."""
        others = [folder for folder in _folders(self.root) if folder != self.folder]
        folders = [folder for other in others for folder in _folders(other)]
        keys = {
            key for folder in folders for key in read_part(folder / f"{PIECES}.parquet")["key"].to_pylist()
        }
        return {article.id for article in articles if make_key(article) in keys}

    def write(self, batch: Sequence[tuple[Article, "Analysis"]]) -> None:
        """Keep the analyses of a batch but for their themes; all appear, or none.

        Raises:
            OutputError: the folder cannot be written.
        """
        if not batch:
            return
        keyed = [(make_key(article), article, analysis) for article, analysis in batch]
        self._write(make_tables(keyed), [key for key, *_ in keyed])

    def of(self, articles: Iterable[Article]) -> list[Partition]:
        """The partitions that hold rows of these articles, with those of them that they hold."""
        wanted: dict[Path, dict[str, str]] = {}
        for article in articles:
            key = make_key(article)
            if (folder := self._places.get(key)) is not None:
                wanted.setdefault(folder, {})[key] = article.id
        return [
            Partition(folder, wanted[folder], whole=len(wanted[folder]) == len(self._index[folder]))
            for folder in sorted(wanted)
        ]

    @staticmethod
    def read(name: str, partitions: Iterable[Partition]) -> pa.Table:
        """The rows of live pieces in a table, in the order of their ids.

        Raises:
            OutputError: a file is damaged; its partition is removed, so that the next run makes it anew.
        """
        return _join(get_table(name), (partition.read(name) for partition in partitions))

    def derive(
        self, name: str, mark: str, partitions: Iterable[Partition], make: Callable[[Partition], pa.Table]
    ) -> pa.Table:
        """The rows of live pieces in a table that follows from what is kept, and is kept beside it.

        Args:
            name: of the table.
            mark: a hash of what the rows depend on beside the partition.
            partitions: whose rows are read.
            make: gives the rows of a partition's pieces, called where they are not kept yet.

        Raises:
            OutputError: the folder cannot be written.
        """
        parts = []
        for partition in partitions:
            keys = sorted(partition.pieces)
            file = partition.folder / f"{name}-{make_name([mark, *keys])}.parquet"
            if not file.is_file():
                with writing(self.root):
                    _keep_only(file, make(partition), like=f"{name}-*.parquet")
            parts.append(read_part(file))
        return _join(get_table(name), parts)

    def counts(self) -> dict[str, Counts]:
        """Words, sentences and paragraphs of each piece by its key."""
        columns = ("key", "n_words", "n_sentences", "n_paragraphs")
        return {
            key: Counts(words, sentences, paragraphs)
            for pieces in self._index.values()
            for key, words, sentences, paragraphs in zip(
                *(pieces[name].to_pylist() for name in columns), strict=True
            )
        }

    def tidy(self, articles: Iterable[Article]) -> None:
        """Remove what belongs to none of these articles, or to another basis; merge small partitions.

        Raises:
            OutputError: the folder cannot be written.
        """
        live = self.of(articles)
        kept = {partition.folder for partition in live}
        small = [one for one in live if not one.whole or len(one.pieces) * 2 < _MERGED]
        for other in _entries(self.root):
            if other != self.folder:
                remove_folder(other)
        for folder in _entries(self.folder):
            if folder not in kept:
                remove_folder(folder)
        if len(small) > _MOST_SMALL or any(not one.whole for one in small):
            self._merge(small)

    def _merge(self, small: Collection[Partition]) -> None:
        """Write partitions anew, at most a thousand pieces in each, then remove the old ones."""
        for group in _make_groups(small):
            keys = [key for partition in group for key in partition.pieces]
            tables = {
                name: pa.concat_tables([partition.read(name) for partition in group])
                for name in (*KEPT, PIECES, PASSAGES)
            }
            self._write(tables, keys)
            new = self.folder / make_name(keys)
            for partition in group:
                if partition.folder != new:
                    remove_folder(partition.folder)

    def _write(self, tables: Mapping[str, pa.Table], keys: list[str]) -> None:
        with writing(self.root):
            write_partition(self.folder / make_name(keys), tables)

    @cached_property
    def _index(self) -> dict[Path, pa.Table]:
        return {folder: read_part(folder / f"{PIECES}.parquet") for folder in _folders(self.folder)}

    @cached_property
    def _places(self) -> dict[str, Path]:
        # Of a piece that two partitions hold, the rows are the same in both.
        return {key: folder for folder, pieces in self._index.items() for key in pieces["key"].to_pylist()}


def _make_groups(partitions: Iterable[Partition]) -> Iterator[list[Partition]]:
    """The partitions in their order, about a thousand pieces in each group."""
    group: list[Partition] = []
    for partition in partitions:
        group.append(partition)
        if sum(len(one.pieces) for one in group) >= _MERGED:
            yield group
            group = []
    if group:
        yield group


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _folders(folder: Path) -> list[Path]:
    return [one for one in _entries(folder) if one.is_dir() and not one.name.startswith(PARTIAL)]


def _join(table: Table, parts: Iterable[pa.Table]) -> pa.Table:
    """Rows of several partitions by the ids of their pieces; those of a piece stay as they stand."""
    schema = table.arrow_schema()
    whole = pa.concat_tables([schema.empty_table(), *(part.cast(schema) for part in parts)]).combine_chunks()
    encoded = whole["article_id"].combine_chunks().dictionary_encode()
    ids = encoded.dictionary.to_pylist()
    rank = np.empty(len(ids), dtype=np.int64)
    rank[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
    order = np.argsort(rank[encoded.indices.to_numpy(zero_copy_only=False)], kind="stable")
    return whole.take(order)


def _keep_only(file: Path, content: pa.Table, *, like: str) -> None:
    """Write a file whole or not at all, and remove others like it."""
    sink = pa.BufferOutputStream()
    pq.write_table(content, sink, compression="zstd")
    write_over(file, sink.getvalue().to_pybytes())
    for old in file.parent.glob(like):
        if old != file:
            old.unlink(missing_ok=True)
