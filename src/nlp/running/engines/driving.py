"""Takes batches through an engine: how many at a time, how far it is, what is done again."""

import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from queue import Empty, SimpleQueue
from typing import Final, Protocol

from nlp.corpus.article import Article
from nlp.errors import EngineError
from nlp.running.engines.engine import Batch, Done, Engine, LostWorkerError, Tell
from nlp.running.recipe import Failure, Told, make_batches

__all__ = ["Tally", "analyse_all"]

Progress = Callable[[str, int, int], None]  # stage, done, of how many

# Where so many workers in a row are lost over single pieces, the pieces are not to blame.
_MOST_LOST: Final = 10
_LOOK: Final = 10.0  # seconds without news after which the engine is asked whether all is well
_KILLED: Final = "ProcessKilled: the process that analysed it was killed, perhaps for want of memory"


class Submit(Protocol):
    """Has a batch analysed."""

    def __call__(self, batch: Batch, tell: Tell) -> Done:
        """The batch at work."""


class Tally:
    """Counts pieces, each once however often it is done, and tells how far a run is; threads may use it."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total = progress, total
        self._done: set[str] = set()
        self._lock = threading.Lock()

    def told(self, batch: Batch) -> Told:
        """What to call after each piece of a batch, in their order."""
        ids = iter([article.id for article in batch])
        return lambda: self._add({next(ids)})

    def finish(self, batch: Batch) -> None:
        """Note that all of a batch is done."""
        self._add({article.id for article in batch})

    def _add(self, ids: set[str]) -> None:
        with self._lock:
            before = len(self._done)
            self._done |= ids
            if self._progress and len(self._done) > before:
                self._progress("analyse", len(self._done), self._total)


def analyse_all(
    articles: Sequence[Article], engine: Engine, progress: Progress | None, submit: Submit | None = None
) -> list[Failure]:
    """Analyse articles; those of which no analysis could be made, in the order of their ids.

    Args:
        articles: to be analysed.
        engine: what analyses them.
        progress: called with the stage, pieces done and pieces in all; by threads, one at a time.
        submit: has a batch analysed, where that is not the engine's own business: as Prefect task, say.

    Raises:
        CommentaryError: a model is missing, results cannot be kept, or no worker stays alive.
    """
    tally = Tally(progress, len(articles))
    batches = make_batches(articles, lambda: engine.workers)
    failures: list[Failure] = []
    for batch, failed in _iter_finished(batches, partial(submit or engine.submit, tell=tally.told), engine):
        tally.finish(batch)
        failures += failed
    return sorted(failures, key=lambda failure: failure.article_id)


def _iter_finished(
    batches: Iterator[Batch], submit: Callable[[Batch], Done], engine: Engine
) -> Iterator[tuple[Batch, tuple[Failure, ...]]]:
    """Each batch, or what it was taken apart into, with its failures as it finishes.

    Batches are taken only as workers become free, so that few wait in memory. One whose worker is lost is
    done again, as often as the engine has patience; then its pieces are done one by one, so that the one that
    kills its worker is found and the others go on.
    """
    ended: SimpleQueue[tuple[Batch, Done]] = SimpleQueue()
    losses, waiting, running = _Losses(engine.patience), deque[Batch](), 0
    while True:
        # No batch waits behind another: a small one would be kept by a worker that is at a large one.
        while running < engine.workers and (batch := _next(waiting, batches)):
            submit(batch).add_done_callback(partial(_note, ended, batch))
            running += 1
        if not running:
            return
        batch, done = _wait(ended, engine)
        running -= 1
        try:
            failures: tuple[Failure, ...] = done.result()
        except LostWorkerError as lost:
            again = losses.find_rest(batch, lost)
            waiting.extend(again)
            failures = () if again else (Failure(batch[0].id, _KILLED, f"{lost}\n"),)
        else:
            again = []
            losses.end_row()
        del done  # what is still held would be made again if the worker that did it were lost now
        if not again:
            yield batch, failures


class _Losses:
    """Which batches have lost their workers, and what follows from that."""

    def __init__(self, patience: int) -> None:
        self._patience = patience
        self._counts: Counter[tuple[str, ...]] = Counter()
        self._in_a_row = 0  # over single pieces

    def find_rest(self, batch: Batch, lost: LostWorkerError) -> list[Batch]:
        """What is to be done again of a batch that has lost its worker; nothing of a piece that is to blame.

        Raises:
            EngineError: no worker stays alive, whatever the piece.
        """
        name = tuple(article.id for article in batch)
        self._counts[name] += 1
        self._in_a_row += len(batch) == 1
        if self._in_a_row >= _MOST_LOST:
            raise EngineError(
                "process after process was killed, perhaps for want of memory; what was analysed is kept: "
                "free memory, or run again with fewer --workers"
            ) from lost
        if self._counts[name] < self._patience:
            return [batch]
        return [(article,) for article in batch] if len(batch) > 1 else []

    def end_row(self) -> None:
        """Note that a worker has done its work."""
        self._in_a_row = 0


def _note(ended: "SimpleQueue[tuple[Batch, Done]]", batch: Batch, done: Done) -> None:
    ended.put((batch, done))


def _wait(ended: "SimpleQueue[tuple[Batch, Done]]", engine: Engine) -> tuple[Batch, Done]:
    while True:
        try:
            return ended.get(timeout=_LOOK)
        except Empty:
            engine.check()


def _next(waiting: deque[Batch], batches: Iterator[Batch]) -> Batch | None:
    return waiting.popleft() if waiting else next(batches, None)
