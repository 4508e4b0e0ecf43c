"""What Prefect says and does beside a flow that is run by hand: nothing, also where its server is gone."""

import logging
import queue
from typing import Any, Final

from prefect.events.worker import EventsWorker
from prefect.logging.handlers import APILogWorker

__all__ = ["be_quiet", "drop_reports"]

# The last three tell of each record that a server does not take.
_LOGGERS: Final = ("prefect", "prefect._internal.concurrency", "EventsWorker", "APILogWorker")


def be_quiet() -> None:
    """Have Prefect write nothing on the terminal; the full record is with its server."""
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        logger.setLevel(logging.CRITICAL)
        logger.addFilter(_is_grave)  # Prefect sets the levels anew when a flow starts


def drop_reports() -> None:
    """Forget what the server was not told yet, because it is gone.

    Else the process stays for seven seconds for each record when all is done, and a batch of pieces makes
    three (measured: two minutes after a run of 63 pieces).
    """
    workers: tuple[type[Any], ...] = (EventsWorker, APILogWorker)
    for worker in workers:
        for instance in tuple(worker._instances.values()):
            try:
                while True:
                    instance._queue.get_nowait()
            except queue.Empty:
                continue


def _is_grave(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.CRITICAL
