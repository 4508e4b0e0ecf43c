"""Dates that lean on the gazetteer: "his previous term", "under the Moon administration".

TIMEX3 has no value for a term of office, so the value stays vague (PAST_REF, PRESENT_REF, FUTURE_REF) and the
interval says which days are meant. A meeting of known days ("after the Busan summit") gets its day or month.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from nlp.analysis.records import Entity, Timex
from nlp.analysis.timex.intervals import Interval, find_granularity, find_tense
from nlp.analysis.timex.values import make_value
from nlp.codebook import GazetteerEntry
from nlp.labels import EntityLabel, Tense, TimexAnchor, TimexType

__all__ = ["find_term_timexes"]

_TERM = re.compile(
    r"\b(?P<owner>his|her|their|(?:the\s+)?(?:[A-Z][\w.’'-]*\s+){0,3}[A-Z][\w.-]*['’]s?)\s+"
    r"(?P<which>previous|first|second|third|last|final|current|earlier|present|next)\s+"
    r"(?:presidential\s+)?(?:term|presidency|tenure|premiership|mandate|stint)\b"
    r"(?:\s+in\s+(?:office|power)|\s+as\s+president)?"
)
_ERA = re.compile(
    r"\b(?P<opened>[Tt]he\s+)(?P<which>first\s+|second\s+|previous\s+|last\s+)?(?P<name>(?:[A-Z][\w-]*\s+){1,3})"
    r"(?P<kind>administration|government|presidency|era|years|premiership|regime)\b"
)
_LED = re.compile(r"\b(?:under|during|since|throughout|until|after|before|in)\s+$", re.IGNORECASE)
_EVENT_LEAD = re.compile(
    r"\b(?:after|before|since|until|following)\s+(?P<span>(?:the|last)\s+)?$", re.IGNORECASE
)
_ORDINAL = re.compile(r"[0-9]|\b(?:first|second|third|[a-z-]+th)\b", re.IGNORECASE)
_SHORT = 31  # days; wars and crises are no dates
_OFFICES = re.compile(r"president|prime minister|chancellor|premier|leader|secretary-general", re.IGNORECASE)
_INDEX = {"first": 0, "second": 1, "third": 2}


def find_term_timexes(
    text: str,
    entities: Sequence[Entity],
    entries: Mapping[str, GazetteerEntry],
    publication: date | None,
) -> Iterator[Timex]:
    """Expressions that a term of office or the days of an event date.

    Args:
        text: the article.
        entities: its named mentions and coreferents.
        entries: the gazetteer by entity id.
        publication: the day "previous" and "current" are seen from.
    """
    for found in _TERM.finditer(text):
        holder = _owner(found, entities, entries)
        term = _term(holder, found["which"], publication) if holder is not None else None
        vague = _REFERENCES.get(found["which"])
        if term is not None or vague is not None:
            yield _record(text, found.span(), _vague(term, publication, vague), term, publication)
    for found in _ERA.finditer(text):
        if found["kind"] not in {"era", "years"} and not _LED.search(
            text, max(0, found.start() - 12), found.start()
        ):
            continue  # "the Trump administration imposed tariffs": it acts, it dates nothing
        holder = _named(found["name"].strip(), found.start("name"), entities, entries)
        term = _term(holder, (found["which"] or "").strip(), publication) if holder is not None else None
        if term is not None:
            yield _record(text, found.span(), _vague(term, publication, None), term, publication)
    yield from _events(text, entities, entries, publication)


_REFERENCES = {
    "previous": "PAST_REF",
    "earlier": "PAST_REF",
    "current": "PRESENT_REF",
    "present": "PRESENT_REF",
}


def _owner(
    found: re.Match[str], entities: Sequence[Entity], entries: Mapping[str, GazetteerEntry]
) -> GazetteerEntry | None:
    """Who holds the term: the named person, or for a pronoun the last one mentioned who held an office."""
    inside = [one for one in entities if found.start() <= one.start < found.start("which")]
    before = (
        [one for one in entities if one.end <= found.start()]
        if found["owner"] in {"his", "her", "their"}
        else []
    )
    for entity in (*inside, *sorted(before, key=lambda one: one.end, reverse=True)):
        entry = entries.get(entity.entity_id or "")
        if entry is not None and _governs(entry):
            return entry
    return None


def _governs(entry: GazetteerEntry) -> bool:
    return (
        entry.label is EntityLabel.PERSON
        and bool(entry.terms)
        and _OFFICES.search(entry.role or "") is not None
    )


def _named(
    name: str, start: int, entities: Sequence[Entity], entries: Mapping[str, GazetteerEntry]
) -> GazetteerEntry | None:
    """The office holder of a name: by the linked mention there, else by a mention that holds the name."""
    here = [one for one in entities if one.start <= start + len(name) and start <= one.end]
    like = [one for one in entities if name in one.canonical.split() or name == one.canonical]
    for entity in (*here, *like):
        entry = entries.get(entity.entity_id or "")
        if entry is not None and _governs(entry):
            return entry
    holders = [entry for entry in entries.values() if _governs(entry) and name in entry.names]
    return holders[0] if len(holders) == 1 else None


def _term(entry: GazetteerEntry, which: str, publication: date | None) -> Interval | None:
    """First and last day of the term meant; an open end is the publication date or the last day known."""
    terms = [(first, last) for first, last in entry.terms if first is not None]
    if which in _INDEX:
        chosen = terms[_INDEX[which]] if _INDEX[which] < len(terms) else None
    elif publication is None:
        chosen = terms[0] if len(terms) == 1 else None
    elif which in {"previous", "earlier", "last", "final"}:
        past = [term for term in terms if term[1] is not None and term[1] < publication]
        chosen = past[-1] if past else None
    else:
        begun = [term for term in terms if term[0] <= publication]
        chosen = begun[-1] if begun else None
    if chosen is None:
        return None
    first, last = chosen
    return first, last or max(publication or first, first)


def _vague(term: Interval | None, publication: date | None, stated: str | None) -> str:
    tense = find_tense("", term, publication)
    by_tense = {Tense.PAST: "PAST_REF", Tense.PRESENT: "PRESENT_REF", Tense.FUTURE: "FUTURE_REF"}
    return by_tense[tense] if tense is not None else stated or "PAST_REF"


def _events(
    text: str, entities: Sequence[Entity], entries: Mapping[str, GazetteerEntry], publication: date | None
) -> Iterator[Timex]:
    for entity in entities:
        entry = entries.get(entity.entity_id or "")
        if entity.label is not EntityLabel.EVENT or entry is None or not entry.terms:
            continue
        first, last = entry.terms[0]
        if _ORDINAL.search(entity.text):
            continue  # "the 25th summit" is counted, not dated
        lead = _EVENT_LEAD.search(text, max(0, entity.start - 20), entity.start)
        if lead is None or first is None or last is None or (last - first) > timedelta(days=_SHORT):
            continue
        start = lead.start("span") if lead["span"] else entity.start
        unit = "D" if first == last else "M" if (first.year, first.month) == (last.year, last.month) else "Y"
        yield _record(text, (start, entity.end), make_value(unit, first), (first, last), publication)


def _record(
    text: str, place: tuple[int, int], value: str, days: Interval | None, publication: date | None
) -> Timex:
    return Timex(
        start=place[0],
        end=place[1],
        text=text[place[0] : place[1]],
        type=TimexType.DATE,
        value=value,
        start_date=days[0] if days else None,
        end_date=days[1] if days else None,
        granularity=find_granularity(value),
        anchor=TimexAnchor.EVENT,
        tense=find_tense(value, days, publication),
    )
