"""Which kind of feed a content is, by its outermost element; parsed without entities, DTDs or the network."""

import re

from lxml import etree

from nlp.errors import WebError
from nlp.web.decoding import BodyError, unpack
from nlp.web.feeds.entries import Feed, local_name
from nlp.web.feeds.sitemaps import read_index, read_urlset
from nlp.web.feeds.syndication import read_atom, read_rss

__all__ = ["read_feed"]

_READERS = {
    "rss": read_rss,
    "rdf": read_rss,
    "feed": read_atom,
    "urlset": read_urlset,
    "sitemapindex": read_index,
}
_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def read_feed(content: bytes, *, url: str, limit: int) -> Feed:
    """The entries of a feed or site map; what is malformed in it is passed over.

    Args:
        content: as it was sent; a site map may be packed (`.xml.gz`).
        url: the address it came from.
        limit: bytes that it may have when it is unpacked.

    Raises:
        WebError: it is no feed, or one that could do harm.
    """
    try:
        content = unpack(content, limit=limit)
    except BodyError as error:
        raise WebError(f"{url}: {error}; name a feed that can be read", lasting=False) from error
    # Nulls would hide the word in UTF-16. No feed needs entities of its own, and bombs are made of them.
    if b"<!entity" in content.replace(b"\0", b"").lower():
        raise WebError(f"{url}: declares entities, as no feed needs to; it is not read", lasting=False)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(_trimmed(content), parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    reader = None if root is None else _READERS.get(local_name(root))
    if root is None or reader is None:
        what = "a web page" if _PAGE.match(content) else "nothing"
        message = f"{url}: shows {what} where a feed should be; name the RSS, Atom or site map itself"
        raise WebError(message, lasting=False)
    return reader(root, url)


def _trimmed(content: bytes) -> bytes:
    """The content without what some servers put before its beginning, where a parser would stop."""
    return re.sub(rb"^(?:\s|\xef\xbb\xbf)+", b"", content)
