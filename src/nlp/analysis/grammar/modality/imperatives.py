"""Demands in the imperative: "Publish the list.", "For Seoul: open the market.", "Let it be seen."."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from nlp.analysis.grammar.modality.signs import Sign, next_words
from nlp.analysis.grammar.syntax import find_subject
from nlp.labels import Modality, StatementKind

__all__ = ["find_imperatives", "is_imperative"]

# Imperatives that steer the reader through the text rather than demand a policy.
_READER = frozenset(
    """add ask assume bear begin believe call come compare consider contrast count enter expect forget forgive
    go hear imagine judge look mark meet mind note notice observe pardon picture read recall remember say
    see start suffice suppose take thank think trust turn wait walk watch witness""".split()
)
# Verbs of recommendations that a tagger takes for names or nouns at the head of a list item.
_LISTED = frozenset(
    """adopt allow amend appoint audit ban build close complete create cut double draft drop end establish
    expand extend finance fund give grant hire hold invest invite keep launch limit link make open pay publish
    put raise ratify reduce release renew repeal reply require review scrap send set share sign stop support
    train upgrade use write""".split()
)
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_OPENERS = frozenset({"ADV", "CCONJ", "INTJ", "PART", "PUNCT", "SPACE", "X"})
_LIMIT = 14  # tokens of a phrase before an imperative: "Instead of new centres,", "And for the companies:"


def find_imperatives(sent: Span) -> Iterator[Sign]:
    """The demand that a sentence makes as a command, if it makes one."""
    verb, labelled = _first_verb(sent)
    if verb is None or not (is_imperative(verb, sent) or (labelled and verb.lower_ in _LISTED)):
        return
    if verb.lower_ == "let" and _is_let_reader(verb):
        return
    if _promises(verb):
        return
    let = verb.lower_ == "let"
    actor = next((child for child in verb.children if child.dep_ in ("obj", "iobj")), None) if let else None
    before = [token.lower_ for token in sent[: verb.i - sent.start]]
    negative = any(word in ("not", "n't", "n’t", "never") for word in before)
    if verb.lemma_.lower() in _READER and not (labelled or negative):
        return
    yield Sign(StatementKind.PRESCRIPTION, Modality.OBLIGATION, verb, actor, negative)


def is_imperative(verb: Token, sent: Span) -> bool:
    """Whether a verb at the place of a command is one: in its base form, without a subject."""
    if verb.tag_ not in ("VB", "VBP") or verb.lower_ != verb.lemma_.lower():
        return False
    subject = find_subject(verb) if verb.lower_ != "let" else None
    if subject is not None and sent.start <= subject.i < verb.i:
        return False
    auxiliaries = (c for c in verb.children if c.dep_ in ("aux", "mark", "cop", "expl") and c.i < verb.i)
    return all(child.lower_ in ("do", "be") for child in auxiliaries)


def _first_verb(sent: Span) -> tuple[Token | None, bool]:
    """Where a command would stand, and whether a list label or an addressee ("For Seoul:") leads to it."""
    tokens = [token for token in sent if not token.is_space]
    labelled = False
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if _is_label(tokens, place):
            labelled, place = True, place + 3
        elif token.pos_ in _OPENERS or token.lower_ in (
            "do",
            "please",
            "first",
            "second",
            "third",
            "instead",
            "so",
        ):
            place += 1
        else:
            after = _after_phrase(tokens, place)
            if after is None:
                return token, labelled
            labelled = labelled or tokens[after - 1].text == ":"
            place = after
    return None, labelled


def _is_label(tokens: list[Token], place: int) -> bool:
    texts = [token.text for token in tokens[place : place + 3]]
    return len(texts) == 3 and texts[0] == "(" and texts[2] == ")" and len(texts[1]) <= 3


def _after_phrase(tokens: list[Token], place: int) -> int | None:
    """The place behind a verbless phrase with a comma or colon: "Rather than complain,", "For Hanoi:"."""
    if tokens[place].tag_ not in ("IN", "RB", "TO") and tokens[place].lower_ != "for":
        return None
    for end in range(place + 1, min(len(tokens) - 1, place + _LIMIT)):
        if tokens[end].tag_ in _FINITE:
            return None
        if tokens[end].text in (",", ":"):
            return end + 1
    return None


def _is_let_reader(verb: Token) -> bool:
    """«Let me explain», «let us assume», «let us have some advice»: turns toward the reader."""
    words = [word.lower_ for word in next_words(verb, at_most=5)]
    if not words or words[0] in ("me", "it", "alone"):
        return True
    act = next((word.lemma_ for word in next_words(verb, at_most=5) if word.tag_ == "VB"), "")
    is_turn = act in _READER or (act in ("be", "have", "put") and "also" not in words)
    return words[0] in ("us", "'s", "’s") and is_turn


def _promises(verb: Token) -> bool:
    """«Ask the engineers and they will tell you»: a condition in the form of a command."""
    for child in verb.children:
        if child.dep_ == "conj" and child.i > verb.i:
            subject = next((c for c in child.children if c.dep_ == "nsubj"), None)
            if subject is not None and subject.lower_ in ("you", "they", "it", "we", "he", "she"):
                return True
    return False
