"""The runs that the log tells of, those among them that never came to an end."""

import json
import platform
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from nlp.locking import process_start
from nlp.running.journal.events import Event
from nlp.running.journal.files import find_files

__all__ = ["RunRecord", "RunState", "read_runs"]


class RunState(StrEnum):
    """What became of a run."""

    ENDED = "ended"  # its own status says how
    AT_WORK = "at work"
    LOST = "ended without a word"  # killed, or the machine went down
    UNKNOWN = "not ended"  # on another machine, which cannot be looked into from here


@dataclass(slots=True)
class RunRecord:
    """A run as its records tell it; what is None was not noted."""

    run: str
    first: dict[str, Any] = field(default_factory=dict)
    last: dict[str, Any] = field(default_factory=dict)
    stage: str | None = None  # that it was in last

    @property
    def state(self) -> RunState:
        """Whether it has ended, is at work, or was killed."""
        if self.last:
            return RunState.ENDED
        if self.first.get("host") != platform.node():
            return RunState.UNKNOWN
        pid = self.first.get("pid")
        alive = isinstance(pid, int) and process_start(pid) == self.first.get("process")
        return RunState.AT_WORK if alive else RunState.LOST

    @property
    def status(self) -> str:
        """How it went, in words."""
        return str(self.last.get("status", self.state))

    @property
    def bad(self) -> bool:
        """Whether nothing came of it."""
        return self.state is RunState.LOST or self.status == "failed"


def read_runs(outputs: Path, limit: int = 5) -> list[RunRecord]:
    """The last runs in the log, the latest first; lines that are damaged are passed over.

    Raises:
        OSError: the log cannot be read.
    """
    runs: dict[str, RunRecord] = {}
    for file in reversed(find_files(outputs)):
        for values in _records(file):
            _add(runs, values)
        if sum(1 for run in runs.values() if run.first) >= limit:
            break
    return sorted(runs.values(), key=lambda run: run.run, reverse=True)[:limit]


def _records(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                values = json.loads(line)
            except ValueError:
                continue
            if isinstance(values, dict) and isinstance(values.get("run"), str):
                yield values


def _add(runs: dict[str, RunRecord], values: dict[str, Any]) -> None:
    run = runs.setdefault(values["run"], RunRecord(values["run"]))
    if values.get("event") == Event.RUN_STARTED:
        run.first = values
    elif values.get("event") == Event.RUN_ENDED:
        run.last = values
    elif values.get("event") == Event.STAGE_STARTED:
        run.stage = values.get("stage")
