"""Persons named in full whose family name comes back alone, and titles before a family name."""

from collections.abc import Iterable, Sequence

from nlp.analysis.linking.persons import OFFICE_WORDS, FullName, find_office
from nlp.analysis.naming.index import GazetteerIndex
from nlp.analysis.naming.reading import Reading
from nlp.analysis.naming.records import Mention
from nlp.analysis.naming.words import Word
from nlp.labels import EntityLabel

__all__ = ["find_repeats", "name_holders"]

# Countries whose persons are called by the first word of their name, and those where either word is usual.
_FIRST = frozenset({"KR", "KP", "CN", "TW"})
_EITHER = frozenset({"SG", "KH", "ID", "MY"})
_AMOUNTS = frozenset({EntityLabel.MONEY, EntityLabel.PERCENT})


def name_holders(reading: Reading, mentions: Sequence[Mention], index: GazetteerIndex) -> list[Mention]:
    """The mentions without bare titles; those that give a family name its office name the person alone.

    "Yoon administration" is the person Yoon, the "Park" of "Foreign Minister Park" no park, and "Vice
    President" nobody.
    """
    return [_holder(one, reading, index) or one for one in mentions if not _is_title(one, reading)]


def find_repeats(
    reading: Reading, mentions: Sequence[Mention], full: Iterable[FullName], index: GazetteerIndex
) -> list[Mention]:
    """Mentions of persons by family name alone that neither tagger nor gazetteer found, in order."""
    firsts: dict[str, int] = {}
    for name in full:
        for form in _family_names(name):
            firsts.setdefault(form, name.start)
    taken = {place for one in mentions for place in range(one.start, one.end)}
    found = []
    for place, word in enumerate(reading.words):
        if not word.form[0].isupper() or len(word.form) < 2 or word.start in taken:
            continue
        if _goes_on(place, reading):
            continue
        titled = bool(index.bearers(word.form)) and _has_office(word, reading, index)
        repeated = firsts.get(word.key, word.start) < word.start and not _is_compound(place, reading)
        if titled or repeated:
            found.append(Mention(word.start, word.end, EntityLabel.PERSON))
    return found


def _is_title(one: Mention, reading: Reading) -> bool:
    if one.names or one.binding or one.label in _AMOUNTS:
        return False
    return all(word.key in OFFICE_WORDS for word in reading.words_between(one.start, one.end))


def _holder(one: Mention, reading: Reading, index: GazetteerIndex) -> Mention | None:
    if one.names or one.binding or one.label in {EntityLabel.PERSON, *_AMOUNTS}:
        return None
    words = reading.words_between(one.start, one.end)
    named = [word for word in words if word.key not in OFFICE_WORDS]
    if len(named) != 1 or not index.bearers(named[0].form) or not _has_office(named[0], reading, index):
        return None
    if words[-1] is named[0] and _goes_on(reading.words.index(named[0]), reading):
        return None
    return Mention(named[0].start, named[0].end, EntityLabel.PERSON)


def _family_names(name: FullName) -> tuple[str, ...]:
    words = [key for key in name.keys if key not in {"jr", "sr", "ii", "iii", "."}]
    if len(words) < 2:
        return ()
    country = name.entry.country if name.entry else None
    first = country in _FIRST or (name.entry is None and "-" in name.canonical)
    called = (words[0], words[-1]) if country in _EITHER else (words[0] if first else words[-1],)
    return tuple(word for word in called if len(word) > 1)


def _has_office(word: Word, reading: Reading, index: GazetteerIndex) -> bool:
    title = find_office(word.start, word.end, reading, index)
    return title is not None and bool(title.roles)


def _goes_on(place: int, reading: Reading) -> bool:
    """Whether a capitalised word follows at once: the word is then part of another name."""
    words = reading.words
    if place + 1 >= len(words):
        return False
    word, after = words[place], words[place + 1]
    return after.form[0].isupper() and after.start - word.end == 1 and reading.text[word.end] in " -‐‑"


def _is_compound(place: int, reading: Reading) -> bool:
    """Whether a capitalised word stands right before, within the sentence ("Yellowstone Park")."""
    if not place:
        return False
    word, before = reading.words[place], reading.words[place - 1]
    opens = before.start <= reading.sentence(word.start)[0]
    return before.form[0].isupper() and word.start - before.end == 1 and not opens and len(before.form) > 1
