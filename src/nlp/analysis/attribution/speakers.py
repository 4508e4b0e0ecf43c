"""Whose words a stretch of text reports: reported speech, direct speech and «according to».

The author speaks wherever no one else is found to. Quoted single words (scare quotes) stay the author's.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from nlp.analysis.records import AUTHOR, Entity

__all__ = ["Reported", "find_reported", "is_source", "speaker_at"]

# Verbs that give another's words or demands. Verbs of showing ("show", "reveal") are left out: what is shown
# is the author's claim as well.
_SPEECH = frozenset(
    """accuse add admit advise advocate allege announce argue ask assert assure believe blame boast
    call caution claim comment complain conclude concede contend counter criticise criticize
    declare demand denounce deny describe emphasise emphasize exhort explain express fear hint hope
    implore insist lament maintain mention note object observe pledge point praise press promise propose
    protest quip read recommend reiterate remark repeat reply report request respond reveal say
    signal speculate state stress suggest tell think threaten urge voice vow want warn welcome worry
    write""".split()
)
_CLAUSES = frozenset({"ccomp", "xcomp", "parataxis"})
_SUBJECTS = frozenset({"nsubj", "csubj"})
_FIRST_PERSON = frozenset({"i", "we"})
_SPEAKING_PRONOUNS = frozenset({"critics", "he", "many", "others", "she", "some", "they"})
_OWN_MODALS = frozenset(
    {"can", "may", "might", "must", "should", "would"}
)  # "it must be said": the author says it
_UNNAMED = "unnamed"
_SPEECH_NOUNS = frozenset(
    """accusation argument assertion belief call claim complaint concern conviction demand fear hope
    insistence opinion pledge promise request statement suggestion view vow warning""".split()
)
_OPENING, _CLOSING = frozenset('“„«"'), frozenset('”»"')
_LONG_QUOTE = 5  # tokens; shorter ones are scare quotes or names as a rule
_THAT_REACH = 7  # tokens between a verb of speech and its "that": "told the ministers on Monday that"


@dataclass(frozen=True, slots=True)
class Reported:
    """A stretch of tokens [first, last] that gives the words of `speaker`."""

    first: int
    last: int
    speaker: str


def find_reported(doc: Doc) -> tuple[Reported, ...]:
    """Every stretch of the doc that reports someone other than the author, in order."""
    found = {one for token in doc for one in _from_token(doc, token)}
    return tuple(sorted(found, key=lambda one: (one.first, one.last, one.speaker)))


def speaker_at(reported: tuple[Reported, ...], token: int) -> str:
    """Who speaks at a token: the innermost reported speaker, else the author."""
    around = [one for one in reported if one.first <= token <= one.last]
    return min(around, key=lambda one: one.last - one.first).speaker if around else AUTHOR


def is_source(doc: Doc, start: int, end: int) -> bool:
    """Whether the name at characters [start, end) is the subject of a verb of speech."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or span.root.dep_ not in _SUBJECTS:
        return False
    verbs = (span.root.head, *(child for child in span.root.head.children if child.dep_ in ("conj", "advcl")))
    return any(_is_speech(verb) for verb in verbs)


def _from_token(doc: Doc, token: Token) -> Iterator[Reported]:
    if _is_speech(token):
        yield from _from_verb(doc, token)
    if token.lower_ == "according":
        yield from _from_according(doc, token)
    if token.lemma_.lower() in _SPEECH_NOUNS:
        yield from _from_noun(doc, token)


def _is_speech(token: Token) -> bool:
    """Whether a token is a verb of speech, even with a wrong lemma or tag ("stresse", "insist/NN")."""
    is_verb = token.pos_ in ("VERB", "AUX")
    if not is_verb and token.dep_ != "ROOT":
        return False
    lower = token.lower_
    forms = {token.lemma_.lower(), lower, lower.removesuffix("s"), lower.removesuffix("es")}
    forms |= {lower.removesuffix(end) for end in ("ing", "ed", "d")} | {lower.removesuffix("ing") + "e"}
    return not forms.isdisjoint(_SPEECH) and (is_verb or _that_after(token) is not None)


def _from_verb(doc: Doc, verb: Token) -> Iterator[Reported]:
    speaker = _speaker(doc, verb)
    if speaker is None:
        return
    clauses = [child for child in verb.children if child.dep_ in _CLAUSES and not _is_apart(child, verb)]
    # In «A, B said» the clause holds the verb's own phrase only if the parser erred: cut it out.
    edges = [(child.left_edge.i, child.right_edge.i) for child in clauses]
    stretches = [(first, last) for first, last in edges if not first <= verb.i <= last]
    that = _that_after(verb)
    if that is not None and not any(first <= that.i + 1 <= last for first, last in stretches):
        stretches.append((that.i, _clause_end(that)))
    yield from (Reported(first, last, speaker) for first, last in stretches)
    if verb.dep_ == "parataxis" and verb.head.i != verb.i:
        yield from _around(verb.sent, verb.left_edge.i, verb.right_edge.i, speaker)
    yield from _quotes(verb.sent, speaker)


