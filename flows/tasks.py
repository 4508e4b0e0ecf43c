"""The stages as Prefect tasks: what is retried, what is recorded. Each only calls its stage.

Prefect's own cache is left out on purpose: it keys on paths and misses changed helpers; what is done already
is known from the stored analyses and from `run.json`.
"""

from pathlib import Path

from prefect import task

from nlp import stages
from nlp.running.engines import Batch, Job
from nlp.running.recipe import Failure
from nlp.settings import Settings
from nlp.stages import Clock, Intake

__all__ = ["analyse_batch", "compare", "learn_themes", "publish", "tabulate", "take_in"]


@task(task_run_name="take in {settings.corpus}", persist_result=False)
def take_in(settings: Settings) -> Intake:
    """The articles of the corpus with its codebook; what was dropped into its inbox is taken in first."""
    return stages.take_in(settings, inbox=True)


# A piece that fails is caught in the stage; what is retried here is a full disk, a lost mount or worker.
@task(task_run_name="analyse {batch[0].id} and on", retries=2, retry_delay_seconds=2, persist_result=False)
def analyse_batch(batch: Batch, job: Job) -> tuple[Failure, ...]:
    """Analyse one batch of articles; what could not be analysed."""
    return job(batch)


@task(persist_result=False)
def learn_themes(intake: Intake, settings: Settings) -> dict[str, object]:
    """Fit the theme heads where human codes are new; which heads the run uses."""
    return stages.learn_themes(intake, settings).record.as_record()


@task(persist_result=False)
def tabulate(intake: Intake, settings: Settings, folder: Path) -> None:
    """Write the tables of the pieces into a folder."""
    stages.tabulate(intake, settings, folder)


@task(persist_result=False)
def compare(folder: Path, settings: Settings) -> None:
    """Write the tables that hold each piece against the rest beside them."""
    stages.compare(folder, settings)


@task(persist_result=False)
def publish(folder: Path, intake: Intake, settings: Settings, clock: Clock, *, new: int = 0) -> Path:
    """Complete the folder with report and `run.json`, make it the outputs that count; its final name."""
    return stages.publish(folder, intake, settings, clock, new=new)
