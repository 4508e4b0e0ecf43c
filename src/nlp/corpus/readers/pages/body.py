"""The text of a page in paragraphs, without menus, teasers and comments (by trafilatura)."""

import logging
import re

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction

from nlp.corpus.text import clean_line

__all__ = ["page_paragraphs"]

# It reports on every page what it tried; what matters to a user is said by this package.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
_PARAGRAPHS = frozenset({"p", "head", "item", "quote", "cell", "code"})


def page_paragraphs(root: HtmlElement, url: str | None = None) -> list[str]:
    """The paragraphs of the page's main text, headings among them; none where it has no such text."""
    document = bare_extraction(
        root, url=url, with_metadata=False, include_comments=False, include_tables=False
    )
    body = getattr(document, "body", None)
    if body is None:
        return []
    paragraphs: list[str] = []
    parts: list[str] = []

    def flush() -> None:
        paragraphs.extend(line for line in map(_line, "".join(parts).split("\n\n")) if line)
        parts.clear()

    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _PARAGRAPHS:
            flush()
        if event == "start":
            parts.append("\n\n" if element.tag == "lb" else "")
            parts.append(element.text or "")
        else:
            parts.append(element.tail or "")
    flush()
    return paragraphs


def _line(text: str) -> str:
    return clean_line(re.sub(r"\s+", " ", text))
