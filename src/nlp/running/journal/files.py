"""The files of the log: one line a record, one file a day or more, the newest kept."""

import fcntl
import json
import logging
import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from nlp.running.journal.events import ALWAYS, LEVELS
from nlp.settings import LogSettings

__all__ = ["LOGS", "JournalHandler", "find_files"]

LOGS: Final = ".logs"
_NAME: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(\d+))?\.jsonl")  # 2026-01-01.jsonl, 2026-01-01-2.jsonl
_LONGEST: Final = 500  # characters of a value


def find_files(outputs: Path) -> list[Path]:
    """The files of the log, the oldest first.

    Raises:
        OSError: the folder cannot be read.
    """
    folder = outputs / LOGS
    if not folder.is_dir():
        return []
    return sorted((file for file in folder.iterdir() if _NAME.fullmatch(file.name)), key=_place)


class JournalHandler(logging.Handler):
    """Appends the records of one run to the files of an outputs folder; `refused` says why it could not.

    A folder that is not there yet is waited for: a run that comes to nothing makes none.
    """

    def __init__(self, outputs: Path, settings: LogSettings, run: str) -> None:
        super().__init__()
        self.folder, self.settings, self.run = outputs / LOGS, settings, run
        self.refused: str | None = None
        self._waiting: list[bytes] = []

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is of this run, and matters enough."""
        matters = record.levelno >= LEVELS[self.settings.level] or record.getMessage() in ALWAYS
        return matters and getattr(record, "run", "") == self.run

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, after those that wait; after the first that is refused, none."""
        if self.refused is not None:
            return
        self._waiting.append(_line(record))
        try:
            if not self.folder.parent.is_dir():
                return
            self.folder.mkdir(exist_ok=True)
            self._append(b"".join(self._waiting), datetime.fromtimestamp(record.created, UTC))
        except OSError as error:
            self.refused = error.strerror or str(error)
        self._waiting.clear()

    def _append(self, lines: bytes, now: datetime) -> None:
        file = self._choose(f"{now:%Y-%m-%d}")
        handle = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)  # until it is closed: two processes may write at once
            size = os.fstat(handle).st_size
            if size and os.pread(handle, 1, size - 1) != b"\n":
                lines = b"\n" + lines  # a process was killed, or found no space, within a line
            if os.write(handle, lines) < len(lines):
                raise OSError("no space left")
        finally:
            os.close(handle)

    def _choose(self, day: str) -> Path:
        """The file of the day that has room; where that is a new one, the oldest are removed."""
        files = find_files(self.folder.parent)
        today = [file for file in files if file.name.startswith(day)]
        if today and today[-1].stat().st_size < self.settings.file_bytes:
            return today[-1]
        for old in files[: max(0, len(files) + 1 - self.settings.files)]:
            old.unlink(missing_ok=True)
        number = _place(today[-1])[1] + 1 if today else 1
        return self.folder / (f"{day}.jsonl" if number == 1 else f"{day}-{number}.jsonl")


def _place(file: Path) -> tuple[str, int]:
    found = _NAME.fullmatch(file.name)
    return (found[1], int(found[2] or 1)) if found else ("", 0)


def _line(record: logging.LogRecord) -> bytes:
    """The record as one line of ASCII: no character of a name or title can break it."""
    fields: Mapping[str, Any] = getattr(record, "fields", {})
    values = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "event": record.getMessage(),
        "run": getattr(record, "run", ""),
        "pid": record.process,
    }
    values |= {name: _short(value) for name, value in fields.items() if value is not None}
    return (json.dumps(values, default=str) + "\n").encode("ascii")


def _short(value: object) -> object:
    return f"{value[: _LONGEST - 1]}…" if isinstance(value, str) and len(value) > _LONGEST else value
