"""Where names stand: those the tagger finds, those the gazetteer knows, and acronyms the text defines."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from nlp.analysis.naming.bindings import find_uses
from nlp.analysis.naming.exclusions import is_amount, is_known_name, is_tagged_name, tidy_edges
from nlp.analysis.naming.index import GazetteerIndex, Hit
from nlp.analysis.naming.reading import Reading
from nlp.analysis.naming.records import Binding, Mention
from nlp.labels import EntityLabel

__all__ = ["find_mentions"]

_JOINT = re.compile(r"\s*[-‐‑‒–/,]\s*(?:and\s+|or\s+)?|\s+(?:and|or|&|vs\.?|versus)\s+(?:the\s+)?")


def find_mentions(
    reading: Reading, index: GazetteerIndex, tagged: Sequence[Mention], bindings: Mapping[str, Binding]
) -> list[Mention]:
    """All mentions in the order of the text; of two that overlap the longer stands, else the gazetteer's."""
    every = tuple(index.find(reading.words))
    hits = [hit for hit in every if is_known_name(hit, every, reading)]
    uses = find_uses(reading, bindings)
    redefined = {(use.start, use.end) for use in uses}
    known = [
        Mention(hit.start, hit.end, hit.label, hit.names)
        for hit in hits
        if (hit.start, hit.end) not in redefined
    ]
    bound = [use for use in uses if use.binding and use.binding.label]
    bound += [
        Mention(one.definition.long_start, one.definition.long_end, one.label, one.names, one)
        for one in bindings.values()
        if one.label
    ]
    return _longest([*bound, *known, *_tagged_names(tagged, hits, reading)])


def _tagged_names(tagged: Sequence[Mention], hits: Sequence[Hit], reading: Reading) -> list[Mention]:
    small = frozenset(word.form for word in reading.words if word.form.islower())
    tidied = (tidy_edges(one, reading) for one in tagged if is_tagged_name(one, reading, small))
    kept = [one for one in tidied if one is not None and not _is_made_of(one, hits, reading)]
    labels: dict[str, Counter[EntityLabel]] = defaultdict(Counter)
    for one in kept:
        labels[reading.text[one.start : one.end]][one.label] += 1
    # One name is one kind of thing throughout a text: what the tagger says most often, or else first.
    return [
        replace(one, label=labels[reading.text[one.start : one.end]].most_common(1)[0][0]) for one in kept
    ]


def _is_made_of(one: Mention, hits: Sequence[Hit], reading: Reading) -> bool:
    """Whether a tagged stretch is only names of the gazetteer, joined ("Korea–ASEAN") or with small words."""
    inside = [hit for hit in hits if one.start <= hit.start and hit.end <= one.end]
    if is_amount(one) or not inside or (inside[0].start, inside[0].end) == (one.start, one.end):
        return False
    last = inside[-1]
    several = " " in reading.text[last.start : last.end]
    if one.label is last.label is EntityLabel.PERSON and last.end == one.end and several:
        return True  # a title that no list holds, before a name that the gazetteer does
    if any(not _JOINT.fullmatch(reading.text[a.end : b.start]) for a, b in pairwise(inside)):
        return False
    rest = [
        word
        for start, end in ((one.start, inside[0].start), (last.end, one.end))
        for word in reading.words_between(start, end)
    ]
    return not any(word.form[0].isupper() or word.form[0].isdigit() for word in rest)


def _longest(mentions: Iterable[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    taken: set[int] = set()
    for one in sorted(mentions, key=lambda one: (one.start - one.end, not one.names, one.start)):
        places = range(one.start, one.end)
        if taken.isdisjoint(places):
            kept.append(one)
            taken.update(places)
    return sorted(kept, key=lambda one: one.start)
