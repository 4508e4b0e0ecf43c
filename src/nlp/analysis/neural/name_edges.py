"""What is no part of a name though taggers take it in: determiner, title, possessive, stray marks."""

from spacy.tokens import Span

__all__ = ["trim_name"]

_LEADING = frozenset({"the", "a", "an", "this", "that", "its", "their", "our", "his", "her"})
_TITLES = frozenset(
    """
    mr mr. mrs mrs. ms ms. dr dr. prof prof. professor president vice-president premier minister
    secretary senator sen. rep. gov. governor mayor chancellor chairman ambassador king queen prince
    princess gen. general adm. admiral
    col. colonel judge justice sultan pope sheikh former prime foreign""".split()
)
_WITH_ARTICLE = ("the hague", "the gambia", "the bahamas")
_TRAILING = frozenset({"'s", "’s", "'", "’", ",", ";", ":", "(", "-", "–", "—", "“", '"'})
_OPENING = frozenset({"'", "‘", "“", '"', "(", ",", "-", "–", "—"})


def trim_name(span: Span) -> Span | None:
    """``span`` without what is no part of the name, None where nothing is left; works keep their article."""
    start, end = span.start, span.end
    words = [token.lower_ for token in span]
    leading = set(_OPENING)
    if span.label_ != "WORK_OF_ART" and not span.text.lower().startswith(_WITH_ARTICLE):
        leading |= _LEADING
    if span.label_ == "PERSON":
        leading |= _TITLES
    while start < end and words[start - span.start] in leading:
        start += 1
    while end > start and (words[end - 1 - span.start] in _TRAILING or span.doc[end - 1].is_space):
        end -= 1
    name = span.doc[start:end]
    return Span(span.doc, start, end, label=span.label) if any(map(str.isalpha, name.text)) else None
