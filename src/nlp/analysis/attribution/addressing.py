"""Whether a sentence that names something says anything about it: lists, places and modifiers do not."""

from spacy.tokens import Span, Token

__all__ = ["is_at_stake", "is_listed", "is_modifier", "is_place", "is_subject"]

_LISTS = frozenset({"including", "like", "such", "namely", "e.g."})
_INSIDE = frozenset(
    {"across", "around", "at", "from", "in", "inside", "near", "outside", "through", "throughout", "via"}
)
# What a state or body does or is, so that its name before one of these stands for itself.
_OWN_DEEDS = frozenset(
    """aggression attitude behaviour behavior coercion conduct consensus demand diplomacy foreign government
    leader leadership member policy position posture pressure promise provocation response restraint stance
    strategy support threat unity""".split()
)
_HARM = frozenset(
    """cripple damage derail endanger erode hamper harm hinder hurt impede jeopardise jeopardize obstruct
    paralyse paralyze sabotage stall strain threaten undermine weaken""".split()
)
_HARMS = frozenset("blow brake damage danger hurdle impediment obstacle risk setback threat".split())
_LONG = 3  # names that make a list; two side by side are treated as a pair
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})


def is_listed(span: Span) -> bool:
    """Whether a name is one of three or more that are listed, or an example ("partners, including China")."""
    head = _top(span.root)
    words = [token.lower_ for token in head.children if token.dep_ in ("case", "mark", "fixed", "advmod")]
    if head.dep_ not in _SUBJECTS and any(word in _LISTS for word in words):
        return True
    names = [token for token in _conjuncts(head) if token.pos_ == "PROPN"]
    return len(names) >= _LONG


def is_place(span: Span) -> bool:
    """Whether a name only says where: "in China", "from Seoul through Tokyo to Washington"."""
    root = span.root
    if root.dep_ not in ("obl", "nmod"):
        return False
    before = [token.lower_ for token in root.children if token.dep_ == "case"]
    if any(word in _INSIDE for word in before):
        # "confidence in China", "the trust in ASEAN" say something of what is trusted
        return not (root.dep_ == "nmod" and root.head.lemma_ in ("belief", "confidence", "faith", "trust"))
    return False


def is_at_stake(span: Span) -> bool:
    """Whether something is harmed or hoped for: "they hinder X", "a threat to X", "for X to be realised".

    What is bad there is not the thing itself, which a model that reads the tone of the sentence does not see.
    """
    root = _head_noun(span)
    head = root.head
    if root.dep_ in ("obj", "nsubj:pass"):
        harmed = head.lemma_.lower() in _HARM
        return harmed or (root.dep_ == "nsubj:pass" and _is_purpose(head))
    if root.dep_ in ("nmod", "obl"):
        return head.lemma_.lower() in _HARMS and any(child.lower_ == "to" for child in root.children)
    return root.dep_ == "nsubj" and _is_purpose(head)


def is_modifier(span: Span) -> bool:
    """Whether a name only tells one thing from others of its kind: "ASEAN exporters", "U.S. imports"."""
    root = span.root
    head = root.head
    if root.dep_ != "compound" or span.start <= head.i < span.end:
        return False
    return head.pos_ == "NOUN" and head.lemma_.lower() not in _OWN_DEEDS


def is_subject(span: Span) -> bool:
    """Whether a name is the subject of a clause, so that the clause tells what it does."""
    return span.root.dep_ in _SUBJECTS


def _head_noun(span: Span) -> Token:
    """The noun of "the robustness of X" or "X's credibility", where a quality of the thing stands for it."""
    token = span.root
    while token.dep_ in ("nmod", "nmod:poss", "compound") and token.head.pos_ == "NOUN":
        if token.head.lemma_.lower() in _HARMS:
            break
        token = token.head
    return token


def _is_purpose(verb: Token) -> bool:
    words = {child.lower_ for child in verb.children if child.dep_ in ("mark", "case")}
    return "to" in words and verb.dep_ == "advcl"


def _top(token: Token) -> Token:
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def _conjuncts(head: Token) -> list[Token]:
    found = [head]
    for child in head.children:
        if child.dep_ == "conj" or (child.dep_ == "appos" and child.pos_ == "PROPN"):
            found += _conjuncts(child)
    return found
