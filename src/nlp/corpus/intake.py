"""Takes files into the corpus: read by the reader of their format, made to articles, written anew."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from nlp.corpus.article import Article, Problem, RefusedArticleError
from nlp.corpus.folder import known_texts, make_stem, write_article
from nlp.corpus.identity.known import Known
from nlp.corpus.identity.versions import find_earlier, make_version, write_version
from nlp.corpus.markdown.front_matter import Value
from nlp.corpus.merging import make_article
from nlp.corpus.readers import Candidate, Reading, read_content, read_path
from nlp.labels import ProblemKind

__all__ = [
    "Added",
    "add_bytes",
    "add_candidate",
    "add_file",
    "add_path",
    "make_article",
    "preview",
    "read_piece",
]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a piece: article, doubts, and its file or else the id of the piece it repeats.

    A corrected version `replaces` the piece of that id, whose earlier text is `kept` in a file of its own.
    """

    article: Article
    problems: tuple[Problem, ...] = ()
    path: Path | None = None
    same_as: str | None = None
    replaces: str | None = None
    kept: Path | None = None

    @property
    def became(self) -> str:
        """What was done with the piece, in a few words."""
        if self.same_as is not None:
            return f"is in the corpus already as {self.same_as}"
        if self.replaces is None:
            return f"→ {self.path}" if self.path else "nothing written"
        version = f"corrects {self.replaces}: version {self.article.version}"
        return f"{version} → {self.path}, the earlier one → {self.kept}" if self.path else version


def add_path(
    path: Path,
    corpus: Path,
    *,
    given: Mapping[str, Value] | None = None,
    known: Known | None = None,
    dry_run: bool = False,
) -> Iterator[Added | Problem]:
    """Take every piece of a file into `corpus/articles`; a text that is there already is left alone.

    A piece that cannot be taken in comes as a problem, and the others of its file go on.

    Args:
        path: a file in one of the formats of `readers.SUFFIXES`.
        corpus: the corpus folder.
        given: fields known by hand, by the keys of the article file; they count before all others.
        known: what the corpus holds (`known_texts`), to be read once for many files; it is kept up to date.
        dry_run: write nothing.

    Raises:
        ArticleError: a given field is wrong, or the corpus cannot be written.
    """
    known = known_texts(corpus / "articles") if known is None else known
    for one in read_path(path):
        if isinstance(one, Problem):
            yield one
            continue
        try:
            yield add_candidate(one, corpus, given=given, known=known, dry_run=dry_run)
        except RefusedArticleError as refusal:
            yield refusal.problem


def add_file(
    path: Path,
    corpus: Path,
    *,
    given: Mapping[str, Value] | None = None,
    known: Known | None = None,
    dry_run: bool = False,
) -> Added:
    """Take the one piece of a file into the corpus, as `add_path` does.

    Raises:
        ArticleError: the file cannot be taken in or holds several pieces, or the corpus cannot be written.
    """
    piece = _only(list(read_path(path)), str(path))
    return add_candidate(piece, corpus, given=given, known=known, dry_run=dry_run)


def add_bytes(
    data: bytes,
    corpus: Path,
    *,
    name: str = "stdin",
    given: Mapping[str, Value] | None = None,
    known: Known | None = None,
    dry_run: bool = False,
) -> Added:
    """Take the content of a file into the corpus, as `add_file` does; `name` stands in messages."""
    piece = _only(list(read_content(data, name=name)), name)
    return add_candidate(piece, corpus, given=given, known=known, dry_run=dry_run)


def add_candidate(
    piece: Candidate,
    corpus: Path,
    *,
    given: Mapping[str, Value] | None = None,
    known: Known | None = None,
    dry_run: bool = False,
) -> Added:
    """Take a piece that was read into the corpus; a text that is there already is left alone.

    Raises:
        ArticleError: title or text is missing, a given field is wrong, or the corpus cannot be written.
    """
    article, problems = make_article(piece, given=given)
    known = known_texts(corpus / "articles") if known is None else known
    if same := known.find(article.text):
        return Added(article, problems, same_as=same)
    if earlier := find_earlier(article, known):
        return _add_version(Added(article, problems), earlier, corpus, known=known, dry_run=dry_run)
    if article.id in known.ids:
        article = replace(article, id=_free_id(article.id, known.ids))
    if dry_run:
        return Added(article, problems)
    path = write_article(article, corpus / "articles")
    if article.id == make_stem(article):
        article = replace(article, id=path.stem)
    known.add(article, path)
    return Added(article, problems, path=path)


def read_piece(
    data: bytes, *, name: str, given: Mapping[str, Value] | None = None, today: date | None = None
) -> tuple[Article, tuple[Problem, ...]]:
    """The article in the content of a file, and the doubts about it.

    Raises:
        RefusedArticleError: it cannot be read, or title or text is missing.
        ArticleError: a given field is wrong.
    """
    return make_article(_only(list(read_content(data, name=name)), name), given=given, today=today)


def preview(article: Article) -> dict[str, object]:
    """What was found, as the JSON object of `commentary add --dry-run --json`."""
    return {
        "source_file": article.source_file,
        "title": article.title,
        "authors": [name.display for name in article.authors],
        "affiliation": article.affiliation,
        "issued": article.issued.isoformat() if article.issued else None,
        "genre": article.genre,
        "reading_time": article.reading_time,
        "language": article.language,
        "origins": article.origins,
        "body_starts_with": article.text[:60],
    }


def _only(readings: list[Reading], name: str) -> Candidate:
    """The one piece that was read."""
    problem = next((one for one in readings if isinstance(one, Problem)), None)
    if problem is not None:
        raise RefusedArticleError(problem.file, problem.kind, problem.message)
    pieces = [one for one in readings if isinstance(one, Candidate)]
    if len(pieces) != 1:
        raise RefusedArticleError(
            name, ProblemKind.FORMAT, f"holds {len(pieces)} pieces; add the file by `add`"
        )
    return pieces[0]


def _add_version(added: Added, earlier: Article, corpus: Path, *, known: Known, dry_run: bool) -> Added:
    """What became of a piece that is a corrected version of one that the corpus holds."""
    if dry_run:
        return replace(added, article=make_version(added.article, earlier), replaces=earlier.id)
    path = known.path(earlier.id)
    article, kept = write_version(added.article, earlier, path, corpus)
    known.add(article, path)
    return replace(added, article=article, path=path, replaces=earlier.id, kept=kept)


def _free_id(identifier: str, taken: Collection[str]) -> str:
    return next(one for n in range(2, len(taken) + 3) if (one := f"{identifier}-{n}") not in taken)
