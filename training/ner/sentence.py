"""A sentence for training the tagger: words, named spans with their possible labels, and words left open."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from training.ner.labels import OUTSIDE, find_allowed


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of words, end exclusive, and the labels it may have (`O` among them where it may be no name)."""

    start: int
    end: int
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class NamedSentence:
    """Words with their mentions; ``loose`` words are outside them but may be names that the set omits."""

    words: tuple[str, ...]
    mentions: tuple[Mention, ...]
    loose: Mapping[int, frozenset[str]] = field(default_factory=dict)


def find_allowed_tags(sentence: NamedSentence) -> list[tuple[int, ...]]:
    """For each word the tags that training does not punish."""
    outside = find_allowed({OUTSIDE}, "")
    allowed = [outside] * len(sentence.words)
    for place, labels in sentence.loose.items():
        allowed[place] = find_allowed(labels | {OUTSIDE}, "BI")
    for mention in sentence.mentions:
        allowed[mention.start] = find_allowed(mention.labels, "B")
        for place in range(mention.start + 1, mention.end):
            allowed[place] = find_allowed(mention.labels, "I")
    return allowed
