"""What is told to the log, and through which logger."""

import logging
from contextvars import ContextVar
from enum import StrEnum
from typing import Final

from nlp.labels import LogLevel

__all__ = ["ALWAYS", "LEVELS", "LOGGER", "RUN", "Event", "note"]

LEVELS: Final = {
    LogLevel.INFO: logging.INFO,
    LogLevel.WARNING: logging.WARNING,
    LogLevel.ERROR: logging.ERROR,
}
# The run that this thread or task works for: two may be at work in one process, on outputs of their own.
RUN: ContextVar[str] = ContextVar("run", default="")

LOGGER: Final = logging.getLogger("nlp.run")
LOGGER.setLevel(logging.INFO)
# The terminal has lines of its own; without a handler, or by one of Prefect's, these would come beside them.
LOGGER.propagate = False
LOGGER.addHandler(logging.NullHandler())


class Event(StrEnum):
    """What happened."""

    RUN_STARTED = "run started"
    STAGE_STARTED = "stage started"
    STAGE_ENDED = "stage ended"
    PROBLEM = "problem"  # a file or piece was set aside
    NOTICE = "notice"  # a line that the run tells beside, of locks and folders
    RUN_ENDED = "run ended"


ALWAYS: Final = frozenset({Event.RUN_STARTED, Event.RUN_ENDED})  # whatever the level: else no one knows of it


def note(event: Event, level: LogLevel = LogLevel.INFO, **fields: object) -> None:
    """Tell the log of the present run that something happened; where there is none, nothing is done."""
    LOGGER.log(LEVELS[level], event.value, extra={"run": RUN.get(), "fields": fields})
