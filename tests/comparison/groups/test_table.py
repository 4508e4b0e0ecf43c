from datetime import date

import numpy as np
import pandas as pd
import pytest

from nlp.comparison.groups.grouping import check_group, make_groups, read_grouping
from nlp.comparison.groups.table import compare_groups, compare_two_groups
from nlp.comparison.measures import make_measures
from nlp.comparison.rest import make_pieces
from nlp.corpus.duplicates import DuplicatePair
from nlp.errors import TableError
from nlp.labels import Grouping
from nlp.settings import ComparisonSettings
from nlp.tables.comparison_schemas import GROUP_COMPARISON
from nlp.tables.frames import make_frame
from nlp.tables.validation import validate
from tests.comparison.corpora import corpus, rows_of, texts_of

SETTINGS = ComparisonSettings()


def articles(**values):
    """Pieces by id with the side each is written from."""
    return [{"article_id": one, "side": side} for one, side in values.items()]


def scores(**values):
    return [{"article_id": one, "theme_id": "x", "score": score} for one, score in values.items()]


def compared(frames, *, copies=(), pair=None):
    pieces = make_pieces(frames["articles"], copies)
    measures = make_measures(frames, pieces.ids, texts_of(frames, pieces.ids))
    if pair is None:
        found = compare_groups(frames["articles"], measures, pieces, SETTINGS)
    else:
        found = compare_two_groups(
            frames["articles"], measures, pieces, SETTINGS, field=Grouping.SIDE, values=pair
        )
    return validate(GROUP_COMPARISON, found)


def one_row(frame, value, dimension="theme", item="x", field="side"):
    chosen = frame.query(
        "field == @field and group_value == @value and dimension == @dimension and item == @item"
    )
    (row,) = chosen.to_dict("records")
    return row


FOUR = {"a": "KR", "b": "KR", "c": "ASEAN", "d": "ASEAN", "e": None}


def test_a_group_is_held_against_all_others_that_have_a_value():
    themes = scores(a=0.2, b=0.4, c=0.5, d=0.9, e=0.0)
    row = one_row(compared(corpus(articles=articles(**FOUR), themes=themes)), "KR")
    assert (row["n_pieces"], row["n_against"], row["n_unknown"]) == (2, 2, 1)
    assert (row["mean"], row["other_mean"], row["difference"], row["unit"]) == (0.3, 0.7, -0.4, "score")
    assert (row["sd"], row["other_sd"]) == (pytest.approx(0.141421), pytest.approx(0.282843))
    assert (row["n"], row["n_other"]) == (2, 2)
    assert row["note"] == "only 2 pieces of the group; only 2 pieces of the others; no interval"
    assert pd.isna([row["interval"], row["interval_low"], row["against"]]).all()


def test_both_groups_mirror_each_other():
    frame = compared(corpus(articles=articles(**FOUR), themes=scores(a=0.2, b=0.4, c=0.5, d=0.9)))
    one, other = one_row(frame, "KR"), one_row(frame, "ASEAN")
    assert (one["mean"], one["sd"]) == (other["other_mean"], other["other_sd"])
    assert one["difference"] == -other["difference"]


def test_enough_pieces_have_an_interval_around_the_difference():
    generator = np.random.default_rng(2)
    sides = {f"p{n:02d}": "KR" if n < 12 else "ASEAN" for n in range(24)}
    themes = scores(
        **{one: (0.6 if side == "KR" else 0.3) + generator.random() / 10 for one, side in sides.items()}
    )
    row = one_row(compared(corpus(articles=articles(**sides), themes=themes)), "KR")
    assert 0.2 < row["interval_low"] < row["difference"] < row["interval_high"] < 0.4
    assert row["interval"].count("–") == 1
    assert pd.isna(row["note"])


def test_a_group_silent_on_a_target_is_told_so():
    stances = [
        {"article_id": one, "target_id": target, "stance": 1, "label": "supportive"}
        for one, target in (("a", "china"), ("a", "leader:x"))
    ]
    frame = compared(corpus(articles=articles(**FOUR), stances=stances))
    row = one_row(frame, "ASEAN", "stance", "china")
    assert pd.isna([row["mean"], row["difference"]]).all()
    assert row["note"] == "addressed by no piece of the group; only 1 piece of the others"
    assert "leader:x" not in set(frame.loc[frame["group_value"] == "ASEAN", "item"])


