"""Labelled paragraphs and pieces, with their embeddings."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.analysis.grammar.paragraphs import find_paragraphs
from nlp.analysis.neural.encoder import Encoder
from nlp.analysis.theming.examples import Example, make_example
from nlp.analysis.vectors import encode_passage
from nlp.corpus.folder import read_article

__all__ = ["HERE", "Paragraph", "Piece", "make_truth", "read_paragraphs", "read_pieces"]

HERE = Path(__file__).parent


@dataclass(frozen=True, eq=False)
class Paragraph:
    """A text with its embedding (d,) and its themes, the dominant one first.

    `piece` is set where the paragraph stands for one of a human-coded piece.
    """

    text: str
    vector: NDArray[np.float32]
    themes: tuple[str, ...] = ()
    piece: str = ""

    @property
    def example(self) -> Example:
        """What heads are fitted on."""
        return make_example(self.text, self.vector, self.themes, self.piece)


@dataclass(frozen=True, eq=False)
class Piece:
    """A whole piece, coded by hand: the dominant theme first."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    themes: tuple[str, ...]


def read_paragraphs(file: Path, encoder: Encoder) -> list[Paragraph]:
    """The rows of a file in the project's themes format."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [Paragraph(r["text"], encode_passage(encoder, r["text"]), tuple(r["themes"])) for r in rows]


def read_pieces(file: Path, articles: Path, encoder: Encoder) -> list[Piece]:
    """The sample pieces with the themes coded for them, by file name."""
    pieces: list[Piece] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article, _ = read_article(articles / f"{row['id']}.md")
        texts = [article.text[start:end] for start, end in find_paragraphs(article.text)]
        paragraphs = tuple(Paragraph(text, encode_passage(encoder, text)) for text in texts)
        pieces.append(Piece(article.title, paragraphs, tuple(row["themes"])))
    return pieces


def make_truth(paragraphs: Sequence[Paragraph], theme_ids: Sequence[str]) -> NDArray[np.int64]:
    """Which themes each paragraph has, (n, n_themes) of 0 and 1."""
    return np.array([[int(one in paragraph.themes) for one in theme_ids] for paragraph in paragraphs])
