"""Fetches a page or feed: redirects followed and checked, busy hosts asked again, each host left in peace."""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version

from nlp.errors import WebError
from nlp.settings import WebSettings
from nlp.web.addresses import Resolve, resolve
from nlp.web.decoding import ENCODINGS
from nlp.web.exchange import PAGES, BusyError, Exchange, Reply
from nlp.web.manners.pace import SYSTEM, Clock, Pace, read_retry_after
from nlp.web.urls import Target, join_url, parse_url

__all__ = ["AGENT", "Answer", "Fetcher", "Permit", "StatusError", "Validators"]

AGENT = "korea-asean-commentary"  # the distribution; also what `robots.txt` calls us by
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({408, 429, 500, 502, 503, 504})
_REMEDIES = {
    401: "open it in a browser, save the page and add the file",
    402: "open it in a browser, save the page and add the file",
    403: "open it in a browser, save the page and add the file",
    404: "check the address",
    410: "it was taken down; check the address",
    451: "it is withheld for legal reasons",
}

# Called with each address before it is asked for; raises WebError where that is not allowed.
Permit = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Validators:
    """What a host said of the version it sent, to ask next time whether there is a newer one."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: `url` is the address after all redirects."""

    asked: str
    url: str
    media_type: str | None = None
    content: bytes = field(default=b"", repr=False)
    validators: Validators = Validators()
    is_unchanged: bool = False  # since the version that the validators belong to


class StatusError(WebError):
    """A host answered that it does not give the page; `status` is its number."""

    def __init__(self, message: str, status: int, *, lasting: bool = True) -> None:
        super().__init__(message, lasting=lasting)
        self.status = status


class Fetcher:
    """Fetches over http and https, as politely as the settings say."""

    def __init__(self, settings: WebSettings, *, clock: Clock = SYSTEM, resolve: Resolve = resolve) -> None:
        self.settings = settings
        self.pace = Pace(settings.delay, clock)
        self._clock = clock
        self._exchange = Exchange(settings, resolve=resolve, clock=clock)
        contact = " ".join(settings.contact.encode("ascii", "ignore").decode().split())
        self._agent = f"{AGENT}/{version(AGENT)}" + (f" (+{contact})" if contact else "")

    def get(
        self,
        url: str,
        *,
        kinds: frozenset[str] | None = PAGES,
        validators: Validators | None = None,
        permit: Permit | None = None,
    ) -> Answer:
        """What lies at an address, after all redirects.

        Args:
            url: the address.
            kinds: kinds of content that are taken, as servers call them; None for any.
            validators: those of the version that is known; the answer says whether it is still the one.
            permit: asked before each request, also after a redirect (`Robots.check`).

        Raises:
            WebError: it may not be fetched, or it cannot be; one line says why and what to do.
        """
        target, visited = parse_url(url), set[str]()
        while True:
            visited.add(target.url)
            if permit is not None:
                permit(target.url)
            reply = self._ask(target, kinds, validators or Validators())
            if reply.status not in _REDIRECTS or "location" not in reply.headers:
                break
            target = parse_url(join_url(target.url, _location(reply)))
            if target.url in visited:
                raise WebError(
                    f"{url}: redirects in a circle; open it in a browser, save the page and add the file"
                )
            if len(visited) > self.settings.max_redirects:
                raise WebError(
                    f"{url}: redirects more than {self.settings.max_redirects} times; give its last address"
                )
        found = Validators(reply.headers.get("etag", ""), reply.headers.get("last-modified", ""))
        return Answer(
            url, target.url, reply.media_type, reply.content, found, is_unchanged=reply.status == 304
        )

    def _ask(self, target: Target, kinds: frozenset[str] | None, validators: Validators) -> Reply:
        """The answer to one request, with new tries where the host is busy, each after twice the pause."""
        attempt = 0
        while True:
            self.pace.wait(target.host)
            is_last = attempt >= self.settings.retries
            asked: float | None = None
            try:
                reply = self._exchange.request(target, self._headers(validators), kinds)
            except BusyError:
                if is_last:
                    raise
            else:
                if reply.status not in _BUSY:
                    return _check(reply, target)
                asked = read_retry_after(reply.headers.get("retry-after"), self._clock.now())
                if is_last or (asked or 0) > self.settings.longest_wait:
                    message = f"{target.url}: the host is busy or failing ({reply.status}); try again later"
                    raise StatusError(message, reply.status, lasting=False)
            attempt += 1
            pause = max(self.settings.delay * 2**attempt, asked or 0)
            self._clock.sleep(min(self.settings.longest_wait, pause))

    def _headers(self, validators: Validators) -> dict[str, str]:
        headers = {
            "User-Agent": self._agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf;q=0.9,*/*;q=0.5",
            "Accept-Encoding": ", ".join(ENCODINGS),
            "Connection": "close",
        }
        if validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators.last_modified:
            headers["If-Modified-Since"] = validators.last_modified
        return headers


def _check(reply: Reply, target: Target) -> Reply:
    """The reply, unless it says that there is nothing to be had."""
    if reply.status in {200, 203, 304} or (reply.status in _REDIRECTS and "location" in reply.headers):
        return reply
    remedy = _REMEDIES.get(reply.status, "open it in a browser, save the page and add the file")
    raise StatusError(f"{target.url}: is not given out ({reply.status}); {remedy}", reply.status)


def _location(reply: Reply) -> str:
    """Where a redirect leads; bytes beyond ASCII are UTF-8 where they can be."""
    raw = reply.headers["location"].encode("latin-1")
    return raw.decode("utf-8", errors="replace")
