"""In what register a piece is written: sentence length, modality, hedging, questions, the first person."""

import re
from typing import Final

import numpy as np
import pandas as pd

__all__ = ["COUNTS", "REGISTER_UNITS", "count_in_text", "count_in_word", "is_telling", "register_table"]

REGISTER_UNITS: Final = {
    "words_per_sentence": "words",
    "sentence_length_sd": "words",
    "words_per_paragraph": "words",
    "questions": "share of sentences",
    "modals": "per 1,000 words",
    "hedges": "per 1,000 words",
    "boosters": "per 1,000 words",
    "first_person": "per 1,000 words",
}

# What is counted in a sentence, word by word and, where several words are one phrase, in the whole of it.
COUNTS: Final = ("words", "modals", "hedges", "boosters", "first_person")

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_Patterns = tuple[re.Pattern[str], re.Pattern[str]]  # of single words, and of phrases of several


def _any_of(phrases: str) -> _Patterns:
    single = [one for one in phrases.split("|") if " " not in one]
    return _pattern(single), _pattern([one for one in phrases.split("|") if " " in one])


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(one) for one in ordered)})(?!\w)")


# Modals stand in lower case, so that the month of May is none; one that opens a question is not counted.
_MODALS = _any_of(
    "can|could|may|might|must|shall|should|will|would|ought to|can't|cannot|couldn't|mustn't|shan't|"
    "shouldn't|won't|wouldn't|can’t|couldn’t|mustn’t|shan’t|shouldn’t|won’t|wouldn’t"
)
# Hedges and boosters after the lists of Hyland, Metadiscourse (2005), those that are rarely anything else.
_HEDGES = _any_of(
    "almost|apparently|appears|appear to|arguably|broadly|in general|in most cases|in part|in some ways|"
    "largely|likely|mainly|maybe|mostly|partly|perhaps|plausibly|plausible|possible|possibly|presumably|probable|"
    "probably|relatively|roughly|seem|seems|seemed|seemingly|somewhat|sometimes|suggests|tend to|tends to|"
    "to some extent|typically|uncertain|unlikely|usually"
)
_BOOSTERS = _any_of(
    "always|beyond doubt|certain that|certainly|clear that|clearly|conclusively|decidedly|definitely|"
    "demonstrably|evident|evidently|in fact|indeed|indisputable|inevitable|inevitably|never|no doubt|obvious|"
    "obviously|of course|surely|truly|undeniable|undeniably|undoubtedly|unquestionably|without doubt"
)
_FIRST_PERSON = _pattern("i me my mine myself we us our ours ourselves".split())
# A word of each phrase of several words, the rarest: a text without any of them need not be searched.
_TELLING = re.compile(
    r"(?<!\w)(?:ought|general|cases|part|ways|appear|extent|tends?|doubt|certain|clear|fact|course)(?!\w)"
)
_US = re.compile(r"\bUS\b")  # the country, which lower case would turn into a pronoun


def count_in_word(word: str) -> tuple[int, ...]:
    """The `COUNTS` of a string without spaces."""
    lower = word.lower()
    return (
        len(_WORD.findall(word)),
        len(_MODALS[0].findall(word)),
        len(_HEDGES[0].findall(lower)),
        len(_BOOSTERS[0].findall(lower)),
        len(_FIRST_PERSON.findall(_US.sub("", word).lower())),
    )


def is_telling(word: str) -> bool:
    """Whether a text with this string may hold a phrase of several words that counts."""
    return _TELLING.search(word.lower()) is not None


def count_in_text(text: str) -> tuple[int, ...]:
    """The `COUNTS` of the phrases of several words in a text."""
    lower = text.lower()
    return (
        0,
        len(_MODALS[1].findall(text)),
        len(_HEDGES[1].findall(lower)),
        len(_BOOSTERS[1].findall(lower)),
        0,
    )


def register_table(each: pd.DataFrame) -> pd.DataFrame:
    """The measures of `REGISTER_UNITS` by piece (index `place`); a piece without words has none.

    `each` has a row for each sentence: `place` of the piece, `paragraph`, `questions` and the `COUNTS`.
    """
    each = each[each["words"] > 0]
    pieces = each.groupby("place", sort=True)
    words = pieces["words"].sum()
    table = pd.DataFrame(
        {
            "words_per_sentence": pieces["words"].mean(),
            "sentence_length_sd": pieces["words"].std(ddof=1),
            "words_per_paragraph": words / pieces["paragraph"].nunique(),
            "questions": pieces["questions"].mean(),
        }
    )
    for name in COUNTS[1:]:
        table[name] = 1000 * pieces[name].sum() / words
    return table.astype(np.float64)
