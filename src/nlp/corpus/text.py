"""Text as it should be stored: composed characters, no invisible ones, paragraphs parted by a blank line.

Every visible character stays: curly quotes, dashes, runs of spaces inside a line.
"""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

__all__ = ["clean_line", "clean_text", "join_paragraphs", "make_paragraphs", "text_hash"]

_LINE_ENDS = re.compile(r"\r\n?|\x85|\u2028|\x0b")
_PARAGRAPH_ENDS = re.compile(r"\x0c|\u2029")
# Controls but for line feed and tab; soft hyphen, zero-width and bidirectional marks, tags, byte-order mark
# and interlinear annotation (they are all of category Cf); lone surrogates and noncharacters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_BLANK = re.compile(r"\n\s*\n")
_ITEM = re.compile(r"(?:[-*+•–·▪◦]|\d{1,3}[.)]|\([a-z0-9]{1,3}\))\s")
_SENTENCE_END = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*$")

# Text is hard-wrapped to some width (mail at 72–78 columns, editors at 80–120, rarely beyond 200). A line
# of it stops short of the width by at most its next word, here taken to be up to 24 letters; a line under 40
# letters that ends without a full stop is rather a heading, a verse or an item.
WIDEST = 200
LONGEST_WORD = 24
SHORTEST_LINE = 40


def clean_text(text: str) -> str:
    """The text in NFC with line feeds as line ends, without invisible characters and trailing blanks."""
    text = _PARAGRAPH_ENDS.sub("\n\n", _LINE_ENDS.sub("\n", text))
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return "\n".join(line.rstrip() for line in text.split("\n"))


def clean_line(text: str) -> str:
    """The text cleaned and on a single line, for titles, names and other values."""
    if text.isascii() and text.isprintable():
        return text.strip()  # nothing to clean; most values are of this kind
    lines = (line.strip() for line in clean_text(text).split("\n"))
    return " ".join(line for line in lines if line)


def make_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a cleaned text, each on one line.

    Blank lines part paragraphs. Line breaks inside such a block are joined where the text is hard-wrapped;
    otherwise each line is a paragraph of its own, as in files with one line per paragraph.
    """
    blocks = [[line.strip() for line in block.split("\n") if line.strip()] for block in _BLANK.split(text)]
    width = max((len(line) for block in blocks for line in block), default=0)
    if not _is_wrapped(blocks, width):
        return tuple(line for block in blocks for line in block)
    return tuple(paragraph for block in blocks for paragraph in _join_lines(block, width))


def join_paragraphs(paragraphs: Sequence[str]) -> str:
    """One text with a blank line between paragraphs: the form in which articles keep their text."""
    return "\n\n".join(paragraphs)


def text_hash(text: str) -> str:
    """SHA-256 over the words of a text: equal for copies that differ in case, punctuation or line breaks."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


def _is_wrapped(blocks: Sequence[Sequence[str]], width: int) -> bool:
    """Whether at least half of the line breaks inside blocks stand in the middle of a sentence."""
    if width > WIDEST:
        return False
    breaks = [(line, after) for block in blocks for line, after in pairwise(block) if not _ITEM.match(after)]
    inside = sum(
        not _SENTENCE_END.search(line) and (len(line) >= SHORTEST_LINE or after[0].islower())
        for line, after in breaks
    )
    return bool(breaks) and inside * 2 >= len(breaks)


def _join_lines(lines: Sequence[str], width: int) -> list[str]:
    joined = list(lines[:1])
    for line, after in pairwise(lines):
        if _runs_on(line, after, width):
            # A hyphen at a line end may belong to the word: it stays, and no blank is put after it.
            joined[-1] += after if re.search(r"\w-$", line) else f" {after}"
        else:
            joined.append(after)
    return joined


def _runs_on(line: str, after: str, width: int) -> bool:
    """Whether a line of hard-wrapped text was broken for want of room or in the middle of a sentence."""
    if _ITEM.match(after):
        return False
    first_word = min(len(after.split(maxsplit=1)[0]), LONGEST_WORD)
    no_room = len(line) + 1 + first_word > width
    in_sentence = not _SENTENCE_END.search(line) and len(line) >= SHORTEST_LINE
    return no_room or in_sentence or after[0].islower()
