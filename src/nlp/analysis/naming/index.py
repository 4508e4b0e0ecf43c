"""The gazetteer as an index: which entries a stretch of words may name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nlp.analysis.naming.words import Word, split_words
from nlp.codebook import GazetteerEntry
from nlp.labels import EntityLabel

__all__ = ["GazetteerIndex", "Hit", "Name", "NameKind"]

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


class NameKind(StrEnum):
    """What sort of name an entry is known by."""

    ALIAS = "alias"
    ACRONYM = "acronym"
    DEMONYM = "demonym"


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one entry, in words."""

    entry: GazetteerEntry
    kind: NameKind
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of text that the gazetteer knows, with every reading it has there."""

    start: int
    end: int
    names: tuple[Name, ...]

    @property
    def label(self) -> EntityLabel:
        """The label that the form of the name asks for."""
        first = self.names[0]
        return EntityLabel.NORP if first.kind is NameKind.DEMONYM else first.entry.label


class GazetteerIndex:
    """All names of a gazetteer, found by their words; capitals are respected."""

    def __init__(self, entries: Iterable[GazetteerEntry]) -> None:
        self.entries = {entry.entity_id: entry for entry in entries}
        names: dict[tuple[str, ...], list[Name]] = defaultdict(list)
        for entry in self.entries.values():
            for name in _names_of(entry):
                names[tuple(form.casefold() for form in name.forms)].append(name)
        self._names = {key: tuple(value) for key, value in names.items()}
        lengths: dict[str, set[int]] = defaultdict(set)
        for key in self._names:
            lengths[key[0]].add(len(key))
        self._lengths = {first: sorted(value, reverse=True) for first, value in lengths.items()}
        self._bearers = _bearers(self.entries.values())

    def find(self, words: Sequence[Word]) -> Iterator[Hit]:
        """What the gazetteer knows in a text, from left to right, the longest name at each place."""
        keys = [word.key for word in words]
        place = 0
        while place < len(words):
            for length in self._lengths.get(keys[place], ()):
                key = tuple(keys[place : place + length])
                names = self._fitting(words[place : place + length], key) if len(key) == length else ()
                if names:
                    yield Hit(words[place].start, words[place + length - 1].end, names)
                    place += length - 1
                    break
            place += 1

    def read(self, text: str) -> tuple[Name, ...]:
        """The readings of a whole string; none where the gazetteer does not know it."""
        words = split_words(text)
        return self._fitting(words, tuple(word.key for word in words))

    def bearers(self, name: str) -> tuple[GazetteerEntry, ...]:
        """Persons that are called by a single name (family name, or the first name where that is usual)."""
        return self._bearers.get(name.casefold(), ())

    def _fitting(self, words: Sequence[Word], keys: tuple[str, ...]) -> tuple[Name, ...]:
        return tuple(name for name in self._names.get(keys, ()) if _fits(name, words))


def _names_of(entry: GazetteerEntry) -> Iterator[Name]:
    seen: set[tuple[str, ...]] = set()
    for kind, texts in (
        (NameKind.ALIAS, (entry.canonical, *entry.aliases)),
        (NameKind.ACRONYM, entry.acronyms),
        (NameKind.DEMONYM, entry.demonyms),
    ):
        for text in texts:
            forms = tuple(word.form for word in split_words(text))
            if forms and forms not in seen:
                seen.add(forms)
                yield Name(entry, kind, forms)


def _fits(name: Name, words: Sequence[Word]) -> bool:
    """Whether the words have the capitals of the name; a word in lower case may be written either way."""
    return all(_same_case(form, word.form) for form, word in zip(name.forms, words, strict=True))


def _same_case(form: str, written: str) -> bool:
    if len(form) > 1 and form.isupper():
        return written == form
    return not form[0].isupper() or written[0].isupper()


def _bearers(entries: Iterable[GazetteerEntry]) -> dict[str, tuple[GazetteerEntry, ...]]:
    bearers: dict[str, dict[str, GazetteerEntry]] = defaultdict(dict)
    for entry in entries:
        if entry.label is EntityLabel.PERSON:
            words = [word.key for word in split_words(entry.canonical) if word.key not in _SUFFIXES]
            words = [word for word in words if word.isalpha()]
            for word in (words[0], words[-1]):
                bearers[word][entry.entity_id] = entry
    return {word: tuple(persons.values()) for word, persons in bearers.items()}
