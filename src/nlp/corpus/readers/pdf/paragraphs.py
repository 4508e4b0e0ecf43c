"""The paragraphs of a PDF: lines joined, hyphens mended, running heads and page numbers left out."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from nlp.corpus.header.head import MOST_LINES, is_header_line
from nlp.corpus.readers.pdf.lines import Line

__all__ = ["find_title", "make_paragraphs", "without_running_lines"]

# Shares by judgement, tried on the PDFs of the tests (November 2026).
_MARGIN = 0.12  # of a page's height, above and below: where running heads and feet stand
_TITLE_SIZE = 1.25  # times the size of the text
_GAP = 1.45  # times the usual step from line to line
_SHORT = 0.6  # of the usual length of a line: the last line of a paragraph, or a line of its own
_INDENT = 0.8  # of the size of letters
_INDENT_SHARE = 0.03  # of lines that begin a paragraph with an indent, where that is the custom
_LONGEST_TITLE = 300  # characters
_PAGE_NUMBER = re.compile(
    r"(?:page|seite|halaman|trang|p\.)?\s*[-–—|]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*(?:(?:of|/|dari)\s*\d{1,4})?\s*[-–—|]?",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*\d{0,2}$")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_HYPHEN = re.compile(r"(\w[\w’'-]*)[-\u00ad\u2010]$")


def without_running_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines without page numbers, and without those that repeat at the edge of pages."""
    pages: dict[str, set[int]] = defaultdict(set)
    for line in lines:
        if _at_edge(line):
            pages[_pattern(line.text)].add(line.page)
    usual = _usual_size(lines)
    kept: list[Line] = []
    for line in lines:
        running = _at_edge(line) and (
            len(pages[_pattern(line.text)]) > 1 or bool(_PAGE_NUMBER.fullmatch(line.text.strip()))
        )
        title = line.page == 0 and line.size >= _TITLE_SIZE * usual
        if not running or title:
            kept.append(line)
    return kept


def find_title(lines: Sequence[Line]) -> tuple[str, list[Line]]:
    """The title, in the largest letters of the first page, and the other lines; empty if none are larger."""
    first = [line for line in lines if line.page == 0]
    largest = max((line.size for line in first if re.search(r"\w{2}", line.text)), default=0.0)
    if largest < _TITLE_SIZE * _usual_size(lines):
        return "", list(lines)
    start = next(number for number, line in enumerate(lines) if line.size >= largest - 0.5)
    end = start
    while end < len(lines) and lines[end].page == 0 and lines[end].size >= largest - 0.5:
        end += 1
    title = " ".join(line.text for line in lines[start:end])
    if len(title) > _LONGEST_TITLE:
        return "", list(lines)
    return _mended(title), [*lines[:start], *lines[end:]]


def make_paragraphs(lines: Sequence[Line]) -> list[str]:
    """Lines joined to paragraphs."""
    if not lines:
        return []
    setting, words = _read_setting(lines), _words(lines)
    paragraphs = [lines[0].text]
    for number, (line, after) in enumerate(pairwise(lines)):
        of_head = number < MOST_LINES and any(is_header_line(one.text, None) for one in (line, after))
        if of_head or _begins_anew(line, after, setting):
            paragraphs.append(after.text)
        else:
            paragraphs[-1] = _joined(paragraphs[-1], after.text, words)
    return [_mended(one) for one in paragraphs]


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a document is set: step from line to line, usual length of a line, left edge of each column."""

    step: float
    length: float
    lefts: Mapping[tuple[int, int], float]
    indents: bool = False  # whether paragraphs begin with an indent, rather than after a gap

    def is_indented(self, line: Line) -> bool:
        return line.left - self.lefts[line.page, line.column] > _INDENT * line.size


def _read_setting(lines: Sequence[Line]) -> _Setting:
    steps = sorted(after.top - line.top for line, after in pairwise(lines) if _follows(line, after))
    step = steps[len(steps) // 4] if steps else 0.0  # heads and short paragraphs have many wider ones
    lefts: dict[tuple[int, int], float] = {}
    for line in lines:
        key = line.page, line.column
        lefts[key] = min(lefts.get(key, line.left), line.left)
    length = median(sorted(len(line.text) for line in lines)[len(lines) // 3 :])  # short lines say little
    setting = _Setting(step, length, lefts)
    starts = sum(
        setting.is_indented(after) and not setting.is_indented(line) for line, after in pairwise(lines)
    )
    return replace(setting, indents=starts >= max(2, len(lines) * _INDENT_SHARE))


def _begins_anew(line: Line, after: Line, setting: _Setting) -> bool:
    """Whether a paragraph begins after a line."""
    if abs(after.size - line.size) > 0.1 * line.size:
        return True
    if _HYPHEN.search(line.text) and after.text[:1].islower():
        return False
    ended = bool(_SENTENCE_END.search(line.text))
    if not _follows(line, after) and ended and not setting.indents:
        return (
            True  # no gap shows at the foot of a column; where a sentence ends there, mostly a paragraph does
        )
    if _follows(line, after) and setting.step and after.top - line.top > _GAP * setting.step:
        return True
    if len(line.text) < _SHORT * setting.length and (ended or not after.text[:1].islower()):
        return True
    return ended and setting.is_indented(after) and not setting.is_indented(line)


def _follows(line: Line, after: Line) -> bool:
    """Whether a line stands right below another, in the same column."""
    return (line.page, line.column) == (after.page, after.column) and after.top > line.top


def _joined(before: str, after: str, words: Counter[str]) -> str:
    """Two lines as one; a hyphen goes unless the document writes the word with it elsewhere."""
    hyphen = _HYPHEN.search(before)
    if not hyphen or not after[:1].isalpha():
        return f"{before} {after}"
    stem = before[:-1]
    rest = re.match(r"\w+", after)
    whole = f"{hyphen[1]}{rest[0] if rest else ''}".casefold()
    parted = f"{hyphen[1]}-{rest[0] if rest else ''}".casefold()
    soft = before.endswith("\u00ad")
    keep = after[:1].isupper() or words[parted] > words[whole]
    return f"{stem}-{after}" if keep and not soft else stem + after


def _words(lines: Sequence[Line]) -> Counter[str]:
    """How often each word stands whole in a line, with its hyphens."""
    return Counter(
        word for line in lines for word in re.findall(r"\w+(?:[-’']\w+)*(?!-$)", line.text.casefold())
    )


def _mended(text: str) -> str:
    """Ligatures as letters: "ﬁ" → "fi"."""
    return _LIGATURES.sub(lambda one: unicodedata.normalize("NFKC", one[0]), text)


def _at_edge(line: Line) -> bool:
    return line.top < _MARGIN * line.height or line.top > (1 - _MARGIN) * line.height


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.casefold().split()))


def _usual_size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)
