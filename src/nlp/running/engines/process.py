"""A worker process as its parent sees it."""

import os
import subprocess
import sys
import threading
from multiprocessing import Pipe
from typing import Any

from nlp.errors import EngineError
from nlp.running.engines.engine import Batch, LostWorkerError
from nlp.running.engines.messages import Word
from nlp.running.recipe import Failure, Recipe, Told

__all__ = ["Process", "python_path"]

_MODULE = "nlp.running.engines.worker"
# Each process has one core; libraries that take all of them for themselves would only be in each other's way.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
_STARTS = 2
_LAST_SECONDS = 5.0  # between the end of its socket and its own


def python_path() -> str:
    """Where a program of ours finds the modules that this one finds."""
    return os.pathsep.join(path for path in sys.path if path)


class Process:
    """A process that analyses one batch at a time; it ends with us, however we end."""

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self._stopped = False
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def attempt(self, batch: Batch, told: Told) -> tuple[Failure, ...]:
        """Have a batch analysed, by a new process where there is none.

        Raises:
            LostWorkerError: the process has ended; the next attempt starts another.
            EngineError: it cannot be started.
            CommentaryError: as the process raised it.
        """
        if self._child is None:
            self._start()
        word, what = self._ask(batch)
        while word is Word.PIECE:
            told()
            word, what = self._ask()
        failures: tuple[Failure, ...] = what
        return failures

    def stop(self) -> None:
        """End the process on the spot; an attempt that waits for it loses it."""
        with self._lock:
            self._stopped = True
            if self._child is not None:
                self._child.kill()
                self._child.wait()

    def _start(self) -> None:
        ended = ""
        for _ in range(_STARTS):
            self._launch()
            try:
                self._ask(self._recipe)
            except LostWorkerError as lost:
                ended = str(lost)
            else:
                return
        raise EngineError(
            f"{ended} while it loaded the models: free memory, or run again with fewer --workers"
        )

    def _launch(self) -> None:
        self._ours, theirs = Pipe()
        environment = {
            **dict.fromkeys(_THREADS, str(self._recipe.settings.models.threads)),
            **os.environ,
            "PYTHONPATH": python_path(),
        }
        command = [sys.executable, "-P", "-m", _MODULE, str(theirs.fileno())]
        with self._lock, theirs:
            if self._stopped:
                raise LostWorkerError("the worker process was stopped")
            try:
                self._child = subprocess.Popen(
                    command, stdin=subprocess.DEVNULL, env=environment, pass_fds=(theirs.fileno(),)
                )
            except OSError as error:
                reason = error.strerror or error
                raise EngineError(
                    f"a worker process cannot be started ({reason}): free memory, or run again with "
                    "--workers 1"
                ) from error

    def _ask(self, what: object = None) -> tuple[Word, Any]:
        """Send something, if there is anything, and take the next word."""
        try:
            if what is not None:
                self._ours.send(what)
            word, told = self._ours.recv()
        except (EOFError, OSError) as lost:
            raise LostWorkerError(f"worker process {self._end()}") from lost
        if word is Word.FAILED:
            raise told
        return word, told

    def _end(self) -> str:
        """Clear away what is left of the process; how it ended."""
        self._ours.close()
        with self._lock:
            child, self._child = self._child, None
        if child is None:
            return "is gone"
        try:
            code = child.wait(timeout=_LAST_SECONDS)
        except subprocess.TimeoutExpired:  # it lives, but hears nothing
            child.kill()
            code = child.wait()
        return f"was killed by signal {-code}" if code < 0 else f"ended with exit code {code}"
