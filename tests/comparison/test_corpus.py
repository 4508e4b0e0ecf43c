import pandas as pd

from nlp.comparison.corpus import compare_corpus
from nlp.settings import ComparisonSettings
from nlp.tables.comparison_schemas import COMPARISON_TABLES
from nlp.tables.frames import make_frame
from nlp.tables.schemas import TABLES
from nlp.tables.validation import validate
from tests.comparison.corpora import corpus

SETTINGS = ComparisonSettings()
TEXT = "the ministers of trade met in the old port and spoke of rice and rain"


def two_copies_and_another():
    texts = {"a": TEXT, "b": TEXT, "c": "nobody else has written on the price of salt this year"}
    return corpus(
        *texts,
        sentences=[{"article_id": one, "sentence_id": one, "text": text} for one, text in texts.items()],
        themes=[
            {"article_id": one, "theme_id": "x", "score": score}
            for one, score in zip("abc", (0.1, 0.2, 0.9), strict=True)
        ],
        terms=[{"article_id": one, "term": one} for one in "abc"],
    )


def test_all_tables_of_the_comparison_are_made():
    tables = compare_corpus(two_copies_and_another(), SETTINGS)
    assert list(tables) == [table.name for table in COMPARISON_TABLES]
    for name, frame in tables.items():
        validate(TABLES[name], frame)


def test_copies_are_found_and_kept_apart():
    tables = compare_corpus(two_copies_and_another(), SETTINGS)
    themes = tables["comparison"].query("dimension == 'theme'").set_index("article_id")
    assert themes["rest_mean"].to_dict() == {"a": 0.9, "b": 0.9, "c": 0.1}
    assert tables["similarity"].query("copy")["article_id"].tolist() == ["a", "b"]


def test_copies_may_be_given():
    tables = compare_corpus(two_copies_and_another(), SETTINGS, copies=())
    assert not tables["similarity"]["copy"].any()


def test_the_focus_limits_what_is_told_of_single_pieces():
    tables = compare_corpus(two_copies_and_another(), SETTINGS, focus=["c"])
    assert set(tables["comparison"]["article_id"]) == set(tables["keyness"]["article_id"]) == {"c"}
    assert set(tables["similarity"]["article_id"]) == {"a", "b", "c"}


def test_an_empty_corpus_gives_typed_empty_tables():
    for name, frame in compare_corpus(corpus(), SETTINGS).items():
        pd.testing.assert_frame_equal(frame, make_frame(TABLES[name], ()))


def test_one_piece_alone_is_compared_with_nothing():
    frames = corpus(
        articles=[{"article_id": "a", "side": "KR"}],
        sentences=[{"article_id": "a", "sentence_id": "a:s001", "text": TEXT}],
        stances=[{"article_id": "a", "target_id": "china", "stance": 1, "label": "supportive"}],
        terms=[{"article_id": "a", "term": "port", "count": 3}],
        vectors=[{"article_id": "a"}],
    )
    tables = compare_corpus(frames, SETTINGS)
    for name in ("comparison", "group_comparison", "agreement", "similarity", "copies", "keyness"):
        pd.testing.assert_frame_equal(tables[name], make_frame(TABLES[name], ()))


def test_the_same_pieces_give_the_same_tables_whatever_their_order():
    frames = two_copies_and_another()
    turned = {name: frame.iloc[::-1].reset_index(drop=True) for name, frame in frames.items()}
    again = compare_corpus(turned, SETTINGS)
    for name, frame in compare_corpus(frames, SETTINGS).items():
        pd.testing.assert_frame_equal(frame, again[name])
