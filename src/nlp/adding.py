"""`commentary add`: files, folders, patterns, standard input into the corpus, and what became of each."""

import glob
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.corpus.article import Article, Problem, RefusedArticleError
from nlp.corpus.atomic import clear_parts
from nlp.corpus.folder import known_texts
from nlp.corpus.header.days import read_day
from nlp.corpus.inbox import empty_inbox, settle
from nlp.corpus.intake import Added, add_candidate, make_article, preview
from nlp.corpus.readers import SUFFIXES, Candidate, Reading, is_sidecar, read_content, read_path
from nlp.errors import ArticleError
from nlp.labels import ProblemKind
from nlp.pages import Pages
from nlp.web.urls import is_web_address

__all__ = ["Ask", "Result", "add_inbox", "add_sources"]

# Asks for a value: the question and what is known of the piece → the answer, empty where there is none.
Ask = Callable[[str, str], str]
_QUESTIONS = {
    "title": "Title",
    "author": "Author",
    "issued": "Day of publication (2025-05-29)",
    "container-title": "Where it appeared",
}
_ATTRIBUTES = {"title": "title", "author": "authors", "issued": "issued", "container-title": "outlet"}


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one piece: a line for people and a record for programs."""

    message: str
    record: Mapping[str, Any]
    failed: bool = False


def add_sources(
    sources: Sequence[str],
    corpus: Path,
    *,
    given: Mapping[str, Any],
    dry_run: bool = False,
    ask: Ask | None = None,
) -> Iterator[Result]:
    """Take each source in; one that fails does not stop the others.

    Args:
        sources: paths of files or folders, patterns such as `pieces/*.html`, or `-` for standard input.
        corpus: the corpus folder; it is made where it is missing.
        given: fields known by hand, by the keys of the article file; None where not given.
        dry_run: write nothing.
        ask: called for what is missing in a piece; nothing is asked without it.
    """
    fields = {name: value for name, value in given.items() if value}
    clear_parts(corpus / "articles")
    known = known_texts(corpus / "articles")
    pages = Pages()
    for source in sources:
        failed = False
        for one in pages.read(source) if is_web_address(source) else _readings(source):
            try:
                if isinstance(one, Problem):
                    raise RefusedArticleError(one.file, one.kind, one.message)
                more = _asked(one, fields, ask) if ask else fields
                added = add_candidate(one, corpus, given=more, known=known, dry_run=dry_run)
            except ArticleError as error:
                failed = True
                name = one.file if isinstance(one, Problem) else one.source_file
                yield Result(str(error), {"source_file": name, "error": str(error)}, failed=True)
                continue
            yield _result(added, dry_run=dry_run)
        if not (failed or dry_run or is_web_address(source)):
            settle(Path(source), corpus)


def add_inbox(corpus: Path, *, given: Mapping[str, Any]) -> Iterator[Result]:
    """Take in what lies in `corpus/inbox/`, and what was mended in the quarantine, as the next run would.

    Args:
        corpus: the corpus folder.
        given: fields known by hand, as for `add_sources`.

    Raises:
        ArticleError: a given field is wrong, or the corpus cannot be written.
    """
    for dropped in empty_inbox(corpus, given={name: value for name, value in given.items() if value}):
        for added in dropped.added:
            yield _result(added, dry_run=False)
        lines = dropped.lines[len(dropped.added) :]
        for line in lines:
            yield Result(line, {"source_file": str(dropped.file), "error": line}, failed=not dropped.waiting)


def _readings(source: str) -> Iterator[Reading]:
    """The pieces of a source, and problems for what cannot be read."""
    if source == "-":
        yield from read_content(sys.stdin.buffer.read(), name="stdin")
        return
    path = Path(source)
    if path.is_dir() and not path.is_symlink():
        yield from _from(_files(path), path, "holds no file of a format that is read")
    elif glob.has_magic(source) and not path.exists():
        found = [Path(one) for one in sorted(glob.glob(source, recursive=True))]  # noqa: PTH207  absolute patterns too
        files = [one for one in found if one.is_file() and not is_sidecar(one)]
        yield from _from(iter(files), path, "matches no file; check the pattern")
    else:
        yield from read_path(path)


def _from(files: Iterator[Path], source: Path, nothing: str) -> Iterator[Reading]:
    empty = True
    for path in files:
        empty = False
        yield from read_path(path)
    if empty:
        yield Problem(str(source), ProblemKind.UNREADABLE, nothing)


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder and its subfolders in their order; links to folders are not followed.

    Left out are hidden files, sidecars, and the folders in which browsers keep what belongs to a saved page.
    """
    for parent, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not name.endswith("_files")
        )
        for name in sorted(names):
            path = Path(parent, name)
            if (
                not name.startswith(".")
                and path.suffix.lower() in SUFFIXES.keys() - {""}
                and not is_sidecar(path)
            ):
                yield path


def _asked(piece: Candidate, given: Mapping[str, Any], ask: Ask) -> Mapping[str, Any]:
    """The given fields with the answers for those that the piece does not show."""
    answers: dict[str, Any] = {}
    article: Article | None = None
    if "title" not in given:
        try:
            article, _ = make_article(piece, given=given)
        except RefusedArticleError as refusal:
            if refusal.problem.kind is not ProblemKind.NO_TITLE:
                raise
            title = ask(_QUESTIONS["title"], f"{piece.name} begins “{piece.text[:60].splitlines()[0]}…”")
            if not title:
                raise
            answers["title"] = title
    article = article or make_article(piece, given={**given, **answers})[0]
    for key, question in _QUESTIONS.items():
        if getattr(article, _ATTRIBUTES[key]) or key in given or key in answers:
            continue
        answer = ask(question, f"{piece.name}: «{article.title}»")
        while key == "issued" and answer and read_day(answer) is None:
            answer = ask(question, f"“{answer}” is no day of the calendar; write it as 2025-05-29")
        if answer:
            answers[key] = [answer] if key == "author" else answer
    return {**given, **answers}


def _result(added: Added, *, dry_run: bool) -> Result:
    article = added.article
    if added.same_as is not None:
        message = f"{article.source_file}: {added.became}"
    elif dry_run:
        corrects = f"; {added.became}" if added.replaces else ""
        message = f"{article.source_file}: {_found(article)}{corrects}; nothing written"
    else:
        message = f"{article.source_file}: {_found(article)} {added.became}"
    doubts = "".join(f"\n  ? {problem.message}" for problem in added.problems)
    record = preview(article) | {
        "path": str(added.path) if added.path else None,
        "same_as": added.same_as,
        "replaces": added.replaces,
    }
    return Result(message + doubts, record)


def _found(article: Article) -> str:
    """Title, authors, day and outlet in a line; behind each, where it was not the text that told it."""
    parts = [f"«{article.title}»{_origin(article, 'title')}"]
    for word, attribute, value in (
        ("by", "authors", "; ".join(author.display for author in article.authors)),
        ("of", "issued", article.issued),
        ("in", "outlet", article.outlet),
    ):
        if value:
            parts.append(f"{word} {value}{_origin(article, attribute)}")
    return parts[0] + (f" {', '.join(parts[1:])}" if parts[1:] else "")


def _origin(article: Article, attribute: str) -> str:
    origin = article.origins.get(attribute)
    return f" [{origin}]" if origin and origin not in {"given", "header line"} else ""
