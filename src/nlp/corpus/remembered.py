"""Article files that were parsed before and have not changed since, so that only new ones are read again.

A file counts as unchanged while the operating system gives it the same size, times and inode. One that was
touched within two seconds before it was read is read again next time: within the resolution of the clock, a
later change might not show.
"""

import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from nlp.corpus.article import Article, Problem

__all__ = ["Parsed", "Remembered", "remembering"]

_SETTLED: Final = 2_000_000_000  # nanoseconds
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS basis (hash TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, state TEXT NOT NULL, parsed BLOB NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What an article file holds, and what is doubtful about it."""

    article: Article
    problems: tuple[Problem, ...] = ()


class Remembered:
    """Parsed files by path, with the state of each file when it was parsed."""

    def __init__(self, known: dict[str, tuple[str, bytes]] | None = None) -> None:
        self.known = known or {}
        self.new: dict[str, tuple[str, bytes]] = {}
        self.seen: set[str] = set()

    def get(self, path: Path) -> Parsed | None:
        """What the file held when it was parsed; None where it is another file now, or was never parsed."""
        state, parsed = self.known.get(str(path), ("", b""))
        if not state or state != _find_state(path):
            return None
        try:
            found = _adapter().validate_json(parsed)
        except ValidationError:
            return None
        self.seen.add(str(path))
        return found

    def put(self, path: Path, parsed: Parsed) -> None:
        """Remember what a file holds that has just been read."""
        state = _find_state(path)
        if state and time.time_ns() - _last_change(state) > _SETTLED:
            self.new[str(path)] = (state, _adapter().dump_json(parsed))

    @property
    def gone(self) -> set[str]:
        """The paths that were known and are no more."""
        return self.known.keys() - self.seen - self.new.keys()


@contextmanager
def remembering(file: Path, *, basis: str) -> Iterator[Remembered]:
    """What is remembered in a SQLite database; what is new is written to it at the end.

    A database that is damaged, of other code, or cannot be written is nothing lost: files are parsed again.

    Args:
        file: the database; its folder is not made.
        basis: a hash of the code that parses.
    """
    remembered = Remembered(_read(file, basis))
    yield remembered
    if not file.parent.is_dir() or not (remembered.new or remembered.gone):
        return
    try:
        with suppress(sqlite3.OperationalError):  # another run writes it, or there is no space or right
            _write(file, basis, remembered)
    except sqlite3.DatabaseError:  # damaged: the next run makes it anew
        file.unlink(missing_ok=True)


def _read(file: Path, basis: str) -> dict[str, tuple[str, bytes]]:
    if not file.is_file():
        return {}
    try:
        with closing(_connect(file)) as connection:
            if connection.execute("SELECT hash FROM basis").fetchall() != [(basis,)]:
                return {}
            rows = connection.execute("SELECT path, state, parsed FROM files")
            return {path: (state, parsed) for path, state, parsed in rows}
    except sqlite3.DatabaseError:
        return {}


def _write(file: Path, basis: str, remembered: Remembered) -> None:
    with closing(_connect(file)) as connection, connection:
        connection.executescript(_SCHEMA)
        connection.execute("BEGIN")
        if not remembered.known:
            connection.execute("DELETE FROM basis")
            connection.execute("DELETE FROM files")
            connection.execute("INSERT INTO basis VALUES (?)", (basis,))
        connection.executemany("DELETE FROM files WHERE path = ?", ((one,) for one in remembered.gone))
        rows = ((path, *value) for path, value in remembered.new.items())
        connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", rows)


def _connect(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, timeout=1.0, isolation_level=None)


def _find_state(path: Path) -> str:
    """Size, inode and times of a regular file; empty where it is none."""
    try:
        found = path.lstat()
    except OSError:
        return ""
    if not stat.S_ISREG(found.st_mode):
        return ""
    return f"{found.st_size} {found.st_ino} {found.st_mode} {found.st_mtime_ns} {found.st_ctime_ns}"


def _last_change(state: str) -> int:
    return max(int(number) for number in state.split()[-2:])


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Parsed]:
    return TypeAdapter(Parsed)
