"""The main flow: the corpus goes in, tables, comparison and report come out.

python -m flows.analyse [--corpus DIR] [--outputs DIR] [--no-samples] [--engine local|dask] [--scheduler tcp://…]
                        [--workers N]
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import httpx
from prefect import flow
from prefect.exceptions import PrefectException
from rich.console import Console

from flows import batches, tasks
from flows.artifacts import show_artifacts
from flows.options import add_engine_options
from flows.progress import ShownProgress, tell_each
from flows.quiet import be_quiet, drop_reports
from nlp import stages
from nlp.commands.terminal import Terminal, show_outcome
from nlp.errors import CommentaryError
from nlp.settings import Settings, choose_engine, read_settings
from nlp.stages import Outcome
from nlp.tables.stored import StoredTables

__all__ = ["analyse"]


@flow(name="analyse", persist_result=False)
def analyse(
    corpus: Path = Path("corpus"),
    outputs: Path = Path("outputs"),
    samples: bool = True,
    engine: str | None = None,
    scheduler: str | None = None,
    workers: int | None = None,
) -> Outcome:
    """Take in the corpus, analyse what is new, make tables, comparison and report.

    Args:
        corpus: folder of articles and codebook.
        outputs: folder for tables and report.
        samples: whether sample pieces are taken in, too.
        engine: `local` or `dask`: where pieces are analysed; as the other two, else as in the settings.
        scheduler: address of a running Dask scheduler.
        workers: processes on this machine.

    Raises:
        CommentaryError: nothing could be done; one line says why.
    """
    chosen = choose_engine(engine, scheduler, workers)
    settings = read_settings(corpus=corpus, outputs=outputs, samples=samples, engine=chosen)
    return stages.finish(settings, lambda: _run(settings))


def _run(settings: Settings) -> Outcome:
    terminal, shown, clock = Terminal(), ShownProgress(), stages.Clock()
    with terminal.stage("take in", str(settings.corpus)), clock("take in"):
        intake = tasks.take_in(settings)
        clock.counted("take in", pieces=len(intake.articles))
    if stages.is_current(intake, settings):
        return stages.make_outcome(intake, settings, new=0)
    with stages.locked(settings.outputs) as notes:
        if stages.mend_outputs(settings.outputs) and stages.is_current(intake, settings):
            return stages.make_outcome(intake, settings, new=0, notes=notes)
        notes += stages.set_aside(intake, settings)
        new, pieces = stages.pending(intake, settings), len(intake.articles)
        words = stages.count_words(article.text for article in new)
        with (
            terminal.stage("analyse", f"{len(new)} new of {pieces}"),
            clock("analyse", pieces=len(new), words=words),
        ):
            failed = batches.analyse(new, intake, settings, tell_each(terminal, shown))
            intake = stages.add_failures(intake, failed)
            stages.tidy(intake, settings)
        with terminal.stage("learn"), clock("learn"):
            tasks.learn_themes(intake, settings)
        with stages.staging(intake, settings) as folder:
            with terminal.stage("tabulate"), clock("tabulate", pieces=pieces):
                tasks.tabulate(intake, settings, folder)
            with terminal.stage("compare"), clock("compare", pieces=pieces):
                tasks.compare(folder, settings)
            with terminal.stage("publish", str(settings.outputs)), clock("publish", pieces=pieces):
                published = tasks.publish(folder, intake, settings, clock, new=len(new))
    outcome = stages.make_outcome(intake, settings, new=len(new), seconds=clock.seconds, notes=notes)
    artifacts = show_artifacts(outcome, StoredTables(published))
    return replace(outcome, problems=(*outcome.problems, *shown.notes, *artifacts))


def main() -> int:
    """Run the flow by hand; 0, 3 where pieces were set aside, or 1 with one line where nothing was done."""
    parser = argparse.ArgumentParser(prog="python -m flows.analyse", description=analyse.__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="folder of articles and codebook")
    parser.add_argument("--outputs", type=Path, default=Path("outputs"), help="folder for tables and report")
    parser.add_argument("--no-samples", dest="samples", action="store_false", help="leave sample pieces out")
    add_engine_options(parser)
    given = parser.parse_args()
    be_quiet()
    try:
        outcome = analyse(
            given.corpus, given.outputs, given.samples, given.engine, given.scheduler, given.workers
        )
    except CommentaryError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except (PrefectException, httpx.HTTPError) as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        sys.stderr.write(f"Prefect gave up ({reason}); what was analysed is kept: run again, or without ")
        sys.stderr.write("Prefect by `commentary run`\n")
        drop_reports()
        return 1
    show_outcome(outcome, Console(highlight=False))
    return outcome.exit_code


if __name__ == "__main__":
    sys.exit(main())
