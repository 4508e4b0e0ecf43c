import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency

from nlp.comparison.asking import Asked
from nlp.comparison.rest import make_pieces
from nlp.comparison.words.keyness import find_key_terms, g_squared, log_odds
from nlp.comparison.words.texts import read_texts
from nlp.corpus.duplicates import DuplicatePair
from nlp.settings import ComparisonSettings
from nlp.tables.comparison_schemas import KEYNESS
from nlp.tables.frames import make_frame
from nlp.tables.validation import validate
from tests.comparison.corpora import corpus, rows_of


def key_terms(counts, *, copies=(), focus=None, kept=50):
    """The rows of the lemmas."""
    rows = [
        {"article_id": one, "term": term, "count": count}
        for one, terms in counts.items()
        for term, count in terms.items()
    ]
    frames = corpus(*counts, terms=rows)
    pieces = make_pieces(frames["articles"], copies)
    settings = ComparisonSettings(keyness_terms=kept)
    return find(frames, pieces, settings, focus)


def find(frames, pieces, settings, focus):
    with Asked(frames, settings) as asked:
        texts = read_texts(asked, pieces.ids)
        return validate(KEYNESS, find_key_terms(asked, texts, pieces, settings, focus=focus))


@pytest.mark.parametrize(
    ("both", "first", "second", "neither", "published"),
    [
        (110, 2442, 111, 29114, 270.72),  # Dunning 1993, table 1: "the swiss"
        (29, 13, 123, 31612, 263.90),  # "can be"
        (31, 23, 139, 31584, 256.84),  # "previous year"
    ],
)
def test_g_squared_is_that_of_the_paper(both, first, second, neither, published):
    assert g_squared(both, second, both + first, second + neither) == pytest.approx(published, abs=0.005)


def test_g_squared_is_the_likelihood_ratio_of_the_whole_table():
    table = np.array([[12, 30], [988, 8970]])
    oracle = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    assert g_squared(12, 30, 1000, 9000) == pytest.approx(oracle)
    assert g_squared(np.array([0, 10]), np.array([0, 90]), 1000, 9000).tolist() == [0, 0]


def test_log_odds_by_hand():
    # Two words, 3 and 1 against 2 and 4, one pseudo-count each.
    delta, z = log_odds(np.array([3.0, 1.0]), np.array([2.0, 4.0]), np.array([1.0, 1.0]))
    expected = math.log(4 / 2) - math.log(3 / 5)
    assert delta == pytest.approx([expected, -expected])
    assert z == pytest.approx([expected / math.sqrt(1 / 4 + 1 / 3), -expected / math.sqrt(1 / 2 + 1 / 5)])


def test_a_larger_prior_pulls_rare_words_to_nothing():
    focus, rest, background = np.array([2.0, 98.0]), np.array([0.0, 900.0]), np.array([0.002, 0.998])
    small, large = (abs(log_odds(focus, rest, weight * background)[1][0]) for weight in (10, 10_000))
    assert large < small


def test_rows_of_one_piece():
    frame = key_terms({"a": {"reef": 4, "sea": 2}, "b": {"sea": 5, "rice": 1}}, focus=["a"])
    assert rows_of(frame, "term", "count_focus", "count_rest", "pieces_rest") == [
        ("reef", 4, 0, 0),
        ("rice", 0, 1, 1),
        ("sea", 2, 5, 1),
    ]
    # The prior weighs as much as an average piece (6 terms), shared out as in the whole corpus (12 terms).
    prior = np.array([2.0, 0.5, 3.5])
    delta, z = log_odds(np.array([4.0, 0, 2]), np.array([0.0, 1, 5]), prior)
    assert frame["log_odds"].tolist() == pytest.approx(delta, abs=1e-6)
    assert frame["z"].tolist() == pytest.approx(z, abs=1e-6)
    assert frame["g2"].tolist() == pytest.approx(g_squared([4, 0, 2], [0, 1, 5], 6, 6), abs=1e-6)


def test_the_terms_of_the_largest_z_are_kept_on_either_side():
    counts = {"a": {"reef": 9, "the": 20}, "b": {"rice": 9, "the": 20}}
    assert key_terms(counts, focus=["a"], kept=2)["term"].tolist() == ["reef", "rice"]


def test_one_text_counts_once():
    counts = {"a": {"reef": 1}, "b": {"reef": 2}, "c": {"rice": 3}, "d": {"rice": 4}}
    frame = key_terms(counts, copies=[DuplicatePair("a", "b", 0.9), DuplicatePair("c", "d", 0.9)])
    found = {
        row[:2]: row[2:]
        for row in rows_of(frame, "article_id", "term", "count_focus", "count_rest", "pieces_rest")
    }
    assert found == {
        ("a", "reef"): (1, 0, 0),
        ("a", "rice"): (0, 3, 1),
        ("b", "reef"): (2, 0, 0),
        ("b", "rice"): (0, 3, 1),
        ("c", "reef"): (0, 1, 1),
        ("c", "rice"): (3, 0, 0),
        ("d", "reef"): (0, 1, 1),
        ("d", "rice"): (4, 0, 0),
    }


