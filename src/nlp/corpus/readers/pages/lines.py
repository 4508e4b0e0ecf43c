"""The visible lines of a page in their order, and those that stand between its title and its text."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from nlp.corpus.header.lines import find_genre
from nlp.corpus.text import clean_line

__all__ = ["VisibleLine", "find_heading", "head_lines", "letters_of", "split_as_set", "visible_lines"]

_BLOCKS = frozenset(
    """address article aside blockquote body br dd details div dl dt fieldset figcaption figure footer form h1
    h2 h3 h4 h5 h6 header hgroup hr li main nav ol p pre section table tbody td th thead tr ul""".split()
)
_UNSEEN = frozenset(
    """aside button canvas dialog figure footer form head iframe input nav noscript object option script
    select style svg template textarea video""".split()
)
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)
_RUNS_ON = re.compile(r"(?:\b(?:by|oleh|and|dan|with|và|in|on|of)|[,:&(/])$", re.IGNORECASE)
_START, _END = "\x02", "\x03"  # of an inline element; no text of a page holds them
_NEIGHBOURS = re.compile(f"{_END}[{_END}\\s]*{_START}[{_START}\\s]*")
_MARKS = re.compile(f"[{_START}{_END}]")
MOST_LINES = 16  # a header that reads further has met the text
_LONGEST = 540  # characters: as for the head of a plain text


@dataclass(frozen=True, slots=True)
class VisibleLine:
    """A line one sees on a page, and the block it stands in; `barred` has bars between its elements."""

    block: HtmlElement
    text: str
    barred: str


def visible_lines(root: HtmlElement) -> list[VisibleLine]:
    """The lines of a page in their order, without menus at its side, its foot, and what is hidden."""
    lines: list[VisibleLine] = []
    parts: list[str] = []
    block, hidden = root, 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            if event == "end" and not hidden:
                parts.append(element.tail or "")  # behind a comment
            continue
        unseen = element.tag in _UNSEEN or "hidden" in element.attrib or _is_styled_away(element)
        is_block = element.tag in _BLOCKS
        if event == "start":
            hidden += unseen
        if is_block:
            lines += _joined(parts, block)
            parts = []
            block = element if event == "start" else _parent(element, root)
        if event == "start" and not hidden:
            parts += [_START, element.text or ""]
        elif event == "end":
            hidden -= unseen
            if not hidden:
                parts += [element.tail or ""] if is_block else [_END, element.tail or ""]
    return [*lines, *_joined(parts, block)]


def find_heading(root: HtmlElement, titles: Sequence[str], site: str) -> HtmlElement | None:
    """The heading that is the title: one called like the metadata say, or else the first that is no logo."""
    headings = [one for one in root.iter("h1", "h2") if letters_of(_words(one))]
    wanted = [letters_of(title) for title in titles if title]
    for one in headings:
        if any(letters_of(_words(one)) == title for title in wanted):
            return one
    firsts = [one for one in headings if one.tag == "h1" and letters_of(_words(one)) != letters_of(site)]
    inside = [one for one in firsts if any(up.tag in {"article", "main"} for up in one.iterancestors())]
    return next(iter([*inside, *firsts]), None)


def head_lines(
    visible: Sequence[VisibleLine], heading: HtmlElement | None, title: str, first: str
) -> list[str]:
    """The lines between the title and the first paragraph of the text, and a kicker right above the title."""
    wanted, same = letters_of(first)[:60], letters_of(title)
    above, lines = "", list[str]()
    begun = False
    for one in visible:
        if not begun:
            begun = one.block is heading if heading is not None else letters_of(one.text) == same != ""
            above = above if begun else one.text
            continue
        starts = wanted and letters_of(one.text).startswith(wanted)
        if starts or len(one.text) > _LONGEST or len(lines) == MOST_LINES:
            break
        lines.append(one.barred)
    if not begun:
        return []
    return [above, *lines] if find_genre(above) else lines


def split_as_set(paragraphs: Sequence[str], visible: Sequence[VisibleLine]) -> list[str]:
    """The paragraphs, those parted again that the page sets as several lines (by `<br>`, in a cell)."""
    lines = [one.text for one in visible]
    letters = [letters_of(line) for line in lines]
    known = set(letters)
    split: list[str] = []
    for paragraph in paragraphs:
        whole = letters_of(paragraph)
        starts = (number for number, one in enumerate(letters) if one and whole.startswith(one))
        start = None if whole in known else next(starts, None)
        parts = _consumed(whole, lines, letters, start) if start is not None else []
        split += parts or [paragraph]
    return split


def _consumed(whole: str, lines: Sequence[str], letters: Sequence[str], start: int) -> list[str]:
    """The lines from a place on that make up a paragraph exactly; none if they do not."""
    parts: list[str] = []
    for number in range(start, len(lines)):
        if not whole.startswith(letters[number]):
            return []
        whole = whole[len(letters[number]) :]
        parts += [lines[number]] if letters[number] else []
        if not whole:
            return parts
    return []


def letters_of(text: str) -> str:
    """Letters and digits alone, folded: equal for two ways to set the same words."""
    return "".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def _words(element: HtmlElement) -> str:
    return clean_line(" ".join(" ".join(element.itertext()).split()))


def _is_styled_away(element: HtmlElement) -> bool:
    style = element.get("style")
    return style is not None and bool(_HIDDEN.search(style))


def _parent(element: HtmlElement, root: HtmlElement) -> HtmlElement:
    parent = element.getparent()
    return root if parent is None else parent


def _joined(parts: Sequence[str], block: HtmlElement) -> list[VisibleLine]:
    """The line that parts make up, if any word is in it, without and with bars between neighbours."""
    text = "".join(parts)
    plain = clean_line(" ".join(_MARKS.sub("", text).split()))
    if not plain:
        return []
    if not _NEIGHBOURS.search(text):
        return [VisibleLine(block, plain, plain)]
    text = _NEIGHBOURS.sub(lambda gap: " " if _RUNS_ON.search(_text_before(gap)) else " | ", text)
    return [VisibleLine(block, plain, clean_line(" ".join(_MARKS.sub("", text).split()).strip(" |")))]


def _text_before(gap: re.Match[str]) -> str:
    """What stands right before a gap, without the marks of elements."""
    return _MARKS.sub("", gap.string[max(0, gap.start() - 20) : gap.start()]).rstrip()
