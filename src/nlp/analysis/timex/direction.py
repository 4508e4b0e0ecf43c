"""Where the verb of a date looks: back, ahead, or neither; it decides what a bare "Monday" means."""

import re
from bisect import bisect_right
from functools import cached_property

from spacy.tokens import Doc, Token

from nlp.analysis.grammar.syntax import find_governor, find_modals, find_predicate, find_tense
from nlp.labels import Tense

__all__ = ["Directions"]

_PLANNED = frozenset(
    {"due", "schedule", "slate", "plan", "expect", "deadline", "upcoming", "aim", "hope", "intend"}
)
# Verbs whose infinitive lies ahead even where they are told in the past.
_INTENDING = _PLANNED | frozenset(
    "agree ask choose decide offer order pledge prepare promise propose threaten urge vote vow want".split()
)
_AHEAD = re.compile(
    r"\b(?:will|shall|won't|'ll|’ll|is to|are to|going to|set to|due|scheduled|planned|expects?|expected|"
    r"plans? to|should|must|upcoming|deadline|slated|ahead of|to be)\b",
    re.IGNORECASE,
)
_LIMITS = frozenset({"until", "till", "by"})
_LONGEST = 8  # tokens between the edge of a date and its head
_CLIMB = 3  # governing clauses asked when a clause has no tense of its own
_WINDOW = 120  # characters read on each side where there is no parse


class Directions:
    """Answers for one text; what it needs of the tree is looked up once."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc

    def find(self, start: int, end: int, preposition: str = "") -> int:
        """−1, 0 or 1 for the date at characters `start` to `end`; `preposition` is the word before it."""
        if preposition == "since":
            return -1
        if not self._is_parsed:
            return _by_words(self._text, start, end)
        token = self._head(start, end)
        if preposition in _LIMITS and not _is_told(token):
            return 1
        return _by_tree(token)

    def _head(self, start: int, end: int) -> Token:
        """The token of the date that its other tokens hang on."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        token = self.doc[first]
        for _ in range(_LONGEST):
            if token.head == token or not start <= token.head.idx < end:
                break
            token = token.head
        return token

    @cached_property
    def _is_parsed(self) -> bool:
        return len(self.doc) > 0 and self.doc.has_annotation("DEP")

    @cached_property
    def _text(self) -> str:
        return self.doc.text

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.doc]


def _is_told(token: Token) -> bool:
    """Whether the date's own verb is a simple past: only then does "until Friday" lie behind."""
    predicate = find_predicate(token)
    own = predicate.dep_ == "ROOT" or any(child.dep_.startswith("nsubj") for child in predicate.children)
    return own and any(each.tag_ == "VBD" for each in (predicate, *predicate.children))


def _by_tree(token: Token) -> int:
    if _is_planned(token):
        return 1
    predicate: Token | None = find_predicate(token)
    infinitive = False
    for _ in range(_CLIMB):
        if predicate is None:
            break
        direction = _of_predicate(predicate)
        if direction is not None:
            # "met in April to declare" lies behind, "agreed to meet in April" ahead.
            purpose = infinitive and direction < 0 and predicate.lemma_.lower() in _INTENDING
            return 1 if purpose else 0 if direction > 0 and _is_attribute(token, predicate) else direction
        if _is_infinitive(predicate) and predicate.dep_ == "acl":
            return 1  # "an event to be held in May"
        infinitive = infinitive or _is_infinitive(predicate)
        predicate = find_governor(predicate)
    return 1 if infinitive else 0


def _is_infinitive(predicate: Token) -> bool:
    return any(child.lower_ == "to" and child.tag_ == "TO" for child in predicate.children)


def _is_attribute(token: Token, predicate: Token) -> bool:
    """Whether the date is a noun's under a present verb ("the ban of March applies"), which says nothing."""
    return (
        token.head.pos_ in {"NOUN", "PROPN"}
        and token.head != predicate
        and find_tense(predicate) is Tense.PRESENT
    )


def _is_planned(token: Token) -> bool:
    """Whether the date hangs on a word of planning: "due in May", "a June 1 deadline"."""
    head = token.head
    return head.lemma_.lower() in _PLANNED and head.tag_ != "VBD"


def _of_predicate(predicate: Token) -> int | None:
    if predicate.lemma_.lower() in _PLANNED and predicate.tag_ in {"VBN", "JJ", "VBG"}:
        return 1
    if any(child.lemma_.lower() in _PLANNED and child.dep_ == "nsubj" for child in predicate.children):
        return 1 if find_tense(predicate) is not Tense.PAST else -1
    tense = find_tense(predicate)
    if tense is Tense.PAST:
        return -1
    if tense is Tense.FUTURE:
        return 1
    if tense is Tense.PRESENT:
        return 1 if predicate.pos_ == "VERB" or list(find_modals(predicate)) else 0
    if predicate.tag_ == "VBN" and predicate.dep_ != "ROOT" and not _is_infinitive(predicate):
        return -1
    return None


def _by_words(text: str, start: int, end: int) -> int:
    left = re.split(r"[.!?\n]\s", text[max(0, start - _WINDOW) : start])[-1]
    right = re.split(r"[.!?\n]\s", text[end : end + _WINDOW])[0]
    return 1 if _AHEAD.search(left) or _AHEAD.search(right) else -1
