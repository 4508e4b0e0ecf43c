"""An article: its text, what is known about it in the fields of CSL-JSON, and what is doubtful about it."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date

from nlp.errors import ArticleError
from nlp.labels import FindingKind, ProblemKind, Side

__all__ = ["Article", "Name", "Problem", "RefusedArticleError"]

_FINDINGS = {
    ProblemKind.HEADER: FindingKind.HEADER,
    ProblemKind.LANGUAGE: FindingKind.LANGUAGE,
    ProblemKind.FUTURE_DATE: FindingKind.FUTURE_PUBLICATION,
}


@dataclass(frozen=True, slots=True)
class Name:
    """A person (`family`, `given`) or a body (`literal`); `family_first` as in Korean names."""

    family: str = ""
    given: str = ""
    literal: str = ""
    family_first: bool = False  # CSL: static-ordering

    @property
    def display(self) -> str:
        """The name as one reads it: "Ratih Indraswari", "Moon Jae-in", or the literal name."""
        if self.literal or not self.family_first:
            return self.literal or f"{self.given} {self.family}".strip()
        between = "" if re.match(r"[가-힣一-鿿]", self.family) else " "
        return f"{self.family}{between}{self.given}".strip()


@dataclass(frozen=True, slots=True)
class Article:
    """One piece. `text` is the body alone, paragraphs separated by a blank line.

    `origins` says where each value (by attribute name) came from: given, front matter, file name, page
    metadata, header line, text.
    """

    id: str
    title: str
    text: str
    authors: tuple[Name, ...] = ()
    affiliation: str | None = None
    outlet: str | None = None  # CSL container-title
    issued: date | None = None
    url: str | None = None
    language: str | None = None
    genre: str | None = None
    keywords: tuple[str, ...] = ()
    author_country: str | None = None
    outlet_country: str | None = None
    side: Side | None = None
    accessed: date | None = None
    reading_time: int | None = None  # minutes, as the page claimed; not text
    source_file: str | None = None
    sample: bool = False
    version: int = 1  # how often the text was replaced by a corrected one, plus one
    origins: dict[str, str] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()  # what the header parser was unsure of; a person deletes what is settled

    @property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8: the identity of the content."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps a file out of the corpus or, with the id of an article that was read, a doubt about it.

    `str(problem)` is one line that names the file, what is wrong and the remedy.
    """

    file: str
    kind: ProblemKind
    message: str
    article_id: str | None = None

    @property
    def blocking(self) -> bool:
        """Whether an article file was refused; a refused code keeps no piece out."""
        return self.article_id is None and self.kind is not ProblemKind.CODES

    @property
    def finding_kind(self) -> FindingKind | None:
        """The kind of finding to report for the article, if the doubt belongs among its findings."""
        return None if self.blocking else _FINDINGS.get(self.kind)

    def __str__(self) -> str:
        return f"{self.file}: {self.message}"


class RefusedArticleError(ArticleError):
    """A file cannot be taken in as an article; `problem` says why."""

    def __init__(self, file: str, kind: ProblemKind, message: str) -> None:
        self.problem = Problem(file, kind, message)
        super().__init__(str(self.problem))