def test_of_many_entities_the_foremost_of_either_are_told():
    summary = [
        {"article_id": one, "entity": f"{kind}{n:02d}", "salience": n / 40}
        for one, kind in (("a", "e"), ("c", "f"))
        for n in range(1, 31)
    ]
    frame = compared(corpus(articles=articles(a="KR", c="ASEAN"), entity_summary=summary))
    items = frame.query("group_value == 'KR' and dimension == 'entity'")["item"].tolist()
    assert items == [f"e{n}" for n in range(11, 31)] + [f"f{n}" for n in range(21, 31)]


def test_one_text_counts_once_where_it_appeared_first():
    rows = [
        {"article_id": "a", "side": "KR", "published": date(2024, 1, 2)},
        {"article_id": "b", "side": "ASEAN", "published": date(2024, 1, 1)},
        {"article_id": "c", "side": "KR"},
    ]
    frames = corpus(articles=rows, themes=scores(a=0.2, b=0.2, c=0.8))
    row = one_row(compared(frames, copies=[DuplicatePair("a", "b", 0.9)]), "KR")
    assert (row["n_pieces"], row["mean"], row["other_mean"]) == (1, 0.8, 0.2)


def test_groups_are_made_of_years_outlets_and_countries_too():
    rows = [
        {"article_id": "a", "published": date(2024, 1, 2), "outlet": "One", "author_country": "KR"},
        {"article_id": "b", "published": date(2025, 1, 1), "outlet": "Two", "author_country": "ID"},
        {"article_id": "c"},
    ]
    frame = compared(corpus(articles=rows, themes=scores(a=0.2, b=0.8, c=0.5)))
    kept = frame.query("dimension == 'theme'")
    assert rows_of(kept, "field", "group_value", "difference", "n_unknown") == [
        ("author_country", "ID", 0.6, 1),
        ("author_country", "KR", -0.6, 1),
        ("outlet", "One", -0.6, 1),
        ("outlet", "Two", 0.6, 1),
        ("year", "2024", -0.6, 1),
        ("year", "2025", 0.6, 1),
    ]


def test_two_groups_leave_the_third_out():
    sides = {"a": "KR", "b": "ASEAN", "c": "other"}
    frames = corpus(articles=articles(**sides), themes=scores(a=0.1, b=0.4, c=0.9))
    row = one_row(compared(frames, pair=("KR", "ASEAN")), "KR")
    assert (row["against"], row["difference"], row["n_against"]) == ("ASEAN", -0.3, 1)


@pytest.mark.parametrize("sides", [{}, {"a": "KR"}, {"a": "KR", "b": "KR"}, {"a": None, "b": None}])
def test_without_two_groups_there_is_no_row(sides):
    frames = corpus(articles=articles(**sides))
    pd.testing.assert_frame_equal(compared(frames), make_frame(GROUP_COMPARISON, ()))


@pytest.mark.parametrize(
    ("sides", "values", "message"),
    [
        (
            FOUR,
            ("ASIAN",),
            r"no piece has the side `ASIAN` .+; did you mean `ASEAN`\? there are: ASEAN \(2\), KR",
        ),
        (FOUR, ("KR", "zz"), r"the side `zz` .+; there are: ASEAN \(2\), KR \(2\)$"),
        (FOUR, ("KR", "KR"), "`KR` cannot be held against itself"),
        ({"a": "KR"}, (), r"there is one side only, KR \(1\): there is nothing to hold it against"),
        ({"a": None}, (), "no piece states its side"),
        ({}, ("KR",), "no piece states its side"),
    ],
)
def test_what_cannot_be_compared_is_one_clear_line(sides, values, message):
    rows = [{"n_sentences": 1, **row} for row in articles(**sides)]
    groups, _ = make_groups(rows, Grouping.SIDE)
    with pytest.raises(TableError, match=message):
        check_group(groups, Grouping.SIDE, *values)


def test_a_piece_that_was_not_analysed_is_in_no_group():
    rows = [
        {"article_id": "a", "side": "KR", "n_sentences": 0},
        {"article_id": "b", "side": "KR", "n_sentences": 3},
        {"article_id": "c", "side": None, "n_sentences": 3},
    ]
    assert make_groups(rows, Grouping.SIDE) == ({"KR": ["b"]}, 1)
    assert make_groups(rows, Grouping.SIDE, copies=["b"]) == ({}, 1)


def test_an_unknown_field_is_named_with_those_there_are():
    with pytest.raises(TableError, match="choose one of side, outlet, year, author_country"):
        read_grouping("colour")
