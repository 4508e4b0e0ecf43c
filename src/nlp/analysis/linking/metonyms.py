"""Places that stand for something else: a capital for its government, a city for the meeting held there."""

import re

from nlp.analysis.naming.reading import Reading
from nlp.analysis.naming.words import Word

__all__ = ["is_meeting", "is_place"]

_PLACE_PREPOSITIONS = frozenset(
    """in into inside outside near around across throughout at via through downtown central greater
    visit visits visited visiting leave leaves left leaving reach reached tour toured touring
    host hosted""".split()
)
_MOTION = frozenset(
    """visit visits trip trips travel travels travelled traveled travelling traveling fly flies flew
    flight flights flown go goes going gone went come comes came coming return returns returned
    returning head heads headed heading journey journeys drive drove driven arrive arrived tour
    tours invite invites invited bring brings brought summon summoned summons
    pilgrimage excursion bus train ferry road route relocate relocated leave leaves left leaving
    depart departs departed""".split()
)
_DEPARTURE = frozenset(
    """fly flies flew flight flights travel travels travelled traveled drive drove return returned
    returning depart departed arrive arrived arriving back away hour hours mile miles kilometre
    kilometres kilometer kilometers km bus train ferry road route north south east west moved
    broadcast live chaired evacuated far""".split()
)
_PARTS = frozenset(
    """airport airports avenue bridge cafe cafes citizens city conference conferences declaration desk
    district districts edition forum harbor harbour hospital hospitals hotel hotels market markets
    mayor meeting meetings metro metropolitan municipal neighborhood neighborhoods neighbourhood
    neighbourhoods office outskirts residents restaurants river shops skyline square station street
    streets suburb suburbs subway summit summits traffic university weather""".split()
)
_OF_HEADS = frozenset(
    """capital centre center city heart middle mayor north outskirts people port residents south east
    west streets suburb suburbs part parts downtown university""".split()
)
# What is said of a meeting, not of a city ("the promises of Busan").
_MEETING_HEADS = frozenset(
    """agreement agreements aftermath commitment commitments legacy lesson lessons momentum outcome outcomes
    pledge pledges promise promises spirit""".split()
)
_LINKS = frozenset({",", "and", "or", "&"})
_BREAKS = frozenset(";:—().")
_DETERMINERS = frozenset({"the"})
_NEARNESS = frozenset({"closer", "close", "nearer", "back"})  # "moved closer to Beijing" is no journey
_ENOUGH = 5  # words looked back over for the verb or noun of motion
# "the visit of Secretary of State … to Seoul": nouns that hold on to their "to" over a longer way.
_VISITS = frozenset({"visit", "visits", "trip", "trips", "tour", "tours", "return"})
_FURTHER = 10


def is_place(start: int, end: int, reading: Reading, names: frozenset[str] = frozenset()) -> bool:
    """Whether a capital or palace at a place in the text is meant as a place ("flew to Seoul").

    Args:
        start: where the name begins.
        end: where it ends.
        reading: the text.
        names: keys of words that are names of places, over which a list is read back ("in Hanoi and Seoul").
    """
    if "," in reading.text[start:end]:  # "Washington, D.C."
        return True
    if _followed_by_place(start, end, reading) or _is_dateline(start, end, reading):
        return True
    sentence = reading.sentence(start)[0]
    before = [word for word in reading.words_before(start, 24) if word.start >= sentence]
    breaks = [place for place, word in enumerate(before, 1) if word.form in _BREAKS]
    before = before[breaks[-1] :] if breaks else before
    before = _without_list(before, names)
    while before and before[-1].key in _DETERMINERS:
        before.pop()
    if not before:
        return False
    last, earlier = before[-1].key, [word.key for word in before[-1 - _ENOUGH : -1]]
    if last in _PLACE_PREPOSITIONS:
        return True
    if last in {"to", "for", "towards", "toward"}:
        return _is_goal(earlier, [word.key for word in before[-1 - _FURTHER : -1]], last)
    if last == "from":
        onward = [word.key for word in reading.words_after(end, _ENOUGH)]
        return "to" in onward or any(word in _DEPARTURE for word in earlier)
    return last == "of" and bool(earlier) and earlier[-1] in _OF_HEADS


def is_meeting(start: int, end: int, reading: Reading) -> bool:
    """Whether a city is named for a meeting in it ("the spirit of Busan", "unchanged since Busan")."""
    before = [word.key for word in reading.words_before(start, 2)]
    after = [word.key for word in reading.words_after(end, 3)]
    if after[:2] == ["'", "s"]:
        return len(after) > 2 and after[2] in _MEETING_HEADS
    if len(before) < 2:
        return False
    return before[1] == "since" or (before[1] == "of" and before[0] in _MEETING_HEADS)


def _is_goal(earlier: list[str], further: list[str], last: str) -> bool:
    """Whether "to" or "for" leads to where someone goes ("fly to", "the visit of … to", "from … to")."""
    if earlier and earlier[-1] in _NEARNESS:
        return False
    if last == "to" and ("from" in earlier or not _VISITS.isdisjoint(further)):
        return True
    return not _MOTION.isdisjoint(earlier)


def _followed_by_place(start: int, end: int, reading: Reading) -> bool:
    rest = reading.text[end : end + 40]
    if re.match(r"-(?:based|born|bound|area)\b", rest):
        return True
    after = [word.key for word in reading.words_after(end, 4)]
    if after[:2] == ["'", "s"]:
        return len(after) > 2 and after[2] in _PARTS
    # "Vientiane, Laos": a place with the country it lies in.
    named = re.match(r",\s+(?:[A-Z][\w-]+)(?:\s[A-Z][\w-]+)?(?=[\s,.;)])", rest)
    listed = re.match(r",\s+(?:[A-Z][\w-]+\s?){1,3},?\s+(?:and|or)\b", rest)
    if named and not listed and after and after[0] == "," and _is_after_preposition(start, reading):
        return True
    return bool(after) and after[0] in _PARTS


def _is_dateline(start: int, end: int, reading: Reading) -> bool:
    """Whether the name opens a paragraph as the place of writing ("HANOI – ", "SEOUL (Yonhap)")."""
    opens = reading.text[reading.paragraph(start)[0] : start].strip("[( ") == ""
    return opens and bool(re.match(r"\]?\s*(?:[-–—(]|,\s+[A-Z][a-z]+\.?\s+\d)", reading.text[end : end + 16]))


def _is_after_preposition(start: int, reading: Reading) -> bool:
    before = reading.words_before(start, 1)
    return bool(before) and before[0].key in _PLACE_PREPOSITIONS


def _without_list(before: list[Word], names: frozenset[str]) -> list[Word]:
    """The words before the list that the name is a member of ("in Singapore, Hanoi, and …")."""
    rest = list(before)
    while True:
        cut = len(rest)
        while cut and rest[cut - 1].key in _LINKS:
            cut -= 1
        if cut == len(rest) or not cut or rest[cut - 1].key not in names:
            return rest
        rest = rest[:cut]
        while rest and rest[-1].key in names and rest[-1].form[0].isupper():
            rest.pop()
