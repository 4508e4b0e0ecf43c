"""Demands by modal verbs: must, should, ought to, need to, have to, had better, cannot be allowed to."""

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Span, Token

from nlp.analysis.grammar.modality.signs import (
    SAYING,
    Sign,
    find_actor,
    is_conditional,
    is_open,
    is_perfect,
    next_words,
)
from nlp.analysis.grammar.syntax import find_subject, is_negated
from nlp.labels import Modality, StatementKind

__all__ = ["find_modal_demands"]

_MODALS = {"must": Modality.OBLIGATION, "should": Modality.RECOMMENDATION, "ought": Modality.RECOMMENDATION}
_NEEDS = frozenset({"need", "have"})
_NOT_AUTHORS = frozenset({"who", "which", "that"})
_REACH = 14  # tokens between a modal and its verb: "should, without waiting for anyone, share"
_UNWANTED = frozenset({"allow", "permit", "leave", "tolerate", "accept", "afford"})


def find_modal_demands(sent: Span) -> Iterator[Sign]:
    """Demands that a modal makes, in the order of the sentence."""
    for token in sent:
        word = token.lower_
        if word in _MODALS and token.tag_[:2] != "NN":
            found = _from_modal(token, sent)
        elif token.lemma_.lower() in _NEEDS or word in ("needs", "has"):
            found = _from_need(token)
        elif word == "had":
            found = _from_had_better(token)
        elif word in ("can", "cannot"):
            found = _from_cannot(token)
        else:
            continue
        if found is not None and not is_conditional(found.verb) and not is_open(found.verb, sent):
            yield found


def _from_modal(token: Token, sent: Span) -> Sign | None:
    verb = _verb_after(token, needs_to=token.lower_ == "ought")
    if verb is None or is_perfect(verb) or _is_first(token, sent):
        return None
    actor = find_actor(verb, token)
    if actor is not None and (token.i < actor.i < verb.i or _is_relative(actor, verb)):
        return None  # a question or "should Pyongyang test again"; "the plan that must be adopted"
    if _speaks_of_itself(actor, verb) or _guesses(token, actor, verb):
        return None
    negative = is_negated(verb) or is_negated(token) or _says_not(token)
    return Sign(StatementKind.PRESCRIPTION, _MODALS[token.lower_], verb, actor, negative)


def _from_need(token: Token) -> Sign | None:
    after = [
        word for word in next_words(token) if word.pos_ != "ADV" and word.lower_ not in ("both", "urgently")
    ]
    # A tagger takes "needs" for a noun now and then; before "to" and under a subject it is a verb.
    is_verb = token.tag_ in ("VBP", "VBZ", "VB") or (
        token.lower_ == "needs" and find_subject(token) is not None
    )
    if not is_verb or not after or _is_denied(token):
        return None
    auxiliaries = {child.lower_ for child in token.children if child.dep_ == "aux"}
    if auxiliaries - {"do", "does"}:  # "will have to wait" foresees, "may need to" allows
        return None
    if after[0].lower_ != "to":
        is_gerund = token.lemma_ == "need" and after[0].lower_.endswith("ing") and after[0].dep_ != "amod"
        return _demand(after[0], token) if is_gerund and after[0].head == token else None
    verb = _verb_after(after[0], needs_to=False)
    return _demand(verb, token) if verb is not None and not is_perfect(verb) else None


def _demand(verb: Token, sign: Token) -> Sign | None:
    actor = find_actor(sign, sign)
    if actor is not None and (actor.lower_ in {"i", "one", "who", "which"} or _is_relative(actor, sign)):
        return None
    return Sign(StatementKind.PRESCRIPTION, Modality.OBLIGATION, verb, actor, is_negated(verb))


def _from_had_better(token: Token) -> Sign | None:
    words = list(next_words(token))
    if not words or words[0].lower_ != "better":
        return None
    verb = _verb_after(words[0], needs_to=False)
    if verb is None:
        return None
    negative = any(word.lower_ == "not" for word in words)
    return Sign(StatementKind.PRESCRIPTION, Modality.RECOMMENDATION, verb, find_actor(verb, token), negative)


def _from_cannot(token: Token) -> Sign | None:
    """«cannot be allowed to», «can no longer afford to»."""
    words = list(next_words(token, at_most=5))
    verb = next((word for word in words if word.lemma_ in _UNWANTED), None)
    denied = token.lower_ == "cannot" or any(
        word.lower_ in ("not", "n't", "n’t", "no", "ill") for word in words
    )
    if verb is None or not denied:
        return None
    if not (
        verb.tag_ == "VBN" or (verb.lemma_ == "afford" and "to" in {word.lower_ for word in next_words(verb)})
    ):
        return None
    return Sign(StatementKind.PRESCRIPTION, Modality.OBLIGATION, verb, find_actor(verb, token), negative=True)


def _verb_after(token: Token, *, needs_to: bool) -> Token | None:
    """The verb a modal governs: its head in the tree, else the next infinitive; None for "as it should"."""
    words = list(next_words(token, at_most=_REACH))
    places = [word.i for word in words if word.tag_ == "VB" and word.lower_ not in ("n't", "not")]
    if not places:
        return None
    if token.dep_ in ("aux", "aux:pass", "mark") and token.head.i > token.i and not needs_to:
        return token.head
    stop = next((word.i for word in words if word.text in (";", ":")), words[-1].i + 1)
    if needs_to:
        start = next((word.i for word in words if word.lower_ == "to"), stop)
        places = [place for place in places if place > start]
    first = next((place for place in places if place < stop), None)
    if first is None:
        return None
    verb = token.doc[first]
    return verb.head if verb.dep_ in ("cop", "aux", "aux:pass") and verb.head.i > verb.i else verb


def _is_first(token: Token, sent: Span) -> bool:
    return next((word.i for word in sent if word.is_alpha), -1) == token.i


def _is_relative(actor: Token, verb: Token) -> bool:
    """Whether the actor is what a restrictive clause says something of: "the fund that should be doubled"."""
    if actor.lower_ in _NOT_AUTHORS and actor.tag_ in ("WDT", "WP", "IN"):
        return True
    own = any(child.dep_ == "nsubj" and child.pos_ != "PRON" for child in verb.children)
    return verb.dep_ == "acl:relcl" and actor == verb.head and not own


def _speaks_of_itself(actor: Token | None, verb: Token) -> bool:
    if actor is None:
        return False
    if actor.lower_ == "one" or (actor.lower_ in ("i", "we") and verb.lemma_ in SAYING):
        return True
    is_said = verb.lemma_ in SAYING and verb.tag_ == "VBN"  # "it should be noted"
    return actor.lower_ in ("it", "this", "that") and (is_said or verb.lemma_ == "come")


def _guesses(modal: Token, actor: Token | None, verb: Token) -> bool:
    """«That must be what they mean», «they should be home by now»: what is likely, not what is wanted."""
    words = [word.lower_ for word in next_words(modal, at_most=_REACH)]
    if modal.lower_ == "must":
        points = actor is not None and actor.lower_ in ("that", "this") and "be" in words[:2]
        return verb.tag_ == "VBG" or points
    return "be" in words[:2] and ("by", "now") in pairwise(words)


def _is_denied(token: Token) -> bool:
    return is_negated(token) or (find_subject(token) or token).lower_ in (
        "nobody",
        "none",
        "nothing",
        "no-one",
    )


def _says_not(token: Token) -> bool:
    return next((word.lower_ for word in next_words(token)), "") in ("not", "n't", "n’t", "never")
