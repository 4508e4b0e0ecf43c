import numpy as np
import pytest

from nlp.analysis.neural.marker import MarkerModel, make_marker_row

PRAISE = "The ministry's training scheme has been a remarkable success and deserves to grow."
BLAME = "The ministry's training scheme has been an expensive failure and ought to be scrapped."
FACT = "The ministry's training scheme began in 2019 and has three offices."
MENTION = "training scheme"


@pytest.fixture(scope="module")
def marker():
    return MarkerModel()


def mark(text, mention=MENTION):
    start = text.index(mention)
    return text, start, start + len(mention)


def test_each_mention_gets_three_probabilities(marker):
    rows = marker.predict([mark(PRAISE), mark(BLAME)])
    assert rows.shape == (2, 3)
    np.testing.assert_allclose(rows.sum(axis=1), 1.0)


def test_columns_are_critical_neutral_supportive(marker):
    rows = marker.predict([mark(BLAME), mark(FACT), mark(PRAISE)])
    assert rows.argmax(axis=1).tolist() == [0, 1, 2]


def test_the_mark_decides_whom_a_judgement_is_about(marker):
    text = "Hanoi was generous and patient throughout; Manila was careless, late and rude."
    rows = marker.predict([mark(text, "Hanoi"), mark(text, "Manila")])
    assert rows[0, 2] > rows[1, 2]
    assert rows[1, 0] > rows[0, 0]


def test_a_judgement_does_not_depend_on_its_neighbours(marker):
    alone = marker.predict([mark(FACT)])[0]
    among_others = marker.predict([mark(BLAME * 5), mark(FACT), mark(PRAISE)])[1]
    np.testing.assert_array_equal(alone, among_others)


def test_no_mentions_give_no_rows(marker):
    assert marker.predict([]).shape == (0, 3)


def test_the_threshold_lies_between_chance_and_certainty(marker):
    assert 1 / 3 < marker.threshold < 1


def test_types_mark_the_mention_alone(marker):
    row = make_marker_row(marker.model.tokenizer, "Seoul spoke.", (0, 5))
    # [CLS] [unused0] seoul [unused1] spoke . [SEP]
    assert row.types == [0, 0, 1, 0, 0, 0, 0]
    assert row.ids[1] == 1
    assert row.ids[3] == 2


def test_a_long_text_is_cut_around_the_mention(marker):
    filler = "Nothing of note was said on that long day. "
    text = filler * 30 + "Seoul spoke." + filler * 30
    row = make_marker_row(marker.model.tokenizer, text, (len(filler) * 30, len(filler) * 30 + 5), limit=128)
    assert len(row.ids) == 128
    assert 55 < row.types.index(1) < 73
