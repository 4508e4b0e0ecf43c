"""What the `robots.txt` of each host allows; read once in a run, by RFC 9309 where it cannot be read."""

from dataclasses import dataclass

from nlp.errors import WebError
from nlp.web.fetching import AGENT, Fetcher, StatusError
from nlp.web.manners.rules import Rules, read_rules
from nlp.web.urls import parse_url

__all__ = ["Robots"]


@dataclass(frozen=True, slots=True)
class _Found:
    rules: Rules
    failure: WebError | None = None


class Robots:
    """Asks before pages are fetched; `check` is the `permit` of a fetcher."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._found: dict[str, _Found] = {}

    def check(self, url: str) -> None:
        """Say nothing where the page may be fetched, and slow down as its host asks.

        Raises:
            WebError: the host does not allow it, or its `robots.txt` cannot be read at the moment.
        """
        target = parse_url(url)
        if target.origin not in self._found:
            self._found[target.origin] = found = self._read(target.origin)
            if found.rules.delay is not None:
                longest = self._fetcher.settings.longest_delay
                self._fetcher.pace.slow_down(target.host, min(found.rules.delay, longest))
        found = self._found[target.origin]
        if found.failure is not None:
            raise found.failure
        if not found.rules.allow(target.path):
            raise WebError(
                f"{target.url}: its host does not allow it (robots.txt); ask there, or add it by hand"
            )

    def _read(self, origin: str) -> _Found:
        try:
            answer = self._fetcher.get(f"{origin}/robots.txt", kinds=None)
        except StatusError as error:
            if 400 <= error.status < 500 and error.lasting:
                return _Found(Rules())  # there is none, so everything is allowed
            return _Found(Rules(), _unreadable(origin, error))
        except WebError as error:
            return _Found(Rules(), error if error.lasting else _unreadable(origin, error))
        return _Found(read_rules(answer.content.decode("utf-8-sig", errors="replace"), AGENT))


def _unreadable(origin: str, error: WebError) -> WebError:
    reason = str(error).partition(": ")[2].partition(";")[0]
    message = f"{origin}/robots.txt: {reason}; nothing is fetched there before it can be read"
    return WebError(message, lasting=False)
