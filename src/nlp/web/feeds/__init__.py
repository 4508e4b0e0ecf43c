"""Feeds and site maps: what a site says it has published."""

from nlp.web.feeds.entries import Entry, Feed
from nlp.web.feeds.reading import read_feed

__all__ = ["Entry", "Feed", "read_feed"]
