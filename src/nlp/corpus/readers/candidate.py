"""What a reader makes of a file: text with its head on top, and what other places say about the piece."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from nlp.corpus.article import Problem, RefusedArticleError
from nlp.corpus.header.days import find_days
from nlp.corpus.markdown.fields import read_fields
from nlp.corpus.markdown.front_matter import FrontMatterError, Value
from nlp.labels import ProblemKind

__all__ = ["Candidate", "Layer", "Origin", "Reading", "make_layer", "refuse", "written_day"]


class Origin(StrEnum):
    """Where a value came from. Their order is their confidence: of two values the first counts."""

    GIVEN = "given"
    FRONT_MATTER = "front matter"
    SIDECAR = "sidecar"
    CSL = "CSL-JSON"
    CSV = "CSV"
    FILE_NAME = "file name"
    JSON_LD = "page metadata (JSON-LD)"
    OPEN_GRAPH = "page metadata (Open Graph)"
    META = "page metadata (meta)"
    MICRODATA = "page metadata (microdata)"
    MARKUP = "page metadata (markup)"
    STYLE = "document style"
    PAGE_TITLE = "page title"
    HEADER = "header line"
    NOTE = "author's note"
    MAIL = "mail header"
    FEED = "feed"
    PROPERTIES = "document properties"
    ACCOUNT = "account name"  # "admin", or the outlet itself where an author should stand
    ADDRESS = "address"
    TEXT = "text"


_RANK = {origin: rank for rank, origin in enumerate(Origin)}


@dataclass(frozen=True, slots=True)
class Layer:
    """What one source says: typed values by the attribute names of an article."""

    origin: Origin
    values: Mapping[str, object]

    @property
    def rank(self) -> int:
        """Its place among the sources; the lowest counts first."""
        return _RANK[self.origin]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece that was read but is no article yet.

    `name` stands in messages, `source_file` in the article. `text` is clean; with `has_head`, title, byline
    and date may stand on its first lines. `attached` are the files beside a catalogue that it was read from.
    """

    name: str
    source_file: str
    text: str
    layers: tuple[Layer, ...] = ()
    doubts: tuple[str, ...] = ()
    has_head: bool = True
    attached: tuple[Path, ...] = ()

    def with_layers(self, *layers: Layer) -> "Candidate":
        """The same piece with more known about it."""
        return replace(self, layers=(*self.layers, *layers))

    def with_doubts(self, *doubts: str) -> "Candidate":
        """The same piece with more doubts about it."""
        return replace(self, doubts=(*self.doubts, *doubts))

    def with_attached(self, path: Path) -> "Candidate":
        """The same piece with a file that it was read from."""
        return replace(self, attached=(*self.attached, path))

    def with_name(self, name: str) -> "Candidate":
        """The same piece under another name in messages."""
        return replace(self, name=name)


# What a reader yields: a piece, or why a piece cannot be taken in, while the others of its file go on.
Reading = Candidate | Problem


def make_layer(origin: Origin, raw: Mapping[str, object]) -> tuple[Layer, tuple[str, ...]]:
    """The values that can be used, by the keys of the article file, and a doubt for each that cannot."""
    values: dict[str, object] = {}
    doubts: list[str] = []
    for key, value in raw.items():
        try:
            fields = read_fields({key: _plain(value)})
        except FrontMatterError as error:
            doubts.append(str(error))
            continue
        for name, read in fields.values.items():
            values.setdefault(name, read)
        doubts += fields.doubts
    return Layer(origin, values), tuple(doubts)


def written_day(text: str) -> str | None:
    """The first day in a machine-written date ("20250529", "Thu, 29 May 2025 08:00 GMT"), in ISO."""
    compact = re.match(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?$", text.strip())
    days = find_days("-".join(compact.groups()) if compact else text)
    return next((day.value.isoformat() for day in days if day.value), None)


def refuse(candidate: str, kind: ProblemKind, message: str) -> RefusedArticleError:
    """The error to raise for a piece that cannot be taken in."""
    return RefusedArticleError(candidate, kind, message)


def _plain(value: object) -> Value:
    """JSON values as front matter has them: every scalar a string."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _plain_list(value)
    return "" if value is None else str(value)


def _plain_list(values: Iterable[object]) -> list[Value]:
    return [_plain(one) for one in values]
