"""Writes the catalogue of a corpus into the files that other programs read."""

from collections.abc import Iterator
from pathlib import Path

from nlp.corpus.atomic import write_over
from nlp.corpus.catalogue.bibtex import bibtex_entries
from nlp.corpus.catalogue.csl import write_csl
from nlp.corpus.folder import read_folder
from nlp.errors import OutputError

__all__ = ["export_articles"]


def export_articles(
    corpus: Path,
    *,
    csl_json: Path | None = None,
    bibtex: Path | None = None,
    text: bool = True,
    samples: bool = True,
) -> Iterator[tuple[Path, int]]:
    """Write all articles in the order of their ids; each file with the number of pieces in it.

    Args:
        corpus: the corpus folder.
        csl_json: the file for CSL-JSON.
        bibtex: the file for BibTeX.
        text: put the texts into the CSL-JSON, too.
        samples: take in the sample pieces, too.

    Raises:
        ArticleError: there is no folder of articles.
        OutputError: a file cannot be written.
    """
    articles = [one for one in read_folder(corpus / "articles")[0] if samples or not one.sample]
    if csl_json is not None:
        _write(csl_json, write_csl(articles, text=text))
        yield csl_json, len(articles)
    if bibtex is not None:
        _write(bibtex, bibtex_entries(articles))
        yield bibtex, len(articles)


def _write(path: Path, content: str) -> None:
    try:
        write_over(path, content.encode())
    except OSError as error:
        message = f"{path}: cannot be written ({error.strerror}); check folder and rights"
        raise OutputError(message) from error
