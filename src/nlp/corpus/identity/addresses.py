"""One form for all the addresses under which a page is known."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

__all__ = ["address_key", "canonical_url"]

_PORTS = {"http": 80, "https": 443}
# What links carry to tell where a reader came from; the page is the same without it.
_TRACKING = re.compile(
    r"utm_\w+|at_\w+|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_[ce]id"
    r"|_ga|_gl|_hs\w+|mkt_tok|ref_src|ref_url|cmpid|ocid|spm|amp|outputtype",
    re.IGNORECASE,
)
_AMP = re.compile(r"/amp/?$|(?<=/)amp/|\.amp(?=(?:\.html?)?$)", re.IGNORECASE)


def canonical_url(url: str) -> str:
    """The address without what does not change the page; an address that cannot be taken apart as it is.

    Scheme and host are in small letters; left out are default ports, fragments, parameters that track
    readers, the suffix of AMP pages and a slash at the end. The other parameters are put in order.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return url.strip()
    if not host:
        return url.strip()
    host = f"[{host}]" if ":" in host else host.removesuffix(".")
    scheme = parts.scheme.lower()
    if port is not None and port != _PORTS.get(scheme):
        host = f"{host}:{port}"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted(pair for pair in pairs if not _TRACKING.fullmatch(pair[0])))
    path = _AMP.sub("", parts.path.rstrip("/")).rstrip("/")
    return urlunsplit((scheme, host, path, query, ""))


def address_key(url: str | None) -> str:
    """What the addresses of one page have in common; empty for no address, and for that of a whole site.

    Pages answer under http and https, with `www.`, `m.` and `amp.` before their host and without.
    """
    if not url:
        return ""
    key = re.sub(r"^[a-z]+://(?:(?:www|m|amp)\.)?", "", canonical_url(url))
    return key if re.search(r"[/?]", key) else ""
