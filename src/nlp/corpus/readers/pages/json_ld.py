"""What a page says about itself in JSON-LD (schema.org), however its publisher has nested it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from nlp.corpus.header.lines import find_genre
from nlp.corpus.readers.candidate import written_day
from nlp.corpus.text import clean_line

__all__ = ["ARTICLE_TYPES", "LinkedData", "read_linked_data"]

ARTICLE_TYPES = frozenset(
    """Article NewsArticle OpinionNewsArticle AnalysisNewsArticle ReportageNewsArticle BackgroundNewsArticle
    AskPublicNewsArticle ReviewNewsArticle AdvertiserContentArticle ScholarlyArticle TechArticle Report
    BlogPosting SocialMediaPosting""".split()
)
_GENRES = {
    "OpinionNewsArticle": "opinion",
    "AnalysisNewsArticle": "analysis",
    "BlogPosting": "blog",
    "ReviewNewsArticle": "review",
}
_MOST_NODES = 2000  # a page has some dozens
_DEEPEST = 12
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")
Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LinkedData:
    """Fields by the keys of the article file, the types on the page, and whether reading is free."""

    fields: Mapping[str, object] = field(default_factory=dict)
    types: frozenset[str] = frozenset()
    is_free: bool | None = None


def read_linked_data(root: HtmlElement, *, heading: str = "") -> LinkedData:
    """What the page's JSON-LD says; of several articles the one called like the page's heading counts."""
    nodes = [node for block in _blocks(root) for node in _nodes(block)]
    types = frozenset(kind for node in nodes for kind in _types(node))
    articles = [node for node in nodes if _types(node) & ARTICLE_TYPES]
    if not articles:
        return LinkedData(types=types)
    known = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    article = next((node for node in articles if _same(_text(node.get("headline")), heading)), articles[0])
    fields = {key: value for key, value in _fields(article, known).items() if value}
    free = article.get("isAccessibleForFree")
    return LinkedData(fields, types, None if free is None else str(free).strip().lower() == "true")


def _blocks(root: HtmlElement) -> Iterator[Any]:
    for script in root.iter("script"):
        if "ld+json" in str(script.get("type", "")).lower() and script.text:
            text = _WRAPPING.sub("", script.text).strip().rstrip(";")
            try:
                yield json.loads(text, strict=False)
            except (ValueError, RecursionError):
                continue  # broken by its publisher; the other sources speak


def _nodes(block: object) -> list[Node]:
    """The nodes of a block in their order. Items of lists of other pieces are not entered."""
    nodes: list[Node] = []
    waiting: list[tuple[object, int]] = [(block, 0)]
    while waiting and len(nodes) < _MOST_NODES:
        one, depth = waiting.pop()
        if isinstance(one, list) and depth < _DEEPEST:
            waiting += [(entry, depth + 1) for entry in reversed(one)]
        elif isinstance(one, dict):
            nodes.append(one)
            inner = [one[key] for key in ("mainEntityOfPage", "mainEntity", "@graph") if key in one]
            waiting += [(entry, depth + 1) for entry in inner if depth < _DEEPEST]
    return nodes


def _types(node: Node) -> set[str]:
    kinds = node.get("@type", ())
    return {str(kind).rsplit("/", 1)[-1] for kind in (kinds if isinstance(kinds, list) else [kinds])}


def _fields(article: Node, known: Mapping[str, Node]) -> dict[str, object]:
    people = [_resolved(one, known) for one in _list(article.get("author") or article.get("creator"))]
    publisher = _resolved(article.get("publisher") or article.get("isPartOf"), known)
    part = _resolved(article.get("isPartOf"), known)
    section = [_text(one) for one in _list(article.get("articleSection"))]
    genres = [find_genre(one) for one in (*map(_text, _list(article.get("genre"))), *section)]
    types = [_GENRES[kind] for kind in sorted(_types(article)) if kind in _GENRES]
    return {
        "title": _text(article.get("headline") or article.get("name")),
        "author": [name for one in people for name in _list(_name(one)) if name],
        "affiliation": "; ".join(dict.fromkeys(place for one in people if (place := _place(one, known)))),
        "container-title": _name(publisher) or _name(part),
        "issued": written_day(_text(article.get("datePublished") or article.get("dateCreated"))),
        "language": _text(_resolved(article.get("inLanguage"), known)),
        "URL": _address(article),
        "genre": next((one for one in (*genres, *types) if one), ""),
        "keywords": _keywords(article.get("keywords")),
        "reading_time": _minutes(_text(article.get("timeRequired"))),
    }


def _resolved(value: object, known: Mapping[str, Node]) -> object:
    """The node that a bare `@id` points to; of a list the first."""
    first = next(iter(_list(value)), None)
    if isinstance(first, dict) and "name" not in first and "@id" in first:
        return known.get(str(first["@id"]), first)
    return first


def _list(value: object) -> list[object]:
    return [] if value is None else list(value) if isinstance(value, list) else [value]


def _text(value: object) -> str:
    """A text value: plain, in a list, or in a node with `@value` or `name`; entities told as characters."""
    if isinstance(value, list):
        value = next(iter(value), "")
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("alternateName") or ""
    return clean_line(unescape(unescape(str(value)))) if isinstance(value, str | int | float) else ""


def _name(one: object) -> str:
    if isinstance(one, dict) and not one.get("name"):
        return " ".join(filter(None, (_text(one.get("givenName")), _text(one.get("familyName")))))
    text = _text(one)
    return "" if re.match(r"https?://", text) else text


def _place(one: object, known: Mapping[str, Node]) -> str:
    if not isinstance(one, dict):
        return ""
    return _text(_resolved(one.get("affiliation") or one.get("worksFor"), known))


def _address(article: Node) -> str:
    for key in ("url", "mainEntityOfPage", "@id"):
        value = article.get(key)
        text = str(value.get("@id") or value.get("url") or "") if isinstance(value, dict) else str(value)
        if re.match(r"https?://", text):
            return text.partition("#")[0]
    return ""


def _keywords(value: object) -> list[str]:
    words = [_text(one) for one in _list(value)]
    if len(words) == 1:
        words = re.split(r"[,;]", words[0])
    return [word.strip() for word in words if word.strip()][:30]


def _minutes(duration: str) -> str:
    match = re.fullmatch(r"P(?:0DT|T)(?:(\d{1,2})H)?(?:(\d{1,3})M)?(?:\d+S)?", duration)
    minutes = int(match[1] or 0) * 60 + int(match[2] or 0) if match else 0
    return str(minutes) if minutes else ""


def _same(left: str, right: str) -> bool:
    return bool(left) and left.casefold() == right.casefold()
