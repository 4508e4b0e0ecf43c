"""A folder of article files ↔ articles. A broken file never stops the others; nothing is overwritten."""

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from nlp.corpus.article import Article, Problem, RefusedArticleError
from nlp.corpus.atomic import write_new
from nlp.corpus.identity.known import Known
from nlp.corpus.markdown import make_markdown, parse_article
from nlp.corpus.remembered import Parsed, Remembered
from nlp.errors import ArticleError
from nlp.labels import ProblemKind

__all__ = [
    "ENGLISH",
    "MAX_BYTES",
    "check_article",
    "known_texts",
    "make_stem",
    "read_article",
    "read_bytes",
    "read_folder",
    "write_article",
]

MAX_BYTES = 25 * 1024 * 1024  # the largest file that is read
ENGLISH = "en"  # the only language whose pieces are analysed
_OTHER_FORMATS = frozenset(
    {".txt", ".markdown", ".html", ".htm", ".pdf", ".docx", ".doc", ".odt", ".rtf", ".eml"}
)
_LONGEST_SLUG = 60
_LONGEST_SOURCE = 40


def read_folder(
    folder: Path, *, today: date | None = None, remembered: Remembered | None = None
) -> tuple[list[Article], list[Problem]]:
    """The articles of a folder and its subfolders in the order of their ids, and all problems met.

    Of two files with the same id the first in the order of their paths counts. Links are not followed.

    Args:
        folder: the folder of article files (`corpus/articles`).
        today: a piece dated later is doubtful; the day of the call, if not given.
        remembered: what is known of files that have been parsed before.

    Raises:
        ArticleError: there is no such folder.
    """
    remembered = remembered or Remembered()
    if not folder.is_dir():
        raise ArticleError(f"{folder}: no such folder; `commentary add FILE` makes it")
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for path in _iter_files(folder):
        try:
            article, doubts = _read_article(path, remembered, today=today)
        except RefusedArticleError as refusal:
            problems.append(refusal.problem)
            continue
        if article.id in articles:
            first = articles[article.id].source_file
            message = f"has the id `{article.id}` of {first}; give it an `id` of its own"
            problems.append(Problem(str(path), ProblemKind.DUPLICATE_ID, message))
            continue
        articles[article.id] = article
        problems += doubts
    return [articles[one] for one in sorted(articles)], problems


def read_article(path: Path, *, today: date | None = None) -> tuple[Article, tuple[Problem, ...]]:
    """The article in a file and what is doubtful about it.

    Raises:
        RefusedArticleError: the file cannot be taken in.
    """
    return _read_article(path, Remembered(), today=today)


def check_article(
    article: Article, *, file: str, today: date | None = None
) -> tuple[Article, tuple[Problem, ...]]:
    """The article with its language told from its text where it is not given, and doubts about both."""
    article = _with_language(article)
    return article, _find_doubts(article, file=file, today=today)


def known_texts(folder: Path) -> Known:
    """What the articles of a folder are known by, earlier versions too; nothing where there is no folder."""
    known = Known()
    for path in _iter_files(folder):
        try:
            known.add(_parse_file(path)[0], path)
        except RefusedArticleError:
            continue  # `read_folder` reports it
    for path in _iter_files(folder.parent / "versions"):
        try:
            article, _ = _parse_file(path)
            known.add_earlier(article.text, article.id)
        except RefusedArticleError:
            continue
    return known


def write_article(article: Article, folder: Path) -> Path:
    """Write the article to a new file of the folder, whole or not at all; the path.

    Where the name is taken, a number is put behind it, also behind an id that was made from the name.

    Raises:
        ArticleError: the folder cannot be written.
    """
    stem = make_stem(article)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, 1000):
            numbered = stem if number == 1 else f"{stem}-{number}"
            named = replace(article, id=numbered) if article.id in ("", stem) else article
            path = folder / f"{numbered}.md"
            if not path.exists() and write_new(path, make_markdown(named).encode()):
                return path
    except OSError as error:
        raise ArticleError(
            f"{folder}: cannot be written ({error.strerror}); check space and rights"
        ) from error
    raise ArticleError(f"{folder}: holds a thousand files named {stem}; rename the piece")


