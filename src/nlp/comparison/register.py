"""In what register a piece is written: sentence length, modality, hedging, questions, the first person."""

import re
from typing import Final

import numpy as np
import pandas as pd

__all__ = ["REGISTER_UNITS", "register_table"]

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

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


def _any_of(phrases: str) -> re.Pattern[str]:
    ordered = sorted(phrases.split("|"), key=len, reverse=True)
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
_FIRST_PERSON = _any_of("i|me|my|mine|myself|we|us|our|ours|ourselves")
_US = re.compile(r"\bUS\b")  # the country, which lower case would turn into a pronoun


def register_table(sentences: pd.DataFrame) -> pd.DataFrame:
    """The measures of `REGISTER_UNITS` by piece (index `article_id`); a piece without words has none."""
    each = pd.DataFrame(
        {
            "article_id": sentences["article_id"],
            "paragraph": sentences["paragraph"],
            "words": [len(_WORD.findall(text)) for text in sentences["text"]],
            "questions": [text.rstrip("\"'”’) ").endswith("?") for text in sentences["text"]],
            "modals": [len(_MODALS.findall(text)) for text in sentences["text"]],
            "hedges": [len(_HEDGES.findall(text.lower())) for text in sentences["text"]],
            "boosters": [len(_BOOSTERS.findall(text.lower())) for text in sentences["text"]],
            "first_person": [
                len(_FIRST_PERSON.findall(_US.sub("", text).lower())) for text in sentences["text"]
            ],
        }
    )
    each = each[each["words"] > 0]
    pieces = each.groupby("article_id", sort=True)
    words = pieces["words"].sum()
    table = pd.DataFrame(
        {
            "words_per_sentence": pieces["words"].mean(),
            "sentence_length_sd": pieces["words"].std(ddof=1),
            "words_per_paragraph": words / pieces["paragraph"].nunique(),
            "questions": pieces["questions"].mean(),
        }
    )
    for name in ("modals", "hedges", "boosters", "first_person"):
        table[name] = 1000 * pieces[name].sum() / words
    return table.astype(np.float64)
