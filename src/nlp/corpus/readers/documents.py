"""PDF, Word and OpenDocument files as pieces: the title on top of the text, properties for what they are."""

import re
from collections.abc import Mapping
from pathlib import PurePath

from nlp.corpus.header.names import is_body, is_name
from nlp.corpus.readers.apart.sandbox import read_apart
from nlp.corpus.readers.candidate import Candidate, Origin, make_layer
from nlp.corpus.text import clean_text, join_paragraphs

__all__ = ["read_document"]

# What programs write into the properties by themselves.
_NO_TITLE = re.compile(
    r"microsoft word|untitled|ohne titel|document\d*|presentation|\.(?:docx?|odt|pdf|indd|qxd|tex|rtf)\b"
    r"|^\W*$|^\S*[_\d]\S*$",
    re.IGNORECASE,
)


def read_document(data: bytes, *, kind: str, name: str, source_file: str | None = None) -> Candidate:
    """The piece in a document.

    Args:
        data: the document.
        kind: `pdf`, `docx` or `odt`.
        name: what to call it in messages.
        source_file: what to call it in the article; the name of the file, if not given.

    Raises:
        RefusedArticleError: it cannot be read.
    """
    extract = read_apart(kind, data, name=name)
    title = extract.styled.get("title", "")
    paragraphs = [one for one in extract.paragraphs if one != title]
    # As a heading the title is one, however it reads.
    text = clean_text(join_paragraphs([f"# {title}", *paragraphs] if title else paragraphs))
    styled, _ = make_layer(Origin.STYLE, extract.styled if kind != "pdf" else {})
    properties, _ = make_layer(Origin.PROPERTIES, _believable(extract.properties))
    return Candidate(name, source_file or PurePath(name).name, text, (styled, properties), extract.doubts)


def _believable(properties: Mapping[str, str]) -> dict[str, object]:
    """Properties that a person may have written: a title that is no file name, an author who has a name."""
    kept: dict[str, object] = {}
    title, author = properties.get("title", ""), properties.get("author", "")
    if title and not _NO_TITLE.search(title):
        kept["title"] = title
    if author and (is_name(author) or is_body(author) or ";" in author or "," in author):
        kept["author"] = [one.strip() for one in author.split(";") if one.strip()]
    return kept
