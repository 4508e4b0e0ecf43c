"""Persons called by a part of their name: "Yoon", "President Moon", "Blinken"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from nlp.analysis.naming.index import GazetteerIndex
from nlp.analysis.naming.reading import Reading
from nlp.analysis.naming.words import Word, split_words
from nlp.codebook import GazetteerEntry

__all__ = ["OFFICE_WORDS", "FullName", "Title", "find_office", "find_person", "find_title"]

_MINISTERS = ("foreign", "defense", "defence", "trade", "unification")
_HEADS = frozenset({"president", "acting president", "prime minister", "leader", "chancellor", "sultan"})
_TITLES: dict[tuple[str, ...], frozenset[str]] = {
    ("president",): frozenset({"president", "acting president"}),
    ("prime", "minister"): frozenset({"prime minister", "premier"}),
    ("premier",): frozenset({"premier", "prime minister"}),
    ("pm",): frozenset({"prime minister", "premier"}),
    ("minister",): frozenset(f"{kind} minister" for kind in _MINISTERS),
    ("ambassador",): frozenset({"ambassador"}),
    ("vice", "president"): frozenset({"vice president"}),
    ("leader",): frozenset({"leader", "president", "prime minister"}),
    ("chairman",): frozenset({"leader", "president"}),
    ("chancellor",): frozenset({"chancellor"}),
    ("sultan",): frozenset({"sultan"}),
    ("general",): frozenset({"junta chair"}),
    ("secretary", "of", "state"): frozenset({"secretary of state"}),
    ("secretary", "general"): frozenset(
        {"secretary-general of ASEAN", "UN secretary-general", "secretary-general of the ASEAN-Korea Centre"}
    ),
    **{(kind, "minister"): frozenset({f"{kind} minister"}) for kind in _MINISTERS},
    **{(kind, "secretary"): frozenset({f"{kind} secretary"}) for kind in ("defense", "treasury")},
    **{(form,): frozenset() for form in ("mr", "mrs", "ms", "dr", "candidate")},
}
_HEADED = frozenset({"administration", "administrations", "government", "presidency", "era"})
_BEFORE_OFFICE = frozenset({"former", "ex", "late", "then", "ousted", "impeached", "deposed", "past"})
_AFTER_OFFICE = frozenset({"former", "ex", "late", "ousted", "past"})
OFFICE_WORDS = frozenset({"-", *_BEFORE_OFFICE, *_HEADED, *(word for title in _TITLES for word in title)})


@dataclass(frozen=True, slots=True)
class FullName:
    """A person named in full in the text; `entry` where the gazetteer knows them."""

    start: int
    keys: tuple[str, ...]
    canonical: str
    entry: GazetteerEntry | None


@dataclass(frozen=True, slots=True)
class Title:
    """What stands before a name: the offices it may mean (none: "Mr"), whether past, and of which country."""

    roles: frozenset[str]
    former: bool
    country: str | None


def find_title(start: int, reading: Reading, index: GazetteerIndex) -> Title | None:
    """The title right before a place in the text; None where there is none."""
    sentence = reading.sentence(start)[0]
    words = [word for word in reading.words_before(start, 9) if word.form != "." and word.start >= sentence]
    for length in (3, 2, 1):
        keys = tuple(word.key for word in words[-length:])
        if len(words) >= length and keys in _TITLES:
            rest = words[:-length]
            former = bool(rest) and rest[-1].key in _AFTER_OFFICE
            while rest and rest[-1].key in _BEFORE_OFFICE:
                rest = rest[:-1]
            return Title(_TITLES[keys], former, _country_at_end(rest, reading, index))
    return None


def find_office(start: int, end: int, reading: Reading, index: GazetteerIndex) -> Title | None:
    """The title before a name, or the office that "the Moon administration" gives to its bearer."""
    title = find_title(start, reading, index)
    if title is not None:
        return title
    after = reading.words_after(end, 1)
    if after and after[0].key in _HEADED and reading.text[end : after[0].start] in " -":
        return Title(_HEADS, former=False, country=None)
    return None


def find_person(
    text: str, start: int, reading: Reading, full: Sequence[FullName], index: GazetteerIndex
) -> tuple[FullName | None, str]:
    """The person whom a part of a name means; with none, the reason why.

    A full name in the text comes first: its nearest bearer before the place, told apart by title, by the
    paragraph, by who held office on the day of publication. Without one, the gazetteer's bearers count only
    where the title fits, or where a single head of state or government of that name held office on that day.
    """
    keys = tuple(word.key for word in split_words(text))
    title = find_office(start, start + len(text), reading, index)
    inside = [name for name in full if _is_part(keys, name.keys)]
    before = [name for name in inside if name.start < start]
    holder = None if before or not inside else _holder_now(keys, title, reading, index)
    if holder is not None:
        return FullName(start, keys, holder.canonical, holder), ""
    inside = before or inside
    known = list({name.canonical: name for name in inside}.values())
    if known:
        return _among_named(known, inside, title, (start, reading))
    entries = index.bearers(keys[0]) if len(keys) == 1 else ()
    if title is not None and title.roles:
        kept = _holders(entries, title, reading.published)
    elif reading.published is not None:
        kept = [entry for entry in entries if _in_office(entry, reading.published, _HEADS)]
    else:
        kept = []
    if len(kept) == 1:
        return FullName(start, keys, kept[0].canonical, kept[0]), ""
    return None, "several bearers of the name" if len(kept) > 1 else "no full name in the text"


def _holder_now(
    keys: tuple[str, ...], title: Title | None, reading: Reading, index: GazetteerIndex
) -> GazetteerEntry | None:
    """The only bearer of a name in the office of its title on the day of publication.

    Before any full name, that day says more than a name further down ("President Kim … Kim Young-sam").
    """
    if title is None or not title.roles or title.former or reading.published is None or len(keys) != 1:
        return None
    held = _holders(index.bearers(keys[0]), title, reading.published)
    held = [entry for entry in held if _in_office(entry, reading.published, title.roles)]
    return held[0] if len(held) == 1 else None


def _is_part(keys: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name is part of a longer one ("Marcos" of "Ferdinand Marcos Jr.")."""
    trimmed = full
    while trimmed and trimmed[-1] in {"jr", "sr", "ii", "iii", "."}:
        trimmed = trimmed[:-1]
    size = len(keys)
    return size < len(trimmed) and any(
        trimmed[place : place + size] == keys for place in range(len(trimmed) - size + 1)
    )


