"""Web pages: the text without what surrounds it, and what the page says about itself."""

from nlp.corpus.readers.pages.page import read_page

__all__ = ["read_page"]
