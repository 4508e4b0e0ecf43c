"""The rows of a coding sheet: which units of the pieces are to be coded, with what a coder needs to see."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nlp.codebook import Codebook
from nlp.codes.machine import MachineCodes, least_certain_first
from nlp.codes.placing import Texts
from nlp.codes.records import NO_THEME, CodeKind, CodeLevel, Unit, make_check
from nlp.codes.sheets.parsing import CODE_COLUMNS, is_target
from nlp.errors import CodesError

__all__ = ["Selection", "make_sheet", "select_units"]

_PLACES = {
    CodeKind.THEMES: (CodeLevel.PARAGRAPH,),
    CodeKind.STANCE: (CodeLevel.ARTICLE, CodeLevel.SENTENCE),
}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which units are wanted. Nothing given: all that the machine has something to say on.

    `levels` may add themes of whole pieces; `targets` asks for every sentence, also those in which the
    machine saw no stance on them; `among` names the units to choose from by themselves; `coded` are left out.
    """

    kinds: tuple[CodeKind, ...] = tuple(CodeKind)
    levels: tuple[CodeLevel, ...] = ()
    articles: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    coded: frozenset[Unit] = frozenset()
    among: tuple[Unit, ...] | None = None
    sample: int | None = None
    seed: int = 0
    least_certain: bool = False


def select_units(
    selection: Selection, texts: Texts, machine: MachineCodes, codebook: Codebook
) -> tuple[Unit, ...]:
    """The wanted units in the order of the pieces, or with `least_certain` by rising confidence.

    Raises:
        CodesError: an article or a target is unknown, or nothing is left to be coded.
    """
    for article_id in selection.articles:
        if article_id not in texts.titles:
            raise CodesError(f"there is no article `{article_id}`; `commentary show articles` lists them")
    for target_id in selection.targets:
        if not is_target(target_id, codebook):
            raise CodesError(f"there is no target `{target_id}`; targets.yaml holds them")
    units = [
        unit
        for article_id in selection.articles or sorted(texts.titles)
        for unit in _units(article_id, selection, texts, machine, codebook)
        if unit not in selection.coded
    ]
    if selection.among is not None:
        pieces = selection.articles or texts.titles
        units = [one for one in selection.among if one.kind in selection.kinds and one.article_id in pieces]
    if selection.least_certain:
        units = least_certain_first(units, machine)[: selection.sample]
    elif selection.sample is not None and selection.sample < len(units):
        chosen = set(
            random.Random(selection.seed).sample(sorted(units, key=lambda unit: unit.id), selection.sample)
        )
        units = [unit for unit in units if unit in chosen]
    if not units:
        raise CodesError("nothing is left to be coded; choose other articles, kinds or coder")
    return tuple(units)


def make_sheet(
    units: Iterable[Unit],
    texts: Texts,
    machine: MachineCodes | None,
    codebook: Codebook,
    notes: Mapping[Unit, str] | None = None,
) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    """The columns and rows of a sheet; with the machine's codes and with notes where they are given."""
    units, notes = list(units), notes or {}
    names = {target.id: target.label for target in codebook.targets}
    names |= {f"leader:{entry.entity_id}": entry.canonical for entry in codebook.gazetteer}
    rows = [
        {
            "unit_id": unit.id,
            "title": texts.titles[unit.article_id],
            "part": _part(unit),
            "target": names.get(unit.target_id or "", ""),
            "text": " ".join((texts.of(unit) or "").split()),
            "note": notes.get(unit, ""),
            "check": make_check(unit.id, texts.of(unit) or ""),
            **(_machine_cells(unit, machine) if machine else {}),
        }
        for unit in units
    ]
    has = {unit.kind for unit in units}
    codes = CODE_COLUMNS if CodeKind.THEMES in has else CODE_COLUMNS[:1]
    target = ("target",) if CodeKind.STANCE in has else ()
    shown = ("machine", "confidence") if machine else ()
    return ("unit_id", "title", "part", *target, "text", *codes, "note", *shown, "check"), rows


def _units(
    article_id: str, selection: Selection, texts: Texts, machine: MachineCodes, codebook: Codebook
) -> Iterator[Unit]:
    for kind in selection.kinds:
        levels = selection.levels or _PLACES[kind]
        if CodeLevel.ARTICLE in levels and texts.numbers(article_id, CodeLevel.ARTICLE):
            targets = (
                _targets(article_id, selection, machine, codebook) if kind is CodeKind.STANCE else (None,)
            )
            yield from (Unit(article_id, kind, target_id=target_id) for target_id in targets)
        if kind is CodeKind.THEMES and CodeLevel.PARAGRAPH in levels:
            numbers = texts.numbers(article_id, CodeLevel.PARAGRAPH)
            yield from (Unit(article_id, kind, paragraph=number) for number in numbers)
        if kind is CodeKind.STANCE and CodeLevel.SENTENCE in levels:
            yield from _sentences(article_id, selection, texts, machine)


def _sentences(article_id: str, selection: Selection, texts: Texts, machine: MachineCodes) -> Iterator[Unit]:
    if selection.targets:
        for number in texts.numbers(article_id, CodeLevel.SENTENCE):
            for target_id in selection.targets:
                yield Unit(article_id, CodeKind.STANCE, sentence=number, target_id=target_id)
        return
    found = (unit for unit in machine.named.get(article_id, ()) if unit.sentence is not None)
    yield from sorted(found, key=lambda unit: (unit.sentence or 0, unit.target_id or ""))


def _targets(
    article_id: str, selection: Selection, machine: MachineCodes, codebook: Codebook
) -> Sequence[str]:
    """Those asked for, or else those of the codebook and the leaders on whom the machine saw a stance."""
    if selection.targets:
        return selection.targets
    known = [target.id for target in codebook.targets]
    found = {unit.target_id or "" for unit in machine.named.get(article_id, ()) if unit.sentence is None}
    return (*known, *sorted(found.difference(known)))


def _part(unit: Unit) -> str:
    if unit.level is CodeLevel.ARTICLE:
        return "whole piece"
    return f"{unit.level} {unit.paragraph or unit.sentence}"


def _machine_cells(unit: Unit, machine: MachineCodes) -> dict[str, str]:
    found = machine.of(unit)
    if found is None:
        return {}
    confidence = "" if found.confidence is None else f"{found.confidence:.2f}"
    return {"machine": "; ".join(found.values) or NO_THEME, "confidence": confidence}
