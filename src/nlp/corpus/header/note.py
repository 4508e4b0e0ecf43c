"""The note on the author that many outlets set below a piece: where the author works."""

import re
from collections.abc import Sequence

from nlp.corpus.article import Name
from nlp.corpus.header.bylines import find_affiliation

__all__ = ["find_note_affiliation"]

_LAST = 3  # paragraphs: below a note stand its translation, a disclaimer, where it first appeared
_LONGEST = 80  # words
_TITLE = r"(?:(?:dr|prof|professor|ambassador|mr|mrs|ms)\.?\s+)*"
_IS = (
    r"\s+(?:\([^)]{1,40}\)\s+)?(?:is|was|works|serves|teaches)\s+(?:currently\s+|now\s+)?(?:as\s+|at\s+)?"
    r"(?:an?\s+|the\s+)?"
)
_WRITER = r"the\s+(?:writer|author)"
# Where the name of the place ends and something else is told.
_END = re.compile(
    r"\s+(?:and|where|who|whose|which|specialising|specializing|working|based|with a)\s+(?=[a-z])"
    r"|[.;:]\s|[.;]$|\s[–—-]\s"
    r"|,\s+(?:and|where|who|whose|which|a|an|the author|author|specialising|specializing|based)\s"
)


def find_note_affiliation(text: str, authors: Sequence[Name]) -> str | None:
    """The place in "Jane Roe is a senior fellow at the Institute of Samples." among the last paragraphs.

    Only for a piece with one author: of several, a note tells too much to say who is where.
    """
    if len(authors) != 1:
        return None
    name = re.escape(authors[0].display)
    opening = re.compile(rf"[*_(\[]*(?:{_TITLE}{name}|{_WRITER}){_IS}", re.IGNORECASE)
    for paragraph in reversed(text.split("\n\n")[-_LAST:]):
        line = " ".join(paragraph.split())
        match = opening.match(line)
        if match and len(line.split()) <= _LONGEST:
            told = line[match.end() :].rstrip(")]*_")
            end = _END.search(told)
            return find_affiliation(told[: end.start()] if end else told)
    return None
