"""Dated statements of all pieces in order, and how much of each piece is past, present and future."""

from datetime import date

import pandas as pd

from nlp.comparison.timeline import make_time_profile, make_timeline, tense_shares
from nlp.tables.schemas import TABLES
from nlp.tables.validation import check_references, validate
from tests.comparison.corpora import corpus, rows_of

YEAR_2019 = {"start_date": date(2019, 1, 1), "end_date": date(2019, 12, 31), "granularity": "year"}
YEAR_2027 = {"start_date": date(2027, 1, 1), "end_date": date(2027, 12, 31), "granularity": "year"}


def one_dated_piece(**rows):
    sentences = [
        {"article_id": "a", "sentence_id": "a:s001", "text": "By 2027 Hanoi pays Seoul what 2019 cost."},
        {"article_id": "a", "sentence_id": "a:s002", "text": "In 2019 it paid $5 million.", "start_char": 41},
    ]
    dates = [
        {"start_char": 3, "end_char": 7, "text": "2027", "value": "2027", "tense": "future", **YEAR_2027},
        {"start_char": 30, "end_char": 34, "text": "2019", "value": "2019", "tense": "past", **YEAR_2019},
        {"sentence_id": "a:s002", "start_char": 44, "end_char": 48, "text": "2019", "value": "2019"}
        | {"tense": "past", **YEAR_2019},
        {"start_char": 60, "end_char": 63, "text": "now", "value": "PRESENT_REF", "tense": "present"},
    ]
    names = (("Seoul", 19, "a:s001"), ("Hanoi", 8, "a:s001"), ("Hanoi", 35, "a:s001"))
    entities = [
        {
            "article_id": "a",
            "sentence_id": sentence,
            "canonical": name,
            "start_char": start,
            "end_char": start,
        }
        for name, start, sentence in names
    ]
    amount = {"article_id": "a", "sentence_id": "a:s002", "canonical": "$5 million", "label": "MONEY"}
    rows = {
        "sentences": sentences,
        "dates": [{"article_id": "a", "sentence_id": "a:s001", **row} for row in dates],
        "entities": [*entities, amount],
        **rows,
    }
    return corpus(articles=[{"article_id": "a", "published": date(2021, 3, 2)}, {"article_id": "b"}], **rows)


def test_each_dated_statement_stands_with_sentence_and_entities_in_order_of_time():
    timeline = make_timeline(one_dated_piece())
    assert rows_of(timeline, "sentence_id", "start_char", "value", "tense", "sentence", "entities") == [
        ("a:s001", 30, "2019", "past", "By 2027 Hanoi pays Seoul what 2019 cost.", "Hanoi; Seoul"),
        ("a:s002", 44, "2019", "past", "In 2019 it paid $5 million.", timeline["entities"][1]),
        ("a:s001", 3, "2027", "future", "By 2027 Hanoi pays Seoul what 2019 cost.", "Hanoi; Seoul"),
    ]
    assert timeline["entities"].isna().tolist() == [False, True, False]  # an amount is no entity
    assert timeline["end_date"][0] == pd.Timestamp(2019, 12, 31)


def test_the_tables_are_as_declared():
    frames = one_dated_piece()
    made = {"timeline": make_timeline(frames), "time_profile": make_time_profile(frames, ("a", "b"))}
    for name, frame in made.items():
        validate(TABLES[name], frame)
    check_references({**made, "articles": frames["articles"], "sentences": frames["sentences"]})


def test_the_profile_has_a_row_for_every_piece_also_without_a_rest():
    profile = make_time_profile(one_dated_piece(), ("a",))
    days = (pd.Timestamp(2019, 1, 1), pd.Timestamp(2027, 12, 31))
    assert rows_of(profile, *TABLES["time_profile"].names) == [("a", 4, 0.5, 0.25, 0.25, *days)]


def test_a_piece_that_dates_nothing_has_empty_cells():
    profile = make_time_profile(one_dated_piece(), ("a", "b")).set_index("article_id")
    assert profile["n_placed"].to_dict() == {"a": 4, "b": 0}
    assert profile.loc["b"].drop("n_placed").isna().all()


def test_dates_of_a_piece_without_a_day_of_publication_have_no_tense():
    dates = [{"article_id": "a", "sentence_id": "a:s001", "text": "2019", "value": "2019", **YEAR_2019}]
    frames = one_dated_piece(dates=dates)
    assert make_timeline(frames)["tense"].isna().tolist() == [True]
    (row,) = make_time_profile(frames, ("a",)).to_dict("records")
    assert (row["n_placed"], row["first_day"]) == (0, pd.Timestamp(2019, 1, 1))


def test_shares_are_those_of_the_comparison():
    shares = tense_shares(one_dated_piece()["dates"], pd.Index(["a"], name="article_id"))
    assert shares.to_dict("records") == [{"share_past": 0.5, "share_present": 0.25, "share_future": 0.25}]
