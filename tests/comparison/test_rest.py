from datetime import date

import pytest

from nlp.comparison.rest import copied_pairs, make_copies, make_pieces
from nlp.corpus.duplicates import DuplicatePair
from nlp.errors import TableError
from nlp.tables.comparison_schemas import COPIES
from nlp.tables.validation import validate
from tests.comparison.corpora import corpus, rows_of


def ids_of_rest(pieces, one):
    return [pieces.ids[place] for place in pieces.rest(pieces.ids.index(one))]


def test_every_other_piece_is_the_rest():
    pieces = make_pieces(corpus("c", "a", "b")["articles"])
    assert pieces.ids == ("a", "b", "c")
    assert ids_of_rest(pieces, "b") == ["a", "c"]


def test_a_copy_of_the_focus_is_no_part_of_its_rest_and_other_copies_count_once():
    copies = [DuplicatePair("a", "b", 0.9), DuplicatePair("c", "e", 0.8), DuplicatePair("d", "e", 0.7)]
    pieces = make_pieces(corpus(*"abcdef")["articles"], copies)
    assert ids_of_rest(pieces, "a") == ["c", "f"]
    assert ids_of_rest(pieces, "b") == ["c", "f"]
    assert ids_of_rest(pieces, "e") == ["a", "f"]
    assert ids_of_rest(pieces, "f") == ["a", "c"]


def test_of_copies_the_one_published_first_stands_for_the_text():
    articles = [
        {"article_id": "a", "published": date(2024, 2, 1)},
        {"article_id": "b", "published": date(2024, 1, 1)},
        {"article_id": "c"},
        {"article_id": "d"},
    ]
    copies = [DuplicatePair("a", "b", 1.0), DuplicatePair("a", "c", 1.0)]
    assert ids_of_rest(make_pieces(corpus(articles=articles)["articles"], copies), "d") == ["b"]


def test_a_piece_that_was_not_analysed_is_neither_focus_nor_rest():
    articles = [{"article_id": "a"}, {"article_id": "b", "n_sentences": 0}, {"article_id": "c"}]
    pieces = make_pieces(corpus(articles=articles)["articles"])
    assert pieces.ids == ("a", "c")
    with pytest.raises(TableError, match="there is no analysed piece `b`"):
        pieces.places(["b"])


def test_the_focus_is_found_by_id():
    pieces = make_pieces(corpus("a", "b", "c")["articles"])
    assert pieces.places() == [0, 1, 2]
    assert pieces.places(["c", "a", "c"]) == [2, 0]


def test_an_unknown_focus_is_named_with_the_nearest_id():
    pieces = make_pieces(corpus("2024-hanoi-ports")["articles"])
    with pytest.raises(
        TableError, match=r"no analysed piece `2024-hanoi-port`; did you mean `2024-hanoi-ports`"
    ):
        pieces.places(["2024-hanoi-port"])
    with pytest.raises(TableError, match="`commentary show articles` lists the ids"):
        pieces.places(["zzz"])


def test_copies_are_told_with_the_piece_that_counts_for_them():
    articles = [{"article_id": one} for one in "abc"] + [
        {"article_id": "d", "published": date(2024, 1, 1)},
        {"article_id": "e", "n_sentences": 0},
    ]
    pairs = [
        DuplicatePair("a", "b", 0.7),
        DuplicatePair("b", "d", 0.9),
        DuplicatePair("c", "e", 0.8),
    ]
    frame = corpus(articles=articles)["articles"]
    pieces = make_pieces(frame, pairs)
    copies = validate(COPIES, make_copies(pieces, pairs))
    assert rows_of(copies, "article_id", "copy_group", "n_copies", "overlap") == [
        ("a", "d", 3, 0.7),
        ("b", "d", 3, 0.9),
        ("d", "d", 3, 0.9),
    ]
    assert make_pieces(frame, copied_pairs(copies)).counted_as.tolist() == pieces.counted_as.tolist()
