"""Names whose last word is said once for two: the "North" of "North and South Korea"."""

from collections.abc import Sequence

from nlp.analysis.naming.index import GazetteerIndex
from nlp.analysis.naming.reading import Reading
from nlp.analysis.naming.records import Mention

__all__ = ["complete_halves"]

_JOINING = frozenset({"and", "or"})


def complete_halves(reading: Reading, mentions: Sequence[Mention], index: GazetteerIndex) -> list[Mention]:
    """The mentions, with those halves read in full which the gazetteer then knows, in order."""
    halves = [half for one in mentions if (half := _half_before(one, reading, index)) is not None]
    kept = [one for one in mentions if all(one.end <= half.start or half.end <= one.start for half in halves)]
    return sorted([*kept, *halves], key=lambda one: one.start)


def _half_before(one: Mention, reading: Reading, index: GazetteerIndex) -> Mention | None:
    whole = [word.form for word in reading.words_between(one.start, one.end)]
    before = reading.words_before(one.start, 2)
    if not one.names or len(whole) < 2 or len(before) < 2 or before[1].form not in _JOINING:
        return None
    half = before[0]
    if not half.form[0].isupper() or index.read(half.form):
        return None
    names = index.read(" ".join([half.form, *whole[1:]]))
    same = tuple(name for name in names if name.entry.label is one.names[0].entry.label)
    return Mention(half.start, half.end, one.label, same) if same else None
