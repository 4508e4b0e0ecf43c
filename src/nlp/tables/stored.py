"""Tables in a folder as a mapping that reads on demand and keeps but small ones: for more than memory holds.

    frames = StoredTables(folder)
    frames["articles"]                      the whole table; a large one is read anew each time
    frames.read("sentences", "text")        some columns of it
    count_rows(frames, "terms")             from the heads of the files alone

A table is a file `<table>.parquet`, or a folder `<table>/` of such files, in the order of their names.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from nlp.errors import TableError
from nlp.tables.arrow import to_pandas
from nlp.tables.schemas import TABLES, get_table

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["StoredTables", "count_rows", "read_columns", "read_pieces"]

_SMALL: Final = 200_000  # bytes of a file whose rows are kept: all tables together take some 50 MB then


class StoredTables(Mapping[str, pd.DataFrame]):
    """The tables of a folder by name. A table whose files change is asked for through a new one of these."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._kept: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        """The whole table.

        Raises:
            TableError: its file is damaged.
            KeyError: there is no such table.
        """
        if not self._is_small(name):
            return self._read(name, get_table(name).names)
        if name not in self._kept:
            self._kept[name] = self._read(name, get_table(name).names)
        return self._kept[name].copy(deep=False)  # what is written into it changes no other

    def __iter__(self) -> Iterator[str]:
        return (name for name in TABLES if self._find(name))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, name: object) -> bool:
        return name in TABLES and bool(self._find(str(name)))

    def read(self, name: str, *columns: str) -> pd.DataFrame:
        """Some columns of a table.

        Raises:
            TableError: its file is damaged, or lacks a column.
            KeyError: there is no such table.
        """
        return self[name][list(columns)] if self._is_small(name) else self._read(name, columns)

    def read_pieces(self, name: str, ids: Collection[str]) -> pd.DataFrame:
        """The rows of some pieces.

        Raises:
            TableError: a file is damaged.
            KeyError: there is no such table.
        """
        import pyarrow as pa

        if self._is_small(name):
            return _keep_pieces(self[name], ids)
        table, wanted = get_table(name), [("article_id", "in", sorted(ids))]
        parts = [_read(file, table.names, wanted) for file in self.files(name)]
        return to_pandas(table, pa.concat_tables(parts))

    def content(self, name: str) -> "pa.Table":
        """The whole table as its files hold it.

        Raises:
            TableError: a file is damaged, or lacks a column.
            KeyError: there is no such table.
        """
        import pyarrow as pa

        return pa.concat_tables([_read(file, get_table(name).names) for file in self.files(name)])

    def files(self, name: str) -> list[Path]:
        """The files of a table.

        Raises:
            KeyError: there is no such table.
        """
        files = self._find(name)
        if not files:
            raise KeyError(name)
        return files

    def count(self, name: str) -> int:
        """Rows of a table, from the heads of its files."""
        import pyarrow.parquet as pq

        return sum(pq.ParquetFile(file).metadata.num_rows for file in self.files(name))

    def _is_small(self, name: str) -> bool:
        return sum(file.stat().st_size for file in self.files(name)) <= _SMALL

    def _read(self, name: str, columns: tuple[str, ...]) -> pd.DataFrame:
        import pyarrow as pa

        table = get_table(name)
        part = replace(table, columns=tuple(table.column(one) for one in columns), key=(), order=())
        return to_pandas(part, pa.concat_tables([_read(file, columns) for file in self.files(name)]))

    def _find(self, name: str) -> list[Path]:
        file, folder = self.folder / f"{name}.parquet", self.folder / name
        if file.is_file():
            return [file]
        return sorted(folder.glob("*.parquet")) if folder.is_dir() else []


def read_columns(frames: Mapping[str, pd.DataFrame], name: str, *columns: str) -> pd.DataFrame:
    """Some columns of a table in memory or in a folder; of the latter only these are read."""
    if isinstance(frames, StoredTables):
        return frames.read(name, *columns)
    return frames[name][list(columns)]


def read_pieces(frames: Mapping[str, pd.DataFrame], name: str, ids: Collection[str]) -> pd.DataFrame:
    """The rows of some pieces of a table in memory or in a folder; of the latter only these are kept."""
    if isinstance(frames, StoredTables):
        return frames.read_pieces(name, ids)
    return _keep_pieces(frames[name], ids)


def count_rows(frames: Mapping[str, pd.DataFrame], name: str) -> int:
    """How many rows a table has."""
    return frames.count(name) if isinstance(frames, StoredTables) else len(frames[name])


def _keep_pieces(frame: pd.DataFrame, ids: Collection[str]) -> pd.DataFrame:
    return frame[frame["article_id"].isin(list(ids))]


def _read(
    file: Path, columns: tuple[str, ...], wanted: list[tuple[str, str, list[str]]] | None = None
) -> "pa.Table":
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.read_table(file, columns=list(columns), filters=wanted, partitioning=None)
    except (pa.ArrowException, OSError) as error:
        raise TableError(f"{file}: not a Parquet file of this version; run `commentary run` again") from error
