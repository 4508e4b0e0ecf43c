"""One article of all that is said about a piece: of each field the best source counts.

The order of sources is that of `nlp.corpus.readers.Origin`: given by hand, front matter, sidecar, catalogue,
file name, metadata of a page, header line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

from nlp.corpus.article import Article, Name, Problem, RefusedArticleError
from nlp.corpus.folder import check_article, make_stem
from nlp.corpus.header import Header, read_header
from nlp.corpus.header.note import find_note_affiliation
from nlp.corpus.markdown import Fields, read_given
from nlp.corpus.markdown.front_matter import FrontMatterError, Value
from nlp.corpus.readers import Candidate, Layer, Origin
from nlp.corpus.text import join_paragraphs, make_paragraphs, text_hash
from nlp.errors import ArticleError
from nlp.labels import ProblemKind

__all__ = ["make_article"]

_FROM_HEADER = (
    "title",
    "authors",
    "affiliation",
    "outlet",
    "issued",
    "url",
    "genre",
    "keywords",
    "reading_time",
)
_OWN = frozenset({"source_file", "sample", "version"})  # set by the program: no knowledge about the piece
_BY_PEOPLE = tuple(Origin).index(
    Origin.FILE_NAME
)  # sources up to here were written by a person, for this piece


@dataclass(slots=True)
class _Gathered:
    values: dict[str, object] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)

    def put(self, layer: Layer) -> None:
        """Keep the values that no better source has given."""
        recorded = cast("dict[str, str]", layer.values.get("origins", {}))
        for name, value in layer.values.items():
            if name != "origins" and name not in self.values:
                self.values[name] = value
                self.origins[name] = recorded.get(name, layer.origin.value)


def make_article(
    piece: Candidate, *, given: Mapping[str, Value] | None = None, today: date | None = None
) -> tuple[Article, tuple[Problem, ...]]:
    """The article that a piece makes, with the best source of each field, and the doubts about it.

    Raises:
        RefusedArticleError: title or text is missing.
        ArticleError: a given field is wrong.
    """
    by_hand = Layer(Origin.GIVEN, _read_given(given or {}, piece.name).values)
    layers = sorted([by_hand, *piece.layers], key=lambda layer: layer.rank)
    text, doubts = piece.text, list(piece.doubts)
    if piece.has_head:
        country = next(
            (layer.values["outlet_country"] for layer in layers if "outlet_country" in layer.values), None
        )
        header = read_header(text, country=cast("str | None", country))
        if _is_head(header, layers):
            text = header.body
            doubts += header.doubts
            layers = sorted(
                [*layers, Layer(Origin.HEADER, _known_values(header))], key=lambda layer: layer.rank
            )
            layers = _with_printed_day(layers, header, doubts)
    gathered = _Gathered()
    for layer in layers:
        gathered.put(layer)
    authors = cast("tuple[Name, ...]", gathered.values.get("authors", ()))
    if place := find_note_affiliation(text, authors):
        gathered.put(Layer(Origin.NOTE, {"affiliation": place}))
    article = _judge_language(_make_article(gathered, text, piece, doubts))
    problems = [Problem(piece.name, ProblemKind.HEADER, doubt, article.id) for doubt in article.doubts]
    article, more = check_article(article, file=piece.name, today=today)
    return article, (*problems, *more)


def _read_given(given: Mapping[str, Value], name: str) -> Fields:
    try:
        return read_given(given)
    except FrontMatterError as error:
        raise ArticleError(f"{name}: {error}") from error


def _known_values(header: Header) -> dict[str, object]:
    values = {name: getattr(header, name) for name in _FROM_HEADER}
    return {name: value for name, value in values.items() if value}


def _is_head(header: Header, layers: Sequence[Layer]) -> bool:
    """Whether what was read as a head is one.

    Where a person has told the title, a text may begin at once: a first line that is not that title is text,
    unless two lines of a head follow it.
    """
    told = [layer.values["title"] for layer in layers if layer.rank <= _BY_PEOPLE and "title" in layer.values]
    if not told or header.title is None:
        return True
    others = {"authors", "issued", "genre", "reading_time"} & _known_values(header).keys()
    return len(others) > 1 or text_hash(header.title) == text_hash(str(told[0]))


def _with_printed_day(layers: list[Layer], header: Header, doubts: list[str]) -> list[Layer]:
    """The layers with the day that the page prints, where its metadata give the day before or after.

    Metadata often count in UTC, readers where the outlet is. Days that lie further apart are doubtful.
    """
    if header.issued is None or not any(layer.origin is Origin.HEADER for layer in layers):
        return layers
    first = next(layer for layer in layers if "issued" in layer.values)
    told = first.values["issued"]
    if first.rank <= _BY_PEOPLE or not isinstance(told, date) or told == header.issued:
        return layers
    if abs((told - header.issued).days) > 1:
        doubts.append(f"the page prints {header.issued} as its day, its metadata say {told}")
        return layers
    return [Layer(Origin.HEADER, {"issued": header.issued}), *layers]


def _judge_language(article: Article) -> Article:
    """The article with the language of its text where only a page or program has told one.

    What templates declare is often the language of the site, not of the piece.
    """
    told = article.origins.get("language")
    ranks = {origin.value: rank for rank, origin in enumerate(Origin)}
    if told is None or ranks.get(told, 0) <= _BY_PEOPLE:
        return article
    from nlp.corpus.language import find_language  # unpacks a model

    found = find_language(article.text)
    if found in (None, article.language):
        return article
    return replace(article, language=found, origins=article.origins | {"language": Origin.TEXT.value})


def _make_article(gathered: _Gathered, text: str, piece: Candidate, doubts: list[str]) -> Article:
    values, origins = gathered.values, gathered.origins
    body = join_paragraphs(make_paragraphs(text))
    if "title" not in values:
        message = "has no title; put one on its first line, or give it with `--title`"
        raise RefusedArticleError(piece.name, ProblemKind.NO_TITLE, message)
    if not body:
        raise RefusedArticleError(piece.name, ProblemKind.NO_TEXT, "has no text below its header lines")
    known = values.pop("doubts", ())
    values.pop("version", None)  # counted anew in each corpus
    values.setdefault("source_file", piece.source_file)
    identifier = values.pop("id", "")
    origins = {one: origin for one, origin in origins.items() if one in values and one not in _OWN}
    draft = Article(
        id=str(identifier),
        text=body,
        origins=origins,
        doubts=(*cast("tuple[str, ...]", known), *doubts),
        **values,  # type: ignore[arg-type]
    )
    return draft if identifier else replace(draft, id=make_stem(draft))
