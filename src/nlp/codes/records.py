"""A human code and the unit it is about.

A unit is named by `unit_id`, which is what coding sheets and code files hold:

    <article_id>:p003:themes                themes of the third paragraph
    <article_id>:article:themes             themes of the piece
    <article_id>:s012:stance:<target_id>    the author's stance toward a target in sentence 12
    <article_id>:article:stance:<target_id> the author's stance over the piece
"""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from nlp.labels import StanceLabel

__all__ = [
    "ADJUDICATED",
    "NOT_ADDRESSED",
    "NO_THEME",
    "Code",
    "CodeKind",
    "CodeLevel",
    "Unit",
    "make_check",
    "parse_unit",
]

ADJUDICATED = "adjudicated"  # the coder whose codes are settled: corpus/codes/adjudicated.csv
NOT_ADDRESSED = "not addressed"  # a stance code: the author takes no position, not even a neutral one
NO_THEME = "none"  # a theme code: none of the codebook's themes
_UNIT = re.compile(
    r"(?P<article>.+?):(?:p(?P<paragraph>\d+)|s(?P<sentence>\d+)|article):(?P<kind>themes|stance)"
    r"(?::(?P<target>.+))?"
)


class CodeKind(StrEnum):
    """What is coded."""

    THEMES = "themes"
    STANCE = "stance"


class CodeLevel(StrEnum):
    """What part of a piece is coded: themes by paragraph, stances by sentence, both by piece."""

    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Unit:
    """What a code is about. Paragraphs and sentences count from 1 over the piece."""

    article_id: str
    kind: CodeKind
    paragraph: int | None = None
    sentence: int | None = None
    target_id: str | None = None

    @property
    def level(self) -> CodeLevel:
        """The part of the piece."""
        if self.paragraph is not None:
            return CodeLevel.PARAGRAPH
        return CodeLevel.ARTICLE if self.sentence is None else CodeLevel.SENTENCE

    @property
    def id(self) -> str:
        """The name of the unit in coding sheets and code files."""
        place = "article"
        if self.paragraph is not None:
            place = f"p{self.paragraph:03d}"
        elif self.sentence is not None:
            place = f"s{self.sentence:03d}"
        return ":".join(part for part in (self.article_id, place, self.kind, self.target_id) if part)

    @property
    def sentence_id(self) -> str | None:
        """The sentence's id in the tables."""
        return None if self.sentence is None else f"{self.article_id}:s{self.sentence:03d}"


@dataclass(frozen=True, slots=True)
class Code:
    """What one coder says of one unit.

    `values` are theme ids, the dominant one first (empty: no theme of the codebook), or exactly one stance
    label, `NOT_ADDRESSED` among them. `check` ties the code to the text that was coded. `file` and `line`
    are where it was read.
    """

    coder: str
    kind: CodeKind
    level: CodeLevel
    article_id: str
    paragraph: int | None
    sentence: int | None
    target_id: str | None
    values: tuple[str, ...]
    file: str
    line: int
    check: str = ""
    note: str = ""

    @property
    def unit(self) -> Unit:
        """What the code is about."""
        return Unit(self.article_id, self.kind, self.paragraph, self.sentence, self.target_id)

    @property
    def label(self) -> StanceLabel | None:
        """The stance label of a stance code; None for themes and where the target is not addressed."""
        if self.kind is CodeKind.THEMES or self.values == (NOT_ADDRESSED,):
            return None
        return StanceLabel(self.values[0])


def parse_unit(unit_id: str) -> Unit | None:
    """The unit of a name; None where it is none.

    Themes are of pieces and paragraphs and have no target; stances are of pieces and sentences and have one.
    """
    match = _UNIT.fullmatch(unit_id.strip())
    if match is None:
        return None
    kind = CodeKind(match["kind"])
    paragraph = int(match["paragraph"]) if match["paragraph"] else None
    sentence = int(match["sentence"]) if match["sentence"] else None
    is_theme = kind is CodeKind.THEMES
    if (match["target"] is None) != is_theme or (sentence if is_theme else paragraph) is not None:
        return None
    return Unit(match["article"], kind, paragraph, sentence, match["target"])


def make_check(unit_id: str, text: str) -> str:
    """What ties a row to its id and its text: ten hex digits of the text's hash, four of the id's.

    White space does not count, for spreadsheets change it.
    """
    return f"{_sha256(' '.join(text.split()))[:10]}-{_sha256(unit_id)[:4]}"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
