"""What the feed of a source announces, with the site maps that an index names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from nlp.errors import WebError
from nlp.harvesting.items import Item, Outcome
from nlp.web.exchange import FEEDS
from nlp.web.feeds import Entry, Feed, read_feed
from nlp.web.feeds.sources import Source
from nlp.web.fetching import Fetcher, Permit, Validators

__all__ = ["Heard", "listen"]

_DEEPEST = 2  # an index may name indexes; the protocol does not allow it, and some sites do


@dataclass(frozen=True, slots=True)
class Heard:
    """Entries in the order of the feed, site maps that failed, and what hosts said of the versions."""

    entries: tuple[Entry, ...] = ()
    failures: tuple[Item, ...] = ()
    validators: Mapping[str, Validators] = field(default_factory=dict)
    left_out: int = 0  # site maps beyond the limit


class _Listener:
    """Hears one source."""

    def __init__(
        self, source: Source, fetcher: Fetcher, permit: Permit, known: Callable[[str], Validators]
    ) -> None:
        self._source = source
        self._fetcher = fetcher
        self._permit = permit
        self._known = known
        self.validators: dict[str, Validators] = {}
        self.failures: list[Item] = []

    def feed(self, url: str) -> Feed:
        """The feed at an address; an empty one where it has not changed."""
        answer = self._fetcher.get(url, kinds=FEEDS, validators=self._known(url), permit=self._permit)
        if answer.is_unchanged:
            return Feed()
        feed = read_feed(answer.content, url=answer.url, limit=self._fetcher.settings.max_bytes)
        if not feed.maps and answer.validators != Validators():
            # An index is read each time: it need not change where one of its site maps does.
            self.validators[url] = answer.validators
        return feed

    def below(self, url: str) -> Feed:
        """The site map at an address; an empty one, and an item, where it fails."""
        try:
            return self.feed(url)
        except WebError as error:
            self.failures.append(Item(self._source.id, Outcome.FAILED, url, str(error), is_feed=True))
            return Feed()


def listen(
    source: Source,
    fetcher: Fetcher,
    *,
    permit: Permit,
    known: Callable[[str], Validators],
    max_maps: int,
) -> Heard:
    """What a source announces now.

    Args:
        source: whose feed to read.
        fetcher: how to fetch.
        permit: asked before each request.
        known: what hosts said of the version of a feed that was dealt with.
        max_maps: site maps to read below an index, the last changed first.

    Raises:
        WebError: the feed cannot be read.
    """
    listener = _Listener(source, fetcher, permit, known)
    first = listener.feed(source.url)
    entries, waiting, read = list(first.entries), [(one.url, 1) for one in first.maps], 0
    seen = {source.url}
    while waiting and read < max_maps:
        url, depth = waiting.pop(0)
        if url in seen:
            continue
        seen.add(url)
        read += 1
        feed = listener.below(url)
        entries += feed.entries
        if depth < _DEEPEST:
            waiting += [(one.url, depth + 1) for one in feed.maps]
    return Heard(tuple(entries), tuple(listener.failures), listener.validators, len(waiting))
