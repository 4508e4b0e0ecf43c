"""What "the country", "the bloc", "the president" and "he" stand for, where only one name nearby fits."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from nlp.analysis.naming.reading import Reading
from nlp.analysis.records import Entity
from nlp.codebook import GazetteerEntry
from nlp.labels import EntityLabel, LinkMethod

__all__ = ["find_coreferents"]

_COUNTRIES = frozenset({EntityLabel.GPE, EntityLabel.FAC})
_STATE_ROLES = ("president", "leader", "prime minister", "chancellor")
_TEN = r"(?:Southeast\s+Asian|(?:ten|eleven|10|11)[-‐‑](?:member|nation|country))"  # ASEAN alone
# What follows may single out another one ("the country that", "the president of China").
_ENDS = r"(?![\w-])(?!\s+(?:that|which|whose|where|with|of|who|\w+ing|concerned|in\s+question)\b)"
_NOUNS = re.compile(
    rf"\b(?P<asean>[Tt]he\s+{_TEN}\s+(?:bloc|grouping|group|association)){_ENDS}"
    rf"|\b(?P<bloc>[Tt]he\s+(?:regional\s+)?(?:bloc|grouping|association)){_ENDS}"
    rf"|\b(?P<country>[Tt]he\s+(?:country|nation)){_ENDS}"
    rf"|\b(?P<president>[Tt]he\s+(?:president|prime\s+minister|premier)){_ENDS}"
    r"|\b(?P<person>[Hh]e|[Hh]is|[Hh]im|[Ss]he|[Hh]er)\b(?![’'-])"
)
_ANYONE = re.compile(
    r"\b(?:no\s?-?one|nobody|anyone|anybody|everyone|everybody|someone|somebody|whoever|each|every)\b",
    re.IGNORECASE,
)
_Fits = Callable[[Entity, Mapping[str, GazetteerEntry]], bool]


def find_coreferents(
    reading: Reading, entities: Sequence[Entity], entries: Mapping[str, GazetteerEntry]
) -> tuple[Entity, ...]:
    """Pronouns and common nouns that stand for one entity, in the order of the text.

    The antecedent is the one fitting entity of the nearest sentence, back to the paragraph's start, that
    names any; where that sentence names two that fit, the expression is left alone.
    """
    found: list[Entity] = []
    for match in _NOUNS.finditer(reading.text):
        kind, place = match.lastgroup or "", match.start()
        if kind == "person" and _ANYONE.search(reading.text, reading.sentence(place)[0], place):
            continue
        antecedent = _antecedent(place, _FITS[kind], entities, (reading, entries))
        if antecedent is not None:
            found.append(
                replace(
                    antecedent,
                    start=place,
                    end=match.end(),
                    text=match.group(),
                    link_method=LinkMethod.COREFERENCE,
                )
            )
    return tuple(found)


def _antecedent(
    place: int,
    fits: _Fits,
    entities: Sequence[Entity],
    known: tuple[Reading, Mapping[str, GazetteerEntry]],
) -> Entity | None:
    reading, entries = known
    paragraph = reading.paragraph(place)[0]
    before = [
        entity
        for entity in entities
        if paragraph <= entity.start and entity.end <= place and fits(entity, entries)
    ]
    if not before:
        return None
    sentence = reading.sentence(before[-1].start)[0]
    nearest = [entity for entity in before if entity.start >= sentence]
    meant = {entity.entity_id or entity.canonical for entity in nearest}
    return nearest[-1] if len(meant) == 1 else None


def _is_asean(entity: Entity, entries: Mapping[str, GazetteerEntry]) -> bool:
    return entity.entity_id == "asean"


def _is_bloc(entity: Entity, entries: Mapping[str, GazetteerEntry]) -> bool:
    return entity.entity_id in {"asean", "european-union"}


def _is_country(entity: Entity, entries: Mapping[str, GazetteerEntry]) -> bool:
    if entity.label not in _COUNTRIES or entity.entity_id is None:
        return False
    entry = entries.get(entity.entity_id)
    return entry is not None and bool(entry.demonyms)


def _is_person(entity: Entity, entries: Mapping[str, GazetteerEntry]) -> bool:
    return entity.label is EntityLabel.PERSON


def _is_president(entity: Entity, entries: Mapping[str, GazetteerEntry]) -> bool:
    entry = entries.get(entity.entity_id or "")
    return entity.label is EntityLabel.PERSON and (
        entry is None or any(role in (entry.role or "") for role in _STATE_ROLES)
    )


_FITS: dict[str, _Fits] = {
    "asean": _is_asean,
    "bloc": _is_bloc,
    "country": _is_country,
    "president": _is_president,
    "person": _is_person,
}
