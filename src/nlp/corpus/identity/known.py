"""What a corpus holds: its texts, where they came from, and who wrote them."""

from collections import defaultdict
from collections.abc import Collection
from pathlib import Path
from typing import TypeAlias

from nlp.corpus.article import Article
from nlp.corpus.identity.addresses import address_key
from nlp.corpus.text import text_hash

__all__ = ["Known"]

_Byline: TypeAlias = tuple[str, tuple[str, ...], str]


class Known:
    """The pieces of a corpus by text, address and byline; kept up to date while pieces are taken in."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._paths: dict[str, Path] = {}
        self._addresses: dict[str, list[str]] = defaultdict(list)
        self._bylines: dict[_Byline, list[str]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._paths)

    @property
    def ids(self) -> Collection[str]:
        """The ids of the pieces."""
        return self._paths.keys()

    def add(self, article: Article, path: Path) -> None:
        """Note a piece and the file that holds it."""
        self._texts.setdefault(text_hash(article.text), article.id)
        self._paths[article.id] = path
        if key := address_key(article.url):
            self._addresses[key].append(article.id)
        self._bylines[_byline(article)].append(article.id)

    def add_earlier(self, text: str, article_id: str) -> None:
        """Note the text of an earlier version of a piece."""
        self._texts.setdefault(text_hash(text), article_id)

    def find(self, text: str) -> str | None:
        """The id of the piece that holds, or held, a text; None for a new one."""
        return self._texts.get(text_hash(text))

    def path(self, article_id: str) -> Path:
        """The file of a piece."""
        return self._paths[article_id]

    def relatives(self, article: Article) -> tuple[str, ...]:
        """Ids of the pieces of the same address, or of the same title, authors and outlet."""
        found = [*self._addresses.get(address_key(article.url), ()), *self._bylines.get(_byline(article), ())]
        return tuple(dict.fromkeys(found))


def _byline(article: Article) -> _Byline:
    authors = tuple(sorted(text_hash(name.display) for name in article.authors))
    return (text_hash(article.title), authors, text_hash(article.outlet or ""))
