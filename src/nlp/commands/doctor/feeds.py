"""Whether the feeds that are listened to can still be heard."""

from collections.abc import Iterator
from pathlib import Path

from nlp.codebook import codebook_folder
from nlp.commands.doctor.examined import Examined, one_line
from nlp.errors import CodebookError
from nlp.web.feeds.health import Health, read_health
from nlp.web.feeds.sources import SOURCES, Source, read_sources

__all__ = ["examine_feeds"]


def examine_feeds(corpus: Path) -> Iterator[Examined]:
    """One entry for all feeds that are in order, and one for each that is not."""
    folder = codebook_folder(corpus)
    try:
        sources = [source for source in read_sources(folder) if source.enabled]
    except CodebookError as error:
        yield Examined("feeds", False, str(error))
        return
    if not sources:
        yield Examined("feeds", True, f"none is listed in {folder / SOURCES}")
        return
    known = read_health(corpus)
    failing = [(source, one) for source in sources if (one := known.get(source.id)) and one.failing]
    heard = [one.heard for source in sources if (one := known.get(source.id)) and one.heard]
    last = f"last heard {max(heard)}" if heard else "none was heard yet: `commentary harvest`"
    yield Examined("feeds", True, f"{len(sources)} listed, {last}")
    for source, one in failing:
        yield _failing(source, one)


def _failing(source: Source, health: Health) -> Examined:
    """A feed that failed; for one day that happens, and is no fault yet."""
    before = f"last heard {health.heard}" if health.heard else "never heard"
    detail = f"cannot be heard since {health.failing} ({before}): {one_line(health.reason)}"
    lasting = health.failing != health.tried
    remedy = "; mend its `url` in sources.yaml, or set `enabled: false`" if lasting else ""
    return Examined(f"feed {source.id}", not lasting, detail + remedy)
