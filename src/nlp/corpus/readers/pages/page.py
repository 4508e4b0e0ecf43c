"""A web page as a piece: the text without what surrounds it, and what the page says about itself."""

import re
from collections.abc import Mapping, Sequence

from lxml import etree, html
from lxml.html import HtmlElement

from nlp.corpus.article import RefusedArticleError
from nlp.corpus.encoding import decode
from nlp.corpus.header.lines import split_kicker
from nlp.corpus.readers.candidate import Candidate, Layer, Origin, make_layer
from nlp.corpus.readers.pages.authors import split_accounts
from nlp.corpus.readers.pages.body import page_paragraphs
from nlp.corpus.readers.pages.head import put_head
from nlp.corpus.readers.pages.json_ld import read_linked_data
from nlp.corpus.readers.pages.judgement import check_page, without_offers
from nlp.corpus.readers.pages.lines import (
    VisibleLine,
    find_heading,
    letters_of,
    split_as_set,
    visible_lines,
)
from nlp.corpus.readers.pages.tags import read_markup, read_meta, read_microdata, read_open_graph, words_of
from nlp.corpus.text import clean_line, clean_text
from nlp.labels import ProblemKind

__all__ = ["read_page"]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,30})")
# Browsers read these names as the wider code pages that contain them.
_WIDER = {"euc-kr": "cp949", "ks_c_5601-1987": "cp949", "gb2312": "gb18030", "tis-620": "cp874"}
_BAR = re.compile(r"\s+[|–—»·-]\s+|\s*\|\s*")


def read_page(
    data: bytes, *, name: str, source_file: str, url: str | None = None, charset: str | None = None
) -> Candidate:
    """The piece on a page.

    Args:
        data: the page as it was sent or saved.
        name: what to call it in messages.
        source_file: what to call it in the article.
        url: the address it came from, after all redirects.
        charset: what the server called its encoding.

    Raises:
        RefusedArticleError: it shows no article, or only the beginning of one.
    """
    root = _parse(_decode(data, name, charset), name)
    linked = read_linked_data(root, heading=next((words_of(one) for one in root.iter("h1")), ""))
    raw: dict[Origin, Mapping[str, object]] = {
        Origin.JSON_LD: linked.fields,
        Origin.OPEN_GRAPH: read_open_graph(root),
        Origin.META: read_meta(root),
        Origin.MICRODATA: read_microdata(root),
        Origin.MARKUP: read_markup(root),
    }
    site = next((str(one["container-title"]) for one in raw.values() if "container-title" in one), "")
    raw = {origin: _plain_title(fields, site) for origin, fields in raw.items()}
    titles = [str(fields["title"]) for fields in raw.values() if "title" in fields]
    visible = visible_lines(root)
    named = _page_title(root, visible, site)
    heading = find_heading(root, [*titles, named], site)
    paragraphs = split_as_set(page_paragraphs(root, url), visible)
    doubts = check_page(
        root,
        visible,
        without_offers(paragraphs),
        linked,
        name=name,
        is_article=_is_called_article(root) or bool(raw[Origin.MICRODATA]),
    )
    title = words_of(heading) if heading is not None else next(iter(titles), named)
    people = [
        value
        for fields in raw.values()
        for key in ("author", "affiliation")
        for value in _strings(fields, key)
    ]
    text = put_head(root, visible, heading, title, without_offers(paragraphs), known=people)
    layers = _layers(raw, site, url)
    if heading is None and named:
        layers.append(make_layer(Origin.PAGE_TITLE, {"title": named})[0])
    return Candidate(name, source_file, text, tuple(layers), doubts, has_head=True)


def _decode(data: bytes, name: str, charset: str | None) -> str:
    """The page as a string: by the encoding it or the server names if that fits, else by its bytes."""
    declared = _XML_CHARSET.search(data[:200]) or _CHARSET.search(data[:4096])
    marked = data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    for encoding in () if marked else (declared[1].decode() if declared else None, charset):
        if encoding and encoding.lower().replace("_", "-") not in {"iso-8859-1", "latin-1", "us-ascii"}:
            try:
                return data.decode(_WIDER.get(encoding.lower(), encoding))
            except (UnicodeDecodeError, LookupError):
                continue
    return decode(data, name=name)


def _parse(text: str, name: str) -> HtmlElement:
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", clean_text(text))
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        message = "is empty, or no page that can be read; save it again, or its text as .txt"
        raise RefusedArticleError(name, ProblemKind.NO_TEXT, message) from error
    return root


def _plain_title(fields: Mapping[str, object], site: str) -> dict[str, object]:
    """The fields with a title that neither ends in the name of the outlet nor begins with the genre."""
    fields = dict(fields)
    title = str(fields.get("title", ""))
    parts = _BAR.split(title)
    if site and len(parts) > 1 and letters_of(parts[-1]) == letters_of(site):
        title = title[: title.rindex(parts[-1])].rstrip(" |–—»·-")
    if kicker := split_kicker(title):
        fields.setdefault("genre", kicker[0])
        title = kicker[1]
    return fields | ({"title": title} if title else {})


def _layers(raw: Mapping[Origin, Mapping[str, object]], site: str, url: str | None) -> list[Layer]:
    layers: list[Layer] = []
    for origin, fields in raw.items():
        fields, accounts = split_accounts(fields, site)
        layers.append(make_layer(origin, fields)[0])
        if accounts:
            layers.append(make_layer(Origin.ACCOUNT, accounts)[0])
    if url:
        day = re.search(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?=/|$)", url)
        dated = {"issued": "-".join(part.zfill(2) for part in day.groups())} if day else {}
        layers.append(make_layer(Origin.ADDRESS, {"URL": url, **dated})[0])
    return layers


def _strings(fields: Mapping[str, object], key: str) -> list[str]:
    value = fields.get(key, ())
    return (
        [value] if isinstance(value, str) else [str(one) for one in value] if isinstance(value, list) else []
    )


def _page_title(root: HtmlElement, visible: Sequence[VisibleLine], site: str) -> str:
    """What the browser shows as the title, without the outlet beside it: the part that stands on the page.

    Where none does, the longest part that is not the outlet.
    """
    whole = " ".join((root.findtext(".//title") or "").split())
    parts = [part.strip() for part in _BAR.split(whole) if part.strip()]
    shown = {letters_of(one.text) for one in visible}
    if letters_of(whole) in shown or not parts:
        return clean_line(whole)
    parts = [part for part in parts if letters_of(part) != letters_of(site)] or parts
    seen = [part for part in parts if letters_of(part) in shown]
    return clean_line(max(seen or parts, key=len))


def _is_called_article(root: HtmlElement) -> bool:
    kinds = [str(tag.get("content", "")) for tag in root.iter("meta") if tag.get("property") == "og:type"]
    return "article" in [kind.strip().lower() for kind in kinds]
