"""Forecasts: what a sentence says will, may or is likely to happen, whoever says so."""

import re
from collections.abc import Iterator

from spacy.tokens import Span, Token

from nlp.analysis.grammar.modality.imperatives import is_imperative
from nlp.analysis.grammar.modality.signs import (
    SAYING,
    Sign,
    has_mark,
    is_conditional,
    is_open,
    is_perfect,
    next_words,
)
from nlp.analysis.grammar.syntax import find_subject, is_negated
from nlp.analysis.records import Timex
from nlp.labels import Modality, StatementKind, Tense

__all__ = ["find_forecasts"]

_LIKELY = frozenset("expected likely projected set bound poised due certain sure unlikely".split())
_WILL = frozenset({"will", "'ll", "’ll", "wo", "wilt"})
_CHANCES = frozenset({"may", "might", "could"})
# "one may ask", "you might think": a turn of phrase, not a chance
_ANYONE = frozenset({"one", "you", "we", "i"})
# "may be seen as", "may be forgiven": an opinion about the present
_VIEWED = frozenset(
    """argue ask call consider describe excuse forgive interpret look object read regard say see seem take
    think view""".split()
)
_AHEAD = re.compile(
    r"\b(?:by then|soon|eventually|next|someday|one day|sooner|later|in time|tomorrow)\b", re.IGNORECASE
)
_CONDITIONS = frozenset({"if", "unless", "were", "should", "had"})
_GUESS = re.compile(
    r"\b(?:my|our)\s+(?:own\s+)?(?:guess|expectation|bet|prediction|forecast|hunch)\b.{0,60}?\bis\b|"
    r"^\W*Expect\b|\bI\s+(?:would\s+|'d\s+)?(?:expect|predict|foresee|anticipate|fear\s+that|bet)\b",
    re.IGNORECASE,
)
_CLAUSES = frozenset(
    {"ROOT", "conj", "parataxis", "ccomp", "acl:relcl", "advcl:relcl", "advcl", "csubj", "appos", "dep"}
)


def find_forecasts(sent: Span) -> Iterator[Sign]:
    """What the sentence foresees, in its order."""
    guess = _GUESS.search(sent.text)
    if guess is not None:
        verb = next(token for token in sent if token.idx + len(token) >= sent.start_char + guess.end())
        yield Sign(StatementKind.FORECAST, Modality.PROBABILITY, verb, None)
    if is_imperative(sent.root, sent) and find_subject(sent.root) is None:
        return  # "Ask the engineers and they will tell you"
    for token in sent:
        sign = _from_modal(token, sent) or _from_going(token) or _from_likelihood(token)
        if sign is not None and not is_conditional(sign.verb) and not is_open(sign.verb, sent):
            yield sign


def _from_modal(token: Token, sent: Span) -> Sign | None:
    word = token.lower_
    if token.pos_ != "AUX" or word not in _WILL | _CHANCES | {"would", "shall"}:
        return None
    verb = token.head if token.dep_ in ("aux", "aux:pass") else token
    actor = find_subject(verb)
    if is_perfect(verb) or verb.dep_ not in _CLAUSES or (actor is not None and token.i < actor.i < verb.i):
        return None
    if _is_restrictive(verb) or (actor is not None and actor.lower_ == "i" and verb.lemma_ in SAYING):
        return None
    if word == "shall" and (actor is None or actor.lower_ not in ("we", "i")):
        return None  # the language of law
    if word == "would" or word in _CHANCES:
        return _chance(token, verb, actor, sent)
    return Sign(StatementKind.FORECAST, Modality.CERTAINTY, verb, actor, is_negated(verb))


def _chance(token: Token, verb: Token, actor: Token | None, sent: Span) -> Sign | None:
    word = token.lower_
    if verb.dep_ in ("acl:relcl", "advcl") or (actor is not None and actor.lower_ in _ANYONE):
        return None  # an aside about what is possible, not what the sentence says will be
    if word in _CHANCES and verb.lemma_ in _VIEWED:
        return None
    looks_ahead = _names_future(sent) or _AHEAD.search(sent.text) is not None
    conditional = _has_condition(verb)
    if word in ("could", "would") and not (conditional or _names_future(sent)):
        return None
    is_state = any(child.dep_ == "cop" for child in verb.children) or token == verb
    if is_state and not (conditional or looks_ahead):
        return None  # "it may be right": a guess about the present
    if any(near.lower_ == "only" for near in next_words(verb, at_most=5)):
        return None  # a permission
    return Sign(StatementKind.FORECAST, Modality.POSSIBILITY, verb, actor, is_negated(verb))


def _from_going(token: Token) -> Sign | None:
    if token.lower_ != "going" or [word.lower_ for word in next_words(token, at_most=1)] != ["to"]:
        return None
    present = any(
        c.dep_ == "aux" and c.lower_ in ("is", "are", "'s", "’s", "'re", "’re", "am") for c in token.children
    )
    verb = next((child for child in token.children if child.dep_ == "xcomp"), None)
    if not present or verb is None:
        return None
    return Sign(StatementKind.FORECAST, Modality.CERTAINTY, verb, find_subject(token), is_negated(token))


def _from_likelihood(token: Token) -> Sign | None:
    word = token.lower_
    if word not in _LIKELY or token.dep_ not in _CLAUSES:
        return None
    children = list(token.children)
    complement = next(
        (c for c in children if c.dep_ in ("xcomp", "ccomp", "csubj") and has_mark(c, "to")), None
    )
    clause = any(c.dep_ in ("ccomp", "csubj") for c in children) and word in ("likely", "unlikely", "certain")
    present = any(c.dep_ in ("cop", "aux:pass") and c.tag_ in ("VBZ", "VBP") for c in children)
    bare = word in ("likely", "unlikely") and complement is not None and token.dep_ == "ROOT"
    if not ((present and (complement is not None or clause)) or bare):
        return None
    negative = word == "unlikely" or is_negated(token)
    return Sign(
        StatementKind.FORECAST, Modality.PROBABILITY, complement or token, find_subject(token), negative
    )


def _is_restrictive(verb: Token) -> bool:
    """«the girl who will run the sensors», against «, which will bring us to July»."""
    if verb.dep_ != "acl:relcl":
        return False
    before = verb.doc[verb.left_edge.i - 1]
    return before.text != ","


def _has_condition(verb: Token) -> bool:
    return any(token.lower_ in _CONDITIONS and token.dep_ != "ROOT" for token in verb.subtree)


def _names_future(sent: Span) -> bool:
    dates: tuple[Timex, ...] = sent.doc._.dates
    return any(one.tense is Tense.FUTURE and sent.start_char <= one.start < sent.end_char for one in dates)
