"""Which themes each paragraph and the whole piece treat.

A trained head scores a paragraph from its embedding and its words; a theme the researcher added is scored by
the paragraph's likeness to the theme's description until there are labelled paragraphs for it. Scores are
probabilities. Embeddings that were kept give the same themes as fresh ones, so that changed heads or themes
recode themes without another look at the text.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from nlp.analysis.grammar.paragraphs import find_paragraphs
from nlp.analysis.neural.encoder import Encoder
from nlp.analysis.records import ThemeScore
from nlp.analysis.theming.description import embed_description
from nlp.analysis.theming.heads import ThemeHeads, read_heads
from nlp.analysis.theming.passages import Passages
from nlp.codebook import Theme, read_codebook
from nlp.provenance import SHIPPED_MODELS

__all__ = [
    "TITLE_SHARE",
    "ThemeCoder",
    "ThemeComponent",
    "ThemeModel",
    "score_article",
    "score_paragraphs",
]

# A title weighs a fifth of what the text does: it names the theme more often than any paragraph. Chosen on
# the sample pieces, where a tenth to a quarter do as well.
TITLE_SHARE = 0.2


class ThemeModel:
    """Scores texts for every theme of a codebook."""

    def __init__(
        self, themes: Sequence[Theme], heads: ThemeHeads, make_encoder: Callable[[], Encoder] = Encoder
    ) -> None:
        self.theme_ids = tuple(theme.id for theme in themes)
        self.heads = heads
        self.thresholds = np.array([heads.threshold(theme_id) for theme_id in self.theme_ids])
        # Only a theme without a head is scored by its description; without any, no encoder is loaded.
        added = [theme for theme in themes if theme.id not in heads.theme_ids]
        encoder = make_encoder() if added else None
        self.descriptions = {theme.id: embed_description(theme, encoder) for theme in added if encoder}

    def score(self, texts: Sequence[str], vectors: NDArray[np.float32]) -> NDArray[np.float64]:
        """Probabilities (n, n_themes) of texts with their embeddings, unit vectors (n, d)."""
        if not len(texts):
            return np.zeros((0, len(self.theme_ids)))
        return self.fill(self.heads.logits(texts, vectors), vectors)

    def fill(self, trained: NDArray[np.float64], vectors: NDArray[np.float32]) -> NDArray[np.float64]:
        """Probabilities (n, n_themes), given the log-odds (n, n_heads) of the themes that have a head."""
        columns = [self._column(theme_id, trained, vectors) for theme_id in self.theme_ids]
        return np.asarray(1 / (1 + np.exp(-np.stack(columns, axis=1))))

    def _column(
        self, theme_id: str, trained: NDArray[np.float64], vectors: NDArray[np.float32]
    ) -> NDArray[np.float64]:
        if theme_id in self.descriptions:
            # Row by row: a product with all rows at once may differ in the last digit.
            likeness = [float(vector @ self.descriptions[theme_id]) for vector in vectors]
            return self.heads.cold_logits(np.array(likeness))
        return trained[:, self.heads.theme_ids.index(theme_id)]


def score_paragraphs(
    model: ThemeModel, scores: NDArray[np.float64], *, at_most: int
) -> tuple[ThemeScore, ...]:
    """Every theme's score in every paragraph; assigned where it passes the theme's threshold."""
    rows: list[ThemeScore] = []
    for paragraph, row in enumerate(scores, 1):
        chosen = _above(row, model.thresholds, at_most=at_most)
        rows += _rows(model.theme_ids, row, _Chosen(tuple(chosen), paragraph))
    return tuple(rows)


def score_article(
    model: ThemeModel, scores: NDArray[np.float64], words: Sequence[float], *, at_most: int
) -> tuple[ThemeScore, ...]:
    """Every theme's share of the piece: the mean of its paragraph scores, weighted by their words.

    The highest is dominant. A piece always has at least this one.
    """
    if not len(scores):
        return ()
    mean = np.average(scores, axis=0, weights=np.asarray(words, dtype=np.float64))
    limit = np.full(len(mean), model.heads.article_threshold)
    chosen = _above(mean, limit, at_most=at_most) or [int(mean.argmax())]
    return tuple(_rows(model.theme_ids, mean, _Chosen(tuple(chosen), None)))


@dataclass(frozen=True, slots=True, eq=False)
class ThemeCoder:
    """Codes a piece.

    `held_out` has log-odds for human-coded paragraphs, by piece and number, from heads fitted without that
    piece: what the machine says of a paragraph never comes from the paragraph's own human code, so that
    agreement with it means something.
    """

    model: ThemeModel
    per_paragraph: int
    per_article: int
    held_out: Mapping[tuple[str, int], NDArray[np.float64]] = field(default_factory=dict)

    def code(self, piece: str, text: str, title: str, passages: Passages) -> tuple[ThemeScore, ...]:
        """The themes of a piece and of each of its paragraphs.

        Args:
            piece: id of the article, by which human-coded paragraphs are known.
            text: the text, whose paragraphs `passages` has.
            title: the title, which counts toward the piece's themes.
            passages: the embeddings of the paragraphs and of the title.
        """
        texts = [text[start:end] for start, end in find_paragraphs(text)]
        vectors = passages.paragraph_vectors()
        scores = self.model.score(texts, vectors)
        for place in range(len(texts)):
            known = self.held_out.get((piece, place + 1))
            if known is not None:
                scores[place] = self.model.fill(known[np.newaxis], vectors[[place]])[0]
        paragraphs = score_paragraphs(self.model, scores, at_most=self.per_paragraph)
        words = [float(max(1, len(one.split()))) for one in texts]
        heading = passages.title_vector()
        if heading is not None and words:
            scores = np.vstack([scores, self.model.score([title], heading[np.newaxis])])
            words.append(TITLE_SHARE * sum(words))
        return (*score_article(self.model, scores, words, at_most=self.per_article), *paragraphs)


class ThemeComponent:
    """Sets `doc._.themes`."""

    def __init__(self, coder: ThemeCoder) -> None:
        self.coder = coder

    def __call__(self, doc: Doc) -> Doc:
        """Score the paragraphs, and the article with its title."""
        doc._.themes = self.coder.code("", doc.text, doc._.context.title, doc._.passages)
        return doc


@Language.factory(
    "nlp/themes",
    requires=["doc._.passages"],
    assigns=["doc._.themes"],
    default_config={"codebook": "", "per_paragraph": 3, "per_article": 4, "threads": 1},
)
def make_themes(
    nlp: Language, name: str, codebook: str, per_paragraph: int, per_article: int, threads: int
) -> ThemeComponent:
    """The component, from JSON values; `codebook` is a folder."""
    encoder = Encoder(threads=threads)
    heads = read_heads(SHIPPED_MODELS / "themes", encoder_sha256=encoder.sha256)
    model = ThemeModel(read_codebook(Path(codebook)).themes, heads, lambda: encoder)
    return ThemeComponent(ThemeCoder(model, per_paragraph=per_paragraph, per_article=per_article))


@dataclass(frozen=True, slots=True)
class _Chosen:
    themes: tuple[int, ...]  # best first
    paragraph: int | None


def _above(row: NDArray[np.float64], limits: NDArray[np.float64], *, at_most: int) -> list[int]:
    order = np.argsort(-row, kind="stable")
    return [int(place) for place in order if row[place] >= limits[place]][:at_most]


def _rows(theme_ids: Sequence[str], row: NDArray[np.float64], chosen: _Chosen) -> Iterator[ThemeScore]:
    for place, theme_id in enumerate(theme_ids):
        yield ThemeScore(
            theme_id=theme_id,
            score=float(row[place]),
            paragraph=chosen.paragraph,
            assigned=place in chosen.themes,
            dominant=chosen.themes[:1] == (place,),
        )
