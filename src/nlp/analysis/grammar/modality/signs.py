"""What a sign is, and the questions all kinds of signs ask of a verb."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from nlp.analysis.grammar.syntax import find_predicate, find_subject
from nlp.labels import Modality, StatementKind

__all__ = [
    "SAYING",
    "Sign",
    "find_actor",
    "has_mark",
    "is_conditional",
    "is_open",
    "is_perfect",
    "next_words",
]

# What an author says of his own words: "I should add", "it must be noted".
SAYING = frozenset(
    """acknowledge add admit concede confess emphasise emphasize mention note recall remember repeat say
    stress underline underscore""".split()
)
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
_QUESTION_WORDS = frozenset({"how", "what", "when", "which", "who", "whom", "whose", "why", "whether"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


@dataclass(frozen=True, slots=True)
class Sign:
    """What makes a sentence a statement: the verb (or predicate) it is about and how it is put."""

    kind: StatementKind
    modality: Modality
    verb: Token
    actor: Token | None
    negative: bool = False


def next_words(token: Token, *, at_most: int = 4) -> Iterator[Token]:
    """The tokens after one, up to the end of its sentence."""
    yield from token.doc[token.i + 1 : min(token.sent.end, token.i + 1 + at_most)]


def find_actor(verb: Token, sign: Token) -> Token | None:
    """Who is to act: the verb's subject, the sign's, or else the noun right before the sign."""
    for each in (verb, sign):
        subject = find_subject(each)
        if subject is not None and subject.i != sign.i:
            return subject
    for token in reversed(sign.sent[: sign.i - sign.sent.start]):
        if token.pos_ in _NOMINAL or token.lower_ == "it":
            return token
        if token.pos_ not in ("ADV", "PART"):
            return None
    return None


def has_mark(verb: Token, *words: str) -> bool:
    """Whether one of the words introduces the verb: "to act", "that Seoul act"."""
    return any(child.lower_ in words and child.dep_ == "mark" for child in verb.children)


def is_perfect(verb: Token) -> bool:
    """Whether "have" stands over the verb: "should have called"."""
    return any(child.lower_ in ("have", "'ve", "’ve") and child.dep_ == "aux" for child in verb.children)


def is_conditional(verb: Token) -> bool:
    """Whether the verb stands in an if-clause."""
    clause = verb
    while clause.dep_ in ("xcomp", "ccomp", "conj"):
        clause = clause.head
    return any(
        child.dep_ == "mark" and child.lower_ in _CONDITIONS for child in (*clause.children, *verb.children)
    )


def is_open(verb: Token, sent: Span) -> bool:
    """Whether the verb's clause asks something: "whether Korea should join", "how much Seoul should pay".

    "What Seoul should do is …" asks nothing.
    """
    first = next((token for token in sent if token.is_alpha), None)
    for token in sent[: max(0, verb.i - sent.start)]:
        if token.lower_ in _QUESTION_WORDS and find_predicate(token) == verb:
            is_cleft = token == first and token.lower_ == "what"
            is_relative = verb.dep_ == "acl:relcl" or verb.doc[token.i - 1].text == ","
            if not (is_cleft or (is_relative and token.lower_ in ("which", "whose", "whom"))):
                return True
    return False
