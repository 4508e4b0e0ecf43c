"""Names cut short after they were given in full: "the Assembly", "the Secretariat", "the North"."""

from collections.abc import Iterable

from nlp.analysis.naming.words import split_words
from nlp.analysis.records import Entity
from nlp.labels import EntityLabel

__all__ = ["find_full_form"]

# Names that keep their last words ("Assembly"); states keep their first ("North").
_BY_HEAD = frozenset(
    {EntityLabel.ORG, EntityLabel.EVENT, EntityLabel.LAW, EntityLabel.INITIATIVE, EntityLabel.FAC}
)


def find_full_form(text: str, label: EntityLabel, before: Iterable[Entity]) -> Entity | None:
    """The one entity named before whose name ends (for states, begins) with a mention, or None."""
    keys = _keys(text)
    found: dict[str, Entity] = {}
    for entity in before:
        if entity.label is not label:
            continue
        names = (_keys(entity.text), _keys(entity.canonical))
        if any(_shortens(keys, name, label) for name in names):
            found[entity.entity_id or entity.canonical] = entity
    return next(iter(found.values())) if len(found) == 1 else None


def _shortens(keys: tuple[str, ...], name: tuple[str, ...], label: EntityLabel) -> bool:
    size = len(keys)
    if size >= len(name):
        return False
    if label is EntityLabel.GPE:
        return name[:size] == keys
    return label in _BY_HEAD and name[-size:] == keys


def _keys(text: str) -> tuple[str, ...]:
    return tuple(word.key for word in split_words(text))
