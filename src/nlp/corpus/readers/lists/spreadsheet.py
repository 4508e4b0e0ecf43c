"""CSV with a piece in each row: what is known about it, and its text or the path of its file."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from nlp.corpus.article import RefusedArticleError
from nlp.corpus.encoding import decode
from nlp.corpus.markdown.fields import is_known
from nlp.corpus.readers.candidate import Candidate, Origin, Reading, make_layer
from nlp.corpus.readers.lists.attachments import Attached, read_attached
from nlp.corpus.text import clean_text
from nlp.labels import ProblemKind

__all__ = ["read_spreadsheet"]

_TEXTS = frozenset({"text", "body", "content", "fulltext", "full_text", "full text"})
_FILES = frozenset({"path", "file", "filename", "file_name", "attachment"})
_LONGEST_CELL = 5_000_000  # characters


def read_spreadsheet(data: bytes, *, name: str, attached: Attached) -> Iterator[Reading]:
    """The pieces of a CSV file, and a problem for each row that holds none; empty rows are passed over.

    Columns are called as the fields of an article file (`title`, `author`, `issued`), and `text` or `path`.
    Other columns are not used.

    Raises:
        RefusedArticleError: it is no CSV, or has neither a column `text` nor `path`.
    """
    text = decode(data, name=name).replace("\x00", "")
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    columns = _columns(next(rows, []), name)
    number = 1
    while True:
        number += 1
        where, source = f"{name}: row {number}", f"{PurePath(name).name}#{number}"
        try:
            cells = next(rows)
            if any(cell.strip() for cell in cells):
                yield _read_row(cells, columns, where, source, attached)
        except StopIteration:
            return
        except RefusedArticleError as refusal:
            yield refusal.problem
        except csv.Error as error:
            yield RefusedArticleError(where, ProblemKind.FORMAT, f"{error}; mend the quotation marks").problem
            return


def _delimiter(text: str) -> str:
    """What parts the cells of the first line: the most frequent of comma, semicolon and tab."""
    head = text.split("\n", 1)[0]
    return max(",;\t", key=lambda mark: (head.count(mark), -",;\t".index(mark)))


def _columns(header: list[str], name: str) -> list[str]:
    columns = [column.strip().lower().lstrip("\ufeff") for column in header]
    if not (_TEXTS | _FILES).intersection(columns):
        message = "has neither a column `text` nor a column `path`; name its columns in the first line"
        raise RefusedArticleError(name, ProblemKind.FORMAT, message)
    return columns


def _read_row(cells: list[str], columns: list[str], where: str, source: str, attached: Attached) -> Candidate:
    if len(cells) > len(columns):
        message = f"has {len(cells)} cells, the header {len(columns)}; put quotation marks around texts"
        raise RefusedArticleError(where, ProblemKind.FORMAT, message)
    row = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
    fields = {key: value for key, value in row.items() if value and is_known(key)}
    layer, doubts = make_layer(Origin.CSV, fields)
    text, file = _first(row, _TEXTS), _first(row, _FILES)
    if text:
        return Candidate(where, source, clean_text(text).strip("\n"), (layer,), doubts)
    if not file:
        raise RefusedArticleError(
            where, ProblemKind.NO_TEXT, "has neither a text nor a path; fill one of them"
        )
    return read_attached(file, where, attached).with_layers(layer).with_doubts(*doubts)


def _first(row: Mapping[str, str], columns: frozenset[str]) -> str:
    return next((value for column, value in row.items() if column in columns and value), "")
