"""Tables in memory or in a folder, asked in SQL; sorting and grouping go to disk where memory is short.

DuckDB reads both alike. It works on one thread and every question orders its rows, so that the answers, and
with them all tables made of them, do not depend on where the tables are.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import duckdb
import pandas as pd
import pyarrow as pa

from nlp.errors import OutputError
from nlp.settings import ComparisonSettings
from nlp.tables.arrow import to_arrow
from nlp.tables.schemas import get_table
from nlp.tables.stored import StoredTables

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Asked"]

_ROWS = 20_000  # of an answer held at once where it is walked through


class Asked:
    """The tables of a run as DuckDB sees them; `folder` is for what does not fit into memory.

    Used in a `with` statement, at whose end the folder is removed.
    """

    def __init__(self, frames: Mapping[str, pd.DataFrame], settings: ComparisonSettings) -> None:
        self._frames = frames
        self._spill = TemporaryDirectory(prefix="commentary-")
        self.folder = Path(self._spill.name)
        self._known: set[str] = set()
        self._connection = duckdb.connect(
            config={
                "threads": 1,
                "memory_limit": f"{settings.memory_mb}MB",
                "temp_directory": str(self.folder / "duckdb"),
            }
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()
        self._spill.cleanup()

    def rows(self, question: str, *tables: str) -> pd.DataFrame:
        """The whole answer to a question that reads these tables.

        Raises:
            OutputError: there is no room for what does not fit into memory.
        """
        with self._asking(question, tables) as found:
            answer: pd.DataFrame = pa.RecordBatchReader.from_stream(found).read_all().to_pandas()
        return answer

    def walk(self, question: str, *tables: str) -> Iterator[pa.RecordBatch]:
        """The answer, part by part.

        Raises:
            OutputError: there is no room for what does not fit into memory.
        """
        with self._asking(question, tables) as found:
            yield from found.to_arrow_reader(_ROWS)

    def know(self, name: str, **columns: "NDArray[Any]") -> None:
        """Let questions read a table of these columns, too."""
        self._connection.register(name, pa.table(columns))

    @contextmanager
    def _asking(self, question: str, tables: tuple[str, ...]) -> Iterator[duckdb.DuckDBPyRelation]:
        for name in tables:
            self._show(name)
        try:
            yield self._connection.sql(question)
        except (duckdb.OutOfMemoryException, duckdb.IOException, pa.ArrowException) as error:
            raise OutputError(
                f"{self.folder}: no room to compare the tables ({str(error).splitlines()[0]}); free space "
                "there, or raise `comparison.memory_mb`"
            ) from error

    def _show(self, name: str) -> None:
        if name in self._known:
            return
        self._known.add(name)
        if isinstance(self._frames, StoredTables):
            files = ", ".join("'" + str(file).replace("'", "''") + "'" for file in self._frames.files(name))
            self._connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet([{files}])")
        else:
            self._connection.register(name, to_arrow(get_table(name), self._frames[name]))
