"""Where pieces, sentences and rows stand in the report, and how one of its pages leads to another."""

import hashlib
import re
from collections.abc import Set
from dataclasses import dataclass
from typing import Final

from nlp.labels import AUTHOR
from nlp.report.reading import Row

__all__ = [
    "INDEX",
    "OLDER",
    "PIECES",
    "Links",
    "anchor",
    "date_anchor",
    "entity_anchor",
    "evidence_anchor",
    "page_name",
    "sentence_anchor",
    "sentence_number",
    "statement_anchor",
    "target_anchor",
]

INDEX: Final = "index.html"
PIECES: Final = "pieces"  # the folder of the pages of pieces
OLDER: Final = "_older"  # where the overview lists the pieces without one
_LONGEST: Final = 80  # characters of an anchor or a file name before a digest stands for the rest


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses as one page writes them.

    Attributes:
        own: the piece whose page it is; none for the overview.
        paged: the pieces that have a page; none where all have.
    """

    own: str | None = None
    paged: Set[str] | None = None

    def piece(self, article_id: str, fragment: str = "") -> str:
        """The page of a piece, or a place on it; of one without a page, where the overview says why."""
        if article_id == self.own:
            return f"#{fragment or '_main'}"
        if self.paged is not None and article_id not in self.paged:
            return self.overview(OLDER)
        folder = "" if self.own else f"{PIECES}/"
        return f"{folder}{page_name(article_id)}{'#' if fragment else ''}{fragment}"

    def sentence(self, sentence_id: str) -> str:
        """A sentence in the text of its piece."""
        return self.piece(sentence_id.rpartition(":")[0], sentence_anchor(sentence_id))

    def overview(self, fragment: str) -> str:
        """A place on the overview."""
        return f"../{INDEX}#{fragment}" if self.own else f"#{fragment}"


def page_name(article_id: str) -> str:
    """The file of a piece: its id where every file system takes that, else the like of it with a digest."""
    if re.fullmatch(r"[a-z0-9][a-z0-9-]{3,119}", article_id):
        return f"{article_id}.html"
    plain = re.sub(r"[^a-z0-9]+", "-", article_id.lower())[:_LONGEST].strip("-")
    return f"{plain or 'piece'}-{_digest(article_id)}.html"


def anchor(*parts: str) -> str:
    """An id for a place on a page: safe in an attribute and in an address, distinct for distinct parts."""
    joined = ":".join(parts)
    safe = re.sub(r"[^\w.:-]", lambda match: f"~{ord(match[0]):x}", joined)
    return safe if len(safe) <= _LONGEST else f"{safe[:_LONGEST]}~{_digest(joined)}"


def sentence_anchor(sentence_id: str) -> str:
    """Where a sentence stands in the text of its piece: `s012`."""
    return anchor(sentence_id.rpartition(":")[2])


def sentence_number(sentence_id: str) -> str:
    """The number of a sentence in its piece."""
    return sentence_id.rpartition(":s")[2].lstrip("0") or "0"


def entity_anchor(entity: str) -> str:
    """Where an entity (its id, or its name) stands among the names of its piece."""
    return anchor("e", entity)


def date_anchor(row: Row) -> str:
    """Where a temporal expression stands among the dates of its piece."""
    return f"d{row['start_char']}"


def target_anchor(target_id: str, speaker: str = AUTHOR) -> str:
    """Where the stance on a target stands."""
    return anchor("t", target_id, *_whose(speaker))


def evidence_anchor(row: Row) -> str:
    """Where an evidence sentence stands in the list of its target."""
    return anchor(sentence_anchor(row["sentence_id"]), row["target_id"], *_whose(row["speaker"]))


def statement_anchor(row: Row) -> str:
    """Where a prescription or forecast stands in the list of its kind: `p001`."""
    return anchor(row["statement_id"].rpartition(":")[2])


def _whose(speaker: str) -> tuple[str, ...]:
    return () if speaker == AUTHOR else (_digest(speaker),)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
