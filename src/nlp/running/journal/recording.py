"""A run that is noted from its start to its end, whatever the end is."""

import os
import platform
import sys
import time
from collections.abc import Mapping
from contextvars import Token
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import Any, Final

from nlp import __version__
from nlp.errors import BusyError, CommentaryError
from nlp.labels import LogLevel
from nlp.locking import process_start
from nlp.running.journal.events import LOGGER, RUN, Event, note
from nlp.running.journal.files import LOGS, JournalHandler
from nlp.settings import Settings

__all__ = ["Recording"]

_FRAMES: Final = 12  # of a traceback: the innermost say where it happened
_COUNTS: Final = ("read", "new", "skipped", "quarantined", "left_out")


class Recording:
    """One run in the log of its outputs: `with Recording(settings) as journal: …; journal.end(record)`.

    A run that leaves the block by an error is noted as failed, or as stopped, without `end`.
    """

    def __init__(self, settings: Settings) -> None:
        now = datetime.now(UTC)
        self.run = f"{now:%Y%m%dT%H%M%S%f}-{os.getpid()}"
        self._handler = JournalHandler(settings.outputs, settings.logs, self.run)
        self._settings = settings
        self._token: Token[str] | None = None
        self._began, self._ended = time.perf_counter(), False

    def __enter__(self) -> "Recording":
        self._token = RUN.set(self.run)
        if self._settings.logs.write:
            LOGGER.addHandler(self._handler)
        note(
            Event.RUN_STARTED,
            version=__version__,
            host=platform.node(),
            process=process_start(os.getpid()),
            corpus=str(self._settings.corpus.absolute()),
            outputs=str(self._settings.outputs.absolute()),
        )
        return self

    def end(self, record: Mapping[str, Any]) -> None:
        """Note how the run went, by the record of its outcome."""
        self._ended = True
        note(
            Event.RUN_ENDED,
            status=record["status"],
            seconds=self._seconds(),
            problems=len(record["problems"]),
            **{name: record[name] for name in _COUNTS},
        )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None and not self._ended:
            level, fields = _failure(error, trace)
            note(Event.RUN_ENDED, level, seconds=self._seconds(), **fields)
        LOGGER.removeHandler(self._handler)
        if self._token is not None:
            RUN.reset(self._token)

    def _seconds(self) -> float:
        """How long the run has taken by now, what lies between its stages included."""
        return round(time.perf_counter() - self._began, 3)

    @property
    def notes(self) -> tuple[str, ...]:
        """A line where the log cannot be written; the run goes on without."""
        if self._handler.refused is None:
            return ()
        folder = self._settings.outputs / LOGS
        return (f"{folder}: cannot be written ({self._handler.refused}); the run goes on without a log",)


def _failure(error: BaseException, trace: TracebackType | None) -> tuple[LogLevel, dict[str, object]]:
    """What to note of an error that ended a run: its line where that is of files, else its kind and place."""
    kind = type(error).__name__
    if isinstance(error, BusyError):  # another run does the work
        return LogLevel.WARNING, {"status": "refused", "error": str(error)}
    if isinstance(error, CommentaryError):
        return LogLevel.ERROR, {"status": "failed", "error": str(error)}
    if isinstance(error, (ImportError, OSError)):
        return LogLevel.ERROR, {"status": "failed", "error": f"{kind}: {error}", "trace": _frames(trace)}
    if isinstance(error, Exception):
        return LogLevel.ERROR, {"status": "failed", "error": kind, "trace": _frames(trace)}
    # an interrupt, SIGTERM, or a cancellation by Prefect
    return LogLevel.WARNING, {"status": "stopped", "error": kind}


def _frames(trace: TracebackType | None) -> list[str]:
    """Where it happened, outermost first: file, line and function, nothing that was worked on."""
    frames = extract_tb(trace)[-_FRAMES:]
    return [f"{_from_root(Path(frame.filename))}:{frame.lineno} {frame.name}" for frame in frames]


def _from_root(file: Path) -> str:
    """A source file as Python found it, without the folders of this machine."""
    for root in sorted(filter(None, sys.path), key=len, reverse=True):
        if file.is_relative_to(root):
            return file.relative_to(root).as_posix()
    return file.name
