"""The flow that listens: what the feeds of the codebook announce goes into the corpus; nothing is analysed.

python -m flows.harvest [--corpus DIR] [--source ID] [--limit N]
"""

import argparse
import logging
import sys
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from nlp.errors import CommentaryError, WebError
from nlp.harvesting import Harvest, Heard, Item, Source, Tally
from nlp.settings import read_settings

__all__ = ["harvest"]


def _may_come_back(_task: object, _run: object, state: Any) -> bool:  # noqa: ANN401  Prefect's own types
    """Whether it is worth asking a feed again: a host that is down, not one that says no."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, WebError) and not error.lasting


# Single requests are tried again by the fetcher, within seconds; this outlasts a server that restarts.
@task(
    task_run_name="listen to {source.id}",
    retries=2,
    retry_delay_seconds=60,
    retry_condition_fn=_may_come_back,
    persist_result=False,
    cache_policy=NO_CACHE,
)
def listen(run: Harvest, source: Source) -> Heard:
    """What the feed of a source announces."""
    return run.listen(source)


# Not tried again as a whole: what failed is noted page by page, and comes again with the next run.
@task(task_run_name="take from {source.id}", persist_result=False, cache_policy=NO_CACHE)
def take(run: Harvest, source: Source, heard: Heard) -> tuple[Item, ...]:
    """What became of each entry that was new."""
    return tuple(run.take(source, heard))


@flow(name="harvest", persist_result=False)
def harvest(
    corpus: Path = Path("corpus"), source: str | None = None, limit: int | None = None
) -> tuple[Item, ...]:
    """Listen to the sources one after the other, and take in what is new and relevant.

    Raises:
        CommentaryError: nothing could be done; one line says why.
    """
    settings = read_settings(corpus=corpus)
    items: list[Item] = []
    with Harvest(settings, limit=limit) as run:
        for one in run.sources(source):
            try:
                heard = listen(run, one)
            except WebError as error:
                items.append(run.unheard(one, error))
                continue
            items += take(run, one, heard)
    return tuple(items)


def main() -> int:
    """Run the flow by hand; 0, or 1 where nothing could be done or a feed could not be read."""
    parser = argparse.ArgumentParser(prog="python -m flows.harvest", description=harvest.__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="folder of articles and codebook")
    parser.add_argument("--source", help="only this source, by its id in sources.yaml")
    parser.add_argument("--limit", type=int, help="fetch at most so many pages")
    given = parser.parse_args()
    # Whoever runs it by hand reads the lines below; the full record is in Prefect.
    logging.getLogger("prefect").setLevel(logging.CRITICAL)
    try:
        items = harvest(given.corpus, given.source, given.limit)
    except CommentaryError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    tally = Tally()
    for item in items:
        tally.count(item)
        sys.stdout.write(f"{item}\n")
    sys.stdout.write(f"{tally.summary()}\n")
    return 1 if tally.failed_feeds else 0


if __name__ == "__main__":
    sys.exit(main())
