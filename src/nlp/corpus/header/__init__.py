"""The head of a plain text taken apart: kicker, title, byline, affiliation, date, reading time."""

from nlp.corpus.header.reader import Header, read_header

__all__ = ["Header", "read_header"]
