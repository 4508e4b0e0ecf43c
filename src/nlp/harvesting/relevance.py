"""Whether a piece is about Korea and ASEAN: names of both sides, as the codebook's gazetteer has them."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Flag, auto

from nlp.gazetteer import GazetteerEntry
from nlp.labels import EntityLabel

__all__ = ["Names", "Relevance"]

_KOREA = frozenset({"KR"})
_MEMBERS = frozenset({"BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN"})
# Entries of no single country, or of both sides, say in their names which sides they stand for.
_KOREAN = re.compile(r"(?<!North )(?<!N\. )\b(?:Korea(?:ns?)?|ROK)\b")
_ASEAN = re.compile(r"\bASEAN|\bSouth[- ]?[Ee]ast[- ]Asia(?:ns?)?\b")
_SHORTEST = 3  # letters of a name
_SHORTEST_ACRONYM = 4  # of those of three letters, most mean something else elsewhere; countries' are sure
_SPACED = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")


class _Side(Flag):
    NONE = 0
    KOREA = auto()
    ASEAN = auto()


@dataclass(frozen=True, slots=True)
class Relevance:
    """How often a piece names each side. `score`: mentions of the rarer one per 1,000 words."""

    korea: int
    asean: int
    score: float

    def missing(self, *, min_mentions: int, min_score: float) -> str | None:
        """Why a piece is not relevant; None where it is."""
        for name, count in (("Korea", self.korea), ("ASEAN", self.asean)):
            if count < min_mentions:
                return f"names nothing of {name}" if not count else f"names {name} only {count} times"
        return f"its score is below {min_score:g}" if self.score < min_score else None


class Names:
    """The names of both sides, ready to be counted in texts.

    The longest name counts, so that "North Korea" is no mention of Korea and the Vietnam War none of Vietnam.
    """

    def __init__(self, gazetteer: Iterable[GazetteerEntry]) -> None:
        sides: dict[tuple[str, ...], _Side] = {}
        self._unspaced: dict[str, _Side] = {}
        for entry in gazetteer:
            for name in _sure_names(entry):
                side = _side_of(entry, name)
                if not _SPACED.search(name):
                    self._unspaced[name] = self._unspaced.get(name, _Side.NONE) | side
                elif len(name) >= _SHORTEST:
                    words = tuple(_words(name))
                    sides[words] = sides.get(words, _Side.NONE) | side
        self._by_first: dict[str, list[tuple[tuple[str, ...], _Side]]] = defaultdict(list)
        for words, side in sorted(sides.items(), key=lambda pair: -len(pair[0])):
            if words:
                self._by_first[words[0]].append((words, side))

    def judge(self, text: str) -> Relevance:
        """How often a text names Korea, and how often ASEAN, its members, places and people."""
        words = _words(text)
        found = [*self._spaced_mentions(words), *self._unspaced_mentions(text)]
        korea = sum(_Side.KOREA in side for side in found)
        asean = sum(_Side.ASEAN in side for side in found)
        return Relevance(korea, asean, round(1000 * min(korea, asean) / max(1, len(words)), 1))

    def _spaced_mentions(self, words: list[str]) -> Iterable[_Side]:
        place = 0
        while place < len(words):
            for name, side in self._by_first.get(words[place], ()):
                if tuple(words[place : place + len(name)]) == name:
                    yield side
                    place += len(name)
                    break
            else:
                place += 1

    def _unspaced_mentions(self, text: str) -> Iterable[_Side]:
        for name, side in self._unspaced.items():
            yield from [side] * text.count(name)


def _sure_names(entry: GazetteerEntry) -> tuple[str, ...]:
    """The names of an entry that hardly mean anything else; where they need a context, the full one."""
    if entry.context:
        return (entry.canonical,)
    is_place = entry.label is EntityLabel.GPE
    acronyms = (name for name in entry.acronyms if is_place or len(name) >= _SHORTEST_ACRONYM)
    return (entry.canonical, *entry.aliases, *acronyms, *entry.demonyms)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _side_of(entry: GazetteerEntry, name: str) -> _Side:
    side = _Side.NONE
    if entry.country in _KOREA or _KOREAN.search(name):
        side |= _Side.KOREA
    if entry.country in _MEMBERS or _ASEAN.search(name):
        side |= _Side.ASEAN
    return side
