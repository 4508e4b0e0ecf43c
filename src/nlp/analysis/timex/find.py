"""All temporal expressions of a text, resolved: the grammar's matches turned into records."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from spacy.tokens import Doc

from nlp.analysis.records import Timex
from nlp.analysis.timex.direction import Directions
from nlp.analysis.timex.grammar.atoms import Atom, make_atoms
from nlp.analysis.timex.grammar.patterns import Match
from nlp.analysis.timex.grammar.readings import Calendar, Reading, Shift, Span
from nlp.analysis.timex.intervals import (
    Interval,
    date_interval,
    duration_interval,
    find_granularity,
    find_tense,
)
from nlp.analysis.timex.resolve import Mention, Resolver
from nlp.analysis.timex.rules import GRAMMAR
from nlp.labels import Granularity, TimexAnchor, TimexType

__all__ = ["find_timexes"]

_FIRST_PUBLICATION, _LAST_PUBLICATION = 1400, 2190  # printed matter; ten years before what is still a year
_LONGER = {"DE": Granularity.DECADE, "CE": Granularity.CENTURY}
_JOINERS = frozenset({"-", "and", "to", "or", "through", "until", "till", "&"})
_ORDERED = frozenset({"-", "to", "through", "until", "till"})


def find_timexes(doc: Doc, publication: date | None) -> tuple[Timex, ...]:
    """The temporal expressions of a text in their order.

    Args:
        doc: the text; tags and tree, where it has them, tell the tense of the verbs.
        publication: the day relative dates are counted from; None leaves them open (`XXXX-05`).
    """
    if publication is not None and not _FIRST_PUBLICATION <= publication.year <= _LAST_PUBLICATION:
        publication = None  # no piece is of that year; nothing can be counted from it
    return tuple(_timexes(doc, publication))


def _timexes(doc: Doc, publication: date | None) -> Iterator[Timex]:
    text = doc.text  # made anew at each call
    atoms = make_atoms(text)
    matches = _share_years(GRAMMAR.find(atoms), atoms)
    resolver = Resolver(publication)
    directions = Directions(doc)
    previous: tuple[Match, str] | None = None
    for match in matches:
        start, end = atoms[match.start].start, atoms[match.end - 1].end
        preposition = atoms[match.start - 1].lower if match.start else ""
        direction = partial(directions.find, start, end, preposition)
        after = _range_start(previous, match, atoms)
        value = resolver.resolve(match.reading, Mention(start, direction, after))
        if value is None:
            continue
        if match.reading.type in {TimexType.DATE, TimexType.TIME}:
            resolver.remember(start, value)
        previous = (match, value)
        yield _record(text, (start, end), match.reading, value, resolver.anchor, publication)


def _record(
    text: str,
    place: tuple[int, int],
    reading: Reading,
    value: str,
    anchor: TimexAnchor,
    publication: date | None,
) -> Timex:
    interval = _interval(reading, value, publication)
    return Timex(
        start=place[0],
        end=place[1],
        text=text[place[0] : place[1]],
        type=reading.type,
        value=value,
        mod=reading.mod,
        quant=reading.quant,
        freq=reading.freq,
        start_date=interval[0] if interval else None,
        end_date=interval[1] if interval else None,
        granularity=_granularity(reading, value),
        anchor=anchor,
        tense=find_tense(value, interval, publication) if reading.type is not TimexType.SET else None,
    )


def _granularity(reading: Reading, value: str) -> Granularity:
    """The unit of the value; of a year left open, the longer unit the words may have named."""
    if value == "XXXX" and isinstance(reading.meaning, Shift):
        return _LONGER.get(reading.meaning.unit, Granularity.YEAR)
    return find_granularity(value)


def _interval(reading: Reading, value: str, publication: date | None) -> Interval | None:
    if reading.type is TimexType.SET:
        return None
    if isinstance(reading.meaning, Span):
        return duration_interval(value, reading.meaning.lean, publication)
    return date_interval(value, reading.mod)


def _share_years(matches: Sequence[Match], atoms: Sequence[Atom]) -> list[Match]:
    """Give "April" in "between April and June 2008" the year that is stated once."""
    shared = list(matches)
    for place in range(len(shared) - 2, -1, -1):
        left, right = shared[place], shared[place + 1]
        one, other = left.reading.meaning, right.reading.meaning
        if not (isinstance(one, Calendar) and isinstance(other, Calendar)) or not _joined(left, right, atoms):
            continue
        if one.year is None and one.lean is None and other.year is not None and _alike(one, other):
            year = other.year
            if one.month is not None and other.month is not None and one.month > other.month:
                year -= 1
            shared[place] = replace(left, reading=replace(left.reading, meaning=replace(one, year=year)))
    return shared


def _alike(one: Calendar, other: Calendar) -> bool:
    months = one.month is not None and other.month is not None
    return months or (one.part is not None and other.part is not None)


def _joined(left: Match, right: Match, atoms: Sequence[Atom]) -> bool:
    return right.start == left.end + 1 and atoms[left.end].lower in _JOINERS


def _range_start(previous: tuple[Match, str] | None, match: Match, atoms: Sequence[Atom]) -> date | None:
    """First day of the range that a match ends ("from November to March"), if it does."""
    if previous is None or not isinstance(match.reading.meaning, Calendar):
        return None
    left, value = previous
    if not isinstance(left.reading.meaning, Calendar) or not _joined(left, match, atoms):
        return None
    joiner = atoms[left.end].lower
    opened = atoms[left.start - 1].lower if left.start else ""
    if not (joiner in _ORDERED or (joiner == "and" and opened == "between")):
        return None
    interval = date_interval(value)
    return interval[0] if interval else None
