"""The stage that learns themes from human codes: heads for the run, and what codes its pieces with them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from nlp.codes.records import CodeKind, CodeLevel
from nlp.running.intake import Intake
from nlp.running.parts import open_store
from nlp.settings import Settings

if TYPE_CHECKING:
    from nlp.analysis.themes import ThemeCoder
    from nlp.analysis.theming.learning import CodedParagraph, LearntHeads
    from nlp.codes.overrides.themes import ThemeLimits

__all__ = ["learn_themes", "make_coder", "theme_limits"]


def learn_themes(intake: Intake, settings: Settings) -> "LearntHeads":
    """The theme heads of a run: those that ship, or refitted with the settled human codes of paragraphs.

    Refitted heads are kept under the hash of all they depend on and fitted once.

    Raises:
        ModelError: the shipped heads are missing.
        OutputError: refitted heads cannot be kept.
    """
    from nlp.analysis.theming.learning import learn_heads

    coded = tuple(_find_coded(intake, settings))
    return learn_heads(coded, intake.codebook.themes, settings.outputs / ".heads")


def make_coder(intake: Intake, settings: Settings) -> "ThemeCoder":
    """What tells the themes of each piece from its kept embeddings."""
    from nlp.analysis.neural.encoder import Encoder
    from nlp.analysis.themes import ThemeCoder, ThemeModel

    learnt = learn_themes(intake, settings)
    model = ThemeModel(intake.codebook.themes, learnt.heads, lambda: Encoder(threads=settings.models.threads))
    return ThemeCoder(
        model,
        per_paragraph=settings.themes.max_per_paragraph,
        per_article=settings.themes.max_per_article,
        held_out=learnt.held_out,
    )


def theme_limits(intake: Intake, settings: Settings) -> "ThemeLimits":
    """From which scores paragraphs and pieces treat a theme."""
    from nlp.analysis.themes import TITLE_SHARE
    from nlp.codes.overrides.themes import ThemeLimits

    heads = learn_themes(intake, settings).heads
    return ThemeLimits(heads.article_threshold, settings.themes.max_per_article, TITLE_SHARE, heads.threshold)


def _find_coded(intake: Intake, settings: Settings) -> Iterator["CodedParagraph"]:
    codes = [
        code for code in intake.codes if code.kind is CodeKind.THEMES and code.level is CodeLevel.PARAGRAPH
    ]
    if not codes:
        return
    from nlp.analysis.grammar.paragraphs import find_paragraphs
    from nlp.analysis.theming.learning import CodedParagraph
    from nlp.codes.placing import place_codes, read_texts
    from nlp.codes.settling import settle
    from nlp.tables.arrow import to_pandas
    from nlp.tables.frames import make_frame
    from nlp.tables.rows import Counts, article_row
    from nlp.tables.schemas import ARTICLES, SENTENCES

    store = open_store(intake, settings)
    named = {code.article_id for code in codes}
    articles = {article.id: article for article in intake.readable if article.id in named}
    coded = store.of(articles.values())
    vectors = dict(pair for partition in coded for pair in partition.passages())
    texts = read_texts(
        make_frame(ARTICLES, (article_row(articles[name], Counts()) for name in vectors)),
        to_pandas(SENTENCES, store.read("sentences", coded)),
    )
    for code in settle(place_codes(codes, texts)[0]):
        article, number = articles[code.article_id], code.paragraph or 0
        start, end = find_paragraphs(article.text)[number - 1]
        vector = vectors[article.id].paragraph_vectors()[number - 1]
        yield CodedParagraph(article.id, number, article.text[start:end], vector, code.values)
