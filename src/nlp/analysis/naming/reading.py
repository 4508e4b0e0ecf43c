"""A text as the rules of linking look at it: its words, and the sentence and paragraph around a place."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from nlp.analysis.naming.words import Word, split_words

__all__ = ["Reading", "read_doc"]

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True, slots=True)
class Reading:
    """Text, words, where sentences and paragraphs begin, and what is known of the publication."""

    text: str
    words: tuple[Word, ...]
    word_starts: tuple[int, ...]
    sentence_starts: tuple[int, ...]
    paragraph_starts: tuple[int, ...]
    published: date | None = None
    outlet_country: str | None = None

    def sentence(self, place: int) -> tuple[int, int]:
        """Start and end of the sentence around a character."""
        return self._around(self.sentence_starts, place)

    def paragraph(self, place: int) -> tuple[int, int]:
        """Start and end of the paragraph around a character."""
        return self._around(self.paragraph_starts, place)

    def words_between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that begin between two characters."""
        first = bisect_right(self.word_starts, start - 1)
        return self.words[first : bisect_right(self.word_starts, end - 1)]

    def words_before(self, place: int, count: int) -> tuple[Word, ...]:
        """Up to `count` words right before a character, in the order of the text."""
        last = bisect_right(self.word_starts, place - 1)
        return self.words[max(0, last - count) : last]

    def words_after(self, place: int, count: int) -> tuple[Word, ...]:
        """Up to `count` words right after a character."""
        first = bisect_right(self.word_starts, place - 1)
        return self.words[first : first + count]

    def _around(self, starts: tuple[int, ...], place: int) -> tuple[int, int]:
        index = max(0, bisect_right(starts, place) - 1)
        end = starts[index + 1] if index + 1 < len(starts) else len(self.text)
        return starts[index], end


def read_doc(doc: Doc) -> Reading:
    """The reading of a doc; where it has no sentences, paragraphs stand for them."""
    text = doc.text  # made anew at each call
    words = split_words(text)
    paragraphs = tuple(start for start, _ in doc._.paragraphs) or (
        0,
        *(gap.end() for gap in _BLANK_LINE.finditer(text)),
    )
    return Reading(
        text=text,
        words=words,
        word_starts=tuple(word.start for word in words),
        sentence_starts=_sentence_starts(doc) or paragraphs,
        paragraph_starts=paragraphs,
        published=doc._.context.published,
        outlet_country=doc._.context.outlet_country,
    )


def _sentence_starts(doc: Doc) -> tuple[int, ...]:
    if doc._.sentences:
        return tuple(sentence.start for sentence in doc._.sentences)
    if doc.has_annotation("SENT_START"):
        return tuple(sent.start_char for sent in doc.sents)
    return ()
