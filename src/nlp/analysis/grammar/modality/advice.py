"""Advice in set phrases: "would do well to", "it is time to", "it is essential that", "my advice is to"."""

import re
from collections.abc import Iterator

from spacy.tokens import Span, Token

from nlp.analysis.grammar.modality.signs import Sign, find_actor, has_mark, is_conditional, is_perfect
from nlp.analysis.grammar.syntax import find_subject, is_negated
from nlp.labels import Modality, StatementKind

__all__ = ["find_advice"]

_REQUIRED = frozenset(
    """critical crucial essential imperative incumbent indispensable necessary urgent vital needed
    overdue""".split()
)
_ADVISABLE = frozenset("advisable better best desirable important prudent sensible wise wiser".split())
_WRONG = frozenset("blunder dangerous error folly foolish mistake reckless unwise wrong".split())
_JUDGEMENTS = _REQUIRED | _ADVISABLE | _WRONG
_ADVICE = frozenset("advice answer cure plea priority recommendation remedy solution task".split())
_DEMANDS = frozenset("advise advocate propose recommend suggest urge".split())
# Who asks another to do something; what is asked is a demand of theirs.
_ASKS = frozenset("advise ask call exhort implore press tell urge want".split())
_ASKS_THAT = frozenset("advise demand insist propose recommend request suggest urge".split())
_REQUESTS = _ASKS | _ASKS_THAT
_WELL = re.compile(
    r"\b(?:would|'d|will|might|may)\s+(?:\w+\s+)?(?:do\s+(?:well|better|best)|"
    r"be\s+(?:wise|wiser|unwise|(?:well|ill)[- ]advised|better\s+advised|better\s+off))\b",
    re.IGNORECASE,
)
# "the time has come for Korea to", "the onus is on Seoul to"
_TURN = re.compile(
    r"\b(?:the\s+)?(?:time|moment)\s+has\s+come\s+(?:for\b.{2,60}?\s)?to\b|"
    r"\b(?:onus|burden|ball|responsibility)\s+is\s+(?:now\s+)?(?:on|with)\b.{2,60}?\bto\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:it|now|this)\s*(?:is|['’]s)\s+(?:now\s+)?(?:the\s+|high\s+|past\s+|about\s+|long\s+past\s+)?(?:time|moment)\b"
    r"\s+(?:for\b.{2,80}?\bto\b|to\b|that\b|\w+\s+(?:\w+\s+)?\w+ed\b)",
    re.IGNORECASE,
)
_BETTER = re.compile(
    r"^\W*(?:and |but |far |much )?better (?:to |an? |still to ).*\bthan\b", re.IGNORECASE | re.DOTALL
)


def find_advice(sent: Span) -> Iterator[Sign]:
    """Demands and recommendations that a phrase makes."""
    text = sent.text  # made anew at each call
    for pattern in (_WELL, _TURN, _TIME, _BETTER):
        found = pattern.search(text)
        if found is not None:
            yield from _from_phrase(sent, sent.start_char + found.end())
    for token in sent:
        for sign in _from_word(token):
            if sign is not None and not is_conditional(sign.verb):
                yield sign


def _from_phrase(sent: Span, end: int) -> Iterator[Sign]:
    after = [token for token in sent if token.idx >= end]
    before = [token for token in sent if token.idx < end]
    verb = next((token for token in after if token.tag_ == "VB"), None) or (after or before)[0]
    subject = find_subject(find_predicate_of(before)) if before else None
    negative = any(token.lower_ in ("not", "unwise", "ill") for token in (*before[-3:], *after[:2]))
    actor = subject if subject is not None and subject.lower_ not in ("it", "this") else None
    yield Sign(StatementKind.PRESCRIPTION, Modality.RECOMMENDATION, verb, actor, negative)


def find_predicate_of(before: list[Token]) -> Token:
    """The verb that a phrase of advice is built on, the last of its words that is one."""
    verbs = (
        token
        for token in reversed(before)
        if token.pos_ in ("VERB", "ADJ") and find_subject(token) is not None
    )
    return next(verbs, before[-1])


def _from_word(token: Token) -> Iterator[Sign | None]:
    lemma = token.lemma_.lower()
    if token.lower_ in _JUDGEMENTS:
        yield _from_judgement(token)
    if lemma in _ADVICE:
        yield _from_advice_noun(token)
    if lemma in _DEMANDS:
        yield _from_own_advice(token)
    if lemma in _REQUESTS:
        yield _from_request(token, lemma)


