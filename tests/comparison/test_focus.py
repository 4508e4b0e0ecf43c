"""Which pieces are held against the rest, from the day they were published."""

from datetime import date

import pytest

from nlp.comparison.focus import find_focus, focus_notes, is_in_focus
from nlp.settings import ComparisonSettings
from tests.comparison.corpora import corpus

DAYS = {"a": date(2020, 1, 1), "b": date(2022, 1, 1), "c": None, "d": date(2022, 1, 1), "e": date(2021, 1, 1)}


def articles(**columns):
    rows = [{"article_id": one, "published": day} for one, day in DAYS.items()]
    return corpus(articles=[{**row, **columns.get(row["article_id"], {})} for row in rows])["articles"]


@pytest.mark.parametrize(
    ("many", "focus"),
    [
        (500, ("a", "b", "c", "d", "e")),
        (5, ("a", "b", "c", "d", "e")),
        (4, ("a", "b", "d", "e")),
        (3, ("b", "d", "e")),
        (2, ("b", "d")),
        (1, ("d",)),
    ],
)
def test_those_published_last_are_in_focus_undated_ones_last(many, focus):
    assert find_focus(articles(), ComparisonSettings(focus_pieces=many)) == focus


def test_older_ones_are_where_they_are_named():
    settings = ComparisonSettings(focus_pieces=1, focus=("c", "a", "a"))
    assert find_focus(articles(), settings) == ("a", "c", "d")
    assert is_in_focus(articles(), "a", settings)
    assert not is_in_focus(articles(), "b", settings)


def test_the_order_of_the_table_does_not_matter():
    settings = ComparisonSettings(focus_pieces=3)
    assert find_focus(articles().iloc[::-1], settings) == find_focus(articles(), settings)


def test_pieces_that_were_not_analysed_take_no_place():
    unread = articles(d={"n_sentences": 0}, e={"n_sentences": 0})
    assert find_focus(unread, ComparisonSettings(focus_pieces=1)) == ("b", "d")
    assert find_focus(unread, ComparisonSettings(focus_pieces=2)) == ("a", "b", "d", "e")


def test_an_empty_corpus_has_no_focus():
    assert find_focus(corpus()["articles"], ComparisonSettings()) == ()


def test_names_of_nobody_are_told():
    settings = ComparisonSettings(focus=("a", "2025-board", "zzz"))
    known = articles(b={"article_id": "2025-boards"})
    assert focus_notes(known, settings) == (
        "setting `comparison.focus`: there is no piece `2025-board`; did you mean `2025-boards`?",
        "setting `comparison.focus`: there is no piece `zzz`; `commentary show articles` lists the ids",
    )
