"""The engine of several processes on this machine, each with models of its own."""

from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

from nlp.running.engines.engine import Batch, Done, Job, Tell
from nlp.running.engines.process import Process
from nlp.running.recipe import Failure, Recipe, Told

__all__ = ["Pool"]


class Pool:
    """As many worker processes as it is told; each is started when it is first needed."""

    patience, address = 2, None

    def __init__(self, recipe: Recipe, workers: int) -> None:
        self.workers = workers
        self._all = [Process(recipe) for _ in range(workers)]
        self._idle: SimpleQueue[Process] = SimpleQueue()
        for process in self._all:
            self._idle.put(process)
        # A thread waits for each process: it costs no time and makes every wait a plain one.
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="worker")

    def job(self, tell: Tell) -> Job:
        """What has a batch analysed by the next process that is idle, and waits for it.

        It raises LostWorkerError where the process ends without a word, EngineError where none can be
        started, and CommentaryError as the process raises it.
        """
        return lambda batch: self._attempt(batch, tell(batch))

    def submit(self, batch: Batch, tell: Tell) -> Done:
        """Have a batch analysed by the next process that is idle."""
        return self._threads.submit(self.job(tell), batch)

    def check(self) -> None:
        """Do nothing: a process that ends is noticed at once."""

    def stop(self) -> None:
        """End all processes on the spot."""
        for process in self._all:
            process.stop()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _attempt(self, batch: Batch, told: Told) -> tuple[Failure, ...]:
        process = self._idle.get()
        try:
            return process.attempt(batch, told)
        finally:
            self._idle.put(process)
