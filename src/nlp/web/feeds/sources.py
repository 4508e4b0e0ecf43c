"""The feeds that a researcher listens to: `codebook/sources.yaml`, read and validated."""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from nlp.errors import CodebookError, WebError
from nlp.labels import Side
from nlp.web.feeds.keywords import Keywords
from nlp.web.urls import parse_url

__all__ = ["SOURCES", "FeedKind", "Source", "find_source_problems", "read_sources"]

SOURCES = "sources.yaml"
_REMEDY = "docs/harvesting.md shows how an entry looks"


class FeedKind(StrEnum):
    """What a source is. The content decides how it is read; this says what the researcher expects."""

    RSS = "rss"
    ATOM = "atom"
    SITEMAP = "sitemap"


def _checked_url(url: str) -> str:
    try:
        parse_url(url)
    except WebError as error:
        raise ValueError(str(error)) from error
    return url


def _as_any(value: object) -> object:
    """A plain list of keywords means that any of them will do."""
    return {"any": value} if isinstance(value, list | tuple) else value or {}


class Source(BaseModel):
    """One feed, and what holds of every piece in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")
    url: Annotated[str, AfterValidator(_checked_url)]
    kind: FeedKind
    keywords: Annotated[Keywords, BeforeValidator(_as_any)] = Keywords()
    outlet: str | None = None
    outlet_country: str | None = Field(None, pattern=r"^[A-Z]{2}$")
    side: Side | None = None
    language: str | None = Field(None, pattern=r"^[a-z]{2,3}$")
    enabled: bool = True

    def known_fields(self) -> dict[str, str]:
        """What holds of every piece, by the keys of the article file."""
        values = {
            "container-title": self.outlet,
            "outlet_country": self.outlet_country,
            "side": self.side.value if self.side else None,
            "language": self.language,
        }
        return {key: value for key, value in values.items() if value}


def read_sources(folder: Path) -> tuple[Source, ...]:
    """The sources of a codebook folder in their order, also those that are switched off; none without a file.

    Raises:
        CodebookError: an entry is wrong; the first problem is named.
    """
    sources, problems = _read(folder / SOURCES)
    if problems:
        more = f" (and {len(problems) - 1} more: `commentary check` lists them)" if len(problems) > 1 else ""
        raise CodebookError(problems[0] + more)
    return sources


def find_source_problems(folder: Path) -> list[str]:
    """One line for each problem in the sources of a codebook folder."""
    return _read(folder / SOURCES)[1]


def _read(file: Path) -> tuple[tuple[Source, ...], list[str]]:
    if not file.is_file():
        return (), []
    try:
        rows: Any = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        line = " ".join(str(error).split())
        return (), [f"{file}: not valid YAML in UTF-8 ({line}); mend that line"]
    if rows is None:
        return (), []
    if not isinstance(rows, list):
        return (), [f"{file}: must be a list of entries, each beginning with `- id:`; {_REMEDY}"]
    sources: list[Source] = []
    problems: list[str] = []
    for number, row in enumerate(rows, 1):
        name = f" (`{row['id']}`)" if isinstance(row, dict) and isinstance(row.get("id"), str) else ""
        try:
            sources.append(Source.model_validate(row))
        except ValidationError as error:
            problems += [f"{file}: entry {number}{name}: {line}; {_REMEDY}" for line in _lines(error)]
    return tuple(sources), problems + _repeated(file, sources)


def _lines(error: ValidationError) -> list[str]:
    return [
        f"`{'.'.join(map(str, one['loc'])) or 'entry'}`: {one['msg'].removeprefix('Value error, ')}"
        for one in error.errors()
    ]


def _repeated(file: Path, sources: Sequence[Source]) -> list[str]:
    counts = Counter(source.id for source in sources)
    return [
        f"{file}: id `{one}` stands {n} times; give each entry its own" for one, n in counts.items() if n > 1
    ]
