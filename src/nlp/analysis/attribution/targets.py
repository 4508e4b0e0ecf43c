"""Where a text speaks of a target: its entities, its phrases, and relations between two named sides."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from nlp.analysis.attribution.addressing import is_listed, is_modifier, is_place, is_subject
from nlp.analysis.records import Entity
from nlp.codebook import Codebook, Conduct, Relation, Target
from nlp.labels import EntityLabel, LinkMethod

__all__ = ["TargetFinder", "TargetMention"]

_LINKS = re.compile(r"[‐‑–—-]")
_SPACES = re.compile(r"\s+")
_LONG_PHRASE = 12
_POINTING = frozenset({"the", "this", "that", "these", "those", "our", "its", "their"})
_REACH = 60  # tokens before a sentence in which what it points back to is looked for
_UP = frozenset({"nmod", "nmod:poss", "compound", "amod", "obl", "conj", "flat", "appos"})


@dataclass(frozen=True, slots=True)
class TargetMention:
    """One mention of a target; `coreferent` where a pronoun or common noun stands for it."""

    target_id: str
    start: int
    end: int
    coreferent: bool = False


class TargetFinder:
    """Finds the mentions of all targets of a codebook in a doc whose entities are known."""

    def __init__(self, codebook: Codebook) -> None:
        self.targets = codebook.targets
        self._by_entity = _targets_by_entity(codebook.targets)
        self._phrases = {target.id: _phrase_pattern(target) for target in codebook.targets if target.aliases}
        self._nouns = frozenset(
            noun for target in codebook.targets if target.relation for noun in target.relation.nouns
        )
        self._leaders = {
            entry.entity_id for entry in codebook.gazetteer if _is_leader(entry.label, entry.role)
        }

    def find(self, doc: Doc) -> tuple[TargetMention, ...]:
        """Mentions in the order of the text that say something of their target.

        Of two of one target that overlap, the longer stands; so it does where a relation or a phrase of one
        target holds the name of another («ties with ASEAN»). Names in a list, of a place or before a noun are
        left out.
        """
        found = [*self._from_entities(doc), *self._from_phrases(doc.text)]
        heads = [token for token in doc if _is_one_of(token, self._nouns)]
        named = _named_tokens(doc) if heads else {}
        for target in self.targets:
            if target.relation is not None:
                found += _from_relation(heads, named, target.id, target.relation)
            if target.conduct is not None:
                found += _from_conduct(doc, target.id, target.conduct)
        found = [one for one in found if not _is_beside_the_point(doc, one)]
        found.sort(key=lambda one: (one.target_id, one.start, one.start - one.end))
        kept: list[TargetMention] = []
        for one in found:
            last = kept[-1] if kept else None
            if last is not None and last.target_id == one.target_id and one.start < last.end:
                if one.end - one.start > last.end - last.start:
                    kept[-1] = one
                continue
            kept.append(one)
        return tuple(sorted(_outermost(kept), key=lambda one: (one.start, one.end, one.target_id)))

    def _from_entities(self, doc: Doc) -> Iterator[TargetMention]:
        entities: tuple[Entity, ...] = doc._.entities
        for entity in entities:
            # «Korean», «Chinese firms»: the adjective names a people, not the state as an actor.
            if entity.link_method is not LinkMethod.DEMONYM:
                yield from self._of_entity(entity, coreferent=False)
        for entity in doc._.coreferents:
            yield from self._of_entity(entity, coreferent=True)

    def _of_entity(self, entity: Entity, *, coreferent: bool) -> Iterator[TargetMention]:
        if entity.entity_id is None:
            return
        for target_id in self._by_entity.get(entity.entity_id, ()):
            yield TargetMention(target_id, entity.start, entity.end, coreferent)
        if entity.entity_id in self._leaders:
            yield TargetMention(f"leader:{entity.entity_id}", entity.start, entity.end, coreferent)

    def _from_phrases(self, text: str) -> Iterator[TargetMention]:
        folded = _LINKS.sub("-", text).lower()  # every dash is one character: offsets hold
        for target_id, pattern in self._phrases.items():
            for match in pattern.finditer(folded):
                yield TargetMention(target_id, match.start(), match.end())


def _targets_by_entity(targets: tuple[Target, ...]) -> dict[str, tuple[str, ...]]:
    by_entity: dict[str, tuple[str, ...]] = {}
    for target in targets:
        for entity_id in target.entity_ids:
            by_entity[entity_id] = (*by_entity.get(entity_id, ()), target.id)
    return by_entity


def _phrase_pattern(target: Target) -> re.Pattern[str]:
    phrases = sorted(
        {_LINKS.sub("-", alias).lower() for alias in target.aliases}, key=lambda one: (-len(one), one)
    )
    words = (_SPACES.sub(r"\\s+", re.escape(phrase).replace(r"\ ", " ")) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")


def _is_leader(label: EntityLabel, role: str | None) -> bool:
    return label is EntityLabel.PERSON and bool(role)


def _outermost(mentions: list[TargetMention]) -> Iterator[TargetMention]:
    """Mentions that are no part of a longer mention of another target."""
    for one in mentions:
        if not any(
            other.target_id != one.target_id
            and other.start <= one.start
            and one.end <= other.end
            and other.end - other.start > one.end - one.start
            for other in mentions
        ):
            yield one


def _is_beside_the_point(doc: Doc, mention: TargetMention) -> bool:
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span is not None and (is_listed(span) or is_place(span) or is_modifier(span))


def _from_conduct(doc: Doc, target_id: str, conduct: Conduct) -> Iterator[TargetMention]:
    entities: tuple[Entity, ...] = (*doc._.entities, *doc._.coreferents)
    toward = [
        doc.char_span(e.start, e.end, alignment_mode="expand")
        for e in entities
        if e.entity_id in conduct.toward
    ]
    places = {span.sent.start for span in toward if span is not None}
    for entity in entities:
        if entity.entity_id not in conduct.actors or entity.link_method is LinkMethod.DEMONYM:
            continue
        span = doc.char_span(entity.start, entity.end, alignment_mode="expand")
        if span is not None and is_subject(span) and span.sent.start in places:
            coreferent = entity in doc._.coreferents
            yield TargetMention(target_id, entity.start, entity.end, coreferent)


def _from_relation(
    heads: Iterable[Token], named: Mapping[int, str], target_id: str, relation: Relation
) -> Iterator[TargetMention]:
    nouns = frozenset(relation.nouns)
    for head in heads:
        if _is_one_of(head, nouns):
            inside = _inside(head)
            phrase = _phrase(head, inside, relation, named) or _taken_up(head, inside, relation, named)
            if phrase is not None:
                first, last = head.doc[phrase[0]], head.doc[phrase[1]]
                yield TargetMention(target_id, first.idx, last.idx + len(last))


def _is_one_of(token: Token, nouns: frozenset[str]) -> bool:
    return token.lower_ in nouns or token.lemma_.lower() in nouns


def _phrase(
    head: Token, inside: Sequence[int], relation: Relation, named: Mapping[int, str]
) -> tuple[int, int] | None:
    """First and last token of a phrase that names both ends: "Seoul's ties with Hanoi"."""
    places = [[place for place in inside if named.get(place) in ids] for ids in relation.between]
    if not all(places):
        return None
    first = min(head.i, *(min(indexes) for indexes in places))
    last = max(head.i, *(max(indexes) for indexes in places))
    return (first, last) if last - first <= _LONG_PHRASE else None  # a phrase, not a clause


def _taken_up(
    head: Token, inside: Sequence[int], relation: Relation, named: Mapping[int, str]
) -> tuple[int, int] | None:
    """The noun alone, where its sentence or the words just before it name the ends: "… these ties".

    The ends may stand further off only where the noun points back ("the", "this", "our"). A noun that is
    said of someone else ("ties with Japan") is no mention.
    """
    ends = {one for ids in relation.between for one in ids}
    if head.pos_ != "NOUN" or any(named.get(place, next(iter(ends))) not in ends for place in inside):
        return None
    first = head.sent.start
    if any(child.lower_ in _POINTING for child in head.children):
        first = max(0, first - _REACH)
    around = {named[place] for place in range(first, head.sent.end) if place in named}
    return (head.i, head.i) if all(around.intersection(ids) for ids in relation.between) else None


def _inside(head: Token) -> list[int]:
    """The tokens of its sentence that hang from the head."""
    sent = head.sent
    return [token.i for token in head.subtree if sent.start <= token.i < sent.end and _attached(token, head)]


def _attached(token: Token, head: Token) -> bool:
    """Whether a token hangs from the head by nominal links alone: a clause in between ends the phrase."""
    while token.i != head.i:
        if token.dep_ not in _UP and not token.dep_.startswith("nmod"):
            return False
        token = token.head
    return True


def _named_tokens(doc: Doc) -> dict[int, str]:
    """The entity that each token is part of, where it is part of one."""
    return {
        index: entity.entity_id
        for entity in (*doc._.entities, *doc._.coreferents)
        if entity.entity_id
        for index in _tokens_of(doc, entity)
    }


def _tokens_of(doc: Doc, entity: Entity) -> Iterator[int]:
    span = doc.char_span(entity.start, entity.end, alignment_mode="expand")
    yield from range(span.start, span.end) if span is not None else ()
