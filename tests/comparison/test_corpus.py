import tempfile
from datetime import date

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from nlp.comparison import asking
from nlp.comparison.corpus import compare_corpus
from nlp.comparison.words import grams, phrases, texts
from nlp.errors import TableError
from nlp.settings import ComparisonSettings
from nlp.tables.arrow import to_arrow
from nlp.tables.comparison_schemas import COMPARISON_TABLES
from nlp.tables.frames import make_frame
from nlp.tables.schemas import TABLES
from nlp.tables.stored import StoredTables
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


OF_THE_FOCUS = ("comparison", "agreement", "similarity", "keyness")


def opposed():
    stances = [
        {"article_id": one, "target_id": "china", "stance": sign, "label": label}
        for one, sign, label in (("a", 1, "supportive"), ("b", 1, "supportive"), ("c", -1, "critical"))
    ]
    vectors = [{"article_id": one} for one in "abc"]
    days = [{"article_id": one, "published": date(2020, 1, day)} for day, one in enumerate("abc", 1)]
    return two_copies_and_another() | {
        name: frame
        for name, frame in corpus(articles=days, stances=stances, vectors=vectors).items()
        if name in ("articles", "stances", "vectors")
    }


def test_the_focus_limits_what_is_told_of_single_pieces():
    frames = opposed()
    whole = compare_corpus(frames, SETTINGS)
    told = compare_corpus(frames, SETTINGS, focus=["c"])
    for name, frame in told.items():
        expected = whole[name]
        if name in OF_THE_FOCUS:
            assert set(expected["article_id"]) == {"a", "b", "c"}
            expected = expected[expected["article_id"] == "c"].reset_index(drop=True)
        pd.testing.assert_frame_equal(frame, expected)


@pytest.mark.parametrize(
    ("settings", "focus"),
    [
        ({"focus_pieces": 3}, {"a", "b", "c"}),
        ({"focus_pieces": 1}, {"c"}),
        ({"focus_pieces": 1, "focus": ("a", "nobody")}, {"a", "c"}),
    ],
)
def test_the_settings_say_what_is_in_focus(settings, focus):
    tables = compare_corpus(opposed(), ComparisonSettings(**settings))
    assert {name: set(tables[name]["article_id"]) for name in OF_THE_FOCUS} == dict.fromkeys(
        OF_THE_FOCUS, focus
    )


def test_a_focus_that_is_no_piece_is_an_error():
    with pytest.raises(TableError, match="there is no analysed piece `d`"):
        compare_corpus(opposed(), SETTINGS, focus=["d"])


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


def random_corpus(n=40):
    draw = np.random.default_rng(5)
    ids = [f"p{number:02d}" for number in range(n)]
    lemmas = "rice port trade harbour strait pact ally summit tariff vaccine".split()
    texts = {one: [" ".join(draw.choice([*lemmas, "of", "the"], 14)) + "." for _ in range(6)] for one in ids}
    texts["p01"] = texts["p00"]
    targets = [(one, target) for one in ids for target in ("china", "asean", "leader:x")]
    signs = draw.integers(-1, 2, len(targets)).tolist()
    names = {-1: "critical", 0: "neutral", 1: "supportive"}
    held = [
        {
            "article_id": one,
            "target_id": target,
            "stance": sign,
            "label": names[sign],
            "confidence": 0.5 + n / 999,
        }
        for n, ((one, target), sign) in enumerate(zip(targets, signs, strict=True))
    ]
    return corpus(
        articles=[
            {
                "article_id": one,
                "side": ("KR", "ASEAN")[n % 2],
                "published": date(2000 + n % 7, 1, 1),
                "authors": f"A{n % 9}",
            }
            for n, one in enumerate(ids)
        ],
        sentences=[
            {"article_id": one, "sentence_id": f"{one}:s{n}", "start_char": 100 * n, "text": text}
            for one, parts in texts.items()
            for n, text in enumerate(parts)
        ],
        terms=[
            {"article_id": one, "term": term, "count": int(draw.integers(1, 9))}
            for one in ids
            for term in sorted(draw.choice(lemmas, 5, replace=False))
        ],
        entity_summary=[
            {"article_id": one, "entity": f"e{n}", "mentions": n + 1, "salience": 0.1 * n}
            for one in ids
            for n in sorted(draw.choice(8, 4, replace=False).tolist())
        ],
        themes=[
            {"article_id": one, "theme_id": t, "score": float(draw.random())} for one in ids for t in "xy"
        ],
        stances=held,
        evidence=[{**row, "sentence_id": f"{row['article_id']}:s1"} for row in held],
        dates=[
            {
                "article_id": one,
                "sentence_id": f"{one}:s1",
                "start_date": date(1999, 1, 1 + n % 20),
                "end_date": date(1999, 2, 1),
                "tense": "past",
            }
            for n, one in enumerate(ids)
        ],
        vectors=[{"article_id": one, "vector": draw.normal(size=5).tolist()} for one in ids],
    )


def test_tables_in_a_folder_give_the_same_bytes_as_those_in_memory(tmp_path):
    frames = random_corpus()
    for name, frame in frames.items():
        pq.write_table(to_arrow(TABLES[name], frame), tmp_path / f"{name}.parquet", row_group_size=17)
    settings = ComparisonSettings(focus_pieces=10)
    held = compare_corpus(frames, settings)
    stored = compare_corpus(StoredTables(tmp_path), settings)
    for name, frame in held.items():
        assert len(frame), name
        assert to_arrow(TABLES[name], stored[name]).equals(to_arrow(TABLES[name], frame)), name


def test_what_is_done_by_parts_is_what_is_done_at_once(monkeypatch):
    frames = random_corpus(16)
    whole = compare_corpus(frames, SETTINGS)
    for module, name in (
        (asking, "_ROWS"),
        (grams, "_AT_ONCE"),
        (grams, "_BLOCK"),
        (phrases, "_BLOCK"),
        (phrases, "_STRETCH"),
        (texts, "_HELD"),
    ):
        monkeypatch.setattr(module, name, 7)
    for name, frame in compare_corpus(frames, SETTINGS).items():
        pd.testing.assert_frame_equal(frame, whole[name])


def test_no_file_is_left_behind(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(texts, "_HELD", 7)
    compare_corpus(random_corpus(12), SETTINGS)
    assert list(tmp_path.iterdir()) == []
