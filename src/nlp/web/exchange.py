"""One request and its answer, within limits of time and size; every failure is one clear line."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import httpcore

from nlp.errors import WebError
from nlp.settings import WebSettings
from nlp.web.addresses import AddressError, Resolve, find_addresses, resolve
from nlp.web.decoding import BodyError, Unpacker
from nlp.web.manners.pace import SYSTEM, Clock
from nlp.web.transport import CheckedBackend
from nlp.web.urls import Target

__all__ = ["FEEDS", "PAGES", "BusyError", "Exchange", "Reply"]

# Kinds of content that hold pieces, as servers call them.
PAGES = frozenset(
    {
        "text/html",
        "application/xhtml+xml",
        "application/pdf",
        "text/plain",
        "text/markdown",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.oasis.opendocument.text",
        "application/octet-stream",  # the reader looks at how it begins
    }
)
# A feed that is sent as a page is told by its content.
FEEDS = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/xml",
        "text/xml",
        "text/html",
        "text/plain",
        "application/gzip",
        "application/x-gzip",
        "application/octet-stream",
    }
)
_WITH_CONTENT = frozenset({200, 203})


class BusyError(WebError):
    """A host does not answer, or not now; asking again in a moment may help."""

    def __init__(self, message: str) -> None:
        super().__init__(message, lasting=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a host answered; only that to a request that succeeded has content."""

    status: int
    headers: Mapping[str, str]  # by their names in lower case
    content: bytes = b""

    @property
    def media_type(self) -> str | None:
        """What the host calls the content, parameters and all."""
        return self.headers.get("content-type")


class Exchange:
    """Sends requests, each over a connection of its own, and without what the environment says of proxies."""

    def __init__(self, settings: WebSettings, *, resolve: Resolve = resolve, clock: Clock = SYSTEM) -> None:
        self._settings = settings
        self._resolve = resolve
        self._clock = clock

    def request(
        self, target: Target, headers: Mapping[str, str], kinds: frozenset[str] | None = None
    ) -> Reply:
        """The answer of a host.

        Args:
            target: what to ask for.
            headers: what to say beside it.
            kinds: kinds of content that are taken; None for any.

        Raises:
            BusyError: the host does not answer.
            WebError: it may not be asked, or its answer may not or cannot be read.
        """
        limits = self._settings
        extensions = {
            "timeout": {
                "connect": limits.connect_seconds,
                "read": limits.read_seconds,
                "write": limits.read_seconds,
                "pool": limits.connect_seconds,
            }
        }
        address = httpcore.URL(
            scheme=target.scheme.encode(),
            host=target.host.encode(),
            port=target.port,
            target=target.path.encode(),
        )
        try:
            with (
                self._pool(target) as pool,
                pool.stream(
                    "GET", address, headers=[("Host", target.netloc), *headers.items()], extensions=extensions
                ) as response,
            ):
                return self._read(target, response, kinds)
        except AddressError as error:
            raise WebError(f"{target.url}: {error}", lasting=error.lasting) from error
        except httpcore.ConnectTimeout as error:
            raise BusyError(f"{target.url}: does not answer; try again later") from error
        except httpcore.TimeoutException as error:
            message = (
                f"{target.url}: took longer than {limits.total_seconds:g} seconds, or stopped half-way; "
            )
            raise WebError(
                message + "try again later, or save the page and add the file", lasting=False
            ) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError) as error:
            raise _failed(target, error) from error
        except BodyError as error:
            raise WebError(f"{target.url}: {error}; save the page and add the file") from error

    @cached_property
    def _certificates(self) -> ssl.SSLContext:
        return httpcore.default_ssl_context()

    def _pool(self, target: Target) -> httpcore.ConnectionPool:
        """A connection of its own, which knows when the answer must be there."""
        proxy = self._settings.proxy
        if proxy:
            try:
                find_addresses(
                    target.host,
                    target.port,
                    resolve=self._resolve,
                    allow_private=self._settings.allow_private,
                )
            except AddressError as error:
                if error.lasting:  # a name that is not known here may be known to the proxy
                    raise
        backend = CheckedBackend(
            self._clock.monotonic() + self._settings.total_seconds,
            allow_private=self._settings.allow_private or bool(proxy),
            resolve=self._resolve,
            monotonic=self._clock.monotonic,
        )
        return httpcore.ConnectionPool(
            ssl_context=self._certificates if proxy or target.scheme == "https" else None,
            network_backend=backend,
            max_keepalive_connections=0,
            proxy=httpcore.Proxy(proxy) if proxy else None,
        )

    def _read(self, target: Target, response: httpcore.Response, kinds: frozenset[str] | None) -> Reply:
        headers: dict[str, str] = {}
        for name, value in response.headers:
            headers.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
        if response.status not in _WITH_CONTENT:
            return Reply(response.status, headers)
        told = headers.get("content-type", "").partition(";")[0].strip().lower()
        if kinds is not None and told and told not in kinds:
            raise WebError(
                f"{target.url}: holds {told[:60]}, which is not read; give the address of the piece itself"
            )
        limit = self._settings.max_bytes
        length = headers.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length[:18]) > limit:
            raise BodyError(f"is larger than {limit / 1_000_000:g} MB")
        unpacker = Unpacker(headers.get("content-encoding", ""), limit=limit)
        for chunk in response.iter_stream():
            unpacker.feed(chunk)
        return Reply(response.status, headers, unpacker.finish())


def _failed(target: Target, error: Exception) -> WebError:
    """What went wrong on the way, in one line."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            message = f"{target.url}: its certificate is not valid ({cause.verify_message}); "
            return WebError(
                message + "look at it in a browser; if you trust it, save the page", lasting=False
            )
        cause = cause.__cause__ or cause.__context__
    reason = " ".join(str(error).split())[:120] or type(error).__name__
    return BusyError(f"{target.url}: cannot be reached ({reason}); check the address and the connection")
