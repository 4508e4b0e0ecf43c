"""The pattern language and its matcher: one pass, longest match, rules looked up by the word they begin with.

A pattern is a line of steps. A lower-case step is a literal (`a|b` alternatives), an upper-case step names a
reader (`KEY=NAME` stores what it read under KEY, else under NAME), and `?` after a step makes it optional.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from nlp.analysis.timex.grammar.atoms import Atom
from nlp.analysis.timex.grammar.readings import Reading

__all__ = ["Found", "Grammar", "Match", "Rule", "Text"]

_DEEPEST = (
    12  # dates within dates ("the end of the last week of March of next year"); language stops far earlier
)
Read = tuple[Any, int]  # what was read, and the index of the atom after it


@dataclass(frozen=True, slots=True)
class Match:
    """A reading of the atoms from `start` up to `end` (exclusive)."""

    start: int
    end: int
    reading: Reading


@dataclass(slots=True)
class Found:
    """One way in which a pattern fits: the atoms, where it begins and ends, and what its readers read."""

    atoms: Sequence[Atom]
    start: int
    end: int
    values: dict[str, Any]
    places: dict[str, tuple[int, int]]

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 (each reader has its own type)
        """What the step named `key` read; None where it was left out."""
        return self.values.get(key)

    def before(self, n: int = 1) -> str:
        """The n-th atom before the match in lower case, empty at the edge."""
        place = self.start - n
        return self.atoms[place].lower if place >= 0 else ""

    def after(self, n: int = 1) -> str:
        """The n-th atom after the match in lower case, empty at the edge."""
        place = self.end + n - 1
        return self.atoms[place].lower if place < len(self.atoms) else ""


Build = Callable[[Found], Reading | list[Match] | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """Patterns that share a builder; the builder may refuse (None) or cut the match into several."""

    patterns: tuple[str, ...]
    build: Build


@dataclass(frozen=True, slots=True)
class _Step:
    options: frozenset[str]  # literals
    reader: str | None
    key: str
    optional: bool


def _steps(pattern: str) -> tuple[_Step, ...]:
    steps = []
    for written in pattern.split():
        optional = written.endswith("?") and len(written) > 1
        name = written[:-1] if optional else written
        key, _, reader = name.rpartition("=")
        if reader.isupper():
            steps.append(_Step(frozenset(), reader, key or reader, optional))
        else:
            steps.append(_Step(frozenset(reader.split("|")), None, key, optional))
    return tuple(steps)


class Text:
    """The atoms of one text with what the readers and rules found so far (nothing is read twice)."""

    def __init__(self, grammar: "Grammar", atoms: Sequence[Atom]) -> None:
        self.grammar = grammar
        self.atoms = atoms
        self._read: dict[tuple[str, int], Read | None] = {}
        self._matched: dict[int, list[Match]] = {}
        self._depth = 0

    def read(self, reader: str, place: int) -> Read | None:
        """What a reader reads at an atom, and where it ends."""
        key = (reader, place)
        if key not in self._read:
            self._read[key] = None  # a reader that comes back to itself finds nothing
            self._read[key] = self.grammar.readers[reader](self, place)
        return self._read[key]

    def matches_at(self, place: int) -> list[Match]:
        """The longest match that begins at an atom (several, where a range was cut), or none."""
        if place not in self._matched:
            if self._depth >= _DEEPEST:
                return []
            self._depth += 1
            self._matched[place] = []
            self._matched[place] = self._longest(place)
            self._depth -= 1
        return self._matched[place]

    def _longest(self, place: int) -> list[Match]:
        fits = [
            fit
            for order, (rule, steps) in self.grammar.rules_for(self, place)
            if (fit := self._fit(rule, steps, place, order)) is not None
        ]
        fits.sort(key=lambda fit: (-fit[0], fit[1]))
        for end, _, rule, found in fits:
            built = rule.build(found)
            if isinstance(built, list):
                return built
            if built is not None:
                return [Match(place, end, built)]
        return []

    def _fit(
        self, rule: Rule, steps: tuple[_Step, ...], place: int, order: int
    ) -> tuple[int, int, Rule, Found] | None:
        values: dict[str, Any] = {}
        places: dict[str, tuple[int, int]] = {}
        end = self._walk(steps, 0, place, values, places)
        if end is None or end == place:
            return None
        return end, order, rule, Found(self.atoms, place, end, values, places)

    def _walk(
        self,
        steps: tuple[_Step, ...],
        number: int,
        place: int,
        values: dict[str, Any],
        places: dict[str, tuple[int, int]],
    ) -> int | None:
        if number == len(steps):
            return place
        step = steps[number]
        read = self._step(step, place)
        if read is not None:
            end = self._walk(steps, number + 1, read[1], values, places)
            if end is not None:
                if step.key:
                    values[step.key] = read[0]
                    places[step.key] = (place, read[1])
                return end
        return self._walk(steps, number + 1, place, values, places) if step.optional else None

    def _step(self, step: _Step, place: int) -> Read | None:
        if place >= len(self.atoms):
            return None
        if step.reader is not None:
            return self.read(step.reader, place)
        lower = self.atoms[place].lower
        return (lower, place + 1) if lower in step.options else None


Reader = Callable[[Text, int], Read | None]


_Entry = tuple[int, tuple[Rule, tuple[_Step, ...]]]
_ALWAYS = ""  # key of the patterns that may end behind their first word


@dataclass(slots=True)
class Grammar:
    """Rules and readers. `triggers` says which readers may begin at an atom of a given kind or spelling.

    Patterns are looked up by what they begin with; those that begin with a literal ("the") by the step behind
    it, too, so that a frequent word costs little.
    """

    rules: tuple[Rule, ...]
    readers: Mapping[str, Reader]
    triggers: Callable[[Atom], frozenset[str]]
    _by_reader: dict[str, list[_Entry]] = field(init=False)
    _by_literal: dict[str, dict[str, list[_Entry]]] = field(init=False)

    def __post_init__(self) -> None:
        self._by_reader, self._by_literal = {}, {}
        order = 0
        for rule in self.rules:
            for pattern in rule.patterns:
                for steps in _variants(_steps(pattern)):
                    order += 1
                    self._index((order, (rule, steps)))

    def _index(self, entry: _Entry) -> None:
        first, *rest = entry[1][1]
        if first.reader is not None:
            self._by_reader.setdefault(first.reader, []).append(entry)
            return
        keys = _first_of(tuple(rest))
        for literal in sorted(first.options):
            behind = self._by_literal.setdefault(literal, {})
            for key in sorted(keys):
                behind.setdefault(key, []).append(entry)

    def rules_for(self, text: Text, place: int) -> list[_Entry]:
        """The patterns that may begin at an atom, each once, in the order of the rules."""
        atom = text.atoms[place]
        lists = [self._by_reader[name] for name in self.triggers(atom) if name in self._by_reader]
        behind = self._by_literal.get(atom.lower)
        if behind is not None:
            lists += [behind[key] for key in self._keys(text, place + 1) if key in behind]
        if len(lists) <= 1:
            return lists[0] if lists else []
        return sorted({entry[0]: entry for entries in lists for entry in entries}.values(), key=_order)

    def _keys(self, text: Text, place: int) -> set[str]:
        if place >= len(text.atoms):
            return {_ALWAYS}
        atom = text.atoms[place]
        return {_ALWAYS, atom.lower, *self.triggers(atom)}

    def find(self, atoms: Sequence[Atom]) -> list[Match]:
        """All matches from left to right, none overlapping."""
        text = Text(self, atoms)
        found: list[Match] = []
        place = 0
        while place < len(atoms):
            matches = text.matches_at(place)
            complete = [match for match in matches if not match.reading.inner]
            found += complete
            place = max((match.end for match in complete), default=place + 1)
        return found


def _order(entry: _Entry) -> int:
    return entry[0]


def _variants(steps: tuple[_Step, ...]) -> list[tuple[_Step, ...]]:
    """A pattern with its optional first steps present or absent, so that each variant begins for certain."""
    variants = []
    while steps[0].optional:
        variants.append((replace(steps[0], optional=False), *steps[1:]))
        steps = steps[1:]
    return [*variants, steps]


def _first_of(steps: tuple[_Step, ...]) -> set[str]:
    """What the next atom must be (a word or a reader's name); `_ALWAYS` where nothing need follow."""
    first: set[str] = set()
    for step in steps:
        first |= {step.reader} if step.reader is not None else step.options
        if not step.optional:
            return first
    return first | {_ALWAYS}
