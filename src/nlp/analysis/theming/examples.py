"""Labelled paragraphs that heads are fitted on: embeddings, counts of words, themes; never the text.

The paragraphs that the shipped heads were fitted on ship with them as `paragraphs.npz`.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from nlp.analysis.theming.heads import WORD_PATTERN
from nlp.errors import ModelError

__all__ = ["PARAGRAPHS", "Example", "count_words", "make_example", "read_examples", "write_examples"]

PARAGRAPHS = "paragraphs.npz"
_WORD = re.compile(WORD_PATTERN)
_MOST = 255  # times that a word counts; no paragraph holds one so often


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A paragraph: unit vector (d,), how often it holds each word, its themes with the dominant one first.

    `piece` names the article of a human-coded paragraph; paragraphs that ship have none.
    """

    vector: NDArray[np.float32]
    words: Mapping[str, int]
    themes: tuple[str, ...]
    piece: str = ""


def count_words(text: str) -> dict[str, int]:
    """How often a text holds each word that may say what it is about."""
    found = Counter(_WORD.findall(text.lower()))
    return {word: min(n, _MOST) for word, n in found.items() if word not in ENGLISH_STOP_WORDS}


def make_example(text: str, vector: NDArray[np.float32], themes: Sequence[str], piece: str = "") -> Example:
    """A labelled paragraph. The vector is rounded to half precision, as it is kept.

    Rounding halves the file and changes micro-F1 across writers in no decimal (November 2026).
    """
    rounded = vector.astype(np.float16).astype(np.float32)
    return Example(rounded, count_words(text), tuple(themes), piece)


def write_examples(folder: Path, examples: Sequence[Example], theme_ids: Sequence[str]) -> None:
    """Write `paragraphs.npz`; the order of an example's themes is not kept."""
    words = sorted(set().union(*(example.words for example in examples)))
    places = {word: place for place, word in enumerate(words)}
    pairs = [sorted((places[word], count) for word, count in example.words.items()) for example in examples]
    np.savez_compressed(
        folder / PARAGRAPHS,
        vectors=np.stack([example.vector for example in examples]).astype(np.float16),
        labels=np.array(
            [[one in example.themes for one in theme_ids] for example in examples], dtype=np.bool_
        ),
        theme_ids=np.array(theme_ids, dtype=np.bytes_),
        words=np.array(words, dtype=np.bytes_),
        lengths=np.array([len(row) for row in pairs], dtype=np.uint16),
        places=np.array([place for row in pairs for place, _ in row], dtype=np.uint16),
        counts=np.array([count for row in pairs for _, count in row], dtype=np.uint8),
    )


def read_examples(folder: Path) -> list[Example]:
    """The labelled paragraphs in a model folder.

    Raises:
        ModelError: the file is missing.
    """
    file = folder / PARAGRAPHS
    if not file.is_file():
        raise ModelError(f"{file} is missing: reinstall the package, or run `python -m training.themes`")
    with np.load(file, allow_pickle=False) as arrays:
        vectors, labels = arrays["vectors"].astype(np.float32), arrays["labels"]
        themes = [name.decode("ascii") for name in arrays["theme_ids"]]
        words = [word.decode("ascii") for word in arrays["words"]]
        ends = np.cumsum(arrays["lengths"], dtype=np.int64)
        places, counts = arrays["places"].tolist(), arrays["counts"].tolist()
    starts = [0, *ends[:-1].tolist()]
    return [
        Example(
            vector,
            {words[place]: count for place, count in zip(places[a:b], counts[a:b], strict=True)},
            tuple(theme for theme, has in zip(themes, row, strict=True) if has),
        )
        for vector, row, a, b in zip(vectors, labels, starts, ends.tolist(), strict=True)
    ]
