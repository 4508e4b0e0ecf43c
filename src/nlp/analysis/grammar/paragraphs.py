"""Paragraphs and sentences with their places in the text. A sentence never runs over a paragraph's end."""

import re

from spacy.language import Language
from spacy.tokens import Doc, Token

from nlp.analysis.records import Sentence

__all__ = ["find_paragraphs", "find_sentences", "sentence_at"]

_BLANK_LINES = re.compile(r"\s*\n[^\S\n]*\n\s*")
# Pasted text often has one line a paragraph; a hard-wrapped line rarely ends with a full stop.
_SENTENCE_LINE = re.compile(r"(?<=[.!?:”\"’')\]])[^\S\n]*\n\s*")

_ABBREVIATIONS = frozenset(
    {"U.S.", "U.K.", "U.N.", "E.U.", "D.C.", "a.m.", "p.m.", "Inc.", "Ltd.", "Corp.", "etc."}
)
# Words that are capitalised only where they begin a sentence.
_OPENING_WORDS = frozenset(
    """a after although an and as at before but by despite for from furthermore he her his however if in
    instead it its meanwhile moreover nor on our she since so still such that the their there these they
    this those under we what when while who with yet""".split()
)


def find_paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each paragraph: blank lines part them, or line ends where there is no blank line."""
    start = len(text) - len(text.lstrip())
    stop = len(text.rstrip())
    breaks = _BLANK_LINES if _BLANK_LINES.search(text, start, stop) else _SENTENCE_LINE
    spans: list[tuple[int, int]] = []
    for gap in breaks.finditer(text, start, stop):
        if gap.start() > start:
            spans.append((start, gap.start()))
        start = gap.end()
    return (*spans, (start, stop)) if stop > start else tuple(spans)


def find_sentences(doc: Doc) -> tuple[Sentence, ...]:
    """The sentences of a parsed doc without the white space around them, counted from 1."""
    sentences: list[Sentence] = []
    paragraph = 0
    spans: tuple[tuple[int, int], ...] = doc._.paragraphs
    for sent in doc.sents:
        text = sent.text.strip()
        if not text:
            continue
        start = sent.start_char + (len(sent.text) - len(sent.text.lstrip()))
        while paragraph + 1 < len(spans) and start >= spans[paragraph + 1][0]:
            paragraph += 1
        sentences.append(Sentence(len(sentences) + 1, paragraph + 1, start, start + len(text), text))
    return tuple(sentences)


def sentence_at(sentences: tuple[Sentence, ...], start: int) -> Sentence | None:
    """The sentence in which a character lies; none where there is no sentence."""
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if sentences[middle].end <= start else (low, middle)
    return sentences[low] if low < len(sentences) and sentences[low].start <= start else None


@Language.component("nlp/paragraphs", assigns=["doc._.paragraphs", "token.is_sent_start"])
def set_paragraphs(doc: Doc) -> Doc:
    """Mark the paragraphs, and begin a sentence with each and after an abbreviation that ends one.

    Runs before the parser, which keeps to it.
    """
    spans = find_paragraphs(doc.text)
    doc._.paragraphs = spans
    starts = {start for start, _ in spans}
    for token in doc:
        if _begins(token, starts) or _follows_abbreviation(token):
            token.is_sent_start = True
    return doc


@Language.component("nlp/sentences", requires=["token.is_sent_start"], assigns=["doc._.sentences"])
def set_sentences(doc: Doc) -> Doc:
    """Number the sentences; runs after the parser."""
    doc._.sentences = find_sentences(doc)
    return doc


def _follows_abbreviation(token: Token) -> bool:
    """Whether "U.S." or the like ends a sentence: "… ties with the U.S. This alliance …"."""
    if token.i == 0 or not token.text[:1].isupper() or token.lower_ not in _OPENING_WORDS:
        return False
    before = token.nbor(-1) if not token.nbor(-1).is_space or token.i == 1 else token.nbor(-2)
    return before.text in _ABBREVIATIONS


def _begins(token: Token, starts: set[int]) -> bool:
    return token.idx in starts and not token.is_space
