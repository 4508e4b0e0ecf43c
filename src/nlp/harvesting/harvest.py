"""One harvest: each feed heard, each new entry fetched, judged, taken in and noted."""

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from types import TracebackType
from typing import Self

from nlp.codebook import codebook_folder, read_codebook
from nlp.errors import CommentaryError, WebError
from nlp.harvesting.items import Item, Outcome
from nlp.harvesting.ledger import FeedStates, Ledger, locked
from nlp.harvesting.listening import Heard, listen
from nlp.harvesting.relevance import Names
from nlp.harvesting.taking import Taker, Web
from nlp.settings import Settings
from nlp.web.feeds import Entry
from nlp.web.feeds.health import note_heard
from nlp.web.feeds.sources import SOURCES, Source, read_sources
from nlp.web.fetching import Fetcher
from nlp.web.manners.robots import Robots
from nlp.web.urls import url_key

__all__ = ["Harvest"]


@dataclass(frozen=True, slots=True)
class _Desk:
    """What lies ready during a run."""

    taker: Taker
    ledger: Ledger
    states: FeedStates


class Harvest:
    """A run over the sources of a corpus; used in a `with` block, which keeps a second one out.

    Args:
        settings: where the corpus is, how to fetch, what to keep.
        dry_run: fetch and judge, but write nothing.
        limit: pages to fetch at most, if fewer than the settings say.
        fetcher: how to fetch; tests bring one of their own.
        today: the day that is noted; that of the call, if not given.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        dry_run: bool = False,
        limit: int | None = None,
        fetcher: Fetcher | None = None,
        today: date | None = None,
    ) -> None:
        if not settings.corpus.is_dir():
            raise CommentaryError(f"{settings.corpus}: no such folder; name the corpus with --corpus")
        self.settings = settings
        self.waiting = 0  # entries that the limit leaves for the next run
        self.left_out = 0  # site maps beyond their limit
        self._dry_run = dry_run
        self._pages = min(limit or settings.harvest.max_pages, settings.harvest.max_pages)
        fetcher = fetcher or Fetcher(settings.web)
        self._web = Web(fetcher, Robots(fetcher))
        self._today = today or date.today()
        self._folder = codebook_folder(settings.corpus)
        self._tried: set[str] = set()
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        if not self._dry_run:
            self._stack.enter_context(locked(self.settings.corpus))
        names = Names(read_codebook(self._folder).gazetteer)
        self._desk = _Desk(
            Taker(self.settings, self._web, names, dry_run=self._dry_run),
            Ledger(self.settings.corpus, read_only=self._dry_run),
            FeedStates(self.settings.corpus),
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def sources(self, wanted: str | None = None) -> tuple[Source, ...]:
        """The sources that are switched on, or the one that is wanted by its id, switched on or not.

        Raises:
            CommentaryError: no source has that id, or the list is malformed.
        """
        listed = read_sources(self._folder)
        if wanted is None:
            return tuple(source for source in listed if source.enabled)
        chosen = tuple(source for source in listed if source.id == wanted)
        if not chosen:
            ids = ", ".join(source.id for source in listed) or "none"
            raise CommentaryError(f"{self._folder / SOURCES}: lists no source `{wanted}`; there are: {ids}")
        return chosen

    def run(self, source: Source) -> Iterator[Item]:
        """Hear a source and take in what is new; a feed that cannot be read is an item, too.

        Raises:
            CommentaryError: the corpus cannot be written.
        """
        try:
            heard = self.listen(source)
        except WebError as error:
            yield self.unheard(source, error)
            return
        yield from self.take(source, heard)

    def unheard(self, source: Source, error: WebError) -> Item:
        """What became of a source whose feed cannot be read.

        Raises:
            CommentaryError: the corpus cannot be written.
        """
        self._note_heard(source, str(error))
        return Item(source.id, Outcome.FAILED, source.url, str(error), is_feed=True)

    def listen(self, source: Source) -> Heard:
        """What a source announces; nothing where its feed is the one that was dealt with before.

        Raises:
            WebError: the feed cannot be read.
        """
        mark = self._mark(source)
        return listen(
            source,
            self._web.fetcher,
            permit=self._web.robots.check,
            known=lambda url: self._desk.states.get(url, mark),
            max_maps=self.settings.harvest.max_sitemaps,
        )

    def take(self, source: Source, heard: Heard) -> Iterator[Item]:
        """Take in what is new and relevant; an item for each entry that was not dealt with before.

        Raises:
            CommentaryError: the corpus cannot be written.
        """
        self._note_heard(source, heard.failures[0].reason if heard.failures else "")
        yield from heard.failures
        waiting, failed = 0, bool(heard.failures)
        self.left_out += heard.left_out
        for entry in heard.entries:
            if self._is_settled(source, entry):
                continue
            item = self._without_fetching(source, entry)
            if item is None and self._pages <= 0:
                waiting += 1
                continue
            item = item or self._fetched(source, entry)
            failed = failed or item.outcome is Outcome.FAILED
            self._desk.ledger.add(item, self._today)
            yield item
        self.waiting += waiting
        if self._dry_run:
            return
        if waiting or failed:
            self._desk.states.drop(heard.validators)
        else:
            self._desk.states.put(heard.validators, self._mark(source))

    def _note_heard(self, source: Source, failure: str) -> None:
        if not self._dry_run:
            note_heard(self.settings.corpus, source.id, self._today, failure=failure)

    def _is_settled(self, source: Source, entry: Entry) -> bool:
        """Whether nothing is to be done with an entry, nor said of it."""
        ledger = self._desk.ledger
        if url_key(entry.url) in self._tried or ledger.is_done(entry.url):
            return True
        return ledger.was_filtered(entry.url) and _lacking(source, entry) is not None

    def _without_fetching(self, source: Source, entry: Entry) -> Item | None:
        """What becomes of an entry that need not be fetched; None where it must be."""
        item = Item(source.id, Outcome.FILTERED, entry.url, title=entry.title)
        if known := self._desk.taker.known_as(entry.url):
            reason = f"the corpus has it as {known}"
            return replace(item, outcome=Outcome.KNOWN, article_id=known, reason=reason)
        lacking = _lacking(source, entry)
        return replace(item, reason=lacking) if lacking else None

    def _fetched(self, source: Source, entry: Entry) -> Item:
        """What becomes of an entry that is fetched; one that fails too often is given up."""
        self._pages -= 1
        self._tried.add(url_key(entry.url))
        item = self._desk.taker.take(source, entry)
        failures = self._desk.ledger.failures(entry.url) + 1
        if item.outcome is Outcome.FAILED and failures >= self.settings.harvest.max_failures:
            return replace(item, outcome=Outcome.GIVEN_UP, reason=f"failed {failures} times; {item.reason}")
        return item

    def _mark(self, source: Source) -> str:
        """What must be the same for a feed to hold nothing new: the rules, and what was noted under them."""
        rules = (source.model_dump_json(), self.settings.harvest.model_dump_json())
        noted = str(self._desk.ledger.count(source.id))
        return hashlib.sha256("\n".join((*rules, noted)).encode()).hexdigest()


def _lacking(source: Source, entry: Entry) -> str | None:
    """What the keywords of a source miss in what the feed says of an entry, if it says anything."""
    told = f"{entry.title}\n{entry.summary}".strip()
    return source.keywords.missing(told) if told else None
