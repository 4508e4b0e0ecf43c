from datetime import date

import pandas as pd
import pytest

from nlp.comparison.networks.discourse import discourse_frame
from nlp.tables.comparison_schemas import DISCOURSE
from nlp.tables.validation import validate
from tests.comparison.corpora import corpus, rows_of

ACTORS = ("person", "organisation", "concept", "agreement")


def discourse(evidence, *, entities=(), **article):
    frames = corpus(
        articles=[{"article_id": "a", **article}],
        evidence=[{"article_id": "a", "target_id": "china", "label": "critical", **row} for row in evidence],
        entities=[{"article_id": "a", "start_char": n, **row} for n, row in enumerate(entities)],
    )
    return validate(DISCOURSE, discourse_frame(frames))


def actors(frame):
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in rows_of(frame, *ACTORS)]


def test_an_author_speaks_for_the_affiliation():
    frame = discourse(
        [{}], authors="Ana Dela Cruz; Trade Desk", affiliation="Port Institute", published=date(2024, 1, 2)
    )
    assert actors(frame) == [
        ("Ana Dela Cruz", "Port Institute", "china", 0),
        ("Trade Desk", "Port Institute", "china", 0),
    ]
    assert frame["date"].tolist() == [pd.Timestamp(2024, 1, 2)] * 2
    assert rows_of(frame, "article_id", "start_char", "end_char", "text") == [("a", 0, 1, "x")] * 2


@pytest.mark.parametrize(
    ("speaker", "label", "expected"),
    [
        ("Retno Marsudi", "PERSON", ("Retno Marsudi", None)),
        ("Vietnam", "GPE", (None, "Vietnam")),
        ("ASEAN Secretariat", "ORG", (None, "ASEAN Secretariat")),
        ("senior officials", None, ("senior officials", None)),
    ],
)
def test_a_reported_speaker_is_a_person_or_an_organisation(speaker, label, expected):
    entities = [{"canonical": speaker, "label": label}] if label else []
    assert actors(discourse([{"speaker": speaker}], entities=entities)) == [(*expected, "china", 0)]


@pytest.mark.parametrize(
    ("label", "agreement"), [("supportive", [1]), ("critical", [0]), ("neutral", []), ("mixed", [])]
)
def test_what_is_neither_for_nor_against_is_left_out(label, agreement):
    assert discourse([{"label": label}], authors="A")["agreement"].tolist() == agreement


@pytest.mark.parametrize("speaker", ["they", "one", "We", "I", "who", "Others"])
def test_pronouns_are_no_actors(speaker):
    assert discourse([{"speaker": speaker}]).empty


def test_an_organisation_may_be_spelled_like_a_pronoun():
    entities = [{"canonical": "WHO", "label": "ORG"}]
    assert actors(discourse([{"speaker": "WHO"}], entities=entities)) == [(None, "WHO", "china", 0)]


def test_two_mentions_in_one_sentence_are_one_statement():
    assert len(discourse([{"mention_start": 0}, {"mention_start": 5}], authors="A")) == 1


def test_a_piece_without_author_has_an_author_of_its_own():
    assert actors(discourse([{}])) == [("author of a", None, "china", 0)]
