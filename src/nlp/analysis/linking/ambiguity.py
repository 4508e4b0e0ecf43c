"""Names that several entities share, and acronyms that mean other things elsewhere: the one that is meant."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from nlp.analysis.naming.index import GazetteerIndex, Name, NameKind
from nlp.analysis.naming.reading import Reading
from nlp.codebook import GazetteerEntry
from nlp.labels import EntityLabel

__all__ = ["choose_meeting", "choose_reading"]

_OUTLET = "outlet:"
# Two meetings of one name: the text means the one that its day of publication is near to.
_NEAR_EVENT = 400  # days


def choose_reading(
    names: Sequence[Name], place: int, reading: Reading, *, owner: str | None = None, seen: Iterable[str] = ()
) -> tuple[GazetteerEntry | None, str]:
    """The entry that a name at a place in the text means; with none, the reason why.

    Args:
        names: all readings of the name.
        place: where the name stands.
        reading: the text.
        owner: country of whom the text says that it owns what is named ("Canada's Indo-Pacific Strategy").
        seen: ids of entities already linked, the latest last.
    """
    entries = list({name.entry.entity_id: name.entry for name in names}.values())
    acronym = all(name.kind is NameKind.ACRONYM for name in names)
    if len(entries) == 1:
        return _if_spoken_of(entries[0], reading) if acronym else (entries[0], "")
    for narrow in (_by_owner(owner), _by_outlet(reading), _by_date(entries, reading.published)):
        kept = [entry for entry in entries if narrow(entry)]
        if len(kept) == 1:
            literal = not acronym or _has_begun(kept[0], reading.published)
            return (kept[0], "") if literal else _if_spoken_of(kept[0], reading)
        entries = kept or entries
    best = _nearest_event(entries, reading.published) or _by_context(entries, place, reading)
    if best is None:
        before = [entity_id for entity_id in seen if any(entry.entity_id == entity_id for entry in entries)]
        best = next((entry for entry in entries if before and entry.entity_id == before[-1]), None)
    if best is not None:
        return best, ""
    return None, "ambiguous: " + ", ".join(sorted(entry.entity_id for entry in entries))


def choose_meeting(
    city: GazetteerEntry, place: int, reading: Reading, index: GazetteerIndex
) -> GazetteerEntry | None:
    """The one meeting, begun by the day of publication, that a city at a place in the text stands for."""
    names = [
        name
        for name in index.read(f"{city.canonical} summit")
        if name.entry.label is EntityLabel.EVENT and _has_begun(name.entry, reading.published)
    ]
    return choose_reading(names, place, reading)[0] if names else None


def _has_begun(entry: GazetteerEntry, day: date | None) -> bool:
    """Whether an entry has begun by a day; without a day, anything has."""
    return _first_day(entry) <= (day or date.max)


def _if_spoken_of(entry: GazetteerEntry, reading: Reading) -> tuple[GazetteerEntry | None, str]:
    """The entry where the text speaks of what surrounds it; most acronyms ask for nothing."""
    if not entry.context or _score(entry, reading, (0, len(reading.text))) > 0:
        return entry, ""
    return None, f"acronym without the context of {entry.canonical}"


def _by_owner(owner: str | None) -> Callable[[GazetteerEntry], bool]:
    return lambda entry: owner is not None and entry.country == owner


def _by_outlet(reading: Reading) -> Callable[[GazetteerEntry], bool]:
    wanted = f"{_OUTLET}{reading.outlet_country}"
    return lambda entry: reading.outlet_country is not None and wanted in entry.context


def _by_date(entries: Sequence[GazetteerEntry], published: date | None) -> Callable[[GazetteerEntry], bool]:
    """What is over may still be written about, what has not begun is not; of several to come, the first."""
    starts = {entry.entity_id: _first_day(entry) for entry in entries}
    limit = max(published or date.max, min(starts.values()))
    return lambda entry: starts[entry.entity_id] <= limit


def _first_day(entry: GazetteerEntry) -> date:
    return min((first or date.min for first, _ in entry.terms), default=date.min)


def _nearest_event(entries: Sequence[GazetteerEntry], published: date | None) -> GazetteerEntry | None:
    if published is None or any(entry.label is not EntityLabel.EVENT for entry in entries):
        return None
    days = sorted(
        (abs((first - published).days), entry.entity_id, entry)
        for entry in entries
        for first, _ in entry.terms
        if first
    )
    return days[0][2] if days and days[0][0] <= _NEAR_EVENT else None


def _by_context(entries: Sequence[GazetteerEntry], place: int, reading: Reading) -> GazetteerEntry | None:
    for window in (reading.sentence(place), reading.paragraph(place), (0, len(reading.text))):
        scores = sorted(
            ((_score(entry, reading, window), entry.entity_id) for entry in entries), reverse=True
        )
        if scores[0][0] > 0 and (len(scores) == 1 or scores[0][0] > scores[1][0]):
            return next(entry for entry in entries if entry.entity_id == scores[0][1])
    return None


def _score(entry: GazetteerEntry, reading: Reading, window: tuple[int, int]) -> int:
    words = " ".join(word.key for word in reading.words_between(*window))
    padded = f" {words} "
    return sum(f" {cue.casefold()} " in padded for cue in entry.context if not cue.startswith(_OUTLET))
