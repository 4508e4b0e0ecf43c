"""Addresses of pages taken apart, and the key by which two of them are the same piece."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit

from nlp.errors import WebError

__all__ = ["Target", "is_web_address", "join_url", "parse_url", "url_key"]

_PORTS = {"http": 80, "https": 443}
_LONGEST = 2000
# What links carry to tell where a reader came from; it does not change the page.
_TRACKING = re.compile(
    r"(?:utm_\w+|at_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|ref|ref_src|cmpid|ocid|spm|si|output"
    r"|amp)$",
    re.I,
)
_SAFE = "/:;@!$&'()*+,=-._~%[]|"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes. `url` is the whole address in ASCII, without a fragment."""

    scheme: str
    host: str
    port: int
    path: str  # with its query

    @property
    def netloc(self) -> str:
        """Host and port as the `Host` header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one `robots.txt` is for."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def url(self) -> str:
        """The whole address."""
        return self.origin + self.path


def is_web_address(text: str) -> bool:
    """Whether something given on the command line means a page rather than a file."""
    return re.match(r"[a-z][a-z0-9+.-]{1,15}://", text, re.IGNORECASE) is not None


def parse_url(url: str) -> Target:
    """Where an address leads.

    Raises:
        WebError: it is no address of the web, or one that carries a password.
    """
    shown = _shown(url)
    if len(url) > _LONGEST or re.search(r"[\x00-\x20\x7f\\]", url.strip()):
        raise WebError(f"{shown}: is no valid address; copy it anew from the browser")
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        ascii_host = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError as error:  # UnicodeError, too
        raise WebError(f"{shown}: is no valid address ({error}); copy it anew from the browser") from error
    if parts.scheme not in _PORTS:
        raise WebError(f"{shown}: only http and https are fetched; save it as a file and add that")
    if parts.username is not None or parts.password is not None:
        raise WebError(
            f"{_shown(parts._replace(netloc=host).geturl())}: carries a name or password; leave them out"
        )
    if ":" not in host and not re.fullmatch(r"[a-z0-9._-]*", ascii_host, re.IGNORECASE):
        raise WebError(f"{shown}: its host is no valid name; copy it anew from the browser")
    if not host or port == 0:
        raise WebError(f"{shown}: names no host; write it as https://host/page")
    path = quote(parts.path or "/", safe=_SAFE) + (
        f"?{quote(parts.query, safe=_SAFE + '?')}" if parts.query else ""
    )
    return Target(parts.scheme, ascii_host.lower(), port or _PORTS[parts.scheme], path)


def join_url(base: str, link: str) -> str:
    """The address that a link on a page means.

    Raises:
        WebError: the two make no address.
    """
    try:
        return urljoin(base, link.strip())
    except ValueError as error:
        raise WebError(
            f"{_shown(link)}: is no valid address ({error}), linked from {_shown(base)}"
        ) from error


def url_key(url: str) -> str:
    """What two addresses of one page have in common; the address itself where it cannot be taken apart.

    Left out are scheme, `www.`, fragment, what only tracks readers, and a slash at the end; the rest of the
    query is put in order.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower()
        port = parts.port
    except ValueError:
        return url.strip()
    host = host.removeprefix("www.") + (f":{port}" if port not in (None, *_PORTS.values()) else "")
    query = sorted(
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(pair[0])
    )
    path = quote(parts.path, safe=_SAFE).rstrip("/")
    return host + path + (f"?{urlencode(query)}" if query else "")


def _shown(url: str) -> str:
    """An address for a message: in one line, and not too long."""
    plain = re.sub(r"[\x00-\x20\x7f-\x9f]+", " ", url).strip()
    return plain if len(plain) <= 200 else plain[:197] + "…"
