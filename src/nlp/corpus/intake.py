"""Takes a plain text or Markdown file into the corpus: decoded, its head taken apart, written anew.

Of each field the best source counts: given by hand, front matter, file name, header line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePath
from typing import cast

from nlp.corpus.article import Article, Problem, RefusedArticleError
from nlp.corpus.encoding import decode
from nlp.corpus.folder import MAX_BYTES, check_article, known_texts, make_stem, read_bytes, write_article
from nlp.corpus.header import Header, read_header
from nlp.corpus.markdown import Fields, read_given
from nlp.corpus.markdown.article_file import FROM_FILE_NAME, FROM_FRONT_MATTER, GIVEN, day_in_name
from nlp.corpus.markdown.fields import read_fields
from nlp.corpus.markdown.front_matter import FrontMatterError, Value, parse_yaml, split_front_matter
from nlp.corpus.text import clean_text, join_paragraphs, make_paragraphs, text_hash
from nlp.errors import ArticleError
from nlp.labels import ProblemKind

__all__ = ["Added", "add_bytes", "add_file", "preview", "read_piece"]

TEXT_FORMATS = frozenset({".txt", ".text", ".md", ".markdown", ""})
_FROM_HEADER = (
    "title",
    "authors",
    "affiliation",
    "outlet",
    "issued",
    "url",
    "genre",
    "keywords",
    "reading_time",
)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a piece: article, doubts, and its file or else the id of the piece it repeats."""

    article: Article
    problems: tuple[Problem, ...] = ()
    path: Path | None = None
    same_as: str | None = None


@dataclass(slots=True)
class _Gathered:
    values: dict[str, object] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)

    def put(self, values: Mapping[str, object], origin: str | Mapping[str, str]) -> None:
        """Keep the values that no better source has given."""
        for name, value in values.items():
            if name not in self.values:
                self.values[name] = value
                self.origins[name] = (
                    origin if isinstance(origin, str) else origin.get(name, FROM_FRONT_MATTER)
                )


def add_file(
    path: Path,
    corpus: Path,
    *,
    given: Mapping[str, Value] | None = None,
    known: dict[str, str] | None = None,
    dry_run: bool = False,
) -> Added:
    """Take a text file into `corpus/articles`; a text that is there already is left alone.

    Args:
        path: a `.txt` or `.md` file.
        corpus: the corpus folder.
        given: fields known by hand, by the keys of the article file; they count before all others.
        known: ids by hash of text (`known_texts`), to be read once for many files; it is kept up to date.
        dry_run: write nothing.

    Raises:
        ArticleError: the file cannot be taken in, or the corpus cannot be written.
    """
    if path.suffix.lower() not in TEXT_FORMATS:
        message = f"is of a format that cannot be read ({path.suffix}); save it as .txt or .md"
        raise RefusedArticleError(str(path), ProblemKind.FORMAT, message)
    return add_bytes(read_bytes(path), corpus, name=str(path), given=given, known=known, dry_run=dry_run)


def add_bytes(
    data: bytes,
    corpus: Path,
    *,
    name: str = "stdin",
    given: Mapping[str, Value] | None = None,
    known: dict[str, str] | None = None,
    dry_run: bool = False,
) -> Added:
    """Take the content of a text file into the corpus, as `add_file` does; `name` stands in messages."""
    article, problems = read_piece(data, name=name, given=given)
    known = known_texts(corpus / "articles") if known is None else known
    digest = text_hash(article.text)
    if digest in known:
        return Added(article, problems, same_as=known[digest])
    if article.id in known.values():
        article = replace(article, id=_free_id(article.id, known))
    if dry_run:
        return Added(article, problems)
    path = write_article(article, corpus / "articles")
    if article.id == make_stem(article):
        article = replace(article, id=path.stem)
    known[digest] = article.id
    return Added(article, problems, path=path)


def read_piece(
    data: bytes, *, name: str, given: Mapping[str, Value] | None = None, today: date | None = None
) -> tuple[Article, tuple[Problem, ...]]:
    """The article in the content of a text file, and the doubts about it.

    Raises:
        RefusedArticleError: it is no text, or title or text is missing.
    """
    if len(data) > MAX_BYTES:
        raise RefusedArticleError(name, ProblemKind.TOO_LARGE, f"is larger than {MAX_BYTES // 1024**2} MB")
    text = clean_text(decode(data, name=name)).strip("\n")
    by_hand, front, text = _read_fields(text, name, given or {})
    gathered = _Gathered()
    gathered.put(by_hand.values, GIVEN)
    recorded = cast("dict[str, str]", front.values.pop("origins", {}))
    gathered.put(front.values, recorded)
    if day := day_in_name(name):
        gathered.put({"issued": day}, FROM_FILE_NAME)
    doubts = list(front.doubts)
    if "title" not in front.values:  # else the text begins right below the front matter
        header = read_header(text, country=cast("str | None", gathered.values.get("outlet_country")))
        gathered.put(_known_values(header), header.origins)
        text = header.body
        doubts += header.doubts
    article = _make_article(gathered, text, name, doubts)
    problems = [Problem(name, ProblemKind.HEADER, doubt, article.id) for doubt in article.doubts]
    article, more = check_article(article, file=name, today=today)
    return article, (*problems, *more)


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


def _read_fields(text: str, name: str, given: Mapping[str, Value]) -> tuple[Fields, Fields, str]:
    """Fields given by hand, fields of the front matter, and the text below it."""
    try:
        by_hand = read_given(given)
    except FrontMatterError as error:
        raise ArticleError(f"{name}: {error}") from error
    try:
        parts = split_front_matter(text + "\n")
        if parts is None or (":" not in parts[0] and parts[0].strip()):
            return by_hand, Fields(), text  # no front matter, or a rule of hyphens above the text
        return by_hand, read_fields(parse_yaml(parts[0])), parts[1].strip("\n")
    except FrontMatterError as error:
        raise RefusedArticleError(
            name, ProblemKind.FRONT_MATTER, f"{error}; mend the front matter"
        ) from error


def _known_values(header: Header) -> dict[str, object]:
    values = {name: getattr(header, name) for name in _FROM_HEADER}
    return {name: value for name, value in values.items() if value}


def _make_article(gathered: _Gathered, text: str, name: str, doubts: list[str]) -> Article:
    values, origins = gathered.values, gathered.origins
    body = join_paragraphs(make_paragraphs(text))
    if "title" not in values:
        message = "has no title; put one on its first line, or give it with `--title`"
        raise RefusedArticleError(name, ProblemKind.NO_TITLE, message)
    if not body:
        raise RefusedArticleError(name, ProblemKind.NO_TEXT, "has no text below its header lines")
    known = values.pop("doubts", ())
    values.setdefault("source_file", PurePath(name).name)
    identifier = values.pop("id", "")
    origins = {one: origin for one, origin in origins.items() if one in values and one not in _OWN}
    draft = Article(
        id=str(identifier),
        text=body,
        origins=origins,
        doubts=(*cast("tuple[str, ...]", known), *doubts),
        **values,  # type: ignore[arg-type]
    )
    return draft if identifier else replace(draft, id=make_stem(draft))


_OWN = frozenset({"source_file", "sample"})  # set by the program: no knowledge about the piece


def _free_id(identifier: str, known: Mapping[str, str]) -> str:
    taken = set(known.values())
    return next(one for n in range(2, len(taken) + 3) if (one := f"{identifier}-{n}") not in taken)
