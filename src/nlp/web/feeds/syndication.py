"""RSS (0.9x, 1.0, 2.0) and Atom: https://www.rssboard.org/rss-specification, RFC 4287."""

from lxml.etree import _Element

from nlp.web.feeds.entries import (
    Entry,
    Feed,
    child_text,
    children,
    day_of,
    local_name,
    plain_text,
    unique,
    web_link,
)

__all__ = ["read_atom", "read_rss"]

_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def read_rss(root: _Element, url: str) -> Feed:
    """The entries of a feed in any version of RSS."""
    return unique(_rss_entry(item, url) for item in root.iter() if local_name(item) == "item")


def read_atom(root: _Element, url: str) -> Feed:
    """The entries of an Atom feed."""
    base = web_link(url, root.get(_BASE, "")) or url
    return unique(_atom_entry(entry, base) for entry in root.iter() if local_name(entry) == "entry")


def _rss_entry(item: _Element, base: str) -> Entry | None:
    # The address may also stand in an Atom link, or in the name of the entry unless that says it is none.
    guid = next(iter(children(item, "guid")), None)
    named = guid is not None and guid.get("isPermaLink", "true").strip().lower() != "false"
    links = [child_text(item, "origlink"), child_text(item, "link"), *_hrefs(item)]
    links += [child_text(item, "guid")] if named else []
    link = _first_link(base, links)
    if link is None:
        return None
    return Entry(
        url=link,
        title=plain_text(child_text(item, "title")),
        summary=plain_text(" ".join([child_text(item, "description", "encoded"), *_categories(item)])),
        published=day_of(child_text(item, "pubdate", "date", "published")),
    )


def _atom_entry(entry: _Element, base: str) -> Entry | None:
    base = web_link(base, entry.get(_BASE, "")) or base
    link = _first_link(base, [*_hrefs(entry), child_text(entry, "id")])
    if link is None:
        return None
    return Entry(
        url=link,
        title=plain_text(child_text(entry, "title")),
        summary=plain_text(" ".join([child_text(entry, "summary", "content"), *_categories(entry)])),
        published=day_of(child_text(entry, "published", "issued", "updated")),
    )


def _hrefs(element: _Element) -> list[str]:
    """Addresses in `link` elements of the page itself, not of comments, pictures or the feed."""
    links = children(element, "link")
    kinds = {"alternate": 0, "": 0}
    chosen = [link for link in links if link.get("rel", "").strip().lower() in kinds]
    pages = sorted(chosen, key=lambda link: "html" not in (link.get("type") or "html"))
    return [link.get("href") or "" for link in pages]


def _categories(element: _Element) -> list[str]:
    return [
        " ".join(filter(None, [one.get("term") or one.get("label") or "", *map(str, one.itertext())]))
        for one in children(element, "category")
    ]


def _first_link(base: str, links: list[str]) -> str | None:
    """The first that is an address; a name such as `tag:…` or a number is none."""
    found = (web_link(base, link) for link in links if link)
    return next((link for link in found if link is not None), None)
