"""What an engine is, and which one a run has."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, Protocol

from nlp.corpus.article import Article
from nlp.labels import EngineKind
from nlp.running.recipe import Failure, Recipe, Told, analyse_batch
from nlp.settings import EngineSettings

__all__ = [
    "Batch",
    "Done",
    "Engine",
    "Here",
    "Job",
    "LostWorkerError",
    "Tell",
    "count_cores",
    "count_workers",
    "open_engine",
]

# Each process loads the models anew, which takes as long as some eight pieces of 700 words.
_FEW = 16  # pieces that one process does as soon as two

Batch = tuple[Article, ...]
Job = Callable[[Batch], tuple[Failure, ...]]
Tell = Callable[[Batch], Told]  # called when a batch begins, also when it begins again


class LostWorkerError(Exception):
    """The process that was at a batch has ended without a word: killed, or crashed in a library."""


class Done(Protocol):
    """A batch at work, as `concurrent.futures.Future` and Dask's and Prefect's own have it."""

    def add_done_callback(self, fn: Callable[[Any], object], /) -> None:
        """Have a function called with it when it has ended."""

    def result(self) -> Any:  # noqa: ANN401  what the function gave that was submitted
        """What came of it; the error where it ended in one."""


class Engine(Protocol):
    """What analyses batches."""

    patience: int  # how often it may lose the worker of a batch before the batch is taken apart

    @property
    def workers(self) -> int:
        """How many batches it does at the same time."""

    @property
    def address(self) -> str | None:
        """Where its Dask scheduler is; None where it has none."""

    def job(self, tell: Tell) -> Job:
        """What analyses a batch where it is called: in a thread of this process, or at the address."""

    def submit(self, batch: Batch, tell: Tell) -> Done:
        """Have a batch analysed; its result is a tuple of failures, or `LostWorkerError`."""

    def check(self) -> None:
        """Look whether it can still come to an end; raises EngineError where it cannot."""

    def stop(self) -> None:
        """Give up what is at work, at once; nothing more can be submitted."""


class Here:
    """The engine of one worker: this process."""

    workers, patience, address = 1, 1, None

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe

    def job(self, tell: Tell) -> Job:
        """What analyses a batch."""
        return lambda batch: analyse_batch(batch, self._recipe, tell(batch))

    def submit(self, batch: Batch, tell: Tell) -> Done:
        """Analyse a batch now."""
        done: Future[tuple[Failure, ...]] = Future()
        done.set_result(self.job(tell)(batch))
        return done

    def check(self) -> None:
        """Do nothing: a batch ends before the next begins."""

    def stop(self) -> None:
        """Do nothing: nothing is at work."""


@contextmanager
def open_engine(recipe: Recipe, articles: Sequence[Article]) -> Iterator[Engine]:
    """The engine for these articles, as the settings of the recipe have it; stopped at the end.

    Raises:
        EngineError: there is no cluster, its workers differ from this machine, or none can be started.
    """
    engine = _make_engine(recipe, len(articles))
    try:
        yield engine
    finally:
        engine.stop()


def count_workers(settings: EngineSettings, pieces: int) -> int:
    """How many processes of this machine analyse so many pieces."""
    if pieces < _FEW:
        return 1
    return min(settings.workers or count_cores(), pieces * 2 // _FEW)


def count_cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS has no affinity
        return os.cpu_count() or 1


def _make_engine(recipe: Recipe, pieces: int) -> Engine:
    settings = recipe.settings.engine
    if settings.kind is EngineKind.DASK and pieces:
        from nlp.running.engines.cluster import Cluster

        return Cluster(recipe)
    workers = count_workers(settings, pieces)
    if workers == 1:
        return Here(recipe)
    from nlp.running.engines.pool import Pool

    return Pool(recipe, workers)
