"""The source of tagged names: the shipped tagger, any installed spaCy pipeline, or none."""

from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans, is_package

from nlp.analysis.neural.amounts import find_amounts
from nlp.analysis.neural.name_edges import trim_name
from nlp.analysis.neural.tagger import TokenTagger
from nlp.errors import ModelError
from nlp.labels import EntityLabel

__all__ = ["NO_NER", "SHIPPED", "Recogniser", "make_recogniser"]

Recogniser = Callable[[Doc], list[Span]]
SHIPPED, NO_NER = "shipped", "none"
# Labels of other schemes (CoNLL, WikiNER, OntoNotes) that mean one of ours.
_OTHER_LABELS = {"PER": "PERSON", "PERCENTAGE": "PERCENT", "FACILITY": "FAC", "GPE-LOC": "GPE"}


def make_recogniser(ner: str, *, threads: int = 1) -> Recogniser:
    """A function from a doc to its labelled names and amounts.

    Args:
        ner: `shipped`, `none` (amounts by rule and the gazetteer alone), or an installed spaCy pipeline.
        threads: threads of the shipped tagger.

    Raises:
        ModelError: no such pipeline is installed, or it has no component that finds entities.
    """
    if ner == SHIPPED:
        return TokenTagger(threads=threads).find_mentions
    if ner == NO_NER:
        return find_amounts
    if not is_package(ner) and not Path(ner).is_dir():
        raise ModelError(
            f"settings: models.ner: no spaCy pipeline `{ner}` is installed; install it or use `{SHIPPED}`"
        )
    language = spacy.load(ner)
    if not {"ner", "entity_ruler"} & set(language.pipe_names):
        raise ModelError(
            f"settings: models.ner: the pipeline `{ner}` finds no entities; name another or `{SHIPPED}`"
        )
    return _External(language)


class _External:
    """Entities of another pipeline, carried over by their places in the text."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, doc: Doc) -> list[Span]:
        found = []
        for ent in self.language(doc.text).ents:
            label = _OTHER_LABELS.get(ent.label_, ent.label_)
            if label in EntityLabel.__members__:
                span = doc.char_span(ent.start_char, ent.end_char, label=label, alignment_mode="expand")
                found.append(trim_name(span) if span is not None else None)
        return filter_spans([*(span for span in found if span is not None), *find_amounts(doc)])
