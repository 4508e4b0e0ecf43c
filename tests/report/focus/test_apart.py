import pytest

from nlp.report.focus.apart import NO_REST, NOTHING, apart_sentences
from nlp.report.reading import Reader
from nlp.report.wording import Names
from tests.report.pieces import BOARD, LABELS, compared, make_frames


@pytest.fixture(scope="module")
def names():
    return Names(Reader(make_frames()), LABELS)


def row(dimension, item, unit, value, **others):
    return compared(BOARD, dimension, item, unit, value, **{"mean": 0.2, "sd": 0.1, "n": 12, **others})


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            row("theme", "trade_investment", "score", 0.61),
            "It treats “Trade and investment” more than the rest: 0.61 against a mean of 0.20 in the "
            "12 other pieces (+4.1 standard deviations; above all of them).",
        ),
        (
            row("stance", "china", "-1 to 1", -1.0, mean=0.25, sd=0.5, n=4, percentile=12.5),
            "It is more critical of “China” than the rest: −1.00 against a mean of +0.25 in the 4 other "
            "pieces that address it, which are few (−2.5 standard deviations; above 12 % of them, "
            "ties counted half).",
        ),
        (
            row("entity", "gpe:kr", "share of sentences", 0.123, mean=0.3, sd=0.1, percentile=0.0),
            "It names “South Korea” less often than the rest: 12 % of sentences against a mean of 30 % in "
            "the 12 other pieces (−1.8 standard deviations; below all of them).",
        ),
        (
            row("time", "share_future", "share of placed dates", 0.5),
            "On “Dates after publication” it lies above the rest: 50 % of placed dates against a mean of "
            "20 % in the 12 other pieces (+3.0 standard deviations; above all of them).",
        ),
        (
            row("prescription", "gpe:kr", "per 1,000 words", 3.0),
            "It asks more of “South Korea” than the rest: 3.0 per 1,000 words against a mean of 0.2 in "
            "the 12 other pieces (+28.0 standard deviations; above all of them).",
        ),
    ],
)
def test_a_sentence_holds_value_mean_n_and_distance(names, given, sentence):
    assert apart_sentences([given], names) == [sentence]


def test_nothing_is_said_without_a_rest(names):
    assert apart_sentences([], names) == [NO_REST]
    alone = {
        **row("theme", "trade_investment", "score", 0.6),
        "n_rest": 0,
        "rest_mean": None,
        "rest_sd": None,
    }
    assert apart_sentences([alone], names) == [NO_REST]


@pytest.mark.parametrize("others", [{"n": 2}, {"sd": 0.0}, {"sd": None}, {"sd": 1.0}])
def test_too_few_pieces_no_spread_or_a_common_value_sets_nothing_apart(names, others):
    assert apart_sentences([row("theme", "trade_investment", "score", 0.6, **others)], names) == [NOTHING]


def test_five_sentences_at_most_and_no_dimension_alone(names):
    rows = [row("theme", f"theme_{n}", "score", 0.9 - n / 100) for n in range(5)]
    rows += [row("entity", f"Name {n}", "share of sentences", 0.8) for n in range(3)]
    rows += [row("stance", f"target_{n}", "-1 to 1", 1.0) for n in range(3)]
    rows += [row("style", "hedges", "per 1,000 words", 0.7)]
    sentences = apart_sentences(rows, names)
    assert [sentence.split(":")[0] for sentence in sentences] == [
        "It is more supportive of “Target 0” than the rest",
        "It is more supportive of “Target 1” than the rest",
        "It treats “Theme 0” more than the rest",
        "It treats “Theme 1” more than the rest",
        "It names “Name 0” more often than the rest",
    ]