def make_stem(article: Article) -> str:
    """Name of the article's file without its ending: day, outlet or author, title, in ASCII."""
    day = article.issued.isoformat() if article.issued else "undated"
    source = article.outlet or next((name.display for name in article.authors), "")
    parts = (day, _slug(source, _LONGEST_SOURCE), _title_slug(article.title) or article.sha256[:12])
    return "-".join(part for part in parts if part)


def read_bytes(path: Path) -> bytes:
    """The content of a file of bearable size that is no link.

    Raises:
        RefusedArticleError: it is a link, too large, or cannot be read.
    """
    try:
        if path.is_symlink():
            raise RefusedArticleError(
                str(path), ProblemKind.LINK, "is a link, which is not followed; copy the file"
            )
        size = path.stat().st_size
        if size > MAX_BYTES:
            limit = MAX_BYTES // 1024**2
            raise RefusedArticleError(
                str(path), ProblemKind.TOO_LARGE, f"has {size / 1024**2:.0f} MB; the limit is {limit} MB"
            )
        return path.read_bytes()
    except OSError as error:
        raise RefusedArticleError(
            str(path), ProblemKind.UNREADABLE, f"cannot be read ({error.strerror}); check its name and rights"
        ) from error


def _read_article(
    path: Path, remembered: Remembered, *, today: date | None
) -> tuple[Article, tuple[Problem, ...]]:
    parsed = remembered.get(path)
    if parsed is None:
        article, problems = _parse_file(path)
        parsed = Parsed(_with_language(article), problems)
        remembered.put(path, parsed)
    doubts = _find_doubts(parsed.article, file=str(path), today=today)
    return parsed.article, (*parsed.problems, *doubts)


def _with_language(article: Article) -> Article:
    if article.language is not None:
        return article
    from nlp.corpus.language import find_language  # unpacks a model; most pieces name their language

    language = find_language(article.text)
    if not language:
        return article
    return replace(article, language=language, origins=article.origins | {"language": "text"})


def _find_doubts(article: Article, *, file: str, today: date | None) -> tuple[Problem, ...]:
    problems: list[Problem] = []
    if article.language not in (None, ENGLISH):
        message = (
            f"is in another language (`{article.language}`): listed, but not analysed; if it is English, "
        )
        problems.append(Problem(file, ProblemKind.LANGUAGE, message + "set `language: en`", article.id))
    if article.issued and article.issued > (today or date.today()):
        message = f"is dated in the future ({article.issued}); check `issued`"
        problems.append(Problem(file, ProblemKind.FUTURE_DATE, message, article.id))
    return tuple(problems)


def _parse_file(path: Path) -> tuple[Article, tuple[Problem, ...]]:
    if path.suffix.lower() != ".md":
        message = "is not an article file (.md); `commentary add` makes one of it"
        raise RefusedArticleError(str(path), ProblemKind.FORMAT, message)
    data = read_bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = (
            f"is not UTF-8 (byte {error.start}); save it as UTF-8, or `commentary add` it, which converts"
        )
        raise RefusedArticleError(str(path), ProblemKind.ENCODING, message) from error
    article, problems = parse_article(text, file=str(path))
    return replace(article, source_file=article.source_file or path.name), problems


def _iter_files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            ending = Path(name).suffix.lower()
            hidden = name.startswith(".") or name.lower() == "readme.md"
            if not hidden and (ending == ".md" or ending in _OTHER_FORMATS):
                yield Path(parent, name)


def _title_slug(title: str) -> str:
    """The title, or what stands before its colon where the whole is too long."""
    whole, head = _slug(title, len(title) * 4), _slug(title.partition(":")[0], _LONGEST_SLUG)
    return head if len(whole) > _LONGEST_SLUG and "-" in head else _slug(title, _LONGEST_SLUG)


def _slug(text: str, longest: int) -> str:
    text = text.translate(
        {ord("đ"): "d", ord("Đ"): "d", ord("ø"): "o", ord("ß"): "ss", ord("’"): "", ord("'"): ""}
    )
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(slug) > longest:
        cut = slug[: longest + 1]
        slug = cut.rpartition("-")[0] if "-" in cut else cut[:longest]
    return slug.strip("-")
