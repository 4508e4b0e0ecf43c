"""Base noun phrases read off Universal Dependencies.

spaCy's own `Doc.noun_chunks` expects the labels of its English models and finds next to nothing in a UD tree.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

__all__ = ["find_noun_phrase", "find_noun_phrases"]

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
# A nominal with one of these labels is part of a larger name or phrase, or stands for none.
_INNER = frozenset({"compound", "flat", "fixed", "goeswith", "nmod:desc", "det", "expl", "reparandum", "dep"})
_BEFORE = frozenset(
    {"acl", "amod", "compound", "det", "det:predet", "nmod:desc", "nmod:poss", "nmod:unmarked", "nummod"}
)
_AFTER = frozenset({"flat", "fixed", "goeswith"})


def find_noun_phrases(doc: Doc) -> Iterator[Span]:
    """Base noun phrases in the order of the text; they do not overlap.

    A phrase runs from its first determiner, possessor or modifier to its head and what belongs to the head's
    name ("World War II"). What follows the head (of-phrases, relative clauses, appositions) is left out, and
    so are prepositions. Relative pronouns and expletives are no phrases. The span's root is the head.
    """
    end = 0
    spans = (find_noun_phrase(token) for token in doc)
    # A possessor ("Seoul's" in "Seoul's policy") is a phrase inside another: the larger one is given.
    for span in sorted(
        (span for span in spans if span is not None), key=lambda span: (span.start, -span.end)
    ):
        if span.start >= end:
            end = span.end
            yield span


def find_noun_phrase(head: Token) -> Span | None:
    """The base noun phrase around a nominal, or None where the token heads none."""
    if head.pos_ not in _NOMINAL or head.dep_ in _INNER or "Rel" in head.morph.get("PronType", []):
        return None
    start, end = head.i, head.i + 1
    for child in reversed(list(head.lefts)):
        if child.dep_ in _BEFORE:
            start = child.left_edge.i
        elif child.dep_ != "punct":
            break
    for child in head.rights:
        if child.dep_ in _AFTER:
            end = child.right_edge.i + 1
        elif child.dep_ != "punct":
            break
    return _trimmed(head.doc[start:end])


def _trimmed(span: Span) -> Span:
    """The span without what belongs to no phrase at its ends: punctuation, a preposition before."""
    start, end = span.start, span.end
    while start < end - 1 and (
        _is_outside(span.doc[start]) or span.doc[start].dep_ in {"case", "cc", "mark"}
    ):
        start += 1
    while end > start + 1 and _is_outside(span.doc[end - 1]):
        end -= 1
    return span.doc[start:end]


def _is_outside(token: Token) -> bool:
    return token.is_punct or token.is_space