def _among_named(
    known: list[FullName], inside: Sequence[FullName], title: Title | None, at: tuple[int, Reading]
) -> tuple[FullName | None, str]:
    start, reading = at
    if len(known) > 1 and title is not None and (title.roles or title.country):
        held = _holders([name.entry for name in known if name.entry], title, reading.published)
        # Where no one known held the office it is someone's the gazetteer does not know, if the text has one.
        known = [name for name in known if name.entry in held] or [
            name for name in known if name.entry is None
        ]
    if len(known) > 1:
        first = reading.paragraph(start)[0]
        here = {name.canonical for name in inside if first <= name.start < start}
        known = [name for name in known if name.canonical in here] or known
    if len(known) > 1 and reading.published is not None:
        day = reading.published
        known = [name for name in known if name.entry and _in_office(name.entry, day, None)] or known
    if len(known) == 1:
        return known[0], ""
    names = ", ".join(dict.fromkeys(name.canonical for name in inside))
    return None, f"several persons of the name: {names}"


def _holders(entries: Iterable[GazetteerEntry], title: Title, published: date | None) -> list[GazetteerEntry]:
    """Who of the entries holds, or held, the office of a title on the day of publication."""
    kept = [entry for entry in entries if title.country is None or entry.country == title.country]
    if title.roles:
        kept = [entry for entry in kept if title.roles & set(_roles(entry))]
    if published is None or len(kept) < 2:
        return kept
    now = [entry for entry in kept if _in_office(entry, published, title.roles or None)]
    if title.former:
        return [entry for entry in kept if entry not in now and _began(entry, published)]
    return now or kept


def _began(entry: GazetteerEntry, day: date) -> bool:
    return any(first is not None and first <= day for first, _ in entry.terms)


def _in_office(entry: GazetteerEntry, day: date, roles: frozenset[str] | None) -> bool:
    return any(
        (first or date.min) <= day <= (last or date.max) and (roles is None or role in roles)
        for (first, last), role in zip(entry.terms, _roles(entry), strict=True)
    )


def _roles(entry: GazetteerEntry) -> tuple[str, ...]:
    """The office of each term: one for all, or one for each between `|`."""
    roles = tuple((entry.role or "").split("|"))
    return roles if len(roles) == len(entry.terms) else roles[:1] * len(entry.terms)


def _country_at_end(words: Sequence[Word], reading: Reading, index: GazetteerIndex) -> str | None:
    """The country that the last words name ("South Korean President", "Singapore's prime minister")."""
    spans = [(word.start, word.end) for word in words]
    if len(spans) > 2 and reading.text[spans[-2][0] : spans[-1][1]] in {"'s", "’s"}:
        spans = spans[:-2]
    for length in (3, 2, 1):
        if len(spans) >= length:
            names = index.read(reading.text[spans[-length][0] : spans[-1][1]])
            if names and names[0].entry.demonyms:
                return names[0].entry.country
    return None
