"""What must hold for any text whatever."""

from datetime import date

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from nlp.analysis.findings import find_findings
from nlp.analysis.records import Context
from nlp.analysis.timex import find_timexes
from nlp.analysis.timex.grammar import lexicon
from nlp.analysis.timex.values import make_value, parse_value

LANGUAGE = spacy.blank("en")
WORDS = st.sampled_from(
    sorted({*lexicon.MONTHS, *lexicon.WEEKDAYS, *lexicon.UNITS, *lexicon.CARDINALS, *lexicon.ORDINALS})
    + sorted({*lexicon.PARTS_OF_DAY, *lexicon.SEASONS, *lexicon.ADVERB_SETS})
    + (
        "the a an last next this past previous following same that every each of in on at by since "
        "until to - – , . ( ) ago later earlier before after from now today tomorrow yesterday early "
        "late mid end beginning half few fiscal q h 1 2 4 31 30 99 1999 2025 1000 2200 2201 0999 '82 "
        "1990s 80s 5/29/2025 30.2.2020 2024-02-30 12:30 25:99 a.m. UTC noon midnight about more than "
        "over several dozen twice times once between and or 30th 3rd Christmas 9/11 FY % $ 100000 long "
        "old 's anniversary then"
    ).split()
)
PHRASES = st.lists(st.one_of(WORDS, WORDS.map(str.title)), max_size=14).map(" ".join)
PUBLISHED = st.one_of(st.none(), st.dates())


def check(doc, published):
    text = doc.text
    found = find_timexes(doc, published)
    end = 0
    for timex in found:
        assert text[timex.start : timex.end] == timex.text
        assert timex.start >= end
        end = timex.end
        assert parse_value(timex.value) is not None
        if timex.start_date is not None:
            assert timex.start_date <= timex.end_date
    doc._.context = Context(published=published)
    doc._.dates = found
    assert all(0 <= finding.start <= finding.end <= len(text) for finding in find_findings(doc))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(PHRASES, PUBLISHED)
def test_words_of_time_in_any_order(text, published):
    check(LANGUAGE(text), published)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=60), PUBLISHED)
def test_any_characters(text, published):
    check(LANGUAGE(text), published)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.integers(0, 9999), st.integers(0, 99), st.integers(0, 99))
def test_figures_that_may_be_no_day(year, month, day):
    check(LANGUAGE(f"{year:04d}-{month:02d}-{day:02d}, {month}/{day}/{year}, {day} March {year}"), None)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.dates(date(1000, 1, 1), date(2200, 12, 31)),
    st.sampled_from(["D", "W", "WE", "M", "Q", "H", "Y", "FY", "DE", "CE"]),
)
def test_a_value_written_for_a_day_parses_back_to_days_that_hold_it(day, unit):
    value = make_value(unit, day)
    parsed = parse_value(value)
    assert parsed.start <= parsed.end
    assert parsed.start <= day <= parsed.end or unit == "WE"  # of the same week
    assert make_value(unit, parsed.start) == value


def test_a_hundred_thousand_figures():
    for text in ("1" * 100_000, "1," * 50_000, "the end of " * 2_000, "late " * 3_000, "the " * 5_000):
        check(Doc(LANGUAGE.vocab, words=[text]), date(2025, 5, 29))
