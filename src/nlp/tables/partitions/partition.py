"""One partition as it is read: its live pieces and their rows; and how one is removed."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from nlp.errors import OutputError
from nlp.tables.partitions.parts import PARTIAL, PASSAGES

if TYPE_CHECKING:
    from nlp.analysis.theming.passages import Passages

__all__ = ["Partition", "read_part", "remove_folder"]


class Partition:
    """The live pieces of one folder: ids by key."""

    def __init__(self, folder: Path, pieces: Mapping[str, str], *, whole: bool) -> None:
        self.folder = folder
        self.pieces = pieces
        self.whole = whole  # whether all pieces in the folder are live

    def read(self, name: str) -> pa.Table:
        """The rows of a table that belong to live pieces.

        Raises:
            OutputError: a file is damaged; the partition is removed, so that the next run makes it anew.
        """
        content = read_part(self.folder / f"{name}.parquet")
        if self.whole:
            return content
        ids = pa.array(sorted(self.pieces.values()), type=content.schema.field("article_id").type)
        return content.filter(pc.is_in(content["article_id"], value_set=ids))

    def passages(self) -> Iterator[tuple[str, "Passages"]]:
        """The embeddings of each live piece with its id."""
        from nlp.analysis.theming.passages import pack_passages

        found: dict[str, dict[int, list[float]]] = {name: {} for name in self.pieces.values()}
        columns = (self.read(PASSAGES)[name].to_pylist() for name in ("article_id", "paragraph", "vector"))
        for name, number, vector in zip(*columns, strict=True):
            found[name][number] = vector
        for name, vectors in found.items():
            width = len(next(iter(vectors.values()), ()))
            title = np.array(vectors.pop(0), dtype=np.float32) if 0 in vectors else None
            rows = [vectors[number] for number in sorted(vectors)]
            yield name, pack_passages(np.array(rows, dtype=np.float32).reshape(len(rows), width), title)


def read_part(file: Path) -> pa.Table:
    """What a file of a partition holds.

    Raises:
        OutputError: it is damaged; the partition is removed, so that the next run makes it anew.
    """
    try:
        return pq.read_table(file, partitioning=None)
    except (pa.ArrowException, OSError) as error:
        remove_folder(file.parent)
        raise OutputError(
            f"{file}: was damaged and is removed; run again to analyse its pieces anew"
        ) from error


def remove_folder(path: Path) -> None:
    """Remove a folder; a name that no one takes for a partition comes first, so that none is read by half."""
    if not path.is_dir() or path.is_symlink():
        path.unlink(missing_ok=True)
        return
    going = path.with_name(f"{PARTIAL}-{path.name}")
    path.rename(going)
    shutil.rmtree(going, ignore_errors=True)
