"""A mention and what an acronym stands for, as they pass from finding to linking."""

from dataclasses import dataclass

from nlp.analysis.linking.acronyms import Definition
from nlp.analysis.naming.index import Name
from nlp.labels import EntityLabel

__all__ = ["Binding", "Mention"]


@dataclass(frozen=True, slots=True)
class Binding:
    """What an acronym stands for in this text; `label` is None where its long form is no name."""

    definition: Definition
    label: EntityLabel | None
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names something, with the gazetteer's readings of it."""

    start: int
    end: int
    label: EntityLabel
    names: tuple[Name, ...] = ()
    binding: Binding | None = None
