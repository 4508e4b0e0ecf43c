"""What a page says about itself in the tags of its markup: Open Graph, meta, microdata, links, time tags."""

import re
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

from nlp.corpus.header.bylines import read_parts, split_by
from nlp.corpus.header.lines import find_genre
from nlp.corpus.header.names import is_body, is_name, make_name
from nlp.corpus.readers.candidate import written_day
from nlp.corpus.text import clean_line

__all__ = ["read_markup", "read_meta", "read_microdata", "read_open_graph", "words_of"]

_OPEN_GRAPH = {
    "title": "og:title",
    "author": "article:author og:article:author",
    "container-title": "og:site_name",
    "issued": "article:published_time og:article:published_time og:published_time",
    "URL": "og:url",
    "language": "og:locale",
    "genre": "article:section og:article:section",
    "keywords": "article:tag og:article:tag",
}
_META = {
    "title": "citation_title dc.title dcterms.title parsely-title sailthru.title twitter:title",
    "author": "citation_author dc.creator dcterms.creator author article.author parsely-author"
    " sailthru.author byl byline",
    "affiliation": "citation_author_institution",
    "container-title": "citation_journal_title dc.publisher dcterms.publisher application-name publisher",
    "issued": "citation_publication_date citation_online_date citation_date dc.date.issued dcterms.issued"
    " dc.date dcterms.date dcterms.created parsely-pub-date sailthru.date article.published publishdate"
    " publish-date publish_date pubdate date article_date_original originalpublicationdate datepublished",
    "URL": "citation_public_url dc.identifier parsely-link",
    "language": "citation_language dc.language dcterms.language language content-language",
    "genre": "parsely-section section genre dc.type",
    "keywords": "citation_keywords news_keywords keywords dc.subject",
}
_MICRODATA = {"title": "headline", "issued": "datePublished", "genre": "articleSection genre"}
_BYLINE = re.compile(r"(?:^|[-_ ])(?:by-?line|author(?:-?name|s)?|writer|penulis)(?:$|[-_ ])", re.IGNORECASE)
_LONGEST_BYLINE = 200  # characters
_ARTICLE = re.compile(r"schema\.org/\w*(?:Article|BlogPosting|Report)$")


def read_open_graph(root: HtmlElement) -> dict[str, object]:
    """Fields, by the keys of the article file, from Open Graph tags."""
    return _from_meta(_meta_values(root), _OPEN_GRAPH)


def read_meta(root: HtmlElement) -> dict[str, object]:
    """Fields from other meta tags: Highwire, Dublin Core, plain names, labels for cards."""
    values = _meta_values(root)
    fields = _from_meta(values, _META)
    for number in ("1", "2"):  # WordPress: twitter:label1 "Written by", twitter:data1 "Jane Roe"
        label = next(iter(values.get(f"twitter:label{number}", ())), "").lower()
        told = next(iter(values.get(f"twitter:data{number}", ())), "")
        if "written by" in label or label == "by":
            fields.setdefault("author", [told])
        elif "reading time" in label and (minutes := re.match(r"(\d{1,3})\s?min", told)):
            fields.setdefault("reading_time", minutes[1])
    return fields


def read_microdata(root: HtmlElement) -> dict[str, object]:
    """Fields from `itemprop` attributes inside an article's `itemscope`."""
    scope = next((one for one in root.iter() if _ARTICLE.search(str(one.get("itemtype", "")))), None)
    if scope is None:
        return {}
    fields: dict[str, object] = {}
    for key, names in _MICRODATA.items():
        told = [_property(one) for name in names.split() for one in _props(scope, name)]
        value = next(iter(filter(None, told)), "")
        if key == "issued":
            value = written_day(value) or ""
        elif key == "genre":
            value = find_genre(value) or ""
        if value:
            fields[key] = value
    people = [_person(one) for one in _props(scope, "author")]
    places = [words_of(one) for one in _props(scope, "affiliation")]
    publishers = [_person(one) for one in _props(scope, "publisher")]
    fields |= {"author": _distinct(people)} if any(people) else {}
    fields |= {"affiliation": "; ".join(_distinct(places))} if any(places) else {}
    fields |= {"container-title": publishers[0]} if any(publishers[:1]) else {}
    return fields


