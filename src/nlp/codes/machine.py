"""The machine's codes as if it were a coder: what it says of each unit, and how sure it is."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from nlp.codes.records import NOT_ADDRESSED, Code, CodeKind, Unit
from nlp.labels import AUTHOR, ThemeLevel

__all__ = ["MACHINE", "MachineCode", "MachineCodes", "least_certain_first", "read_machine"]

MACHINE = "machine"  # what the machine is called beside coders


@dataclass(frozen=True, slots=True)
class MachineCode:
    """What the machine says of a unit.

    `confidence` is how sure it is, from 0: of a stance its calibrated probability, of themes the distance of
    the score that is nearest to its theme's threshold. It is None where no stance was seen.
    """

    values: tuple[str, ...]
    confidence: float | None


@dataclass(frozen=True, slots=True)
class MachineCodes:
    """The machine's codes by unit; where it saw no stance of the author it says `not addressed`.

    `named` are the units of each piece in which a stance was seen, be it the author's or another's.
    """

    codes: Mapping[Unit, MachineCode]
    articles: frozenset[str]
    named: Mapping[str, frozenset[Unit]]

    def of(self, unit: Unit) -> MachineCode | None:
        """What the machine says of a unit; None of the themes of a piece that it could not read."""
        found = self.codes.get(unit)
        if found is None and unit.kind is CodeKind.STANCE and unit.article_id in self.articles:
            return MachineCode((NOT_ADDRESSED,), None)
        return found

    def as_code(self, unit: Unit) -> Code | None:
        """What the machine says of a unit, as a code."""
        found = self.of(unit)
        if found is None:
            return None
        place = (unit.article_id, unit.paragraph, unit.sentence, unit.target_id)
        return Code(MACHINE, unit.kind, unit.level, *place, found.values, "", 0)


def read_machine(frames: Mapping[str, pd.DataFrame], threshold: Callable[[str], float]) -> MachineCodes:
    """The machine's codes in tables without human codes.

    Args:
        frames: the tables as the machine made them.
        threshold: the score from which a paragraph treats a theme, by theme.
    """
    evidence, stances = frames["evidence"], frames["stances"]
    codes = _themes(frames["themes"], threshold) | _stances(evidence) | _stances(stances)
    named: dict[str, set[Unit]] = defaultdict(set)
    for unit in (*_stance_units(evidence), *_stance_units(stances)):
        named[unit.article_id].add(unit)
    articles = frozenset(frames["sentences"]["article_id"])
    return MachineCodes(codes, articles, {one: frozenset(units) for one, units in named.items()})


def least_certain_first(units: Iterable[Unit], machine: MachineCodes) -> list[Unit]:
    """The units by rising confidence, those without any last; themes and stances by turns.

    The two kinds of confidence cannot be compared, so that each kind keeps an order of its own.
    """
    ranked: list[tuple[int, str, Unit]] = []
    lines: dict[CodeKind, list[tuple[float, str, Unit]]] = defaultdict(list)
    for unit in units:
        found = machine.of(unit)
        unsure = math.inf if found is None or found.confidence is None else found.confidence
        lines[unit.kind].append((unsure, unit.id, unit))
    for several in lines.values():
        several.sort(key=lambda one: one[:2])
        ranked += [(rank, name, unit) for rank, (_, name, unit) in enumerate(several)]
    return [unit for _, _, unit in sorted(ranked, key=lambda one: (one[0], one[2].kind, one[1]))]


def _themes(themes: pd.DataFrame, threshold: Callable[[str], float]) -> dict[Unit, MachineCode]:
    rows: dict[Unit, list[tuple[float, str, bool]]] = defaultdict(list)
    names = ("article_id", "level", "paragraph", "theme_id", "score", "assigned")
    columns = (themes[name] for name in names)
    for article_id, level, paragraph, theme_id, score, assigned in zip(*columns, strict=True):
        number = None if level == ThemeLevel.ARTICLE else int(paragraph)
        rows[Unit(article_id, CodeKind.THEMES, paragraph=number)].append((score, theme_id, assigned))
    codes: dict[Unit, MachineCode] = {}
    for unit, several in rows.items():
        chosen = sorted((one for one in several if one[2]), key=lambda one: -one[0])
        margin = min(abs(score - threshold(theme_id)) for score, theme_id, _ in several)
        codes[unit] = MachineCode(tuple(theme_id for _, theme_id, _ in chosen), margin)
    return codes


def _stances(table: pd.DataFrame) -> dict[Unit, MachineCode]:
    """The author's stances in `evidence` (by sentence) or `stances` (by piece)."""
    own = table[table["speaker"] == AUTHOR]
    answers = zip(_stance_units(own), own["label"], own["confidence"], strict=True)
    return {unit: MachineCode((label,), confidence) for unit, label, confidence in answers}


def _stance_units(table: pd.DataFrame) -> list[Unit]:
    sentences = table["sentence_id"] if "sentence_id" in table else [None] * len(table)
    return [
        Unit(
            article_id,
            CodeKind.STANCE,
            sentence=None if sentence_id is None else int(sentence_id.rpartition(":s")[2]),
            target_id=target_id,
        )
        for article_id, target_id, sentence_id in zip(
            table["article_id"], table["target_id"], sentences, strict=True
        )
    ]
