"""What a morning does: listen to the feeds, then analyse. A feed that is down keeps no piece waiting."""

import sys
from pathlib import Path

from prefect import flow

from flows.analyse import analyse
from flows.harvest import harvest
from nlp.errors import CommentaryError
from nlp.stages import Outcome

__all__ = ["morning"]


@flow(name="morning", persist_result=False)
def morning(
    corpus: Path = Path("corpus"),
    outputs: Path = Path("outputs"),
    samples: bool = True,
    engine: str | None = None,
    scheduler: str | None = None,
    workers: int | None = None,
) -> Outcome:
    """Take in what the feeds announce, then make tables, comparison and report; parameters as of `analyse`.

    Raises:
        CommentaryError: nothing could be analysed; one line says why.
    """
    try:
        harvest(corpus)
    except CommentaryError as error:
        sys.stderr.write(f"harvest: {error}\n")
    return analyse(corpus, outputs, samples, engine, scheduler, workers)
