"""A term in its context, hit by hit (KWIC): found in the sentences of a run, without pandas or a model."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from nlp.comparison.words.inflection import word_forms
from nlp.errors import TableError

__all__ = ["Hit", "Term", "find_hits", "make_term"]

_JOINT: Final = r"[\s\-‐‑–]+"  # "Indo-Pacific" is also found as "Indo Pacific", and across a line end
_APOSTROPHES: Final = "['’ʼ]"


@dataclass(frozen=True, slots=True)
class Term:
    """What is sought. `holding`: strings of which a text must hold one to be worth a look."""

    pattern: re.Pattern[str]
    holding: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a term stands; offsets are into the text of the piece, contexts within the sentence.

    The contexts touch the keyword: they end or begin with a space where one is in the sentence.
    """

    article_id: str
    sentence_id: str
    start_char: int
    end_char: int
    left: str
    keyword: str
    right: str


def make_term(said: str, *, lemmas: Iterable[str] | None = None) -> Term:
    """The term as a pattern: whole words, in capitals or small letters.

    Args:
        said: one word or several.
        lemmas: the lemmas of the corpus; where they are given, inflected forms of each word are found, too.

    Raises:
        TableError: there is no word in it.
    """
    words = [word for word in re.split(_JOINT, unicodedata.normalize("NFC", said)) if word]
    if not re.search(r"\w", said):
        raise TableError(f"`{said}` holds no word to look for; give one or several")
    known = frozenset(lemmas or ())
    forms = [(word,) if lemmas is None else word_forms(word, known) for word in words]
    body = _JOINT.join("(?:" + "|".join(map(_escape, _longest_first(one))) + ")" for one in forms)
    before = r"(?<!\w)" if _is_spaced(words[0][0]) else ""
    after = r"(?!\w)" if _is_spaced(words[-1][-1]) else ""
    rarest = max(forms, key=lambda one: min(map(len, one)))
    holding = tuple(re.split(_APOSTROPHES, one)[0] or one for one in rarest)
    return Term(re.compile(before + body + after, re.IGNORECASE), holding)


def find_hits(sentences: Iterable[Mapping[str, Any]], term: Term, *, window: int) -> Iterator[Hit]:
    """The places in the order of the sentences, with so many words to the left and right."""
    for row in sentences:
        text = str(row["text"])
        for found in term.pattern.finditer(text):
            before, after = text[: found.start()], text[found.end() :]
            yield Hit(
                article_id=row["article_id"],
                sentence_id=row["sentence_id"],
                start_char=row["start_char"] + found.start(),
                end_char=row["start_char"] + found.end(),
                left=_last_words(before, window),
                keyword=" ".join(found[0].split()),
                right=_first_words(after, window),
            )


def _last_words(text: str, window: int) -> str:
    """The last words; what touches the keyword ("non-", a quotation mark) is no word of its own."""
    return _first_words(text[::-1], window)[::-1]


def _first_words(text: str, window: int) -> str:
    words = text.split()
    touching = bool(words) and not text[0].isspace()
    kept = " ".join(words[: window + touching])
    return kept if touching or not kept else f" {kept}"


def _longest_first(forms: Sequence[str]) -> list[str]:
    return sorted(forms, key=lambda form: (-len(form), form))


def _escape(word: str) -> str:
    return re.sub(_APOSTROPHES, _APOSTROPHES, re.escape(word))


def _is_spaced(character: str) -> bool:
    """Whether words that hold the character are set apart by spaces (Chinese, Japanese, Korean: no need)."""
    return character.isalnum() and unicodedata.east_asian_width(character) not in "WF"
