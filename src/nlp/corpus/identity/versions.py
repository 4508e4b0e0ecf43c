"""Corrected versions: the article file gets the new text, the earlier one is kept under `corpus/versions/`.

corpus/articles/<name>.md          the piece as it reads now, `version: 2`
corpus/versions/<id>/1.md          the piece as it read before; it is not analysed
"""

import re
from dataclasses import replace
from pathlib import Path

from nlp.corpus.article import Article, RefusedArticleError
from nlp.corpus.atomic import write_over
from nlp.corpus.duplicates import jaccard
from nlp.corpus.folder import read_article, read_bytes
from nlp.corpus.identity.known import Known
from nlp.corpus.markdown import make_markdown
from nlp.corpus.readers import Origin
from nlp.errors import ArticleError

__all__ = ["SAME_PIECE", "find_earlier", "make_version", "write_version"]

# Share of five-word shingles from which two texts of one address or byline are one piece. A stub of less than
# half of a piece, or another week's column under the same heading, stays below it.
SAME_PIECE = 0.5
_BY_PEOPLE = frozenset({Origin.GIVEN, Origin.FRONT_MATTER, Origin.SIDECAR, Origin.CSL, Origin.CSV})
_FIELDS = (
    *("title", "authors", "affiliation", "outlet", "issued", "url", "language", "genre", "keywords"),
    *("author_country", "outlet_country", "side", "accessed"),
)


def find_earlier(article: Article, known: Known) -> Article | None:
    """The piece of the corpus of which an article is another version; None where there is none."""
    for one in known.relatives(article):
        try:
            earlier, _ = read_article(known.path(one))
        except RefusedArticleError:
            continue  # a run reports it
        if jaccard(earlier.text, article.text) >= SAME_PIECE:
            return earlier
    return None


def make_version(article: Article, earlier: Article) -> Article:
    """The article as the next version of the earlier one, with its id and what a person told about that."""
    values: dict[str, object] = {}
    origins = dict(article.origins)
    for name in _FIELDS:
        old, new = getattr(earlier, name), getattr(article, name)
        by_hand = earlier.origins.get(name) in _BY_PEOPLE and article.origins.get(name) not in _BY_PEOPLE
        if old and (by_hand or not new):
            values[name] = old
            origins.pop(name, None)
            if name in earlier.origins:
                origins[name] = earlier.origins[name]
    told = replace(article, **values)  # type: ignore[arg-type]
    version = earlier.version + 1
    return replace(told, id=earlier.id, version=version, sample=earlier.sample, origins=origins)


def write_version(article: Article, earlier: Article, path: Path, corpus: Path) -> tuple[Article, Path]:
    """Put the article in place of the earlier one; what was written, and the file that keeps the earlier.

    The earlier text is kept before it is replaced: a process that is killed in between loses nothing, and the
    next one finds its copy and goes on.

    Raises:
        ArticleError: the corpus cannot be written.
    """
    folder = corpus / "versions" / re.sub(r"[^\w.-]", "-", earlier.id)
    content = read_bytes(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        number = _free_number(folder, earlier.version, content)
        kept = folder / f"{number}.md"
        article = make_version(article, replace(earlier, version=number))
        write_over(kept, content)
        write_over(path, make_markdown(article).encode())
    except OSError as error:
        raise ArticleError(
            f"{folder}: cannot be written ({error.strerror}); check space and rights"
        ) from error
    return article, kept


def _free_number(folder: Path, version: int, content: bytes) -> int:
    """The number to keep a version under: its own, or the next one where a person has reset it."""
    while (kept := folder / f"{version}.md").is_file() and kept.read_bytes() != content:
        version += 1
    return version
