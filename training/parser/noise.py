"""Variants of a training sentence: the ways the same words are set in other papers and pages."""

import random
from collections.abc import Sequence
from dataclasses import replace

from training.parser.treebank import Word

_CURLY = {"``": "“", "''": "”"}
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
# Surnames and given-name syllables of modern Korean leaders and diplomats, mixed at random.
_SURNAMES = ("Kim", "Lee", "Park", "Moon", "Yoon", "Roh", "Choi", "Chung", "Kang", "Cho", "Han", "Suh")
_FIRST = (
    "Jae",
    "Jong",
    "Geun",
    "Tae",
    "Moo",
    "Myung",
    "Suk",
    "Dae",
    "Young",
    "Ki",
    "Hyun",
    "Sung",
    "Eui",
    "Yun",
)
_SECOND = ("in", "un", "hye", "woo", "hyun", "bak", "yeol", "jung", "sam", "moon", "yong", "suk", "min", "ho")


def with_curly_quotes(words: Sequence[Word]) -> list[Word]:
    """The words with typographic quotation marks and apostrophes."""
    changed = []
    for word in words:
        if word.tag in _CURLY and word.form in {'"', "``", "''"}:
            word = replace(word, form=_CURLY[word.tag])
        elif word.tag in _CURLY and word.form == "'":
            word = replace(word, form="‘" if word.tag == "``" else "’")
        elif word.pos != "PUNCT" and "'" in word.form[:2]:
            word = replace(word, form=word.form.replace("'", "’"))
        changed.append(word)
    return changed


def with_straight_quotes(words: Sequence[Word]) -> list[Word]:
    """The words with typewriter quotation marks and apostrophes."""
    return [replace(word, form=word.form.translate(_STRAIGHT)) for word in words]


def with_single_quotes(words: Sequence[Word]) -> list[Word]:
    """The words with quotations in single typographic quotation marks, as British papers set them."""
    return [
        replace(word, form="‘" if word.tag == "``" else "’") if word.form in {'"', "“", "”"} else word
        for word in words
    ]


def with_other_dashes(words: Sequence[Word], rng: random.Random) -> list[Word]:
    """The words with their dashes (not their hyphens) set another way, with spaces or without."""
    dash = rng.choice(("–", "—", "-", "--", "—"))
    tight = dash in {"—", "--"} and rng.random() < 0.6
    changed = list(words)
    for place, word in enumerate(words):
        if word.form in {"-", "–", "—", "--"} and word.tag in {":", ","} and 0 < place < len(words) - 1:
            changed[place] = replace(word, form=dash, space_after=not tight)
            changed[place - 1] = replace(changed[place - 1], space_after=not tight)
        elif word.tag == "HYPH" and dash == "–" and place and words[place - 1].form[:1].isupper():
            changed[place] = replace(word, form=dash)
    return changed


def with_korean_names(words: Sequence[Word], rng: random.Random) -> list[Word]:
    """The words with two-part names replaced by Korean ones, whose given name is one hyphenated token."""
    changed = list(words)
    for place in range(1, len(words)):
        first, second = words[place - 1], words[place]
        is_name = second.dep == "flat" and second.head == place - 1 and first.dep != "flat"
        if is_name and first.tag == second.tag == "NNP" and first.space_after:
            surname, given = rng.choice(_SURNAMES), f"{rng.choice(_FIRST)}-{rng.choice(_SECOND)}"
            changed[place - 1] = replace(first, form=surname, lemma=surname)
            changed[place] = replace(second, form=given, lemma=given)
    return changed


def in_lower_case(words: Sequence[Word]) -> list[Word]:
    """The words in lower case; lemmas are left unknown."""
    return [replace(word, form=word.form.lower(), lemma="") for word in words]


def in_capitals(words: Sequence[Word]) -> list[Word]:
    """The words in capitals; lemmas are left unknown."""
    return [replace(word, form=word.form.upper(), lemma="") for word in words]


def in_title_case(words: Sequence[Word]) -> list[Word]:
    """The words as in a headline, all but the short ones capitalised; lemmas are left unknown."""
    return [
        replace(word, form=word.form[:1].upper() + word.form[1:], lemma="") if len(word.form) > 3 else word
        for word in words
    ]
