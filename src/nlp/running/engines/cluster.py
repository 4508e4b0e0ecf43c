"""The engine of a Dask cluster: workers on this machine or on others, behind a scheduler.

Pieces go out with each batch, failures come back; rows are written by the workers into the store, which all
of them share.
"""

import logging
import time
import uuid
from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import ExitStack
from typing import Any, Final

from nlp.errors import EngineError, OutputError
from nlp.running.engines.checking import Order, describe_worker, find_differences, find_obstacle
from nlp.running.engines.engine import Batch, Done, Job, LostWorkerError, Tell, count_cores
from nlp.running.recipe import Failure, Recipe
from nlp.tables.partitions.parts import PARTIAL

try:
    import distributed

    from nlp.running.engines.own_cluster import own_cluster
except ImportError as missing:
    raise EngineError(
        "--engine dask needs Dask: install `korea-asean-commentary[dask]`, or run with --engine local"
    ) from missing

__all__ = ["Cluster", "Remote"]

_CONNECT: Final = 10.0  # seconds in which a scheduler answers
_JOIN: Final = 60.0  # seconds in which a first worker joins
_ALONE: Final = 60.0  # seconds without any worker after which a run is given up


class Remote:
    """A batch at work on a cluster; a future of Dask, or one of Prefect around it."""

    def __init__(self, future: Done) -> None:
        self._future = future

    def add_done_callback(self, fn: Callable[["Remote"], object], /) -> None:
        """Have a function called with this when the batch has ended."""
        self._future.add_done_callback(lambda _: fn(self))

    def result(self) -> tuple[Failure, ...]:
        """The failures of the batch.

        Raises:
            LostWorkerError: one worker after the other was lost over it.
            EngineError: the scheduler is gone.
            CommentaryError: as the worker raised it.
        """
        try:
            failures: tuple[Failure, ...] = self._future.result()
        except distributed.KilledWorker as lost:
            raise LostWorkerError(" ".join(str(lost).split())) from lost
        except CancelledError as lost:
            raise EngineError(
                "the Dask scheduler is gone; what was analysed is kept: start it again with its workers, "
                "then run again"
            ) from lost
        return failures


class Cluster:
    """The workers behind a scheduler; without an address, a cluster of processes on this machine is made.

    Raises:
        EngineError: no scheduler answers, no worker joins, or one of them differs from this machine or cannot
            reach what it needs.
    """

    patience = 1  # Dask itself tries a batch on several workers

    def __init__(self, recipe: Recipe) -> None:
        self._order = Order(recipe, describe_worker())
        self._alone_since: float | None = None
        self._stack = ExitStack()
        try:
            self._client = self._connect(recipe)
            self._check_workers(recipe)
        except BaseException:
            self.stop()
            raise

    @property
    def workers(self) -> int:
        """How many workers there are now; while there is none, one that may come."""
        return max(1, len(self._client.nthreads()))

    @property
    def address(self) -> str:
        """Where the scheduler is."""
        return str(self._client.scheduler.address)

    def job(self, tell: Tell) -> Job:
        """What analyses a batch on a worker; it tells nothing before its batch is done."""
        return self._order

    def submit(self, batch: Batch, tell: Tell) -> Done:
        """Have a batch analysed by a worker that is free."""
        return Remote(self._client.submit(self._order, batch, pure=False, key=f"analyse-{uuid.uuid4().hex}"))

    def check(self) -> None:
        """Give up where all workers have been gone for a minute.

        Raises:
            EngineError: they have.
        """
        if self._client.nthreads():
            self._alone_since = None
        elif self._alone_since is None:
            self._alone_since = time.monotonic()
        elif time.monotonic() - self._alone_since > _ALONE:
            raise EngineError(
                f"{self.address}: all its workers are gone; what was analysed is kept: start workers with "
                f"`dask worker {self.address}`, then run again"
            )

    def stop(self) -> None:
        """Leave the cluster, and end it where it is our own; batches that no one waits for are given up."""
        self._stack.close()

    def _connect(self, recipe: Recipe) -> "distributed.Client":
        given = recipe.settings.engine
        where, wanted = given.scheduler, 1
        _silence()
        if where is None:
            wanted = given.workers or count_cores()
            where = self._stack.enter_context(own_cluster(wanted))
        try:
            client = distributed.Client(where, timeout=_CONNECT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise EngineError(
                f"{where}: no Dask scheduler answers there; start one with `dask scheduler`, or name another "
                "with --scheduler"
            ) from error
        self._stack.enter_context(client)
        try:
            client.wait_for_workers(wanted, timeout=_JOIN)
        except TimeoutError as error:
            raise EngineError(
                f"{where}: has no workers; start some with `dask worker {where} --nthreads 1`"
            ) from error
        return client

    def _check_workers(self, recipe: Recipe) -> None:
        """Ask every worker what it is and what it can reach, before anything is done."""
        probe = recipe.store / f"{PARTIAL}-probe-{uuid.uuid4().hex}"
        try:
            probe.parent.mkdir(parents=True, exist_ok=True)
            probe.touch()
        except OSError as error:
            reason = error.strerror or error
            raise OutputError(f"{recipe.store}: cannot be written ({reason}); choose --outputs") from error
        try:
            found = self._ask(describe_worker)
            wrong = {name: find_differences(self._order.expected, told) for name, told in found.items()}
            if not any(wrong.values()):
                wrong = self._ask(find_obstacle, recipe, probe.name)
        finally:
            probe.unlink(missing_ok=True)
        for name, line in wrong.items():
            if line:
                raise EngineError(f"worker {name}: {line}")

    def _ask(self, question: Callable[..., Any], *given: object) -> dict[str, Any]:
        """What each worker answers, by its address."""
        answers: dict[str, Any] = self._client.run(question, *given, on_error="return")
        for name, answer in answers.items():
            if isinstance(answer, Exception):
                reason = " ".join(str(answer).split())
                raise EngineError(
                    f"worker {name}: cannot answer ({type(answer).__name__}: {reason}); install "
                    "korea-asean-commentary there in the version of this machine, then start it anew"
                ) from answer
        return answers


def _silence() -> None:
    """Keep Dask's own log from the terminal: what matters is raised, in a line."""
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
