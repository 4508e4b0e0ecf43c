"""What a clause says by its grammar: who, when, whether, and how necessarily.

Pure functions of the tokens of a tree in Universal Dependencies. A clause is named by its *predicate*: its
verb or, with a copula, the noun or adjective ("is reliant"); auxiliaries and copulas are its children.
"""

from spacy.tokens import Token

from nlp.labels import Tense

__all__ = [
    "find_governor",
    "find_modals",
    "find_predicate",
    "find_subject",
    "find_tense",
    "is_finite",
    "is_negated",
    "is_predicate",
]

_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "csubj:outer")
_AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
_CLAUSES = frozenset(
    {"ROOT", "acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "csubj", "csubj:pass", "csubj:outer"}
    | {"parataxis", "xcomp"}
)
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nor", "neither", "hardly", "scarcely", "nowhere"})
_NO_ONE = frozenset({"nobody", "none", "nothing"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "sha"})
# "is about to", "is set to": what follows lies ahead, however the governing clause is built.
_PROSPECTIVE = frozenset(
    {"about", "due", "expect", "go", "likely", "plan", "poise", "schedule", "set", "slate"}
)
_UNFINISHED = frozenset({"VB", "VBG", "VBN"})
_SEMI_MODALS = frozenset({"have", "need", "ought"})


def is_predicate(token: Token) -> bool:
    """Whether the token is the head of a clause."""
    if any(child.dep_ == "cop" for child in token.children):
        return True
    if token.pos_ == "VERB":
        return token.dep_ not in {"amod", "compound", "case", "fixed"}
    return token.pos_ == "AUX" and token.dep_ not in _AUXILIARIES


def find_predicate(token: Token) -> Token:
    """The predicate of the innermost clause that the token stands in (itself, where it is one).

    A fragment without a verb has its root for a predicate.
    """
    while token.head != token and not is_predicate(token):
        token = token.head
    return token


def find_governor(predicate: Token) -> Token | None:
    """The predicate of the clause that this one depends on; None for a main clause."""
    first = _first_conjunct(predicate)
    return None if first.head == first else find_predicate(first.head)


def find_subject(predicate: Token) -> Token | None:
    """The head of the subject, which a clause may share with another.

    A conjunct takes the subject of the first verb; an open complement ("vowed to act") that of the verb
    above, or its object where it has one ("urged Seoul to act"); a participle the noun it modifies or, as an
    adverbial ("Building on this, it …"), the subject of its governor. A relative pronoun gives the noun it
    stands for. A passive's subject is the undergoer, not the actor.
    """
    subject = next((child for child in predicate.children if child.dep_ in _SUBJECTS), None)
    if subject is not None:
        return _antecedent(subject, predicate)
    if predicate.dep_ == "conj":
        return find_subject(predicate.head)
    if predicate.dep_ == "xcomp":
        objects = (child for child in predicate.head.children if child.dep_ in {"obj", "iobj"})
        return next(objects, None) or find_subject(predicate.head)
    if predicate.tag_ in {"VBG", "VBN", "VBD"} and predicate.dep_ == "acl":
        return predicate.head
    if predicate.tag_ in {"VBG", "VBN"} and predicate.dep_ == "advcl":
        return find_subject(find_predicate(predicate.head))
    return None


def is_negated(predicate: Token) -> bool:
    """Whether the clause denies its predicate: "not", "never", "no longer", a subject like "no country"."""
    for child in predicate.children:
        if child.dep_ in _SUBJECTS and _is_nobody(child):
            return True
        if _is_negation(child) and child.i < predicate.i + _reach(predicate):
            return True
        if child.dep_ == "advmod" and any(each.lower_ == "no" for each in child.children):
            return True
    return False


def is_finite(predicate: Token) -> bool:
    """Whether the clause has a finite verb of its own, or one that it shares with the first conjunct."""
    return any(_is_finite_form(token) for token in _verb_group(predicate))


def find_tense(predicate: Token) -> Tense | None:
    """Where the clause places what it says: past (perfects included), present or future; None if nowhere.

    Future are "will", "shall", and complements of "going to", "about to", "expected to" and the like under
    a present verb. A modal of another kind leaves the present, with a perfect ("should have") the past.
    Infinitives and participles without an auxiliary have no tense: ask for their governor's.
    """
    if predicate.dep_ == "xcomp" and _is_prospective(predicate.head):
        return Tense.FUTURE if find_tense(predicate.head) is Tense.PRESENT else find_tense(predicate.head)
    group = _verb_group(predicate)
    if any(token.lower_ in _FUTURE and token.tag_ == "MD" for token in group):
        return Tense.FUTURE
    if not is_finite(predicate):
        return None
    perfect = any(token.lemma_ == "have" and token.dep_ == "aux" for token in group)
    past = any("Past" in token.morph.get("Tense", []) and _is_finite_form(token) for token in group)
    return Tense.PAST if perfect or past else Tense.PRESENT


def find_modals(predicate: Token) -> tuple[Token, ...]:
    """The modal verbs over a predicate, outermost first: "should", and "need", "have", "ought" with "to"."""
    modals = [token for token in _verb_group(predicate) if token.tag_ == "MD" and token.dep_ == "aux"]
    head = _first_conjunct(predicate)
    if head.dep_ == "xcomp" and head.head.lemma_ in _SEMI_MODALS and _has_to(head):
        return (*find_modals(head.head), head.head, *modals)
    return tuple(modals)


def _first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj":
        token = token.head
    return token


def _verb_group(predicate: Token) -> list[Token]:
    """The predicate's own auxiliaries, copula and verb; an unfinished conjunct borrows the auxiliaries.

    In "must retain and move" the second verb stands under "must", in "retains and moves" on its own.
    """
    group = [child for child in predicate.children if child.dep_ in _AUXILIARIES]
    borrows = predicate.dep_ == "conj" and not group and predicate.tag_ in _UNFINISHED
    if borrows and not any(child.dep_ in {*_SUBJECTS, "mark"} for child in predicate.children):
        group = [token for token in _verb_group(predicate.head) if token.dep_ in _AUXILIARIES]
    return [*group, predicate] if predicate.pos_ in {"VERB", "AUX"} else group


def _is_finite_form(token: Token) -> bool:
    return "Fin" in token.morph.get("VerbForm", [])


def _antecedent(subject: Token, predicate: Token) -> Token:
    clause = _first_conjunct(predicate)
    is_relative = "Rel" in subject.morph.get("PronType", []) or subject.tag_ in {"WDT", "WP"}
    return clause.head if is_relative and clause.dep_ == "acl:relcl" else subject


def _is_nobody(subject: Token) -> bool:
    if subject.lower_ in _NO_ONE:
        return True
    return any(child.lower_ in {"no", "neither"} and child.dep_ == "det" for child in subject.children)


def _is_negation(token: Token) -> bool:
    return token.lower_ in _NEGATIONS and token.dep_ in {"advmod", "cc", "cc:preconj", "aux", "det"}


def _reach(predicate: Token) -> int:
    """How far behind the predicate a negation still counts: "not" after a bare auxiliary or copula verb."""
    return 3 if predicate.pos_ == "AUX" else 1


def _is_prospective(governor: Token) -> bool:
    if governor.lemma_.lower() not in _PROSPECTIVE or _is_finite_form(governor):
        return False
    return any(child.lemma_ == "be" or child.tag_ == "MD" for child in governor.children)


def _has_to(predicate: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "mark" for child in predicate.children)
