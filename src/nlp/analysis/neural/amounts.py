"""Amounts of money and shares in per cent, found by rule over tokens."""

import re

from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

__all__ = ["find_amounts"]

_PREFIXES = re.compile(
    r"(?:US|S|A|C|HK|NT|RM|Rp|R)?[$€£¥₩₱฿₫]|US\$|USD|KRW|IDR|MYR|SGD|PHP|THB|VND|EUR|RM|Rp", re.ASCII
)
_FIGURE = re.compile(
    r"(?P<sign>(?:US|S|A|C|HK|NT|R)?[$€£¥₩₱฿₫]|RM|Rp)?\d[\d,.]*(?:bn|mn|tn|trn|m|k)?(?P<share>%)?"
)
_NUMBER_WORDS = frozenset(
    """
    one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty
    sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions
    trillion trillions half several
    dozen dozens bn mn tn""".split()
)
_MAGNITUDES = frozenset(
    {"million", "millions", "billion", "billions", "trillion", "trillions", "bn", "mn", "tn", "m"}
)
_CURRENCIES = frozenset(
    """
    dollar dollars won euro euros yen yuan renminbi rupiah ringgit baht peso pesos dong kyat riel kip
    rupee rupees
    pound pounds usd krw eur cent cents""".split()
)
_ADJECTIVES = frozenset(
    {"us", "u.s.", "american", "korean", "singapore", "canadian", "australian", "hong", "kong"}
)
_LINKS = frozenset({"of", "a", "to", "-", "–"})
_PERCENT_ENDS = frozenset({"%", "percent", "pct"})


def find_amounts(doc: Doc) -> list[Span]:
    """MONEY and PERCENT spans of ``doc``, with their number and unit ("$3.5 billion", "two per cent")."""
    spans = []
    end = 0
    for place in [token.i for token in doc if _may_open(token)]:
        span = (_find_money(doc, place) or _find_percent(doc, place)) if place >= end else None
        if span is not None:
            spans.append(span)
            end = span.end
    return filter_spans(spans)


def _may_open(token: Token) -> bool:
    return _is_number(token, first=True) or _PREFIXES.fullmatch(token.text) is not None


def _find_money(doc: Doc, start: int) -> Span | None:
    place = start
    while place < len(doc) and place - start < 2 and _PREFIXES.fullmatch(doc[place].text):
        place += 1
    figure = _FIGURE.fullmatch(doc[place].text) if place < len(doc) else None
    signed = place > start or (figure is not None and figure["sign"] is not None)
    end = _skip_number(doc, place)
    if end == place:
        return None
    if signed:
        return Span(doc, start, end, label="MONEY")
    unit = end
    while (
        unit < len(doc) and (doc[unit].lower_ in _ADJECTIVES or doc[unit].lower_ in _LINKS) and unit - end < 2
    ):
        unit += 1
    if unit < len(doc) and doc[unit].lower_ in _CURRENCIES and not _is_no_currency(doc, unit):
        return Span(doc, start, unit + 1, label="MONEY")
    return None


def _find_percent(doc: Doc, start: int) -> Span | None:
    figure = _FIGURE.fullmatch(doc[start].text)
    if figure is not None and figure["share"]:
        return Span(doc, start, start + 1, label="PERCENT")
    end = _skip_number(doc, start)
    if end == start or end >= len(doc):
        return None
    if doc[end].lower_ in _PERCENT_ENDS:
        return Span(doc, start, end + 1, label="PERCENT")
    if doc[end].lower_ == "per" and end + 1 < len(doc) and doc[end + 1].lower_ == "cent":
        return Span(doc, start, end + 2, label="PERCENT")
    return None


def _skip_number(doc: Doc, start: int) -> int:
    """Where the number that begins at ``start`` ends; ``start`` itself where none begins."""
    end = start
    while end < len(doc) and _is_number(doc[end], first=end == start):
        end += 1
        linked = end + 1 < len(doc) and doc[end].lower_ in _LINKS
        if linked and _is_number(doc[end + 1], first=False):
            end += 1
    return end


def _is_number(token: Token, *, first: bool) -> bool:
    if _FIGURE.fullmatch(token.text) or token.lower_ in _NUMBER_WORDS:
        return not first or token.lower_ not in _MAGNITUDES
    return False


def _is_no_currency(doc: Doc, place: int) -> bool:
    """Whether "won" is the verb ("the first two won") or "pounds" a weight ("ten pounds of rice")."""
    word, before = doc[place].lower_, doc[place - 1]
    if word == "won":
        return not (before.lower_ in _MAGNITUDES or before.text[:1].isdigit())
    return word in {"pound", "pounds"} and place + 1 < len(doc) and doc[place + 1].lower_ == "of"
