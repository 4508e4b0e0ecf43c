"""A PDF as paragraphs with its title on top. To be called in a child process (`sandbox.read_apart`)."""

import logging

from nlp.corpus.article import RefusedArticleError
from nlp.corpus.readers.apart.sandbox import Extract
from nlp.corpus.readers.pdf.lines import open_pdf, read_lines
from nlp.corpus.readers.pdf.paragraphs import find_title, make_paragraphs, without_running_lines
from nlp.labels import ProblemKind

__all__ = ["read_pdf"]

# It reports every oddity of a file; what matters to a user is said by this package.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
FEWEST_LETTERS = 40  # on a page, on average; scans with a stamp of the library have less


def read_pdf(data: bytes) -> Extract:
    """The content of a PDF.

    Raises:
        RefusedArticleError: it is protected by a password, or holds pictures of text instead of text.
    """
    reader = open_pdf(data)
    lines = read_lines(reader)
    letters = sum(char.isalnum() for line in lines for char in line.text)
    if letters < FEWEST_LETTERS * max(1, len(reader.pages)):
        message = "holds no text (a scan?); have it recognised, for example with `ocrmypdf`, and add that"
        raise RefusedArticleError("", ProblemKind.NO_TEXT, message)
    title, lines = find_title(without_running_lines(lines))
    told = reader.metadata
    properties = {"title": told.title, "author": told.author} if told else {}
    return Extract(
        tuple(make_paragraphs(lines)),
        {"title": title} if title else {},
        {key: value.strip() for key, value in properties.items() if value and value.strip()},
    )
