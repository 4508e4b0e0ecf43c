"""Names in text: a fine-tuned MiniLM that tags words, decoded so that the tags are consistent."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans
from tokenizers import Tokenizer

from nlp.analysis.neural.amounts import find_amounts
from nlp.analysis.neural.bio import decode_bio, find_bio_spans, repair_bio
from nlp.analysis.neural.name_edges import trim_name
from nlp.analysis.neural.onnx_model import OnnxModel, TokenRow
from nlp.provenance import SHIPPED_MODELS

__all__ = ["TokenTagger", "agree_on_labels", "make_tagger_row", "split_compound"]

_UNK, _CLS, _SEP = 100, 101, 102
_COMPOUND = re.compile(r"[-‐‑–—/]|[^-‐‑–—/]+")
_SENTENCES_PER_WINDOW = 3  # as in training
_PARTS_PER_WINDOW = 120
_MAX_PIECES = 512
_MAX_PIECES_PER_PART = 24


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a token that may carry a tag of its own, and the place of the token in the document."""

    text: str
    token: int


class TokenTagger:
    """Tags words with BIO labels and finds the named mentions of a document."""

    def __init__(self, folder: Path = SHIPPED_MODELS / "ner", *, threads: int = 1) -> None:
        self.model = OnnxModel(folder, threads=threads)

    @property
    def sha256(self) -> str:
        """Which weights these are."""
        return str(self.model.config["sha256"])

    def predict(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Consistent BIO tags for the words of each sentence, read as one running text.

        A word that holds several names ("Korea–ASEAN") gets the tag of its first part.
        """
        split = [[split_compound(word) for word in sentence] for sentence in sentences]
        tagged = self._tag([[part for word in sentence for part in word] for sentence in split])
        return [repair_bio(_tags_of_words(words, tags)) for words, tags in zip(split, tagged, strict=True)]

    def find_mentions(self, doc: Doc) -> list[Span]:
        """Names and amounts in ``doc`` as labelled spans that do not overlap, in order.

        A name carries no determiner, title or possessive.
        """
        sentences = [
            [part for token in sent for part in _split_token(token)] for sent in _iter_sentences(doc)
        ]
        tagged = self._tag([[part.text for part in sentence] for sentence in sentences])
        found = []
        for sentence, tags in zip(sentences, tagged, strict=True):
            for start, end, label in find_bio_spans(tags):
                first, last = sentence[start], sentence[end - 1]
                found.append(trim_name(Span(doc, first.token, last.token + 1, label=label)))
        names = agree_on_labels([span for span in found if span is not None])
        return filter_spans([*names, *find_amounts(doc)])

    @cached_property
    def _tags(self) -> list[str]:
        return [str(tag) for tag in self.model.config["tags"]]

    def _tag(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        tags: list[list[str]] = []
        windows = list(_iter_windows(sentences))
        scored = [self._score([part for sentence in window for part in sentence]) for window in windows]
        for window, scores in zip(windows, scored, strict=True):
            found = iter(decode_bio(scores, self._tags))
            # A window is decoded as one text: a name may run over what the parser took for a sentence's end.
            tags += [repair_bio([next(found) for _ in sentence]) for sentence in window]
        return tags

    def _score(self, parts: Sequence[str]) -> NDArray[np.float32]:
        row, firsts = make_tagger_row(self.model.tokenizer, parts)
        if len(row.ids) > _MAX_PIECES and len(parts) > 1:
            half = len(parts) // 2
            return np.concatenate([self._score(parts[:half]), self._score(parts[half:])])
        return self.model.run(row)[firsts]


def agree_on_labels(names: Sequence[Span]) -> list[Span]:
    """Give a name the label that most of its mentions in the document have, where most are two to one."""
    texts = [name.text for name in names]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, text in zip(names, texts, strict=True):
        counts[text][name.label_] += 1
    agreed = []
    for name, text in zip(names, texts, strict=True):
        label, count = counts[text].most_common(1)[0]
        clear = count >= 2 * counts[text][name.label_]
        agreed.append(Span(name.doc, name.start, name.end, label=label) if clear else name)
    return agreed


def split_compound(word: str) -> list[str]:
    """A word cut at hyphens, dashes and slashes, these included: "Korea–ASEAN" can then be two names."""
    return _COMPOUND.findall(word) or [word]


def make_tagger_row(tokenizer: Tokenizer, words: Sequence[str]) -> tuple[TokenRow, list[int]]:
    """Wordpieces of ``words``, with the words' casing as types; and the place of each word's first piece.

    The vocabulary knows no capitals, so the types say them: 0 none, 1 initial, 2 all, 3 elsewhere.
    """
    encoding = tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
    found: list[list[int]] = [[] for _ in words]
    for piece, place in zip(encoding.ids, encoding.word_ids, strict=True):
        if place is not None:  # None would be a piece of no word, and none is added
            found[place].append(piece)
    ids, types, firsts = [_CLS], [0], []
    for word, pieces in zip(words, found, strict=True):
        firsts.append(len(ids))
        ids += pieces[:_MAX_PIECES_PER_PART] or [_UNK]
        types += [_find_casing(word)] * (len(ids) - firsts[-1])
    return TokenRow([*ids, _SEP], [*types, 0]), firsts


def _find_casing(word: str) -> int:
    if word.islower() or not any(letter.isupper() for letter in word):
        return 0
    if word.isupper():
        return 2 if sum(letter.isalpha() for letter in word) > 1 else 1
    return 1 if word[0].isupper() and word[1:].islower() else 3


def _split_token(token: Token) -> list[_Part]:
    return [] if token.is_space else [_Part(part, token.i) for part in split_compound(token.text)]


def _tags_of_words(words: Sequence[Sequence[str]], tags: Sequence[str]) -> list[str]:
    places = accumulate((len(word) for word in words), initial=0)
    return [tags[place] for place, _ in zip(places, words, strict=False)]


def _iter_sentences(doc: Doc) -> Iterator[Span]:
    if doc.has_annotation("SENT_START"):
        yield from doc.sents
    else:
        yield from (doc[start : start + _PARTS_PER_WINDOW] for start in range(0, len(doc), _PARTS_PER_WINDOW))


def _iter_windows(sentences: Sequence[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    """Up to three consecutive sentences at a time, fewer where they are long."""
    window: list[Sequence[str]] = []
    for sentence in sentences:
        size = sum(len(other) for other in window)
        if window and (len(window) == _SENTENCES_PER_WINDOW or size + len(sentence) > _PARTS_PER_WINDOW):
            yield window
            window = []
        window.append(sentence)
    if window:
        yield window
