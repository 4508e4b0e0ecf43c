"""Words as names are compared by: independent of any tokenizer, of dashes and of dots in abbreviations."""

import re
from typing import NamedTuple

__all__ = ["Word", "split_words"]

# An abbreviation with dots is one word; a dash between two words only parts them, as a space does; every
# other mark is a word of its own, so that no name reaches over a comma, and a blank line ends every name.
_WORD = re.compile(
    r"(?P<dotted>[A-Z](?:\.[A-Z])+\b\.?)"
    r"|(?P<plain>[^\W_]+)"
    r"|(?P<dash>(?<=\S)[-‐‑‒–](?=\S))"
    r"|(?P<mark>\n[^\S\n]*\n|[^\w\s]|_)"
)
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")


class Word(NamedTuple):
    """A word with its place in the text; `key` is what is compared, `form` what tells capitals."""

    start: int
    end: int
    form: str
    key: str


def split_words(text: str) -> tuple[Word, ...]:
    """The words and marks of a text, dashes within compounds left out ("Korea–ASEAN" is two words)."""
    words = []
    for match in _WORD.finditer(text):
        if match.lastgroup == "dash":
            continue
        form = match.group()
        if match.lastgroup == "dotted":
            form = form.replace(".", "")
        elif match.lastgroup == "mark":
            form = form.translate(_APOSTROPHES)
        words.append(Word(match.start(), match.end(), form, form.casefold()))
    return tuple(words)
