"""Text as atoms: words, numbers and signs with their offsets, cut finer and more evenly than spaCy's tokens.

spaCy keeps "mid-2024", "12-year" and "2017–2021" whole but splits "twelve-year"; here all of them are apart.
"""

import re
from typing import NamedTuple

__all__ = ["Atom", "make_atoms"]

_ATOM = re.compile(
    r"""
      (?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?Z?)?(?![0-9]))
    | (?P<numeric>[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})(?![0-9/])
        | [0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}(?![0-9]))
    | (?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:]))
    | (?P<decade>(?:[0-9]{3}0|['’]?[0-9]0)['’]?s\b)
    | (?P<nth>[0-9]{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)\b)
    | (?P<number>[0-9]+(?:[.,][0-9]+)*)
    | (?P<ampm>[ap]\.\s?m\.?|[AP]\.\s?M\.?|[ap]m\b|[AP]M\b)
    | (?P<word>[^\W\d_]+)
    | (?P<gap>\n\s*\n)
    | (?P<sign>[^\w\s])
    """,
    re.VERBOSE,
)
_DASHES = frozenset("-‐‑‒–—−")
_QUOTES = frozenset("'’‘`´")


class Atom(NamedTuple):
    """One word, number, sign or blank line; `glued` where no space is before it.

    In `lower` all dashes are one, all quotes are one, and a blank line is a single line end.
    """

    start: int
    end: int
    text: str
    lower: str
    kind: str
    glued: bool

    @property
    def titled(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[:1].isupper()


def make_atoms(text: str) -> list[Atom]:
    """The atoms of a text in order; white space lies between them, but a blank line counts."""
    atoms: list[Atom] = []
    end = -1
    for found in _ATOM.finditer(text):
        written = found.group()
        kind = found.lastgroup or "sign"
        lower = written.lower()
        if kind == "gap":
            lower = "\n"
        elif kind == "sign":
            lower = "-" if written in _DASHES else "'" if written in _QUOTES else written
        atoms.append(Atom(found.start(), found.end(), written, lower, kind, found.start() == end))
        end = found.end()
    return atoms
