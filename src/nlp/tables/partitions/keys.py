"""Under which key the rows of a piece are kept: a hash of what an analysis sees of it."""

import hashlib
import json

from nlp.corpus.article import Article

__all__ = ["make_key", "make_name"]

_NAME = 32  # hex digits


def make_key(article: Article) -> str:
    """SHA-256 over id, text, title, day and outlet country: all that the rows of a piece are made of."""
    seen = [article.id, article.text, article.title, str(article.issued), str(article.outlet_country)]
    return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def make_name(keys: list[str]) -> str:
    """The name of the partition that holds these pieces; the same batch made twice is the same partition."""
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:_NAME]