def _from_judgement(token: Token) -> Sign | None:
    """«It is essential that …», «it would be a mistake to …», «a permanent office is needed»."""
    word = token.lower_
    if not _is_judged_now(token):
        return None
    if word in _WRONG and not any(child.lower_ == "would" for child in token.children):
        return None
    subject = find_subject(token)
    if word == "needed" and subject is not None:
        is_main = token.dep_ in ("ROOT", "conj", "parataxis")
        return _sign(Modality.OBLIGATION, token, subject) if is_main else None
    complement = next(
        (c for c in token.children if c.dep_ in ("csubj", "ccomp", "xcomp", "advcl", "acl")), None
    )
    impersonal = subject is None or subject.lower_ in ("it", "what") or subject == complement
    if not impersonal or complement is None or not has_mark(complement, "to", "that"):
        return None
    modality = Modality.OBLIGATION if word in _REQUIRED else Modality.RECOMMENDATION
    actor = find_subject(complement)
    return Sign(
        StatementKind.PRESCRIPTION, modality, complement, actor if actor != subject else None, word in _WRONG
    )


def _is_judged_now(token: Token) -> bool:
    verbs = [child for child in token.children if child.dep_ in ("cop", "aux:pass", "aux")]
    if not any(verb.dep_ in ("cop", "aux:pass") for verb in verbs) or is_negated(token):
        return False
    return all(verb.tag_ != "VBD" and verb.lower_ in _PRESENT for verb in verbs)


_PRESENT = frozenset({"is", "are", "be", "would", "will", "'s", "’s", "remains"})


def _from_advice_noun(token: Token) -> Sign | None:
    """«My advice is to …», «the task for the new envoy is to …»."""
    predicate = token.head
    if token.lemma_ not in _ADVICE or token.dep_ not in ("nsubj", "nsubj:outer"):
        return None
    is_present = any(child.lower_ in ("is", "'s", "’s") for child in predicate.children)
    if not is_present or not has_mark(predicate, "to") or is_perfect(predicate):
        return None
    return _sign(Modality.RECOMMENDATION, predicate, None)


def _from_own_advice(token: Token) -> Sign | None:
    """«I recommend», «we urge Seoul to»: the author's own advice in so many words."""
    if token.tag_ not in ("VBP", "VB"):
        return None
    subject = find_subject(token)
    if subject is None or subject.lower_ not in ("i", "we"):
        return None
    verb = next((child for child in token.children if child.dep_ in ("xcomp", "ccomp")), token)
    actor = find_subject(verb) or next((child for child in token.children if child.dep_ == "obj"), None)
    return _sign(Modality.RECOMMENDATION, verb, actor)


def _from_request(token: Token, lemma: str) -> Sign | None:
    """«Manila asked Korea to send trainers», «the report recommends that the fund be merged»."""
    if token.pos_ != "VERB" or _is_passive(token) or is_perfect(token.head):
        return None  # the last: "should have called and proposed that …"
    subject = find_subject(token)
    if subject is None or subject.lower_ in ("i", "we", "it", "this", "that", "which"):
        return None
    asked = next((c for c in token.children if c.dep_ in ("obj", "iobj") or _is_called_on(c, lemma)), None)
    if lemma == "call" and asked is None:
        asked = next((child for child in token.subtree if _is_called_on(child, lemma)), None)
    for clause in token.children:
        wants = lemma in _ASKS and asked is not None and clause.dep_ in ("xcomp", "advcl", "ccomp", "acl")
        if wants and has_mark(clause, "to") and clause.i > token.i and not is_negated(token):
            return _sign(Modality.OBLIGATION, clause, asked)
        is_bare = clause.tag_ in ("VB", "NN") or any(
            c.lower_ == "be" and c.dep_ in ("aux:pass", "cop") for c in clause.children
        )
        is_asked = lemma in _ASKS_THAT and clause.dep_ == "ccomp" and not has_mark(clause, "to")
        if is_asked and is_bare and not any(c.dep_ == "aux" for c in clause.children):
            return _sign(Modality.OBLIGATION, clause, find_subject(clause))
    return None


def _is_called_on(child: Token, lemma: str) -> bool:
    return lemma == "call" and child.dep_ == "obl" and any(c.lower_ in ("on", "upon") for c in child.children)


def _is_passive(token: Token) -> bool:
    return any(child.dep_ in ("aux:pass", "nsubj:pass") for child in token.children)


def _sign(modality: Modality, verb: Token, actor: Token | None) -> Sign:
    return Sign(StatementKind.PRESCRIPTION, modality, verb, actor or find_actor(verb, verb), is_negated(verb))
