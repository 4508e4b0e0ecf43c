"""Cleaning keeps every visible character and drops the invisible ones."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.corpus.text import clean_line, clean_text, join_paragraphs, make_paragraphs, text_hash

HOSTILE = st.text(st.characters(), max_size=400)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\rc\x85d\u2028e", "a\nb\nc\nd\ne"),
        ("one\x0ctwo\u2029three", "one\n\ntwo\n\nthree"),
        ("ze\u200bro wi\u200ddth, so\u00adft, \ufeffmark", "zero width, soft, mark"),
        ("\u202eevil\u202c \u2066isolated\u2069", "evil isolated"),
        ("nul\x00 bell\x07 escape\x1b[31m", "nul bell escape[31m"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("hidden \U000e0041\U000e0042 tags", "hidden  tags"),
        ("cafe\u0301", "café"),
        (unicodedata.normalize("NFD", "한국"), "한국"),
        ("two  spaces stay, the last go  \nnext\t\n", "two  spaces stay, the last go\nnext\n"),
        ("‘curly’ “quotes” – and — dashes…", "‘curly’ “quotes” – and — dashes…"),
    ],
)
def test_clean_text(raw, clean):
    assert clean_text(raw) == clean


def test_clean_line_is_one_line():
    assert clean_line("  A title\n  on two\r\nlines \u202e") == "A title on two lines"


def test_many_spaces_are_cleaned_in_linear_time():
    assert clean_text(" " * 300_000 + "x" + " " * 300_000) == " " * 300_000 + "x"


@given(HOSTILE)
def test_cleaning_twice_changes_nothing(text):
    assert clean_text(clean_text(text)) == clean_text(text)
    clean_text(text).encode()  # no lone surrogates remain


@given(HOSTILE)
def test_paragraphs_lose_no_character_but_blanks(text):
    cleaned = clean_text(text)
    assert "".join("".join(make_paragraphs(cleaned)).split()) == "".join(cleaned.split())


@given(HOSTILE)
def test_paragraphs_of_joined_paragraphs_are_the_same(text):
    once = make_paragraphs(clean_text(text))
    assert make_paragraphs(join_paragraphs(once)) == once


HARD_WRAPPED = """The table in the hall was set for eleven, and nobody had thought of the
twelfth guest, who came all the same and who stood for the length of a
speech beside the door with a long-
term visa in his hand.

A second paragraph follows after a blank line and it is wrapped as well,
so that it has to be joined."""

JOINED = (
    "The table in the hall was set for eleven, and nobody had thought of the twelfth guest, who came all the "
    "same and who stood for the length of a speech beside the door with a long-term visa in his hand.",
    "A second paragraph follows after a blank line and it is wrapped as well, so that it has to be joined.",
)


def test_hard_wrapped_lines_are_joined():
    assert make_paragraphs(HARD_WRAPPED) == JOINED


def test_one_line_for_each_paragraph():
    assert make_paragraphs("\n".join(JOINED)) == JOINED


def test_items_of_a_wrapped_text_stay_apart():
    text = (
        HARD_WRAPPED
        + "\n\n- a first demand that is long enough to be wrapped onto a second line\nof it;\n- a second."
    )
    assert make_paragraphs(text)[2:] == (
        "- a first demand that is long enough to be wrapped onto a second line of it;",
        "- a second.",
    )


def test_short_lines_are_paragraphs():
    assert make_paragraphs("What it says\nWhy it matters\n\nOne sentence.\nAnother one.") == (
        "What it says",
        "Why it matters",
        "One sentence.",
        "Another one.",
    )


def test_text_hash_knows_a_copy():
    assert text_hash("Seoul’s  “choice”,\n\nagain.") == text_hash("seoul's choice again")
    assert text_hash("Seoul’s choice") != text_hash("Seoul’s choices")
