"""What heads see of labelled paragraphs, and ridge regression on it with and without held-out folds."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.pipeline import Pipeline

from nlp.analysis.theming.examples import Example
from nlp.analysis.theming.heads import Vocabulary
from nlp.analysis.theming.ridge import Floats, fit_ridge

__all__ = ["Features", "Plane", "Rows", "make_folds", "predict_held_out"]

_FOLDS = 5


class Features:
    """Embedding (d columns) beside TF-IDF of the words, each of length 1, and all dot products.

    A word that one example alone holds is left out: it would lengthen that example when it is held out and
    shorten it when it is not.
    """

    def __init__(self, examples: Sequence[Example]) -> None:
        held_by = Counter(word for example in examples for word in example.words)
        known = [{word: n for word, n in example.words.items() if held_by[word] > 1} for example in examples]
        counts, rarity = DictVectorizer(), TfidfTransformer(sublinear_tf=True)
        self.words = Pipeline([("counts", counts), ("rarity", rarity)]).fit_transform(known)
        self.vocabulary = Vocabulary(tuple(counts.feature_names_), rarity.idf_)
        self.vectors: Floats = np.stack([example.vector for example in examples]).astype(np.float64)
        self.likeness: Floats = self.vectors @ self.vectors.T + (self.words @ self.words.T).toarray()


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Some of the examples, each with its fold and what it counts."""

    places: NDArray[np.int64]
    folds: NDArray[np.int64]
    weights: Floats

    def pick(self, chosen: NDArray[np.bool_]) -> "Rows":
        """The rows for which `chosen` is true."""
        return Rows(self.places[chosen], self.folds[chosen], self.weights[chosen])


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """Ridge regression as weights of the features: values are features times weights plus offset."""

    weights: Floats  # (n_targets, d)
    word_weights: Floats  # (n_targets, n_words)
    offset: Floats  # (n_targets,)

    @classmethod
    def fit(cls, features: Features, rows: Rows, targets: Floats, *, alpha: float) -> "Plane":
        """The fit on some examples."""
        likeness = features.likeness[np.ix_(rows.places, rows.places)]
        ridge = fit_ridge(likeness, targets, rows.weights, alpha=alpha)
        vectors, words = features.vectors[rows.places], features.words[rows.places]
        mean_vector, mean_words = vectors.T @ ridge.shares, words.T @ ridge.shares
        total = ridge.dual.sum(axis=0)
        by_vector = ridge.dual.T @ vectors - np.outer(total, mean_vector)
        by_word = (words.T @ ridge.dual).T - np.outer(total, mean_words)
        return cls(by_vector, by_word, ridge.level - by_vector @ mean_vector - by_word @ mean_words)


def make_folds(examples: Sequence[Example], seed: int) -> NDArray[np.int64]:
    """The fold of each example; those of one human-coded piece fall into the same."""
    shipped = [place for place, example in enumerate(examples) if not example.piece]
    folds = np.zeros(len(examples), dtype=np.int64)
    folds[shipped] = np.random.default_rng(seed).permutation(len(shipped)) % _FOLDS
    pieces = sorted({example.piece for example in examples if example.piece})
    for place, example in enumerate(examples):
        if example.piece:
            folds[place] = pieces.index(example.piece) % _FOLDS
    return folds


def predict_held_out(features: Features, rows: Rows, targets: Floats, *, alpha: float) -> Floats:
    """Values (n_examples, n_targets) by fits without the example's fold; beside the rows their mean."""
    values = np.zeros((len(features.likeness), targets.shape[1]))
    others = np.setdiff1d(np.arange(len(values)), rows.places)
    for fold in range(_FOLDS):
        inside = rows.folds != fold
        train, test = rows.pick(inside), rows.places[~inside]
        likeness = features.likeness[np.ix_(train.places, train.places)]
        ridge = fit_ridge(likeness, targets[inside], train.weights, alpha=alpha)
        values[test] = ridge.predict(features.likeness[np.ix_(test, train.places)])
        values[others] += ridge.predict(features.likeness[np.ix_(others, train.places)]) / _FOLDS
    return values