def read_markup(root: HtmlElement) -> dict[str, object]:
    """Fields from links, the canonical address, classes named for a byline, and time tags."""
    fields: dict[str, object] = {}
    for link in root.iter("link"):
        if "canonical" in str(link.get("rel", "")).lower() and link.get("href"):
            fields["URL"] = clean_line(str(link.get("href")))
            break
    authors = _distinct(
        [words_of(one) for one in root.iter("a") if "author" in str(one.get("rel", "")).split()]
    )
    byline = None if authors else _byline(root)
    if authors:
        fields["author"] = authors
    elif byline:
        fields |= byline
    days = [written_day(str(one.get("datetime", ""))) for one in root.iter("time") if _is_publication(one)]
    if len(set(filter(None, days))) == 1:
        fields["issued"] = next(filter(None, days))
    language = str(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    if language:
        fields["language"] = language
    return fields


def words_of(element: HtmlElement) -> str:
    """The text of an element on one line."""
    return clean_line(" ".join(" ".join(element.itertext()).split()))


def _meta_values(root: HtmlElement) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for tag in root.iter("meta"):
        content = clean_line(" ".join(str(tag.get("content", "")).split()))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = str(tag.get(attribute, "")).strip().lower()
            if name and content:
                values.setdefault(name, []).append(content)
                break
    return values


def _from_meta(values: Mapping[str, list[str]], names: Mapping[str, str]) -> dict[str, object]:
    fields: dict[str, object] = {}
    for key, candidates in names.items():
        told = next((values[name] for name in candidates.split() if name in values), None)
        if told is None:
            continue
        value: object = told[0]
        if key == "author":
            value = [_in_order(one) for one in told if not re.match(r"https?://|www\.", one)]
        elif key == "keywords":
            value = [word.strip() for one in told for word in re.split(r"[,;]", one) if word.strip()][:30]
        elif key == "affiliation":
            value = "; ".join(_distinct(told))
        elif key == "issued":
            value = written_day(told[0])
        elif key == "genre":
            value = find_genre(told[0])
        if value:
            fields[key] = value
    return fields


def _in_order(name: str) -> str:
    """A name as one reads it, where catalogues put the family name first: "Roe, Jane" → "Jane Roe"."""
    family, comma, given = (part.strip() for part in name.partition(","))
    if (
        not comma
        or "," in given
        or not is_name(f"{given} {family}")
        or is_body(name)
        or len(given.split()) > 3
    ):
        return name
    if len(family.split()) > 1 and is_name(given):
        return name  # two people: "Jane Roe, John Doe"
    eastern = f"{family} {given}"
    return eastern if make_name(eastern).family_first else f"{given} {family}"


def _props(scope: HtmlElement, name: str) -> Iterator[HtmlElement]:
    return (one for one in scope.iter() if name in str(one.get("itemprop", "")).split())


def _property(element: HtmlElement) -> str:
    """The value of an `itemprop`: its machine-readable attribute, or its words."""
    value = element.get("content") or element.get("datetime")
    return clean_line(str(value)) if value else words_of(element)


def _person(element: HtmlElement) -> str:
    name = next(_props(element, "name"), None)
    return _property(name) if name is not None and name is not element else _property(element)


def _byline(root: HtmlElement) -> dict[str, object] | None:
    """Authors and affiliation in the first element whose class is named for them and that holds a byline."""
    for element in root.iter("address", "div", "p", "span", "a", "li", "h3", "h4"):
        if not _BYLINE.search(f"{element.get('class', '')} {element.get('id', '')}"):
            continue
        text = words_of(element)
        if not text or len(text) > _LONGEST_BYLINE:
            continue
        by = split_by(text)
        byline = read_parts(by[0] if by else text, strict=not by)
        if byline:
            fields: dict[str, object] = {"author": [name.display for name in byline.authors]}
            return fields | ({"affiliation": byline.affiliation} if byline.affiliation else {})
    return None


def _is_publication(tag: HtmlElement) -> bool:
    """Whether a time tag may tell the day of publication: not that of an update, a comment or a teaser."""
    around = [tag, *tag.iterancestors()]
    marks = " ".join(f"{one.get('class', '')} {one.get('itemprop', '')}" for one in around[:3]).lower()
    outside = any(one.tag in {"aside", "footer", "nav"} for one in around)
    return not outside and not re.search(r"updat|modif|comment|related|teaser", marks)


def _distinct(values: list[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))
