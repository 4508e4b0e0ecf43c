"""The head of a page put above its text, as one would copy it: title, byline, date, and nothing else."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from nlp.corpus.header import read_header
from nlp.corpus.header.lines import is_furniture, read_label
from nlp.corpus.readers.pages.lines import VisibleLine, head_lines, letters_of
from nlp.corpus.readers.pages.tags import words_of
from nlp.corpus.text import join_paragraphs

__all__ = ["put_head"]

_SHORTEST_FIRST = 120  # characters; a shorter line above the text is a byline, a date, or a heading
_STANDFIRST = re.compile(
    r"(?:^|[-_ ])(?:stand-?first|dek|deck|sub-?title|sub-?head(?:line)?|summary|excerpt)(?:$|[-_ ])",
    re.IGNORECASE,
)
_JOINTS = frozenset("by and & dan oleh with và of at the , | -".split())


def put_head(
    root: HtmlElement,
    visible: Sequence[VisibleLine],
    heading: HtmlElement | None,
    title: str,
    paragraphs: Sequence[str],
    *,
    known: Sequence[str],
) -> str:
    """Title, the lines of the head that say something about the piece, and its text.

    Args:
        root: the page.
        visible: its lines.
        heading: the element of its title, where there is one.
        title: the title; empty where none is known.
        paragraphs: the main text, perhaps with lines of the head among them.
        known: authors and affiliations that the metadata name; a line of nothing else is no text.
    """
    if not title:
        return join_paragraphs(paragraphs)
    written = {letters_of(one) for one in _standfirsts(root)}
    paragraphs = [one for one in paragraphs if letters_of(one) not in written] or list(paragraphs)
    first = next((one for one in paragraphs if _length(one) >= _SHORTEST_FIRST), max(paragraphs, key=_length))
    start = paragraphs.index(first)
    apart = written | {letters_of(title)}
    lines = [one for one in head_lines(visible, heading, title, first) if letters_of(one) not in apart]
    header = read_header("\n\n".join([f"# {title}", *lines, first]))
    rest = {letters_of(line) for line in header.body.split("\n")}
    kept = [one for one in lines if letters_of(one) not in rest]
    seen = [_words(one) for one in [title, *kept, " ".join([*known, *_JOINTS])]]
    above = [one for one in paragraphs[:start] if not any(_words(one) <= words for words in seen)]
    body = [*above, *paragraphs[start:]]
    while len(body) > 1 and _is_trailer(body[-1]):
        body.pop()
    # As a heading the title is one, however it reads.
    return join_paragraphs([f"# {title}", *kept, *body])


def _standfirsts(root: HtmlElement) -> list[str]:
    """What editors set between title and text, by the names of its classes."""
    return [
        words_of(one)
        for one in root.iter("p", "div", "h2", "h3", "h4", "span")
        if _STANDFIRST.search(str(one.get("class", "")))
    ]


def _length(text: str) -> int:
    """The letters of a text; a Korean or Chinese one says as much as two to three Latin ones."""
    return len(text) + 2 * sum(char >= "\u2e80" for char in text)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+|&", text.casefold()))


def _is_trailer(line: str) -> bool:
    label = read_label(line)
    return is_furniture(line) or (label is not None and label[0] == "keywords")
