"""The labels of the name tagger, its BIO tags, and what a word may be where a data set does not say."""

from collections.abc import Iterable

LABELS = (
    "PERSON",
    "ORG",
    "GPE",
    "LOC",
    "NORP",
    "FAC",
    "EVENT",
    "LAW",
    "PRODUCT",
    "WORK_OF_ART",
    "INITIATIVE",
)
TAGS = ("O", *(f"{part}-{label}" for label in LABELS for part in "BI"))
OUTSIDE = "O"
PLACES = frozenset({"GPE", "LOC", "FAC"})
# What the data sets lump together as MISC, or leave out, beside persons, organisations and places.
OTHERS = frozenset({"NORP", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART", "INITIATIVE"})
ANYTHING = frozenset({*LABELS, OUTSIDE})

_PLACE_IN_TAGS = {tag: place for place, tag in enumerate(TAGS)}


def find_allowed(labels: Iterable[str], parts: str) -> tuple[int, ...]:
    """Places in `TAGS` of what a word can be that has one of ``labels``; ``parts`` is "B", "I" or "BI"."""
    allowed = [_PLACE_IN_TAGS[OUTSIDE]] if OUTSIDE in labels else []
    allowed += [_PLACE_IN_TAGS[f"{part}-{label}"] for label in labels if label != OUTSIDE for part in parts]
    return tuple(sorted(allowed))
