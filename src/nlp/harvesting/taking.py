"""One entry of a feed: fetched, read, judged by the codebook, and taken into the corpus as `add` does."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from nlp.corpus.article import RefusedArticleError
from nlp.corpus.folder import known_texts, read_folder
from nlp.corpus.intake import Added, add_candidate
from nlp.corpus.readers import Candidate, Origin, Reading
from nlp.corpus.readers.candidate import make_layer
from nlp.errors import WebError
from nlp.harvesting.items import Item, Outcome
from nlp.harvesting.relevance import Names
from nlp.labels import ProblemKind
from nlp.pages import read_answer
from nlp.settings import Settings
from nlp.web.feeds import Entry
from nlp.web.feeds.sources import Source
from nlp.web.fetching import Answer, Fetcher
from nlp.web.manners.robots import Robots
from nlp.web.urls import url_key

__all__ = ["Taker", "Web"]


@dataclass(frozen=True, slots=True)
class Web:
    """How to fetch, and who is asked first."""

    fetcher: Fetcher
    robots: Robots


class Taker:
    """Takes entries in, and knows which addresses and texts the corpus holds."""

    def __init__(self, settings: Settings, web: Web, names: Names, *, dry_run: bool) -> None:
        self._settings = settings
        self._web = web
        self._names = names
        self._dry_run = dry_run
        articles = settings.corpus / "articles"
        pieces = read_folder(articles)[0] if articles.is_dir() else []
        self._addresses: dict[str, str] = {}
        for piece in pieces:
            self._note(piece.url, piece.id)
        self._texts = known_texts(articles)

    def known_as(self, url: str | None) -> str | None:
        """The id of the piece that came from an address, if the corpus holds it."""
        return self._addresses.get(url_key(url)) if url else None

    def take(self, source: Source, entry: Entry) -> Item:
        """What becomes of an entry.

        Raises:
            ArticleError: the corpus cannot be written.
        """
        item = Item(source.id, Outcome.REFUSED, entry.url, title=entry.title)
        try:
            answer = self._web.fetcher.get(entry.url, permit=self._web.robots.check)
        except WebError as error:
            outcome = Outcome.REFUSED if error.lasting else Outcome.FAILED
            return replace(item, outcome=outcome, reason=str(error))
        if known := self.known_as(answer.url):
            return _known(item, known)
        try:
            return self._judged(source, entry, answer, _first(read_answer(answer)))
        except RefusedArticleError as refusal:
            return replace(item, reason=refusal.problem.message)

    def _judged(self, source: Source, entry: Entry, answer: Answer, piece: Candidate) -> Item:
        """What becomes of a piece that could be read: taken in, if it is new and relevant."""
        given = source.known_fields()
        piece = _with_feed(piece, entry)
        found = add_candidate(piece, self._settings.corpus, given=given, known=self._texts, dry_run=True)
        article = found.article
        judged = self._names.judge(f"{article.title}\n\n{article.text}")
        item = Item(
            source.id,
            Outcome.IRRELEVANT,
            entry.url,
            title=article.title,
            score=judged.score,
            korea=judged.korea,
            asean=judged.asean,
        )
        if known := found.same_as or self.known_as(article.url):
            return _known(item, known)
        limits = self._settings.harvest
        lacking = judged.missing(min_mentions=limits.min_mentions, min_score=limits.min_score)
        if not (entry.title or entry.summary):  # the feed showed nothing to look for keywords in
            lacking = source.keywords.missing(f"{article.title}\n{article.text}") or lacking
        if lacking:
            return replace(item, reason=lacking)
        if not self._dry_run:
            found = add_candidate(piece, self._settings.corpus, given=given, known=self._texts)
        return self._taken(item, found, entry, answer)

    def _note(self, url: str | None, article_id: str) -> None:
        """Keep where a piece came from; some sites name their front page as the address of every piece."""
        if url and "/" in url_key(url):
            self._addresses.setdefault(url_key(url), article_id)

    def _taken(self, item: Item, added: Added, entry: Entry, answer: Answer) -> Item:
        """The item of a piece that is in the corpus now, or would be."""
        article = added.article
        for url in (entry.url, answer.url, article.url):
            self._note(url, article.id)
        reason = str(added.path) if added.path else "would be taken in; nothing written"
        return replace(item, outcome=Outcome.TAKEN, article_id=article.id, reason=reason)


def _first(readings: Iterable[Reading]) -> Candidate:
    """The piece on a page; what is fetched holds one."""
    for one in readings:
        if isinstance(one, Candidate):
            return one
        raise RefusedArticleError(one.file, one.kind, one.message)
    raise RefusedArticleError("", ProblemKind.NO_TEXT, "holds no piece")


def _with_feed(piece: Candidate, entry: Entry) -> Candidate:
    """The piece with what the feed says of it, which counts where the page itself says nothing."""
    told = {"title": entry.title, "issued": entry.published.isoformat() if entry.published else ""}
    feed, _ = make_layer(Origin.FEED, {key: value for key, value in told.items() if value})
    return piece.with_layers(feed)


def _known(item: Item, article_id: str) -> Item:
    return replace(
        item, outcome=Outcome.KNOWN, article_id=article_id, reason=f"the corpus has it as {article_id}"
    )
