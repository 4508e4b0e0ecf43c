"""Articles as items of CSL-JSON (https://docs.citationstyles.org), as `commentary add` reads them back.

What CSL has no field for stands under the names of the article file, which other programs pass over:
affiliation, countries, side, reading time, text. An item with `sha256` is known by it as one of ours.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from nlp.corpus.article import Article, Name

__all__ = ["csl_items", "write_csl"]

# Types of CSL by genre; an opinion piece is what Zotero calls a newspaper article.
_TYPE = "article-newspaper"
_TYPES = {"blog": "post-weblog", "blog post": "post-weblog", "report": "report"}


def write_csl(articles: Iterable[Article], *, text: bool = True) -> str:
    """The articles as a CSL-JSON file."""
    return json.dumps(csl_items(articles, text=text), ensure_ascii=False, indent=2) + "\n"


def csl_items(articles: Iterable[Article], *, text: bool = True) -> list[dict[str, Any]]:
    """An item for each article; empty fields are left out, and so is the text if it is not asked for."""
    return [_item(article, text) for article in articles]


def _item(article: Article, text: bool) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": article.id,
        "type": _TYPES.get((article.genre or "").lower(), _TYPE),
        "title": article.title,
        "author": [_name(name) for name in article.authors],
        "container-title": article.outlet,
        "issued": _day(article.issued),
        "accessed": _day(article.accessed),
        "URL": article.url,
        "language": article.language,
        "genre": article.genre,
        "keyword": ", ".join(article.keywords),
        "affiliation": article.affiliation,
        "author_country": article.author_country,
        "outlet_country": article.outlet_country,
        "side": str(article.side) if article.side else None,
        "reading_time": article.reading_time,
        "sha256": article.sha256,
        "text": article.text if text else None,
    }
    return {key: value for key, value in item.items() if value not in (None, "", [])}


def _name(name: Name) -> dict[str, Any]:
    if name.literal:
        return {"literal": name.literal}
    written: dict[str, Any] = {"family": name.family, "given": name.given}
    if name.family_first:
        written["static-ordering"] = True
    return {key: value for key, value in written.items() if value}


def _day(day: date | None) -> dict[str, Any] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None
