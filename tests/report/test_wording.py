from datetime import date

import pytest

from nlp.labels import EntityLabel, FindingKind, Side, StanceLabel, TermUnit
from nlp.report.reading import Reader
from nlp.report.wording import (
    ENTITY_KINDS,
    SYMBOLS,
    TERM_KINDS,
    Names,
    date_meaning,
    day,
    doubt,
    humanise,
    number,
    plural,
    shorten,
    side,
    signed,
    web_address,
)
from tests.report.pieces import LABELS, ROWS, make_frames


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        (0.5, "0.50"),
        (-0.5, "−0.50"),
        (-0.001, "0.00"),
        (1234.5, "1,234.50"),
        (3, "3"),
        (-3, "−3"),
    ],
)
def test_numbers(value, text):
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.25, "+0.25"), (-1.0, "−1.00"), (0.0, "0.00"), (0.001, "0.00")]
)
def test_signed_numbers(value, text):
    assert signed(value) == text


def test_days_and_plurals():
    assert day(date(2025, 5, 9)) == "9 May 2025"
    assert day(None) == "undated"
    assert [plural(n, "entity", "entities") for n in (0, 1, 1000)] == [
        "0 entities",
        "1 entity",
        "1,000 entities",
    ]


def test_ids_are_written_out_and_names_are_not():
    assert humanise("rok_asean_policy") == "Rok asean policy"
    assert humanise("Editorial Board") == "Editorial Board"


def test_long_texts_are_cut_at_a_word():
    assert shorten("one two three", 13) == "one two three"
    assert shorten("one two three", 12) == "one two…"
    assert shorten("a" * 100, 10) == "a" * 9 + "…"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert(1)", ""),
        (" https://example.org", ""),
        (None, ""),
    ],
)
def test_only_addresses_of_the_web_become_links(url, shown):
    assert web_address(url) == shown


def test_names_come_from_labels_tables_or_the_id():
    names = Names(Reader(make_frames()), LABELS)
    assert names.theme("trade_investment") == "Trade and investment"
    assert names.theme("new_theme") == "New theme"
    assert names.target("china") == "China"
    assert names.target("leader:gpe:kr") == "South Korea"
    assert names.item("prescription", "gpe:kr") == "Asked of South Korea"
    assert names.item("style", "words_per_sentence") == "Sentence length"


def test_every_label_has_words():
    assert set(SYMBOLS) == set(StanceLabel)
    assert set(ENTITY_KINDS) == set(EntityLabel)
    assert set(TERM_KINDS) == set(TermUnit)
    assert all(" " in doubt(kind) for kind in FindingKind)
    assert {side(one) for one in Side} == {"Korean side", "ASEAN side", "third country"}
    assert side(None) == "side unknown"


def test_a_date_is_told_by_the_days_it_covers():
    row = {"value": "PRESENT_REF", "start_date": None, "end_date": None}
    assert date_meaning(row) == "PRESENT_REF"
    day = ROWS["dates"][2]
    assert date_meaning(day) == "2025-05-29"
    assert date_meaning({**day, "start_date": None}) == "… to 2025-05-29"
