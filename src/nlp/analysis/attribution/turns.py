"""Where a text concedes a point before it turns: the side of a "but" on which a mention stands."""

import re
from enum import StrEnum

from spacy.tokens import Span, Token

__all__ = ["Turn", "find_turn"]

# Prepositions and conjunctions that grant something to the other side.
_CONCESSIVE = frozenset({"albeit", "although", "despite", "notwithstanding", "though", "whereas", "while"})
_CLAUSES = frozenset({"advcl", "obl", "nmod"})
_TURNING = frozenset({"but", "however", "nevertheless", "nonetheless", "still", "yet"})
_OPENS_TURN = re.compile(
    r"(?:and yet|but|even so|for all that|however|nevertheless|nonetheless|still|that said|the trouble is|"
    r"yet|in (?:fact|reality|truth)|instead|unfortunately)\b",
    re.IGNORECASE,
)
_OPENS_CONCESSION = re.compile(
    r"(?:admittedly|certainly|doubtless|granted|it is true|no doubt|of course|on paper|to be (?:fair|sure)|"
    r"to its credit|to give .{1,40}? (?:due|credit)|true|undeniably|undoubtedly|yes)\b[,:]?",
    re.IGNORECASE,
)


class Turn(StrEnum):
    """On which side of a turn something is said."""

    PLAIN = "plain"
    CONCEDED = "conceded"
    TURNED = "turned"


def find_turn(mention: Span, *, following: str = "") -> Turn:
    """The side on which a mention stands: conceded, after the turn, or neither.

    A concession is read from its conjunction ("although …", "despite …"), from the words that open the
    sentence ("To be fair, …"), or from the turn that comes after: in the same sentence or, where the
    mention's sentence grants something, at the head of the next.

    Args:
        mention: the marked words, in a parsed doc.
        following: the next sentence of the paragraph.
    """
    sentence = mention.sent
    text = sentence.text.strip()
    if _is_granted(mention.root):
        return Turn.CONCEDED
    turns = [token.i for token in sentence if _turns(token, sentence)]
    if any(turn < mention.start for turn in turns):
        return Turn.TURNED
    if turns or _OPENS_CONCESSION.match(text):
        return Turn.CONCEDED
    if _has_granted(sentence) or _OPENS_TURN.match(text):
        return Turn.TURNED
    return Turn.CONCEDED if _OPENS_TURN.match(following.strip()) else Turn.PLAIN


def _is_granted(token: Token) -> bool:
    """Whether a token stands in a clause or phrase that "although" or "despite" opens."""
    while True:
        opened = token.dep_.split(":")[0] in _CLAUSES
        if opened and any(_grants(child) for child in token.children):
            return True
        if token.head.i == token.i:
            return False
        token = token.head


def _has_granted(sentence: Span) -> bool:
    return any(_grants(token) and token.head.dep_.split(":")[0] in _CLAUSES for token in sentence)


def _grants(token: Token) -> bool:
    if token.dep_ not in ("mark", "case"):
        return False
    # "while" at the head of a sentence concedes; later in it, it tells the time as a rule.
    return token.lower_ in _CONCESSIVE and (token.lower_ != "while" or token.i - token.sent.start < 2)


def _turns(token: Token, sentence: Span) -> bool:
    """Whether a "but" or the like turns between two clauses: not "but also", nor "as yet"."""
    if token.lower_ not in _TURNING or token.i == sentence.start:
        return False
    if token.lower_ in ("still", "yet"):
        return token.dep_ == "cc" or (token.nbor(-1).text in (";", ",") and token.lower_ == "yet")
    if token.lower_ == "but":
        adds = token.i + 1 < sentence.end and token.nbor().lower_ in ("also", "even", "rather")
        return not adds and token.dep_ in ("cc", "mark") and token.head.pos_ in ("VERB", "AUX", "ADJ")
    return True
