"""How far the analysis is, as a progress artifact in the Prefect UI."""

import time
from collections.abc import Callable
from typing import Final, cast
from uuid import UUID

import httpx
from prefect.artifacts import create_progress_artifact, update_progress_artifact
from prefect.exceptions import PrefectException

from nlp.stages import Progress

__all__ = ["PROGRESS_KEY", "ShownProgress", "tell_each"]

PROGRESS_KEY: Final = "analysis-progress"

# An update costs the server some 50 ms: 20 of them in a run, or one a minute where it takes hours.
_STEP: Final = 5.0  # per cent
_SOONEST, _LATEST = 2.0, 60.0  # seconds after the last one


class ShownProgress:
    """Shows pieces done as a progress artifact of the flow run; a callback as `nlp.stages.Progress`.

    A server that is gone stops no run: `notes` has a line then, and it is asked no more.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.notes: tuple[str, ...] = ()
        self._clock = clock
        self._artifact: UUID | None = None
        self._percent, self._when = 0.0, 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Note that `done` of `total` pieces have passed a stage."""
        percent, now = 100.0 * done / total if total else 100.0, self._clock()
        if self.notes or not self._is_due(percent, now):
            return
        self._percent, self._when = percent, now
        try:
            self._show(percent, f"{stage}: {done:,} of {total:,} pieces")
        except (PrefectException, httpx.HTTPError, OSError) as error:
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            self.notes = (f"Prefect shows no more progress of this run ({reason}); the run went on",)

    def _is_due(self, percent: float, now: float) -> bool:
        if self._artifact is None:
            return True
        if percent >= 100.0:
            return self._percent < 100.0
        waited = now - self._when
        return waited >= _LATEST or (waited >= _SOONEST and percent - self._percent >= _STEP)

    def _show(self, percent: float, description: str) -> None:
        if self._artifact is None:
            made = create_progress_artifact(percent, key=PROGRESS_KEY, description=description)
            self._artifact = cast("UUID", made)  # in an event loop only it would have to be awaited
        else:
            update_progress_artifact(self._artifact, percent, description)


def tell_each(*listeners: Progress) -> Progress:
    """One callback that tells several, in their order."""

    def tell(stage: str, done: int, total: int) -> None:
        for listener in listeners:
            listener(stage, done, total)

    return tell
