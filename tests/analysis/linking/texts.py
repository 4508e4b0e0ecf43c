"""Texts linked with the shipped gazetteer, for tests of the rules of linking."""

from datetime import date
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.analysis.entities import find_entities
from nlp.analysis.grammar.paragraphs import find_paragraphs
from nlp.analysis.naming.index import GazetteerIndex
from nlp.analysis.naming.reading import read_doc
from nlp.analysis.records import Context, Entity
from nlp.codebook import read_codebook


@lru_cache
def shipped_index() -> GazetteerIndex:
    return GazetteerIndex(read_codebook().gazetteer)


@lru_cache
def _language() -> Language:
    language = spacy.blank("en")
    language.add_pipe("sentencizer")
    return language


def make_doc(text: str, published: str | None = None, outlet: str | None = None) -> Doc:
    doc: Doc = _language()(text)
    doc._.paragraphs = find_paragraphs(text)
    day = date.fromisoformat(published) if published else None
    doc._.context = Context(published=day, outlet_country=outlet)
    return doc


def tag(doc: Doc, text: str, label: str) -> Span:
    start = doc.text.index(text)
    span = doc.char_span(start, start + len(text), label=label, alignment_mode="expand")
    assert span is not None
    return span


def link(
    text: str,
    published: str | None = None,
    outlet: str | None = None,
    tagged: dict[str, str] | None = None,
) -> tuple[Entity, ...]:
    doc = make_doc(text, published, outlet)
    spans = [tag(doc, name, label) for name, label in (tagged or {}).items()]
    return find_entities(read_doc(doc), shipped_index(), tagged=spans)


def linked(text: str, published: str | None = None, **known: object) -> list[tuple[str, str, str]]:
    """Text, method and entity id (or `-` and the canonical name) of each mention."""
    return [
        (one.text, one.link_method.value, one.entity_id or f"-{one.canonical}")
        for one in link(text, published, **known)  # type: ignore[arg-type]
    ]
