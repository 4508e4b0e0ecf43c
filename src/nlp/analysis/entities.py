"""Named mentions and what they mean: tagger and gazetteer together, then the rules of linking."""

from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.analysis.linking.acronyms import find_definitions
from nlp.analysis.linking.coreference import find_coreferents
from nlp.analysis.linking.repeats import find_repeats, name_holders
from nlp.analysis.linking.resolve import find_full_names, link_mentions
from nlp.analysis.naming.bindings import bind_acronyms
from nlp.analysis.naming.ellipsis import complete_halves
from nlp.analysis.naming.index import GazetteerIndex
from nlp.analysis.naming.mentions import find_mentions
from nlp.analysis.naming.reading import Reading, read_doc
from nlp.analysis.naming.records import Mention
from nlp.analysis.neural.recogniser import Recogniser, make_recogniser
from nlp.analysis.records import Entity
from nlp.codebook import read_codebook
from nlp.labels import EntityLabel

__all__ = ["EntityComponent", "find_entities"]


def find_entities(
    reading: Reading, index: GazetteerIndex, *, tagged: Sequence[Span] = ()
) -> tuple[Entity, ...]:
    """Every named mention in the order of the text, linked to the gazetteer or NIL with a reason.

    Args:
        reading: the text, with day and country of publication where they are known.
        index: the gazetteer.
        tagged: names that a tagger found, labelled with our labels. Names it misses and the gazetteer knows,
            acronyms that the text defines, and family names that come back alone are found beside them.
    """
    names = [Mention(span.start_char, span.end_char, EntityLabel(span.label_)) for span in tagged]
    bindings = bind_acronyms(find_definitions(reading.text), index, names)
    mentions = complete_halves(reading, find_mentions(reading, index, names, bindings), index)
    mentions = name_holders(reading, mentions, index)
    mentions += find_repeats(reading, mentions, find_full_names(reading, mentions), index)
    mentions.sort(key=lambda one: one.start)
    return link_mentions(reading, mentions, index)


class EntityComponent:
    """Sets `doc._.entities`, and `doc._.coreferents`: what pronouns and common nouns stand for."""

    def __init__(self, index: GazetteerIndex, recogniser: Recogniser) -> None:
        self.index = index
        self.recogniser = recogniser

    def __call__(self, doc: Doc) -> Doc:
        """Find and link the names of a doc."""
        reading = read_doc(doc)
        doc._.entities = find_entities(reading, self.index, tagged=self.recogniser(doc))
        doc._.coreferents = find_coreferents(reading, doc._.entities, self.index.entries)
        return doc


@Language.factory(
    "nlp/entities",
    requires=["doc._.paragraphs", "doc._.sentences"],
    assigns=["doc._.entities", "doc._.coreferents"],
    default_config={"codebook": "", "ner": "shipped", "threads": 1},
)
def make_entities(nlp: Language, name: str, codebook: str, ner: str, threads: int) -> EntityComponent:
    """The component, from JSON values; `codebook` is a folder, `ner` what `make_recogniser` takes."""
    entries = read_codebook(Path(codebook) if codebook else None).gazetteer
    return EntityComponent(GazetteerIndex(entries), make_recogniser(ner, threads=threads))