@pytest.mark.parametrize("counts", [{}, {"a": {"reef": 3}}, {"a": {"reef": 3}, "b": {}}])
def test_without_a_rest_there_is_nothing_key(counts):
    pd.testing.assert_frame_equal(key_terms(counts), make_frame(KEYNESS, ()))


def test_log_odds_with_an_informative_prior_by_the_formula_of_the_paper():
    # Monroe et al. 2008, equations 16 and 22: y + a of each group over what is left of its n + a0.
    focus, rest, prior = np.array([6.0, 3.0, 1.0]), np.array([4.0, 10.0, 6.0]), np.array([1.0, 1.3, 0.7])
    delta, z = log_odds(focus, rest, prior)
    assert delta[0] == pytest.approx(math.log(7 / (10 + 3 - 7)) - math.log(5 / (20 + 3 - 5)))
    assert delta[0] == pytest.approx(1.435085, abs=1e-6)
    assert z[0] == pytest.approx(1.435085 / math.sqrt(1 / 7 + 1 / 5), abs=1e-6)
    assert delta[1] == pytest.approx(math.log(4.3 / 8.7) - math.log(11.3 / 11.7))
    assert z[2] == pytest.approx(delta[2] / math.sqrt(1 / 1.7 + 1 / 6.7))


def test_some_terms_alone_have_the_values_they_have_among_all():
    focus, rest, prior = np.array([6.0, 3.0, 1.0]), np.array([4.0, 10.0, 6.0]), np.array([1.0, 1.3, 0.7])
    delta, z = log_odds(focus[:1], rest[:1], prior[:1], (10.0, 20.0, 3.0))
    assert (delta[0], z[0]) == tuple(pytest.approx(part[0]) for part in log_odds(focus, rest, prior))


def test_g_squared_of_two_corpora_of_unlike_size():
    # Rayson and Garside 2000 expect n1 (a + b) / (n1 + n2) in the first: 60 of 20,000 and 30 of 30,000 words
    # give 36 and 54. They sum the two cells of the word; Dunning's other two, of all other words, are added.
    word = 2 * (60 * math.log(60 / 36) + 30 * math.log(30 / 54))
    others = 2 * (19_940 * math.log(19_940 / 19_964) + 29_970 * math.log(29_970 / 29_946))
    assert word == pytest.approx(26.0318, abs=1e-4)
    assert g_squared(60, 30, 20_000, 30_000) == pytest.approx(word + others)


def test_of_many_terms_the_first_are_those_of_a_full_count():
    generator = np.random.default_rng(5)
    names = [f"t{n:03d}" for n in range(300)]
    shares = 1 / np.arange(1, 301)
    counts = {
        f"p{n}": {
            term: int(count)
            for term, count in zip(names, generator.multinomial(120, shares / shares.sum()), strict=True)
            if count
        }
        for n in range(8)
    }
    copies = [DuplicatePair("p0", "p1", 0.9)]
    everything = key_terms(counts, copies=copies, kept=300)
    for one, group in everything.groupby("article_id"):
        order = np.lexsort((group["term"], -group["z"].abs().round(6)))[:10]
        few = key_terms(counts, copies=copies, kept=10, focus=[one])
        assert sorted(group["term"].iloc[order]) == few["term"].tolist()


def test_terms_and_entities_are_counted_among_their_own_kind():
    texts = {"a": "Coral reefs need a reef guard. Coral reefs die.", "b": "Rice fields and rice fields."}
    frames = corpus(
        *texts,
        sentences=[{"article_id": one, "sentence_id": one, "text": text} for one, text in texts.items()],
        terms=[{"article_id": "a", "term": term} for term in ("coral", "reef", "guard", "rice", "field")],
        entity_summary=[
            {"article_id": "a", "entity": "asean", "mentions": 3},
            {"article_id": "b", "entity": "china", "mentions": 2},
        ],
    )
    pieces = make_pieces(frames["articles"])
    frame = find(frames, pieces, ComparisonSettings(), ["a"])
    units = frame[frame["unit"] != "lemma"]
    assert rows_of(units, "unit", "term", "count_focus", "count_rest") == [
        ("entity", "asean", 3, 0),
        ("entity", "china", 0, 2),
        ("term", "coral reefs", 2, 0),
        ("term", "rice fields", 0, 2),
    ]
    prior = np.array([3.0, 2.0]) / 5 * 2.5  # an average piece names 2.5 entities
    _, z = log_odds(np.array([3.0, 0]), np.array([0.0, 2]), prior)
    assert frame.loc[frame["unit"] == "entity", "z"].tolist() == pytest.approx(z, abs=1e-6)


def test_a_term_that_is_all_there_is_sets_nothing_apart():
    assert key_terms({"a": {"pact": 2}, "b": {"pact": 3}}).empty
    assert set(key_terms({"a": {"pact": 2}, "b": {"pact": 3, "port": 1}})["term"]) == {"pact", "port"}
