"""`commentary add`: files, folders and standard input into the corpus, each with what became of it."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.corpus.folder import known_texts
from nlp.corpus.intake import TEXT_FORMATS, Added, add_bytes, add_file, preview
from nlp.errors import ArticleError

__all__ = ["Result", "add_sources"]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one source: a line for people and a record for programs."""

    message: str
    record: Mapping[str, Any]
    failed: bool = False


def add_sources(
    sources: Sequence[str], corpus: Path, *, given: Mapping[str, Any], dry_run: bool = False
) -> Iterator[Result]:
    """Take each source in; one that fails does not stop the others.

    Args:
        sources: paths of files or folders, or `-` for standard input.
        corpus: the corpus folder; it is made where it is missing.
        given: fields known by hand, by the keys of the article file; None where not given.
        dry_run: write nothing.
    """
    fields = {name: value for name, value in given.items() if value}
    known = known_texts(corpus / "articles")
    for source in sources:
        for path in _files(source):
            try:
                if path is None:
                    data = sys.stdin.buffer.read()
                    added = add_bytes(data, corpus, given=fields, known=known, dry_run=dry_run)
                else:
                    added = add_file(path, corpus, given=fields, known=known, dry_run=dry_run)
            except ArticleError as error:
                yield Result(str(error), {"source_file": source, "error": str(error)}, failed=True)
                continue
            yield _result(added, dry_run=dry_run)


def _files(source: str) -> Iterator[Path | None]:
    path = Path(source)
    if source == "-":
        yield None
    elif path.is_dir() and not path.is_symlink():
        yield from sorted(
            file for file in path.rglob("*") if file.is_file() and file.suffix.lower() in TEXT_FORMATS - {""}
        )
    else:
        yield path


def _result(added: Added, *, dry_run: bool) -> Result:
    article = added.article
    found = ", ".join(
        f"{name} {value}"
        for name, value in (
            ("by", "; ".join(author.display for author in article.authors)),
            ("of", article.issued),
            ("in", article.outlet),
        )
        if value
    )
    what = f"«{article.title}»" + (f" {found}" if found else "")
    if added.same_as is not None:
        message = f"{article.source_file}: is in the corpus already as {added.same_as}"
    elif dry_run:
        message = f"{article.source_file}: {what}; nothing written"
    else:
        message = f"{article.source_file}: {what} → {added.path}"
    doubts = "".join(f"\n  ? {problem.message}" for problem in added.problems)
    record = preview(article) | {"path": str(added.path) if added.path else None, "same_as": added.same_as}
    return Result(message + doubts, record)
