"""CSL-JSON and Zotero's exports: a piece for each item with a text, in itself or in a file beside it."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from pathlib import PurePath

from nlp.corpus.article import RefusedArticleError
from nlp.corpus.encoding import decode
from nlp.corpus.readers.candidate import Candidate, Layer, Origin, Reading, make_layer
from nlp.corpus.readers.lists.attachments import Attached, read_attached
from nlp.corpus.text import clean_line, clean_text
from nlp.labels import ProblemKind

__all__ = ["read_catalogue", "read_items"]

_KEPT = """title author issued URL language genre keyword accessed affiliation author_country outlet_country
    side reading_time""".split()
_ZOTERO_OUTLETS = (
    "publicationTitle blogTitle websiteTitle forumTitle programTitle institution publisher".split()
)
_TEXTS = "text fulltext full_text body content".split()
_FILES = "path file filename PDF attachment".split()
# Where an item has several files: the one from which the text comes out best.
_BEST_FIRST = (".md", ".txt", ".docx", ".odt", ".html", ".htm", ".xhtml", ".pdf")
_MOST_ITEMS = 50_000
Item = Mapping[str, object]


def read_catalogue(data: bytes, *, name: str, attached: Attached) -> Iterator[Reading]:
    """The pieces of an export, and a problem for each item that has no text.

    Args:
        data: a list of CSL-JSON items, a single one, or an export of Zotero (Better BibTeX JSON).
        name: what to call the file in messages.
        attached: how to read a file beside it.

    Raises:
        RefusedArticleError: it is no JSON, or holds no items.
    """
    for number, item in enumerate(read_items(data, name=name), 1):
        label = clean_line(str(item.get("title", "")))[:60]
        where = f"{name}: item {number}" + (f" («{label}»)" if label else "")
        source = f"{PurePath(name).name}#{number}"
        try:
            yield _read_item(item, where, source, attached)
        except RefusedArticleError as refusal:
            yield refusal.problem


def read_items(data: bytes, *, name: str) -> Sequence[Item]:
    """The items of an export.

    Raises:
        RefusedArticleError: it is no JSON, or holds no items.
    """
    try:
        told = json.loads(decode(data, name=name))
    except (ValueError, RecursionError) as error:
        line = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        message = f"is no JSON that can be read{line}; export it anew as CSL-JSON"
        raise RefusedArticleError(name, ProblemKind.FORMAT, message) from error
    if isinstance(told, dict):
        told = told["items"] if isinstance(told.get("items"), list) else [told]
    items = [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []
    pieces = [one for one in items if one.get("itemType") not in {"attachment", "note", "annotation"}]
    if not any("title" in one for one in pieces):
        message = "holds no items with a `title`; export the pieces as CSL-JSON"
        raise RefusedArticleError(name, ProblemKind.FORMAT, message)
    return pieces[:_MOST_ITEMS]


def item_layer(item: Item, origin: Origin = Origin.CSL) -> tuple[Layer, tuple[str, ...]]:
    """What an item says about its piece, and doubts about values that cannot be used."""
    fields = {key: item[key] for key in (*_KEPT, *(("id",) if _is_ours(item) else ())) if item.get(key)}
    outlet = item.get("container-title") or next((item[key] for key in _ZOTERO_OUTLETS if item.get(key)), "")
    fields["container-title"] = outlet
    if "itemType" in item:
        fields |= _zotero_fields(item)
    for key in ("title", "container-title"):  # Zotero keeps italics as tags
        if isinstance(fields.get(key), str):
            fields[key] = unescape(re.sub(r"</?(?:i|b|em|sub|sup|span)\b[^>]*>", "", str(fields[key])))
    return make_layer(origin, fields)


def _is_ours(item: Item) -> bool:
    """Whether `commentary export` wrote an item: its id is that of an article, its text has no head."""
    return isinstance(item.get("sha256"), str) and isinstance(item.get("id"), str)


def _zotero_fields(item: Item) -> dict[str, object]:
    creators = [one for one in _list(item.get("creators")) if isinstance(one, dict)]
    authors = [_csl_name(one) for one in creators if one.get("creatorType", "author") == "author"]
    tags = [one.get("tag", "") if isinstance(one, dict) else one for one in _list(item.get("tags"))]
    fields: dict[str, object] = {
        "author": authors,
        "issued": item.get("date"),
        "URL": item.get("url"),
        "keyword": tags,
        "accessed": str(item.get("accessDate", ""))[:10],
    }
    return {key: value for key, value in fields.items() if value}


def _csl_name(creator: Mapping[str, object]) -> dict[str, object]:
    if creator.get("name"):
        return {"literal": creator["name"]}
    return {"family": creator.get("lastName", ""), "given": creator.get("firstName", "")}


def _read_item(item: Item, where: str, source: str, attached: Attached) -> Candidate:
    layer, doubts = item_layer(item)
    text = next((str(item[key]) for key in _TEXTS if isinstance(item.get(key), str) and item[key]), "")
    if text:
        clean = clean_text(text).strip("\n")
        return Candidate(where, source, clean, (layer,), doubts, has_head=not _is_ours(item))
    file = _file_of(item)
    if not file:
        said = "metadata and an abstract" if item.get("abstract") or item.get("abstractNote") else "metadata"
        remedy = "attach its text and export with files"
        if layer.values.get("url"):
            remedy = f"add its page ({layer.values['url']}), or {remedy}"
        raise RefusedArticleError(where, ProblemKind.NO_TEXT, f"has only {said}; {remedy}")
    piece = read_attached(file, where, attached).with_layers(layer)
    return piece.with_doubts(*doubts)


def _file_of(item: Item) -> str:
    """The path of the file that holds the item's text; empty if it has none of a format that is read."""
    told = [item.get(key) for key in _FILES]
    for one in _list(item.get("attachments")):
        told.append(one.get("path") or one.get("localPath") if isinstance(one, dict) else one)
    paths = [one for one in told if isinstance(one, str) and PurePath(one).suffix.lower() in _BEST_FIRST]
    return min(paths, key=lambda one: _BEST_FIRST.index(PurePath(one).suffix.lower()), default="")


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
