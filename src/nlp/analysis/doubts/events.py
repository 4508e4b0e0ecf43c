"""Events that a text dates otherwise than the gazetteer, or in two ways."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nlp.analysis.doubts.adjacency import is_explicit
from nlp.analysis.records import Entity, Finding, Timex
from nlp.codebook import GazetteerEntry
from nlp.labels import EntityLabel, FindingKind

__all__ = ["find_known_date_conflicts", "find_two_dates"]

_PLACES = frozenset({EntityLabel.GPE, EntityLabel.LOC, EntityLabel.FAC})
_HELD = r"(?:held|convened|hosted|staged|took place|takes place|opened|concluded|met|occurred|happened)"
# What may stand between an event and its date once the names of places are taken out.
_BEHIND = re.compile(
    rf"[\s,()]*(?:(?:which\s+)?(?:(?:was|were|is|to be|being|had been)\s+)?{_HELD}\s+)?"
    r"(?:(?:in|at|on|of|the|city|capital|back|late|early|and|[,(])\s*)*",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\s*,?\s*(?:(?:at|during|for)\s+)(?:the\s+)?", re.IGNORECASE)
_BEFORE_HELD = re.compile(r"\s*,?\s*(?:the\s+)?", re.IGNORECASE)
_NOW_HELD = re.compile(rf"\s+(?:was|were|is|had been)?\s*{_HELD}\b", re.IGNORECASE)
_PREMODIFIED = re.compile(r"(?:['’]s)?\s+")
_BOUNDS = re.compile(r"\b(?:since|until|till|after|before|by|than|from)\s+(?:the\s+)?$", re.IGNORECASE)
_SHORT = 31  # days; a longer event may rightly be given several dates


@dataclass(frozen=True, slots=True)
class _Dated:
    """An event mention and the date that the text gives it."""

    entity: Entity
    timex: Timex


def find_known_date_conflicts(
    text: str, dates: Sequence[Timex], entities: Sequence[Entity], entries: Mapping[str, GazetteerEntry]
) -> Iterator[Finding]:
    """Events of the gazetteer that the text puts at another time."""
    for dated in _iter_dated(text, dates, entities):
        entry = entries.get(dated.entity.entity_id or "")
        if entry is None or not entry.terms or _overlaps(dated.timex, entry):
            continue
        if _has_namesake(dated, entries):
            continue
        message = (
            f"“{dated.entity.text}” is dated “{dated.timex.text}”, "
            f"but {entry.canonical} was {_written(entry)} by the gazetteer"
        )
        start, end = _extent(dated)
        yield Finding(FindingKind.KNOWN_DATE_CONFLICT, start, end, message)


def find_two_dates(
    text: str, dates: Sequence[Timex], entities: Sequence[Entity], entries: Mapping[str, GazetteerEntry]
) -> Iterator[Finding]:
    """Events that the text dates in two ways that cannot both be right."""
    first: dict[str, _Dated] = {}
    for dated in _iter_dated(text, dates, entities):
        entry = entries.get(dated.entity.entity_id or "")
        if (entry is not None and _is_long(entry)) or _has_namesake(dated, entries):
            continue
        known = first.setdefault(dated.entity.entity_id or dated.entity.canonical, dated)
        if known is not dated and _apart(known.timex, dated.timex):
            message = (
                f"{dated.entity.canonical} is dated “{known.timex.text}” first and “{dated.timex.text}” here"
            )
            start, end = _extent(dated)
            yield Finding(FindingKind.TWO_DATES, start, end, message)


def _iter_dated(text: str, dates: Sequence[Timex], entities: Sequence[Entity]) -> Iterator[_Dated]:
    exact = [timex for timex in dates if is_explicit(timex)]
    places = [entity for entity in entities if entity.label in _PLACES]
    for entity in entities:
        if entity.label is not EntityLabel.EVENT:
            continue
        timex = next((one for one in exact if _belongs(text, one, entity, places)), None)
        if timex is not None:
            yield _Dated(entity, timex)


def _belongs(text: str, timex: Timex, entity: Entity, places: Sequence[Entity]) -> bool:
    """Whether a date stands where the date of an event stands."""
    if timex.start < entity.end and entity.start < timex.end:
        return False
    if _BOUNDS.search(text[max(0, timex.start - 20) : timex.start]):
        return False
    if timex.start >= entity.end:
        if timex.start - entity.end > 120:
            return False
        return _BEHIND.fullmatch(_without(text, entity.end, timex.start, places)) is not None
    between = _without(text, timex.end, entity.start, places)
    if entity.start - timex.end > 80:
        return False
    if _PREMODIFIED.fullmatch(between) or _BEFORE.fullmatch(between):
        return True
    return _BEFORE_HELD.fullmatch(between) is not None and _NOW_HELD.match(text, entity.end) is not None


def _without(text: str, start: int, end: int, places: Sequence[Entity]) -> str:
    """The text from `start` to `end` with the names of places taken out."""
    pieces, at = [], start
    for place in places:
        if at <= place.start and place.end <= end:
            pieces.append(text[at : place.start])
            at = place.end
    return "".join((*pieces, text[at:end]))


def _overlaps(timex: Timex, entry: GazetteerEntry) -> bool:
    if timex.start_date is None or timex.end_date is None:
        return True
    return any(
        timex.start_date <= (last or date.max) and (first or date.min) <= timex.end_date
        for first, last in entry.terms
    )


def _has_namesake(dated: _Dated, entries: Mapping[str, GazetteerEntry]) -> bool:
    own = dated.entity.entity_id
    return any(_is_namesake(dated, other) for name, other in entries.items() if name != own)


def _is_namesake(dated: _Dated, other: GazetteerEntry) -> bool:
    """Whether the mention may mean another event of that time ("the Busan summit" of 2014)."""
    if other.label is not EntityLabel.EVENT or not other.terms or not _overlaps(dated.timex, other):
        return False
    mention = dated.entity.text.casefold()
    return any(mention in name.casefold() for name in other.names)


def _is_long(entry: GazetteerEntry) -> bool:
    return any(first is None or last is None or (last - first).days > _SHORT for first, last in entry.terms)


def _apart(one: Timex, other: Timex) -> bool:
    if one.start_date is None or one.end_date is None or other.start_date is None or other.end_date is None:
        return False
    return one.end_date < other.start_date or other.end_date < one.start_date


def _written(entry: GazetteerEntry) -> str:
    first, last = entry.terms[0]
    if first == last and first is not None:
        return first.isoformat()
    return f"{first.isoformat() if first else '…'} to {last.isoformat() if last else '…'}"


def _extent(dated: _Dated) -> tuple[int, int]:
    return min(dated.entity.start, dated.timex.start), max(dated.entity.end, dated.timex.end)
