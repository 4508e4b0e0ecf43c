"""Which themes each paragraph and the whole piece treat.

A trained head scores a paragraph from its embedding and its words; a theme the researcher added is scored by
the paragraph's likeness to the theme's description until there are labelled paragraphs for it. Scores are
probabilities.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from nlp.analysis.neural.encoder import Encoder
from nlp.analysis.neural.theme_heads import ThemeHeads, read_heads
from nlp.analysis.records import Context, ThemeScore
from nlp.analysis.vectors import encode_passage, mean_vector
from nlp.codebook import Theme, read_codebook
from nlp.provenance import SHIPPED_MODELS

__all__ = [
    "TITLE_SHARE",
    "ThemeComponent",
    "ThemeModel",
    "describe_theme",
    "score_article",
    "score_paragraphs",
]

# A title weighs a fifth of what the text does: it names the theme more often than any paragraph. Chosen on
# the sample pieces, where a tenth to a quarter do as well.
TITLE_SHARE = 0.2


def describe_theme(theme: Theme) -> tuple[str, ...]:
    """The texts a theme is described by: label with definition, and each example."""
    return (f"{theme.label}. {theme.definition}", *theme.examples)


class ThemeModel:
    """Scores texts for every theme of a codebook."""

    def __init__(self, themes: Sequence[Theme], heads: ThemeHeads, encoder: Encoder) -> None:
        self.theme_ids = tuple(theme.id for theme in themes)
        self.heads = heads
        self.thresholds = np.array([heads.threshold(theme_id) for theme_id in self.theme_ids])
        # Only a theme without a head is scored by its description.
        self.descriptions = {
            theme.id: mean_vector(encoder.encode(describe_theme(theme)))
            for theme in themes
            if theme.id not in heads.theme_ids
        }

    def score(self, texts: Sequence[str], vectors: NDArray[np.float32]) -> NDArray[np.float64]:
        """Probabilities (n, n_themes) of texts with their embeddings, unit vectors (n, d)."""
        if not len(texts):
            return np.zeros((0, len(self.theme_ids)))
        trained = self.heads.logits(texts, vectors)
        columns = [self._column(theme_id, trained, vectors) for theme_id in self.theme_ids]
        return np.asarray(1 / (1 + np.exp(-np.stack(columns, axis=1))))

    def _column(
        self, theme_id: str, trained: NDArray[np.float64], vectors: NDArray[np.float32]
    ) -> NDArray[np.float64]:
        if theme_id in self.descriptions:
            return self.heads.cold_logits((vectors @ self.descriptions[theme_id]).astype(np.float64))
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


class ThemeComponent:
    """Sets `doc._.themes`."""

    def __init__(self, model: ThemeModel, encoder: Encoder, *, per_paragraph: int, per_article: int) -> None:
        self.model = model
        self.encoder = encoder
        self.per_paragraph = per_paragraph
        self.per_article = per_article

    def __call__(self, doc: Doc) -> Doc:
        """Score the paragraphs, and the article with its title."""
        vectors: NDArray[np.float32] = doc._.paragraph_vectors
        context: Context = doc._.context
        texts = [doc.text[start:end] for start, end in doc._.paragraphs]
        scores = self.model.score(texts, vectors)
        paragraphs = score_paragraphs(self.model, scores, at_most=self.per_paragraph)
        words = [float(max(1, len(text.split()))) for text in texts]
        if context.title and words:
            title = encode_passage(self.encoder, context.title)[np.newaxis]
            scores = np.vstack([scores, self.model.score([context.title], title)])
            words.append(TITLE_SHARE * sum(words))
        doc._.themes = (*score_article(self.model, scores, words, at_most=self.per_article), *paragraphs)
        return doc


@Language.factory(
    "nlp/themes",
    requires=["doc._.paragraph_vectors"],
    assigns=["doc._.themes"],
    default_config={"codebook": "", "per_paragraph": 3, "per_article": 4, "threads": 1},
)
def make_themes(
    nlp: Language, name: str, codebook: str, per_paragraph: int, per_article: int, threads: int
) -> ThemeComponent:
    """The component, from JSON values; `codebook` is a folder."""
    encoder = Encoder(threads=threads)
    heads = read_heads(SHIPPED_MODELS / "themes", encoder_sha256=encoder.sha256)
    model = ThemeModel(read_codebook(Path(codebook)).themes, heads, encoder)
    return ThemeComponent(model, encoder, per_paragraph=per_paragraph, per_article=per_article)


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
