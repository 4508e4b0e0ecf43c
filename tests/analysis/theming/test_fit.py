"""Heads fitted on labelled paragraphs."""

import numpy as np
import pytest

from nlp.analysis.theming.columns import AddedTheme, find_threshold
from nlp.analysis.theming.examples import Example
from nlp.analysis.theming.features import Features, Rows, make_folds, predict_held_out
from nlp.analysis.theming.fit import fit_heads, make_heads
from nlp.analysis.theming.heads import ThemeHeads, Vocabulary

NONE = np.zeros((0, 0))
EMPTY = ThemeHeads((), NONE, NONE, NONE, NONE, Vocabulary((), NONE), (8.0, -4.0), 0.3, 0.2, "")
WORDS = {"sea": "fleet", "trade": "tariff", "food": "rice"}


def make_one(random: np.random.Generator, theme: str, piece: str = "") -> Example:
    vector = random.normal(size=8) * 0.4
    vector[list(WORDS).index(theme)] += 1
    vector /= np.linalg.norm(vector)
    return Example(vector.astype(np.float32), {WORDS[theme]: 1, f"w{random.integers(9)}": 1}, (theme,), piece)


@pytest.fixture
def examples() -> list[Example]:
    random = np.random.default_rng(5)
    shipped = [make_one(random, theme) for theme in ("sea", "trade") * 30]
    return shipped + [make_one(random, theme, f"p{n % 3}") for n, theme in enumerate(("sea", "food") * 10)]


def test_heads_tell_what_they_were_fitted_on_apart(examples: list[Example]) -> None:
    shipped = [one for one in examples if not one.piece]
    fitted = fit_heads(shipped, ["sea", "trade"])
    heads = make_heads(fitted, like=EMPTY)
    logits = heads.logits([" ".join(one.words) for one in shipped], np.stack([one.vector for one in shipped]))
    truth = [one.themes[0] for one in shipped]
    assert [heads.theme_ids[place] for place in logits.argmax(axis=1)] == truth
    assert ((fitted.held_out.argmax(axis=1) == 0) == np.array([one == "sea" for one in truth])).mean() > 0.9
    assert (heads.cold_start, heads.article_threshold) == (EMPTY.cold_start, EMPTY.article_threshold)


def test_an_added_theme_learns_from_its_few_paragraphs(examples: list[Example]) -> None:
    description = np.eye(8)[2]
    usable = np.array([bool(one.piece) or n % 2 == 0 for n, one in enumerate(examples)])
    added = AddedTheme("food", description, EMPTY.cold_start, usable)
    fitted = fit_heads(examples, ["sea", "trade"], human_weight=2, added=[added])
    assert fitted.theme_ids == ("sea", "trade", "food")
    food = np.array([one.themes == ("food",) for one in examples])
    limit = fitted.thresholds[2]
    assert (fitted.held_out[food, 2] >= limit).mean() > 0.9
    assert (fitted.held_out[~food, 2] < limit).mean() > 0.85


def test_the_same_examples_give_the_same_heads(examples: list[Example]) -> None:
    one, two = fit_heads(examples, ["sea", "trade"]), fit_heads(examples, ["sea", "trade"])
    assert np.array_equal(one.weights, two.weights)
    assert np.array_equal(one.thresholds, two.thresholds)
    assert np.array_equal(one.held_out, two.held_out)


def test_a_human_coded_piece_is_held_out_as_a_whole(examples: list[Example]) -> None:
    folds = make_folds(examples, seed=1)
    for piece in ("p0", "p1", "p2"):
        assert len({fold for fold, one in zip(folds, examples, strict=True) if one.piece == piece}) == 1
    shipped = folds[[not one.piece for one in examples]]
    assert np.bincount(shipped).tolist() == [12] * 5


def test_what_is_held_out_does_not_depend_on_its_own_label(examples: list[Example]) -> None:
    features, folds = Features(examples), make_folds(examples, seed=1)
    rows = Rows(np.arange(len(examples)), folds, np.ones(len(examples)))
    truth = np.array([[float("sea" in one.themes)] for one in examples])
    turned = truth.copy()
    turned[folds == 2] = 1 - turned[folds == 2]
    before = predict_held_out(features, rows, truth, alpha=1)
    after = predict_held_out(features, rows, turned, alpha=1)
    assert np.array_equal(before[folds == 2], after[folds == 2])
    assert not np.array_equal(before[folds != 2], after[folds != 2])


def test_words_that_one_example_alone_holds_are_not_features() -> None:
    vector = np.array([1, 0], dtype=np.float32)
    features = Features([Example(vector, {"fleet": 1, "once": 1}, ()), Example(vector, {"fleet": 3}, ())])
    assert features.vocabulary.words == ("fleet",)
    assert features.likeness == pytest.approx(np.full((2, 2), 2.0))


def test_a_threshold_is_the_middle_of_the_best_scores() -> None:
    scores, truth = np.array([0.9, 0.8, 0.2, 0.1]), np.array([1.0, 1.0, 0.0, 0.0])
    assert find_threshold(scores, truth) == pytest.approx(0.5)
    assert find_threshold(scores, np.array([1.0, 0.0, 1.0, 0.0]), np.array([1.0, 9, 1, 1])) == pytest.approx(
        0.85
    )
