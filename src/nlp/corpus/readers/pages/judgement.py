"""Whether a page shows a whole article: not a list of them, a running log, or a stub behind a paywall."""

import re
from collections.abc import Sequence, Set

from lxml.html import HtmlElement

from nlp.corpus.article import RefusedArticleError
from nlp.corpus.readers.pages.json_ld import ARTICLE_TYPES, LinkedData
from nlp.corpus.readers.pages.lines import VisibleLine, letters_of
from nlp.labels import ProblemKind

__all__ = ["check_page", "without_offers"]

# Numbers by judgement, on pages written for the tests: an op-ed has 500 to 1,500 words, a letter to the
# editor 80 and more, a teaser above a paywall 30 to 150.
FEWEST_WORDS = 40
STUB_WORDS = 150
_FEWEST_TEASERS = 5
_NEAR = 3  # lines below a heading: byline, day, teaser
_HEADINGS = frozenset({"h2", "h3", "h4"})
_LISTS = frozenset({"CollectionPage", "ItemList", "SearchResultsPage", "ProfilePage"})
_OFFER = re.compile(
    r"\b(?:subscribe|sign up|register|log ?in|sign in|become a (?:member|subscriber))\b[^.?!]{0,40}"
    r"\b(?:to|and) (?:continue|keep|read|unlock|access|view)\b|to (?:continue|keep) reading\b"
    r"|(?:article|story|piece|content) is (?:only )?(?:for|available to|reserved for)[^.?!]{0,20}subscribers"
    r"|for subscribers only|subscriber[- ]only|already a (?:subscriber|member)|unlock (?:this|the full)"
    r"|you have (?:reached|read) (?:your|all)[^.?!]{0,40}(?:free|limit)|remaining free articles"
    r"|유료\s?(?:회원|구독|기사)|구독(?:하시면|자 전용)|로그인 후 (?:이용|계속)|회원 전용"
    r"|berlangganan untuk|khusus pelanggan|đăng (?:ký|nhập) để đọc|สมัครสมาชิกเพื่ออ่าน",
    re.IGNORECASE,
)
_LONGEST_OFFER = 300  # characters: a paragraph of the text that talks about subscribers is longer
_BARRIER = re.compile(r"pay-?wall|piano-|subscriber-only|premium-(?:content|barrier)|metered", re.IGNORECASE)


def without_offers(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs without those that offer a subscription."""
    return [one for one in paragraphs if not (len(one) <= _LONGEST_OFFER and _OFFER.search(one))]


def check_page(
    root: HtmlElement,
    visible: Sequence[VisibleLine],
    paragraphs: Sequence[str],
    linked: LinkedData,
    *,
    name: str,
    is_article: bool,
) -> tuple[str, ...]:
    """Doubts whether the page shows the whole piece.

    Args:
        root: the page.
        visible: its lines.
        paragraphs: its text without offers of a subscription.
        linked: its JSON-LD.
        name: what to call the page in messages.
        is_article: whether its other metadata call it an article.

    Raises:
        RefusedArticleError: it is no article, or hardly anything of one.
    """
    words = sum(len(one.split()) for one in paragraphs)
    letters = sum(len(one) for one in paragraphs)
    if words * 12 < letters:
        words = letters // 4  # a script without blanks
    what = _what_instead(visible, paragraphs, linked, is_article=is_article)
    if what:
        raise RefusedArticleError(name, ProblemKind.NOT_ARTICLE, f"{what}; add the page of the piece itself")
    closed = linked.is_free is False or _is_barred(root)
    if closed and words < STUB_WORDS:
        message = (
            f"shows only the beginning ({words} words) of a piece behind a paywall; "
            "save the whole text from your own access and add that file"
        )
        raise RefusedArticleError(name, ProblemKind.PAYWALL, message)
    if words < FEWEST_WORDS:
        message = (
            f"shows hardly any text ({words} words); if a browser shows more, copy it into a .txt file and "
            "add that"
        )
        raise RefusedArticleError(name, ProblemKind.NO_TEXT, message)
    cut = bool(paragraphs) and paragraphs[-1].rstrip().endswith(("…", "...", "[…]", "[...]"))
    if closed and (cut or linked.is_free is not False):
        return ("may be cut short: the page asks for a subscription; compare it with the original",)
    return ("may be cut short: its last sentence is not finished",) if cut else ()


def _what_instead(
    visible: Sequence[VisibleLine], paragraphs: Sequence[str], linked: LinkedData, *, is_article: bool
) -> str:
    """What a page is that is no article: a live blog, or a page of teasers; empty where it is one."""
    if "LiveBlogPosting" in linked.types:
        return "is a live blog, not an article"
    if is_article or linked.types & ARTICLE_TYPES:
        return ""
    teasers = _count_teasers(visible, {letters_of(one) for one in paragraphs})
    is_list = linked.types & _LISTS or teasers >= _FEWEST_TEASERS
    return "is a list of pieces, not an article" if is_list else ""


def _count_teasers(visible: Sequence[VisibleLine], taken: Set[str]) -> int:
    """How many linked headings stand right above something that was taken for the text."""
    teasers, waiting = 0, 0
    for one in visible:
        if one.block.tag in _HEADINGS and _is_linked(one.block):
            waiting = _NEAR
        elif waiting and letters_of(one.text) in taken:
            teasers, waiting = teasers + 1, 0
        else:
            waiting = max(0, waiting - 1)
    return teasers


def _is_linked(heading: HtmlElement) -> bool:
    parent = heading.getparent()
    return heading.find(".//a") is not None or (parent is not None and parent.tag == "a")


def _is_barred(root: HtmlElement) -> bool:
    """Whether the page, beside its menus, asks for a subscription to read on."""
    if any(_BARRIER.search(str(value)) for value in root.xpath("//@class | //@id")):
        return True
    if not _OFFER.search(" ".join("".join(root.itertext()).split())):
        return False
    offers = (
        element
        for element in root.iter("div", "section", "p", "h2", "h3", "h4")
        if _OFFER.search(_short_text(element))
    )
    menus = {"nav", "header", "footer", "aside"}
    return any(not menus & {up.tag for up in element.iterancestors()} for element in offers)


def _short_text(element: HtmlElement) -> str:
    """The text of an element that holds no more than an offer does; empty if it holds more."""
    text = ""
    for part in element.itertext():
        text += part
        if len(text) > 2 * _LONGEST_OFFER:
            return ""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_OFFER else ""
