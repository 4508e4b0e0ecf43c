"""Reads and writes the article file. What is written and read again is the same article."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import PurePath
from typing import cast

from nlp.corpus.article import Article, Name, Problem, RefusedArticleError
from nlp.corpus.header.days import find_days
from nlp.corpus.markdown.fields import KEYS, Fields, read_fields
from nlp.corpus.markdown.front_matter import (
    FrontMatterError,
    Value,
    parse_yaml,
    split_front_matter,
    write_yaml,
)
from nlp.corpus.text import clean_text, join_paragraphs, make_paragraphs
from nlp.labels import ProblemKind

__all__ = ["day_in_name", "make_markdown", "parse_article", "read_given"]

FROM_FRONT_MATTER, FROM_FILE_NAME, GIVEN = "front matter", "file name", "given"


def parse_article(text: str, *, file: str) -> tuple[Article, tuple[Problem, ...]]:
    """The article in the content of an article file, and what is doubtful about it.

    The id is the one given, or else the file's name without its ending. A day of publication that is not
    given is taken from a file name that begins with one.

    Raises:
        RefusedArticleError: the front matter is broken, or title or text is missing.
    """
    try:
        raw, body = _split(text, file)
        fields = read_fields(raw)
    except FrontMatterError as error:
        raise RefusedArticleError(file, ProblemKind.FRONT_MATTER, _remedy(str(error))) from error
    values = fields.values
    if "title" not in values:
        raise RefusedArticleError(
            file, ProblemKind.NO_TITLE, "has no title; add `title: …` to its front matter"
        )
    body = join_paragraphs(make_paragraphs(clean_text(body)))
    if not body:
        raise RefusedArticleError(file, ProblemKind.NO_TEXT, "has no text; put it below the front matter")
    recorded = cast("dict[str, str]", values.pop("origins", {}))
    origins = {name: recorded.get(name, FROM_FRONT_MATTER) for name in KEYS if name in values}
    if "issued" not in values and (day := day_in_name(file)):
        values["issued"], origins["issued"] = day, FROM_FILE_NAME
    values.setdefault("id", _id_of(file))
    for name in ("id", "source_file", "sample", "version", "doubts"):
        origins.pop(name, None)  # set by the program, or no knowledge about the piece
    article = Article(text=body, origins=origins, **values)  # type: ignore[arg-type]
    return article, _problems(article, fields, file)


def make_markdown(article: Article) -> str:
    """The content of the article's file."""
    values = {key: _written(getattr(article, attribute)) for attribute, key in KEYS.items()}
    origins = {KEYS[name]: origin for name, origin in article.origins.items() if origin != FROM_FRONT_MATTER}
    values["origins"] = {key: origins[key] for key in KEYS.values() if key in origins}
    values["version"] = article.version if article.version > 1 else None
    front = {key: value for key, value in values.items() if value not in (None, "", [], {}, False)}
    front["sha256"] = article.sha256
    return f"---\n{write_yaml(front)}---\n\n{article.text}\n"


def read_given(given: Mapping[str, Value]) -> Fields:
    """Fields given by hand, by the keys of the article file.

    Raises:
        FrontMatterError: a field is unknown, or a value is not what its field holds.
    """
    fields = read_fields(given)
    if fields.doubts:
        raise FrontMatterError(fields.doubts[0])
    return fields


def day_in_name(file: str) -> date | None:
    """The day a file's name begins with, as in `2025-05-29-some-title.md`."""
    days = find_days(PurePath(file).name.replace("_", " ")[:10])
    return days[0].value if days and days[0].start == 0 else None


def _split(text: str, file: str) -> tuple[dict[str, Value], str]:
    parts = split_front_matter(text.removeprefix("\ufeff").replace("\r\n", "\n").lstrip("\n"))
    if parts is None:
        raise RefusedArticleError(
            file,
            ProblemKind.FRONT_MATTER,
            "has no front matter; `commentary add` makes an article file of it",
        )
    return parse_yaml(parts[0]), parts[1]


def _remedy(message: str) -> str:
    if "mapping values are not allowed" in message:
        return f"{message}; put quotation marks around a value that holds a colon"
    return f"{message}; mend the front matter" if ";" not in message and "must" not in message else message


def _id_of(file: str) -> str:
    return re.sub(r"[^\w.-]+", "-", PurePath(file).stem).strip("-._")[:200] or "article"


def _problems(article: Article, fields: Fields, file: str) -> tuple[Problem, ...]:
    kinds = [
        (ProblemKind.UNKNOWN_FIELD if doubt.startswith("unknown") else ProblemKind.FRONT_MATTER, doubt)
        for doubt in fields.doubts
    ]
    kinds += [(ProblemKind.HEADER, doubt) for doubt in article.doubts]
    if fields.sha256 and fields.sha256 != article.sha256:
        kinds.append((ProblemKind.CHANGED, "the text was edited since it was taken in (`sha256` differs)"))
    return tuple(Problem(file, kind, message, article.id) for kind, message in kinds)


def _written(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_written_name(entry) if isinstance(entry, Name) else entry for entry in value]
    return str(value) if isinstance(value, str) else value  # enums are written as plain strings


def _written_name(name: Name) -> dict[str, object]:
    if name.literal:
        return {"literal": name.literal}
    written: dict[str, object] = {"family": name.family, "given": name.given}
    if name.family_first:
        written["static-ordering"] = True
    return written
