"""A text or Markdown file: front matter where it has one, and the text below it."""

from pathlib import PurePath

from nlp.corpus.article import RefusedArticleError
from nlp.corpus.encoding import decode
from nlp.corpus.markdown import Fields
from nlp.corpus.markdown.fields import read_fields
from nlp.corpus.markdown.front_matter import FrontMatterError, parse_yaml, split_front_matter
from nlp.corpus.readers.candidate import Candidate, Layer, Origin
from nlp.corpus.text import clean_text
from nlp.labels import ProblemKind

__all__ = ["read_plain"]


def read_plain(data: bytes, *, name: str) -> Candidate:
    """The piece in the content of a text file.

    Raises:
        RefusedArticleError: it is no text, or its front matter is broken.
    """
    text = clean_text(decode(data, name=name)).strip("\n")
    fields, text = _split(text, name)
    return Candidate(
        name,
        PurePath(name).name,
        text,
        (Layer(Origin.FRONT_MATTER, fields.values),),
        tuple(fields.doubts),
        has_head="title" not in fields.values,  # else the text begins right below the front matter
    )


def _split(text: str, name: str) -> tuple[Fields, str]:
    """Fields of the front matter, and the text below it."""
    try:
        parts = split_front_matter(text + "\n")
        if parts is None or (":" not in parts[0] and parts[0].strip()):
            return Fields(), text  # no front matter, or a rule of hyphens above the text
        return read_fields(parse_yaml(parts[0])), parts[1].strip("\n")
    except FrontMatterError as error:
        raise RefusedArticleError(
            name, ProblemKind.FRONT_MATTER, f"{error}; mend the front matter"
        ) from error
