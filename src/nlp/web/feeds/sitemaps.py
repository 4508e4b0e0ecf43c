"""Site maps, their indexes and news site maps: https://www.sitemaps.org/protocol.html."""

from dataclasses import replace

from lxml.etree import _Element

from nlp.web.feeds.entries import Entry, Feed, child_text, children, day_of, plain_text, unique, web_link

__all__ = ["read_index", "read_urlset"]


def read_urlset(root: _Element, url: str) -> Feed:
    """The pages of a site map, the last changed first, so that a limit leaves out the oldest."""
    feed = unique(_page(element, url) for element in children(root, "url"))
    return replace(feed, entries=_newest_first(feed.entries))


def read_index(root: _Element, url: str) -> Feed:
    """The site maps that an index names, the last changed first."""
    feed = unique(_page(element, url) for element in children(root, "sitemap"))
    return Feed(maps=_newest_first(feed.entries), skipped=feed.skipped)


def _page(element: _Element, base: str) -> Entry | None:
    link = web_link(base, child_text(element, "loc"))
    if link is None:
        return None
    news = next(iter(children(element, "news")), element)
    published = child_text(news, "publication_date")
    return Entry(
        url=link,
        title=plain_text(child_text(news, "title")),
        summary=plain_text(child_text(news, "keywords")),
        published=day_of(published),
        changed=child_text(element, "lastmod") or published,
    )


def _newest_first(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries by their day of change; those without one come last, in their order."""
    days = {entry.url: day_of(entry.changed) for entry in entries}
    return tuple(sorted(entries, key=lambda entry: -(day.toordinal() if (day := days[entry.url]) else 0)))
