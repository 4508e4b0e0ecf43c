"""The dates component: what the text dates, and what the gazetteer dates for it."""

from datetime import date

import pytest
import spacy

from nlp.analysis.dates import DatesComponent, find_dates
from nlp.analysis.records import Context, Entity
from nlp.codebook import GazetteerEntry
from nlp.labels import EntityLabel, Granularity, LinkMethod, Mod, Tense, TimexAnchor, TimexType

PUBLISHED = date(2025, 5, 29)
LANGUAGE = spacy.blank("en")
ENTRIES = {
    "trump": GazetteerEntry(
        "trump",
        "Donald Trump",
        EntityLabel.PERSON,
        aliases=("Trump",),
        terms=((date(2017, 1, 20), date(2021, 1, 20)), (date(2025, 1, 20), None)),
        role="president|president",
    ),
    "moon": GazetteerEntry(
        "moon",
        "Moon Jae-in",
        EntityLabel.PERSON,
        terms=((date(2017, 5, 10), date(2022, 5, 9)),),
        role="president",
    ),
    "busan": GazetteerEntry(
        "busan",
        "2019 ASEAN-ROK Commemorative Summit",
        EntityLabel.EVENT,
        aliases=("Busan summit",),
        terms=((date(2019, 11, 25), date(2019, 11, 26)),),
    ),
    "war": GazetteerEntry(
        "war", "Korean War", EntityLabel.EVENT, terms=((date(1950, 6, 25), date(1953, 7, 27)),)
    ),
}


def make_doc(text, *names, published=PUBLISHED):
    doc = LANGUAGE(text)
    doc._.context = Context(published=published)
    entities = []
    for name, entity_id in names:
        start, entry = text.index(name), ENTRIES[entity_id]
        entities.append(
            Entity(
                start,
                start + len(name),
                name,
                entry.label,
                entry.canonical,
                entity_id,
                None,
                LinkMethod.ALIAS,
            )
        )
    doc._.entities = tuple(entities)
    return doc


def test_a_date_comes_with_all_it_says():
    (timex,) = find_dates(make_doc("He left in the middle of last year."))
    assert timex.text == "the middle of last year"
    assert (timex.type, timex.value, timex.mod) == (TimexType.DATE, "2024", Mod.MID)
    assert (timex.start_date, timex.end_date) == (date(2024, 5, 1), date(2024, 8, 31))
    assert timex.granularity is Granularity.YEAR
    assert timex.anchor is TimexAnchor.PUBLICATION
    assert timex.tense is Tense.PAST


def test_sets_carry_how_often():
    once, every = find_dates(make_doc("They meet twice a month and argue every year."))
    assert (once.type, once.value, once.freq) == (TimexType.SET, "P1M", "2X")
    assert (every.type, every.value, every.quant) == (TimexType.SET, "P1Y", "EVERY")
    assert every.start_date is None
    assert every.tense is None


def test_the_anchor_is_named():
    doc = make_doc("In 1989 it began; two years later it grew; last year it ended.")
    assert [one.anchor for one in find_dates(doc)] == [
        TimexAnchor.NONE,
        TimexAnchor.TEXT,
        TimexAnchor.PUBLICATION,
    ]


@pytest.mark.parametrize(
    ("text", "names", "span", "value", "days"),
    [
        (
            "Trump is back. During his previous term he met Kim.",
            [("Trump", "trump")],
            "his previous term",
            "PAST_REF",
            (date(2017, 1, 20), date(2021, 1, 20)),
        ),
        (
            "This is Trump's second term in office.",
            [("Trump", "trump")],
            "Trump's second term in office",
            "PRESENT_REF",
            (date(2025, 1, 20), PUBLISHED),
        ),
        (
            "It began under the Moon administration.",
            [("Moon", "moon")],
            "the Moon administration",
            "PAST_REF",
            (date(2017, 5, 10), date(2022, 5, 9)),
        ),
        (
            "Little happened after the Busan summit.",
            [("Busan summit", "busan")],
            "the Busan summit",
            "2019-11",
            (date(2019, 11, 25), date(2019, 11, 26)),
        ),
    ],
)
def test_terms_and_events_are_dated_by_the_gazetteer(text, names, span, value, days):
    (timex,) = find_dates(make_doc(text, *names), ENTRIES)
    assert (timex.text, timex.value, (timex.start_date, timex.end_date)) == (span, value, days)
    assert timex.anchor is TimexAnchor.EVENT


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Busan summit was a success.", [("Busan summit", "busan")]),
        ("Much changed after the Korean War.", [("Korean War", "war")]),
        ("The third term began under the Brown administration.", []),
    ],
)
def test_what_only_names_an_event_is_no_date(text, names):
    assert find_dates(make_doc(text, *names), ENTRIES) == ()


def test_a_term_without_a_known_holder_stays_vague():
    (timex,) = find_dates(make_doc("In his previous term he was mild."), ENTRIES)
    assert (timex.value, timex.start_date) == ("PAST_REF", None)


def test_the_component_writes_dates_and_leaves_the_text_alone():
    doc = make_doc("It met in 2019.")
    assert DatesComponent(None)(doc) is doc
    assert [one.value for one in doc._.dates] == ["2019"]


def test_the_factory_is_registered():
    language = spacy.blank("en")
    language.add_pipe("nlp/dates")
    doc = language("It met in 2019 and will meet in 2021.")
    assert [one.value for one in doc._.dates] == ["2019", "2021"]
