"""A row of a coding sheet or code file as a unit and what is said of it, or what is wrong with it."""

import re
from collections.abc import Mapping
from typing import Final

from nlp.codebook import Codebook
from nlp.codes.records import NO_THEME, NOT_ADDRESSED, CodeKind, CodeLevel, Unit, parse_unit
from nlp.labels import StanceLabel

__all__ = ["CODE_COLUMNS", "MAX_THEMES", "allowed_stances", "is_coded", "is_target", "parse_row"]

CODE_COLUMNS: Final = ("code", "code_2", "code_3")  # further themes have columns of their own to choose in
MAX_THEMES: Final = {CodeLevel.PARAGRAPH: 3, CodeLevel.ARTICLE: 4}  # by the conventions of the codebook
_SEPARATORS = re.compile(r"\s*[;,|\n]\s*")
_SIGNS = {"1": "supportive", "+1": "supportive", "0": "neutral", "-1": "critical", "−1": "critical"}


def parse_row(row: Mapping[str, str], codebook: Codebook) -> tuple[Unit, tuple[str, ...]] | str:
    """The unit of a coded row with its values; or what is wrong, as words that follow the row's number."""
    name = row.get("unit_id", "").strip()
    unit = parse_unit(name)
    if unit is None:
        return f"`{name}` names no unit; ids are those of `commentary codes export`"
    if unit.target_id is not None and not is_target(unit.target_id, codebook):
        return f"target `{unit.target_id}` is not in targets.yaml; put it back there, or delete the row"
    given = [part for part in _SEPARATORS.split(";".join(_cells(row))) if part]
    if unit.kind is CodeKind.THEMES:
        return _themes(unit, given, codebook)
    return _stance(unit, given)


def is_coded(row: Mapping[str, str]) -> bool:
    """Whether a row holds a code."""
    return any(_cells(row))


def is_target(target_id: str, codebook: Codebook) -> bool:
    """Whether the codebook knows a target; leaders are targets through the gazetteer."""
    kind, _, entity_id = target_id.partition(":")
    if kind == "leader":
        return any(entry.entity_id == entity_id for entry in codebook.gazetteer)
    return any(target.id == target_id for target in codebook.targets)


def allowed_stances(level: CodeLevel) -> tuple[str, ...]:
    """The stance codes of a level: only whole pieces are mixed."""
    mixed = (StanceLabel.MIXED,) if level is CodeLevel.ARTICLE else ()
    labels = (StanceLabel.SUPPORTIVE, StanceLabel.CRITICAL, StanceLabel.NEUTRAL, *mixed)
    return (*(label.value for label in labels), NOT_ADDRESSED)


def _cells(row: Mapping[str, str]) -> list[str]:
    return [row.get(column, "").strip() for column in CODE_COLUMNS]


def _themes(unit: Unit, given: list[str], codebook: Codebook) -> tuple[Unit, tuple[str, ...]] | str:
    known = {theme.label.casefold(): theme.id for theme in codebook.themes}
    known |= {theme.id.casefold(): theme.id for theme in codebook.themes}
    if [one.casefold() for one in given] == [NO_THEME]:
        return unit, ()
    for one in given:
        if one.casefold() == NO_THEME:
            return f"`{NO_THEME}` stands beside a theme; keep one or the other"
        if one.casefold() not in known:
            return f"theme `{one}` is not in themes.yaml; put it back there, or recode the row"
    values = tuple(dict.fromkeys(known[one.casefold()] for one in given))
    most = MAX_THEMES[unit.level]
    if len(values) > most:
        return f"{len(values)} themes for one {unit.level}; keep the first {most} at most"
    return unit, values


def _stance(unit: Unit, given: list[str]) -> tuple[Unit, tuple[str, ...]] | str:
    allowed = allowed_stances(unit.level)
    if len(given) != 1:
        return f"{len(given)} stances for one target; give one of {', '.join(allowed)}"
    value = " ".join(given[0].casefold().replace("_", " ").split())
    value = _SIGNS.get(value, value)
    if value not in allowed:
        return f"stance `{given[0]}` is none of {', '.join(allowed)}; recode the row"
    return unit, (value,)
