"""The main flow: the corpus goes in, tables, comparison and report come out.

python -m flows.analyse [--corpus DIR] [--outputs DIR] [--no-samples]
"""

import argparse
import logging
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
from prefect import flow
from prefect.exceptions import PrefectException
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from rich.console import Console

from flows import tasks
from flows.artifacts import show_artifacts
from nlp import stages
from nlp.commands.terminal import Terminal, show_outcome
from nlp.errors import CommentaryError
from nlp.settings import Settings, read_settings
from nlp.stages import Outcome

__all__ = ["analyse"]


# One batch at a time: the models' networks already use the threads that the settings give them.
_RUNNER: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=1)


@flow(name="analyse", persist_result=False, task_runner=_RUNNER)
def analyse(corpus: Path = Path("corpus"), outputs: Path = Path("outputs"), samples: bool = True) -> Outcome:
    """Take in the corpus, analyse what is new, make tables, comparison and report.

    Raises:
        CommentaryError: nothing could be done; one line says why.
    """
    settings = read_settings(corpus=corpus, outputs=outputs, samples=samples)
    return stages.finish(settings, lambda: _run(settings))


def _run(settings: Settings) -> Outcome:
    terminal, clock = Terminal(), stages.Clock()
    with terminal.stage("take in", str(settings.corpus)), clock("take in"):
        intake = tasks.take_in(settings)
    if stages.is_current(intake, settings):
        return stages.make_outcome(intake, settings, new=0)
    with stages.locked(settings.outputs) as notes:
        if stages.mend_outputs(settings.outputs) and stages.is_current(intake, settings):
            return stages.make_outcome(intake, settings, new=0, notes=notes)
        notes += stages.set_aside(intake, settings)
        new = stages.pending(intake, settings)
        with terminal.stage("analyse", f"{len(new)} new of {len(intake.articles)}"), clock("analyse"):
            running = [
                tasks.analyse_batch.submit(batch, intake, settings, terminal) for batch in stages.batches(new)
            ]
            failed = tuple(problem for batch in running for problem in batch.result())
        intake = stages.add_failures(intake, failed)
        with terminal.stage("learn"), clock("learn"):
            tasks.learn_themes(intake, settings)
        with terminal.stage("tabulate"), clock("tabulate"):
            frames = tasks.tabulate(intake, settings)
        with terminal.stage("compare"), clock("compare"):
            frames = frames | tasks.compare(frames, settings)
        with terminal.stage("publish", str(settings.outputs)), clock("publish"):
            tasks.publish(frames, intake, settings, clock.seconds, new=len(new))
    outcome = stages.make_outcome(intake, settings, new=len(new), seconds=clock.seconds, notes=notes)
    return replace(outcome, problems=(*outcome.problems, *show_artifacts(outcome, frames)))


def main() -> int:
    """Run the flow by hand; 0, 3 where pieces were set aside, or 1 with one line where nothing was done."""
    parser = argparse.ArgumentParser(prog="python -m flows.analyse", description=analyse.__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="folder of articles and codebook")
    parser.add_argument("--outputs", type=Path, default=Path("outputs"), help="folder for tables and report")
    parser.add_argument("--no-samples", dest="samples", action="store_false", help="leave sample pieces out")
    given = parser.parse_args()
    # Whoever runs it by hand reads the lines below; the full record is in Prefect.
    logging.getLogger("prefect").setLevel(logging.CRITICAL)
    try:
        outcome = analyse(given.corpus, given.outputs, given.samples)
    except CommentaryError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except (PrefectException, httpx.HTTPError) as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        sys.stderr.write(f"Prefect gave up ({reason}); what was analysed is kept: run again, or without ")
        sys.stderr.write("Prefect by `commentary run`\n")
        return 1
    show_outcome(outcome, Console(highlight=False))
    return outcome.exit_code


if __name__ == "__main__":
    sys.exit(main())
