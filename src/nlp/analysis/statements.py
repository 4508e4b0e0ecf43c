"""Prescriptions (who should do what) and forecasts (what will or may happen), with whoever makes them.

A prescription is a whole sentence that demands or recommends; a forecast one in which the author says what
will, may or is likely to happen.
"""

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from nlp.analysis.attribution.speakers import Reported, find_reported, speaker_at
from nlp.analysis.grammar.modality import Sign, find_demands, find_forecasts
from nlp.analysis.grammar.paragraphs import sentence_at
from nlp.analysis.records import AUTHOR, Entity, Sentence, Statement, Timex
from nlp.labels import Polarity, Tense

__all__ = ["StatementComponent", "find_statements"]


def find_statements(doc: Doc) -> tuple[Statement, ...]:
    """At most one prescription and one forecast a sentence, in the order of the text."""
    reported = find_reported(doc)
    found: list[Statement] = []
    for sent in doc.sents:
        sentence = _sentence_of(doc, sent)
        if sentence is None:
            continue
        demands = [sign for sign in find_demands(sent) if not _asked(sign, sent)]
        demands.sort(key=lambda sign: _reported(reported, sign.verb))  # the author's own first
        forecasts = [
            sign
            for sign in find_forecasts(sent)
            if not _reported(reported, sign.verb) and not _asked(sign, sent)
        ]
        if demands:  # what a demand is hoped to bring is part of it; a main clause of its own is not
            forecasts = [sign for sign in forecasts if _stands_alone(sign, demands)]
        found += [_statement(doc, sentence, sign, reported) for sign in (*demands[:1], *forecasts[:1])]
    return tuple(found)


@Language.factory("nlp/statements", requires=["doc._.sentences"], assigns=["doc._.statements"])
class StatementComponent:
    """Sets `doc._.statements`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find the prescriptions and forecasts of a parsed doc."""
        doc._.statements = find_statements(doc)
        return doc


def _asked(sign: Sign, sent: Span) -> bool:
    """Whether the sign stands in a question; in "should ask one thing: who pays?" it does not."""
    tail = [token.text for token in sent if token.i > sign.verb.i]
    return "?" in tail and ":" not in tail


def _stands_alone(sign: Sign, demands: list[Sign]) -> bool:
    is_main = sign.verb.dep_ in ("ROOT", "conj", "parataxis")
    return is_main and all(sign.verb != demand.verb for demand in demands)


def _statement(doc: Doc, sentence: Sentence, sign: Sign, reported: tuple[Reported, ...]) -> Statement:
    actor, addressee = _name_actor(doc, sign.actor)
    return Statement(
        kind=sign.kind,
        sentence=sentence.index,
        start=sentence.start,
        end=sentence.end,
        text=sentence.text,
        actor=actor,
        addressee=addressee,
        modality=sign.modality,
        polarity=Polarity.NEGATIVE if sign.negative else Polarity.AFFIRMATIVE,
        horizon=_horizon(doc, sentence),
        speaker=speaker_at(reported, sign.verb.i),
    )


def _name_actor(doc: Doc, head: Token | None) -> tuple[str | None, str | None]:
    """Who acts, as written, and the entity it is (or belongs to: «South Korea's new leadership»)."""
    if head is None:
        return None, None
    words = [t for t in head.subtree if t.dep_ not in ("punct", "det") and _in_phrase(t, head)]
    if not words:
        return None, None
    phrase = doc[words[0].i : words[-1].i + 1]
    entities: tuple[Entity, ...] = (*doc._.entities, *doc._.coreferents)
    within = [one for one in entities if one.start >= phrase.start_char and one.end <= phrase.end_char]
    # The head's own name («the ASEAN Secretariat») is nearer than that of an owner («ASEAN's chair»).
    own = [one for one in within if one.start <= head.idx < one.end]
    named = (own or within)[:1]
    addressee = (named[0].entity_id or named[0].canonical) if named else None
    return " ".join(phrase.text.split()), addressee


def _in_phrase(token: Token, head: Token) -> bool:
    while token.i != head.i:
        if token.dep_ in ("acl", "acl:relcl", "appos", "parataxis", "advcl", "ccomp"):
            return False
        token = token.head
    return True


def _horizon(doc: Doc, sentence: Sentence) -> str | None:
    dates: tuple[Timex, ...] = doc._.dates
    ahead = [one for one in dates if sentence.start <= one.start < sentence.end and one.tense is Tense.FUTURE]
    return ahead[-1].value if ahead else None


def _sentence_of(doc: Doc, sent: Span) -> Sentence | None:
    first = next((token for token in sent if not token.is_space), None)
    return sentence_at(doc._.sentences, first.idx) if first is not None else None


def _reported(reported: tuple[Reported, ...], token: Token) -> bool:
    return speaker_at(reported, token.i) != AUTHOR