def _is_apart(clause: Token, verb: Token) -> bool:
    """Whether a semicolon parts a clause from the verb: a sentence of its own, then."""
    first, last = sorted((clause.i, verb.i))
    return any(token.text == ";" for token in verb.doc[first:last])


def _that_after(verb: Token) -> Token | None:
    """The "that" of a reported clause soon after a verb, with no other verb or stop in between."""
    for token in verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 1 + _THAT_REACH)]:
        if token.lower_ == "that":
            return token
        if token.text in (".", ";", ":") or token.pos_ in ("VERB", "AUX"):
            return None
    return None


def _clause_end(that: Token) -> int:
    ends = (token.i - 1 for token in that.doc[that.i : that.sent.end] if token.text == ";")
    return next(ends, that.sent.end - 1)


def _around(sent: Span, first: int, last: int, speaker: str) -> Iterator[Reported]:
    """What stands before and after the phrase that names the speaker, as far as the next semicolon."""
    stops = [token.i for token in sent if token.text == ";"]
    start = max((stop + 1 for stop in stops if stop < first), default=sent.start)
    end = min((stop - 1 for stop in stops if stop > last), default=sent.end - 1)
    if start < first:
        yield Reported(start, first - 1, speaker)
    if last + 1 <= end:
        yield Reported(last + 1, end, speaker)


def _quotes(sent: Span, speaker: str) -> Iterator[Reported]:
    opened: int | None = None
    for token in sent:
        if opened is not None and token.text in _CLOSING:
            if token.i - opened > _LONG_QUOTE:
                yield Reported(opened, token.i, speaker)
            opened = None
        elif token.text in _OPENING:
            opened = token.i


def _from_according(doc: Doc, token: Token) -> Iterator[Reported]:
    # UD: «according» is the case of the source, or heads it.
    source = token.head if token.dep_ == "case" else None
    if source is None:
        source = next((t for t in token.subtree if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
    speaker = _speaker_name(doc, source) if source is not None else None
    if source is not None and speaker is not None:
        first, last = min(source.left_edge.i, token.i), max(source.right_edge.i, token.i)
        yield from _around(token.sent, first, last, speaker)


def _from_noun(doc: Doc, noun: Token) -> Iterator[Reported]:
    owner = next((child for child in noun.children if child.dep_ == "nmod:poss"), None)
    speaker = _speaker_name(doc, owner) if owner is not None else None
    if speaker is None:
        return
    for clause in noun.children:
        is_content = clause.dep_ in ("acl", "ccomp", "acl:relcl")
        if is_content and any(child.dep_ == "mark" for child in clause.children):
            yield Reported(clause.left_edge.i, clause.right_edge.i, speaker)


def _speaker(doc: Doc, verb: Token) -> str | None:
    """Who speaks by a verb of speech: its subject; in the passive its agent, or someone unnamed."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if any(child.dep_ == "aux:pass" for child in verb.children):
        agents = (c for c in verb.children if c.dep_ in ("obl", "obl:agent"))
        agent = next((c for c in agents if any(g.lower_ == "by" for g in c.children)), None)
        if agent is not None:
            return _speaker_name(doc, agent)
        return None if auxiliaries & _OWN_MODALS else _UNNAMED
    subject = _subject(verb)
    return _speaker_name(doc, subject) if subject is not None else None


def _subject(verb: Token) -> Token | None:
    seen = verb
    for _ in range(3):  # «X said A and warned B»: the second verb shares the first one's subject
        for child in seen.children:
            if child.dep_ in _SUBJECTS:
                return child if child.dep_ != "csubj" else None
        if seen.dep_ not in ("conj", "xcomp", "advcl"):  # "X reiterated A, stressing that B"
            return None
        seen = seen.head
    return None


def _speaker_name(doc: Doc, head: Token) -> str | None:
    """The name of who speaks; none for the author («I argue») and for what does not speak («it», «this»)."""
    if head.lower_ in _FIRST_PERSON:
        return None
    entity = _entity_of(doc, head)
    if entity is not None:
        return entity.canonical
    if head.pos_ == "PRON":
        return head.lower_ if head.lower_ in _SPEAKING_PRONOUNS else None
    outside = ("case", "cc", "det", "fixed", "mark", "punct")
    words = (t for t in head.subtree if t.i <= head.i and t.dep_ not in outside and not t.is_space)
    return " ".join(token.text for token in words).lower() or None


def _entity_of(doc: Doc, head: Token) -> Entity | None:
    # «the Indonesian foreign ministry»: an adjective of nationality alone does not make the speaker
    start, end = head.idx, head.idx + len(head)
    entities: tuple[Entity, ...] = (*doc._.entities, *doc._.coreferents)
    return next((entity for entity in entities if entity.start < end and start < entity.end), None)
