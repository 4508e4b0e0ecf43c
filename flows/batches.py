"""The analysing part of the flow: one Prefect task for each batch, through the task runner of the engine.

On this machine the tasks are threads that each wait for a worker process; with `--engine dask`, Prefect's
Dask task runner has them run on the workers of the cluster. What is found is written there; only failures
come back.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows import tasks
from nlp import stages
from nlp.corpus.article import Article, Problem
from nlp.running.engines import Batch, Done, Engine, Job, Submit, analyse_all, open_engine
from nlp.running.recipe import make_recipe
from nlp.settings import Settings
from nlp.stages import Intake, Progress

__all__ = ["analyse"]


def analyse(
    articles: Sequence[Article], intake: Intake, settings: Settings, progress: Progress
) -> tuple[Problem, ...]:
    """Analyse articles and keep the results, as `nlp.stages.analyse`; within a flow run.

    Raises:
        CommentaryError: a model is missing, the results cannot be kept, or the workers cannot be had.
    """
    if not articles:
        return ()
    with open_engine(make_recipe(intake, settings), articles) as engine, _open_runner(engine) as submit:
        failures = analyse_all(articles, engine, progress, submit)
    return stages.keep_failures(failures, intake, settings)


@contextmanager
def _open_runner(engine: Engine) -> Iterator[Submit]:
    """Give what has a batch analysed as a task, by threads or by the workers of a cluster."""
    if engine.address is None:
        threads: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=engine.workers)
        with threads:
            try:
                yield lambda batch, tell: _submit(threads, batch, engine.job(tell))
            except BaseException:
                engine.stop()  # else the threads wait until its processes have done what they are at
                raise
        return
    from flows.dask_runner import open_dask_runner  # an extra
    from nlp.running.engines.cluster import Remote

    with open_dask_runner(engine.address) as remote:
        yield lambda batch, tell: Remote(_submit(remote, batch, engine.job(tell)))


def _submit(runner: TaskRunner[Any], batch: Batch, job: Job) -> Done:
    done: Done = runner.submit(tasks.analyse_batch, {"batch": batch, "job": job})
    return done
