"""The lines of a PDF's pages with their places, in the order in which one reads them."""

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pypdf import PageObject, PdfReader

from nlp.corpus.article import RefusedArticleError
from nlp.labels import ProblemKind

__all__ = ["Line", "open_pdf", "read_lines"]

# Shares and widths by judgement, tried on the PDFs of the tests (November 2026).
_COLUMN_SHARE = 0.3  # of a page's rows must begin at a place before it is taken for a column
_COLUMN_ROWS = 4
_NARROWEST = 100.0  # points between the beginnings of two columns
_ACROSS_SHARE = 0.2  # of a page's pieces must be followed by one beside them
_LETTER = 0.5  # of its size: the width of a letter on average, in most typefaces
_EDGE = 0.05  # of a page's height
_SAME_ROW = 0.4  # of its size


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: page, left edge, distance from the top of the page, size of its letters."""

    page: int
    left: float
    top: float
    size: float
    text: str
    height: float  # of the page
    column: int = 0

    @property
    def right(self) -> float:
        """About where the line ends; the widths of letters are not known."""
        return self.left + len(self.text) * self.size * _LETTER


def open_pdf(data: bytes) -> PdfReader:
    """The document, opened without a password.

    Raises:
        RefusedArticleError: it asks for one.
    """
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise RefusedArticleError(
            "", ProblemKind.UNREADABLE, "is protected by a password; save it without one"
        )
    return reader


def read_lines(reader: PdfReader) -> list[Line]:
    """All lines of the document in reading order."""
    return [line for number, page in enumerate(reader.pages) for line in _page_lines(page, number)]


def _page_lines(page: PageObject, number: int) -> list[Line]:
    height, found = float(page.mediabox.height), list[Line]()

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if not text.strip():
            return
        left = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        up = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        real = round(abs(size * tm[3] * cm[3]) or abs(size) or 10.0, 1)
        for below, part in enumerate(text.strip("\n").split("\n")):
            if part.strip():
                found.append(Line(number, left, height - up + below * real * 1.2, real, part, height))

    page.extract_text(visitor_text=visit)
    return _in_columns(found)


def _in_columns(pieces: Sequence[Line]) -> list[Line]:
    """Pieces of lines joined to lines; where a page was written across its columns, column after column."""
    starts = _column_starts(pieces)
    placed = [replace(one, column=_column_of(one, starts)) for one in pieces]
    across = sum(left.column < right.column and _same_row(left, right) for left, right in pairwise(placed))
    written_across = across >= max(_COLUMN_ROWS, len(placed) * _ACROSS_SHARE)
    lines: list[Line] = []
    for piece in placed:
        last = lines[-1] if lines else None
        if last and last.column == piece.column and _same_row(last, piece):
            lines[-1] = replace(last, text=last.text + piece.text, size=max(last.size, piece.size))
        else:
            lines.append(piece)
    cleaned = [replace(line, text=re.sub(r"\s+", " ", line.text).strip()) for line in lines]
    return _ordered(cleaned, starts) if written_across else cleaned


def _column_of(piece: Line, starts: Sequence[float]) -> int:
    """The column a piece stands in; heads and feet of pages stand in none."""
    if piece.top < _EDGE * piece.height or piece.top > (1 - _EDGE) * piece.height:
        return 0
    return sum(piece.left >= start - 3 for start in starts[1:])


def _same_row(left: Line, right: Line) -> bool:
    return left.page == right.page and abs(left.top - right.top) <= _SAME_ROW * max(left.size, right.size)


def _column_starts(pieces: Sequence[Line]) -> list[float]:
    """The left edges of columns: places where many rows begin, far enough apart."""
    rows = len({round(piece.top) for piece in pieces})
    counts = Counter(round(piece.left / 2) * 2 for piece in pieces)
    needed = max(_COLUMN_ROWS, rows * _COLUMN_SHARE)
    starts: list[float] = []
    for left in sorted(place for place, count in counts.items() if count >= needed):
        if not starts or left - starts[-1] >= _NARROWEST:
            starts.append(left)
    return starts


def _ordered(lines: Sequence[Line], starts: Sequence[float]) -> list[Line]:
    """Bands between lines over the whole width, each column by column."""
    edges = [line.top for line in lines if _crosses(line, lines, starts)]

    def place(line: Line) -> tuple[int, int, float]:
        above = sum(edge < line.top for edge in edges)
        if line.top in edges:
            return 2 * above + 2, 0, line.top
        return 2 * above + 1, line.column, line.top

    return sorted(lines, key=place)


def _crosses(line: Line, lines: Sequence[Line], starts: Sequence[float]) -> bool:
    """Whether a line runs from one column into the next: it is too long, and nothing stands beside it."""
    beside = any(one.column != line.column and _same_row(one, line) for one in lines)
    return not beside and any(line.left < start - 3 and line.right > start + 20 for start in starts[1:])
