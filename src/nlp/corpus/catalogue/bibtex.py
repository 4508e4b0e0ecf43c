"""Articles as entries of BibTeX, in UTF-8 (BibLaTeX and Biber, JabRef, Zotero)."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from nlp.corpus.article import Article, Name

__all__ = ["bibtex_entries"]

# What TeX would take for a command; all other characters stay as they are.
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{one: f"\\{one}" for one in "#$%&_"},
}
# Particles in small letters before a family name, which BibTeX tells from it by that.
_WORD_AND = re.compile(r"\band\b", re.IGNORECASE)


def bibtex_entries(articles: Iterable[Article]) -> str:
    """The articles as a `.bib` file, an entry for each, with keys that are unique and in ASCII."""
    taken: Counter[str] = Counter()
    return "\n".join(_entry(article, _key(article, taken)) for article in articles)


def _entry(article: Article, key: str) -> str:
    fields = {
        "title": f"{{{_escape(article.title)}}}",  # the inner braces keep its capitals
        "author": " and ".join(_name(name) for name in article.authors),
        "journal": _escape(article.outlet or ""),
        "year": str(article.issued.year) if article.issued else "",
        "date": article.issued.isoformat() if article.issued else "",
        "url": _address(article.url or ""),
        "urldate": article.accessed.isoformat() if article.accessed else "",
        "langid": article.language or "",
        "type": _escape(article.genre or ""),
        "keywords": _escape(", ".join(article.keywords)),
        "note": _escape(article.affiliation or ""),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    kind = "article" if article.outlet else "misc"
    return "\n".join([f"@{kind}{{{key},", *lines, "}\n"])


def _name(name: Name) -> str:
    """A name as BibTeX takes it apart: `van der Meer, Anna`; a body stays whole in braces."""
    if name.literal or not name.given:
        return f"{{{_escape(name.literal or name.family)}}}"
    family, given = _part(name.family), _part(name.given)
    return f"{family}, {given}"


def _part(text: str) -> str:
    """Part of a name; where it holds a comma or the word "and", braces keep it whole."""
    escaped = _escape(text)
    return f"{{{escaped}}}" if "," in text or _WORD_AND.search(text) else escaped


def _escape(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in " ".join(text.split()))


def _address(url: str) -> str:
    """An address; BibLaTeX reads it verbatim, so that only what would end the field is written otherwise."""
    for character, code in (("{", "%7B"), ("}", "%7D"), ("\\", "%5C"), (" ", "%20")):
        url = url.replace(character, code)
    return url


def _key(article: Article, taken: Counter[str]) -> str:
    """The id with what BibTeX allows in a key; a number is put behind one that is taken."""
    plain = unicodedata.normalize("NFKD", article.id).encode("ascii", "ignore").decode()
    key = re.sub(r"[^A-Za-z0-9.-]+", "-", plain).strip("-.") or f"piece-{article.sha256[:8]}"
    taken[key] += 1
    return key if taken[key] == 1 else f"{key}-{taken[key]}"
