"""Mentions to entities: each with the method that linked it, or NIL with the reason."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from nlp.analysis.linking.ambiguity import choose_meeting, choose_reading
from nlp.analysis.linking.metonyms import is_meeting, is_place
from nlp.analysis.linking.persons import FullName, find_office, find_person, find_title
from nlp.analysis.linking.short_forms import find_full_form
from nlp.analysis.naming.exclusions import is_amount, is_generic
from nlp.analysis.naming.index import GazetteerIndex, Name, NameKind
from nlp.analysis.naming.reading import Reading
from nlp.analysis.naming.records import Mention
from nlp.analysis.naming.words import split_words
from nlp.analysis.records import Entity
from nlp.codebook import GazetteerEntry
from nlp.labels import EntityLabel, LinkMethod

__all__ = ["find_full_names", "link_mentions"]

_LITERAL = frozenset({LinkMethod.ALIAS, LinkMethod.ACRONYM})
_OWNING = re.compile(r"(?:['’]s?)?\s+(?:own\s+|new\s+)?")
_LISTED = re.compile(r",\s+|,?\s+(?:and|or)\s+")
_OWNED = re.compile(r"\s+(?:of|in|with)\s+(?:the\s+)?")
_SECRETARIAT_SEAT = ("jakarta", "asean-secretariat", "indonesia")


class _Link(NamedTuple):
    entry: GazetteerEntry | None
    canonical: str
    method: LinkMethod
    reason: str | None = None


def find_full_names(reading: Reading, mentions: Sequence[Mention]) -> list[FullName]:
    """Persons named by more than one word, in the order of the text."""
    names = []
    for mention in mentions:
        if mention.label is not EntityLabel.PERSON:
            continue
        text = reading.text[mention.start : mention.end]
        keys = tuple(word.key for word in split_words(text))
        if len(keys) < 2 and not mention.names:
            continue
        entry = mention.names[0].entry if mention.names else None
        if entry is not None:
            keys = tuple(word.key for word in split_words(entry.canonical)) if len(keys) < 2 else keys
        names.append(FullName(mention.start, keys, entry.canonical if entry else text, entry))
    return names


def link_mentions(reading: Reading, mentions: Sequence[Mention], index: GazetteerIndex) -> tuple[Entity, ...]:
    """The entities that mentions, given in the order of the text, stand for."""
    linker = _Linker(reading, mentions, index)
    for place in range(len(mentions)):
        linker.link(place)
    return tuple(linker.linked)


class _Linker:
    """Links mention after mention; what was linked before helps with what comes after."""

    def __init__(self, reading: Reading, mentions: Sequence[Mention], index: GazetteerIndex) -> None:
        self.reading = reading
        self.mentions = mentions
        self.index = index
        self.full = find_full_names(reading, mentions)
        self.linked: list[Entity] = []
        self.places = frozenset(
            word.key
            for mention in mentions
            if mention.label in (EntityLabel.GPE, EntityLabel.LOC)
            for word in reading.words_between(mention.start, mention.end)
        )

    def link(self, place: int) -> None:
        """Add the entity of the mention at a place in the list."""
        mention = self.mentions[place]
        text = self.reading.text[mention.start : mention.end]
        link = self._resolve(place, text)
        entity = Entity(
            start=mention.start,
            end=mention.end,
            text=text,
            label=_label(mention, link),
            canonical=link.canonical,
            entity_id=link.entry.entity_id if link.entry else None,
            wikidata_id=link.entry.wikidata_id if link.entry else None,
            link_method=link.method,
            nil_reason=link.reason,
        )
        self.linked.append(entity)

    def _resolve(self, place: int, text: str) -> _Link:
        mention = self.mentions[place]
        if is_amount(mention):
            return _nil(text, "an amount")
        if mention.binding is not None and not mention.names:
            return _nil(mention.binding.definition.long, "defined in the text, unknown to the gazetteer")
        if mention.label is EntityLabel.PERSON and (not mention.names or " " not in text):
            return self._person(mention, text)
        names = mention.names
        if not names:
            return self._cut_short(mention, text)
        owner = self._owner(place)
        seen = [one.entity_id for one in self.linked if one.entity_id]
        entry, reason = choose_reading(names, mention.start, self.reading, owner=owner, seen=seen)
        if entry is None:
            return _nil(text, reason)
        if owner is not None and entry.country not in (None, owner) and _is_common(entry, text):
            return _nil(text, f"{entry.canonical} is of another country")
        return self._as_named(place, entry, names)

    def _as_named(self, place: int, entry: GazetteerEntry, names: Sequence[Name]) -> _Link:
        mention = self.mentions[place]
        kind = next(name.kind for name in names if name.entry is entry)
        if kind is NameKind.DEMONYM:
            return _Link(entry, entry.canonical, LinkMethod.DEMONYM)
        if entry.represents and not self._is_place(place):
            actor = self.index.entries.get(self._actor(entry, mention))
            if actor is not None:
                return _Link(actor, actor.canonical, LinkMethod.METONYM)
        meeting = None
        if entry.label is EntityLabel.GPE and is_meeting(mention.start, mention.end, self.reading):
            meeting = choose_meeting(entry, mention.start, self.reading, self.index)
        if meeting is not None:
            return _Link(meeting, meeting.canonical, LinkMethod.METONYM)
        acronym = mention.binding is not None and mention.start != mention.binding.definition.long_start
        return _Link(entry, entry.canonical, LinkMethod.ACRONYM if acronym else LinkMethod.ALIAS)

    def _cut_short(self, mention: Mention, text: str) -> _Link:
        full = find_full_form(text, mention.label, self.linked)
        if full is None:
            return _nil(text, "unknown to the gazetteer")
        if full.entity_id is None:
            return _nil(full.canonical, "unknown to the gazetteer")
        return _Link(self.index.entries[full.entity_id], full.canonical, LinkMethod.ALIAS)

    def _is_place(self, place: int) -> bool:
        mention = self.mentions[place]
        if is_place(mention.start, mention.end, self.reading, self.places) or self._is_in_country(place):
            return True
        # In a list with a city that governs nothing ("Da Nang, Manila and Busan") all are cities.
        return any(_is_mere_city(self.mentions[one]) for one in self._list_around(place))

    def _is_in_country(self, place: int) -> bool:
        """Whether the country of a capital follows it ("Jakarta, Indonesia, hosts …")."""
        if place + 1 == len(self.mentions) or self._between(place).strip() != ",":
            return False
        actors = {name.entry.represents for name in self.mentions[place].names}
        return any(name.entry.entity_id in actors for name in self.mentions[place + 1].names)

    def _list_around(self, place: int) -> range:
        """The places of the mentions that stand in one list with a mention."""
        first, last = place, place
        while first and _LISTED.fullmatch(self._between(first - 1)):
            first -= 1
        while last + 1 < len(self.mentions) and _LISTED.fullmatch(self._between(last)):
            last += 1
        return range(first, last + 1)

    def _actor(self, entry: GazetteerEntry, mention: Mention) -> str:
        """Whom a capital stands for: its government, or the Secretariat that the paragraph speaks of."""
        seat, secretariat, country = _SECRETARIAT_SEAT
        if entry.entity_id == seat:
            start, end = self.reading.paragraph(mention.start)
            ids = {
                name.entry.entity_id
                for other in self.mentions
                if start <= other.start < end
                for name in other.names
            }
            if secretariat in ids and country not in ids:
                return secretariat
        return entry.represents or ""

    def _person(self, mention: Mention, text: str) -> _Link:
        title = find_title(mention.start, self.reading, self.index)
        method = LinkMethod.TITLE if title is not None else LinkMethod.SURNAME
        alias = mention.names[0].entry if len({name.entry.entity_id for name in mention.names}) == 1 else None
        if alias is not None:
            named = any(
                name.entry is alias and name.start < mention.start and len(name.keys) > 1
                for name in self.full
            )
            shorter = split_words(text) != split_words(alias.canonical) and len(split_words(text)) == 1
            return _Link(alias, alias.canonical, method if named and shorter else LinkMethod.ALIAS)
        person, reason = find_person(text, mention.start, self.reading, self.full, self.index)
        if person is None:
            several = len(split_words(text)) > 1
            return _nil(text, "unknown to the gazetteer" if several else reason)
        if person.entry is None:
            return _nil(person.canonical, "unknown to the gazetteer")
        if person not in self.full:  # known by title or by day alone
            office = find_office(mention.start, mention.end, self.reading, self.index)
            if office is None and self._is_of_silent_country(person.entry, text):
                return _nil(
                    text, f"no full name in the text, and nothing on the country of {person.canonical}"
                )
            # "President Moon … Moon": the title says who is meant from here on.
            keys = tuple(word.key for word in split_words(person.canonical))
            self.full.append(FullName(mention.start, keys, person.canonical, person.entry))
        return _Link(person.entry, person.canonical, method)

    def _is_of_silent_country(self, person: GazetteerEntry, text: str) -> bool:
        """Whether a family name is borne in several countries and the text names nothing of this one's."""
        if len({entry.country for entry in self.index.bearers(text)}) < 2:
            return False
        spoken_of = {name.entry.country for name in self.full if name.entry}
        spoken_of |= {
            name.entry.country
            for mention in self.mentions
            if mention.label is not EntityLabel.PERSON
            for name in mention.names
        }
        return person.country not in spoken_of

    def _owner(self, place: int) -> str | None:
        """Country of the name that owns a mention: "Canada's …", "Canadian …", "… of Canada"."""
        if place and _OWNING.fullmatch(gap := self._between(place - 1)):
            before = self.mentions[place - 1]
            if gap[0] in "'’" or before.label is EntityLabel.NORP:
                return _country(before)
        if place + 1 < len(self.mentions) and _OWNED.fullmatch(self._between(place)):
            return _country(self.mentions[place + 1])
        return None

    def _between(self, place: int) -> str:
        return self.reading.text[self.mentions[place].end : self.mentions[place + 1].start]


def _label(mention: Mention, link: _Link) -> EntityLabel:
    """The label of the form; of one form with several readings, that of the reading chosen."""
    if link.entry is not None and len(mention.names) > 1 and link.method in _LITERAL:
        return link.entry.label
    return mention.label


def _is_common(entry: GazetteerEntry, text: str) -> bool:
    return is_generic(split_words(entry.canonical)) or is_generic(split_words(text))


def _country(mention: Mention) -> str | None:
    countries = {name.entry.country for name in mention.names}
    return countries.pop() if len(countries) == 1 else None


def _is_mere_city(mention: Mention) -> bool:
    return mention.label is EntityLabel.GPE and all(
        name.kind is NameKind.ALIAS and not name.entry.represents and not name.entry.demonyms
        for name in mention.names
    )


def _nil(canonical: str, reason: str) -> _Link:
    return _Link(None, canonical, LinkMethod.NIL, reason)
