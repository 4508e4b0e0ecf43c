"""Acronyms that a text defines, bound to what their long forms mean, and every place where they are used."""

from collections.abc import Iterable, Mapping, Sequence

from nlp.analysis.linking.acronyms import Definition
from nlp.analysis.naming.index import GazetteerIndex, Name
from nlp.analysis.naming.reading import Reading
from nlp.analysis.naming.records import Binding, Mention
from nlp.analysis.naming.words import split_words
from nlp.labels import EntityLabel

__all__ = ["bind_acronyms", "find_uses"]

# Head words that tell what kind of thing a long form names where neither tagger nor gazetteer does.
_HEADS = {
    EntityLabel.INITIATIVE: "initiative policy strategy partnership plan programme program vision outlook "
    "platform framework",
    EntityLabel.LAW: "agreement treaty act convention protocol charter pact",
    EntityLabel.ORG: "fund centre center council association organization organisation committee commission "
    "ministry agency institute university bank forum party court foundation network union secretariat",
    EntityLabel.EVENT: "summit olympics",
}
_LABEL_OF_HEAD = {head: label for label, heads in _HEADS.items() for head in heads.split()}
_ALIKE = 0.75  # share of words in common from which two long forms of one acronym are the same name


def bind_acronyms(
    definitions: Iterable[Definition], index: GazetteerIndex, tagged: Sequence[Mention]
) -> dict[str, Binding]:
    """What each acronym defined in the text stands for, by its short form."""
    bindings: dict[str, Binding] = {}
    for definition in definitions:
        names = _readings(definition, index)
        label = names[0].entry.label if names else _label_of(definition, tagged)
        bindings[definition.short] = Binding(definition, label, names)
    return bindings


def find_uses(reading: Reading, bindings: Mapping[str, Binding]) -> list[Mention]:
    """Every place where a bound acronym stands; the label of a common noun's acronym says nothing."""
    uses = []
    for short, binding in bindings.items():
        forms = [word.form for word in split_words(short)]
        for place, word in enumerate(reading.words):
            found = reading.words[place : place + len(forms)]
            if word.form == forms[0] and [one.form for one in found] == forms:
                label = binding.label or EntityLabel.ORG
                uses.append(Mention(word.start, found[-1].end, label, binding.names, binding))
    return uses


def _readings(definition: Definition, index: GazetteerIndex) -> tuple[Name, ...]:
    """The gazetteer's readings of the long form, or of an acronym whose long form is nearly the same."""
    exact = index.read(definition.long)
    if exact:
        return exact
    keys = {word.key for word in split_words(definition.long)}
    return tuple(
        name
        for name in index.read(definition.short)
        if any(_likeness(keys, alias) >= _ALIKE for alias in name.entry.names)
    )


def _likeness(keys: set[str], alias: str) -> float:
    others = {word.key for word in split_words(alias)}
    return len(keys & others) / len(keys | others)


def _label_of(definition: Definition, tagged: Sequence[Mention]) -> EntityLabel | None:
    """The label of a long form the gazetteer does not know; None for common nouns ("Electric Vehicle")."""
    words = split_words(definition.long)
    if not words or not words[0].form[0].isupper() or not words[-1].form[0].isupper():
        return None
    places = (
        (definition.long_start, definition.long_end),
        (definition.short_start, definition.short_end),
    )
    for start, end in places:
        for one in tagged:
            if one.start <= start and end <= one.end:
                return one.label
    return _LABEL_OF_HEAD.get(words[-1].key)
