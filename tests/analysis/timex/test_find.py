"""Expressions found and resolved, without a tree: the words around a date stand in for its verb."""

import json
from datetime import date
from pathlib import Path

import pytest
import spacy

from nlp.analysis.timex import find_timexes
from nlp.evaluation.timeml import read_labelled_dates
from nlp.evaluation.timex_scores import score_timexes
from nlp.labels import Granularity, TimexType

OPEDS = Path(__file__).parents[2] / "data" / "timex_opeds.jsonl"
PUBLISHED = date(2025, 5, 29)  # a Thursday
LANGUAGE = spacy.blank("en")


def found(text, published=PUBLISHED):
    return [(one.text, one.value) for one in find_timexes(LANGUAGE(text), published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # days, months, years
        ("It met on 10 October 2024.", [("10 October 2024", "2024-10-10")]),
        ("It met on Thursday, October 10th, 2024.", [("Thursday, October 10th, 2024", "2024-10-10")]),
        ("It met on 5/29/2025 and 29/5/2025.", [("5/29/2025", "2025-05-29"), ("29/5/2025", "2025-05-29")]),
        ("It met on 25–26 November 2019.", [("25", "2019-11-25"), ("26 November 2019", "2019-11-26")]),
        ("It met on November 25 and 26.", [("November 25", "2024-11-25"), ("26", "2024-11-26")]),
        ("It ran from May to August 2023.", [("May", "2023-05"), ("August 2023", "2023-08")]),
        ("From November to March it rained.", [("November", "2024-11"), ("March", "2025-03")]),
        ("The 2021–25 plan.", [("2021", "2021"), ("25", "2025")]),
        ("the class of '82", [("'82", "1982")]),
        ("in the year 2029", [("the year 2029", "2029")]),
        # longer and shorter units
        ("in the early 1990s", [("the early 1990s", "199X")]),
        ("in the 1800s", [("the 1800s", "18XX")]),
        ("The 19th century", [("The 19th century", "18XX")]),
        ("the fourth-quarter profit", [("fourth-quarter", "2024-Q4")]),
        ("in the first quarter of last year", [("the first quarter of last year", "2024-Q1")]),
        ("Q3 2024 and H1 2025", [("Q3 2024", "2024-Q3"), ("H1 2025", "2025-H1")]),
        ("in the second half of 2023", [("the second half of 2023", "2023-H2")]),
        ("since the summer of 2021", [("the summer of 2021", "2021-SU")]),
        ("fiscal year 2019 and FY 2020", [("fiscal year 2019", "FY2019"), ("FY 2020", "FY2020")]),
        ("at 9:30 a.m. on 25 November 2019", [("9:30 a.m. on 25 November 2019", "2019-11-25T09:30")]),
        ("on Friday morning", [("Friday morning", "2025-05-23TMO")]),
        ("last night and tonight", [("last night", "2025-05-28TNI"), ("tonight", "2025-05-29TNI")]),
        # seen from publication
        ("Next week the country votes.", [("Next week", "2025-W23")]),
        ("late last year", [("late last year", "2024")]),
        ("over the weekend", [("the weekend", "2025-W21-WE")]),
        ("the day after tomorrow", [("the day after tomorrow", "2025-05-31")]),
        ("two years ago and three weeks ago", [("two years ago", "2023"), ("three weeks ago", "2025-W19")]),
        ("three and a half years ago", [("three and a half years ago", "2021-11")]),
        ("last October, next Monday", [("last October", "2024-10"), ("next Monday", "2025-06-02")]),
        ("by September of last year", [("September of last year", "2024-09")]),
        ("in the last week of March", [("the last week of March", "2025-W13")]),
        # seen from the text
        ("In 1989 it began; two years later it ended.", [("1989", "1989"), ("two years later", "1991")]),
        ("Signed in 2006, in force the following year.", [("2006", "2006"), ("the following year", "2007")]),
        (
            "On 12 July 2016 it ruled; that year he won.",
            [("12 July 2016", "2016-07-12"), ("that year", "2016")],
        ),
        (
            "on 3 May 2019 and the day before",
            [("3 May 2019", "2019-05-03"), ("the day before", "2019-05-02")],
        ),
        (
            "In April it grew, as in the same month last year.",
            [("April", "2025-04"), ("the same month last year", "2024-04")],
        ),
        # durations
        ("over the last 35 years", [("the last 35 years", "P35Y")]),
        ("for the past two decades", [("the past two decades", "P2DE")]),
        ("more than ninety days", [("more than ninety days", "P90D")]),
        ("a twelve-year low and its 41-year history", [("twelve-year", "P12Y"), ("41-year", "P41Y")]),
        ("for years, in a few weeks", [("years", "PXY"), ("a few weeks", "PXW")]),
        ("half a century, half an hour", [("half a century", "P50Y"), ("half an hour", "PT30M")]),
        ("two and a half years", [("two and a half years", "P2.5Y")]),
        ("an hour and 20 minutes", [("an hour and 20 minutes", "PT1H20M")]),
        ("spread over five years", [("five years", "P5Y")]),
        ("for over five years", [("over five years", "P5Y")]),
        # what recurs
        ("every year, every other week", [("every year", "P1Y"), ("every other week", "P2W")]),
        ("They meet annually and twice a month.", [("annually", "P1Y"), ("twice a month", "P1M")]),
        ("each September, every Monday", [("each September", "XXXX-09"), ("every Monday", "XXXX-WXX-1")]),
        ("It sends 300 flights a week.", [("a week", "P1W")]),
        # vague
        (
            "in the past, now, and in the near future",
            [("the past", "PAST_REF"), ("now", "PRESENT_REF"), ("the near future", "FUTURE_REF")],
        ),
        ("in recent years", [("recent years", "PAST_REF")]),
        ("at present; in the years ahead", [("present", "PRESENT_REF"), ("the years ahead", "FUTURE_REF")]),
    ],
)
def test_expressions_are_found_with_their_values(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Seoul may act, and they march for peace.",
        "In the March for Peace students sang.",
        "the 25th ASEAN-ROK Summit cost $48 million, or 0.79% more",
        "1950 soldiers and 2,000 troops",
        "open 24/7, a 4 min read, page 1998, version 3.11, Room 2001",
        "a second look at a quarter of the seats",
        "the 71-year-old and the boy of 12 years of age",
        "The fall of the government, a spring of hope",
        "the past chairmen, now that, as soon as",
        "an FA-50s squadron, a man in his fifties",
        "every second Korean, and every second counts",
        "the Thirty Years' War and the Prague Spring",
        "The Sunday Times counted 2100 reporters at 1600 Pennsylvania Avenue",
        "the last quarter of the pie",
        "She once left, still there, already gone",
        "on Black Monday",
        "February 30 and 2024-02-30 and 31/31/2024",
        "in the year 0999 or 2201",
        "on 3 March 2201; on March 3, 0999; in June 12025",
        "on 3 March " + "1" * 5_000,
        "The Korea Daily",
    ],
)
def test_traps_are_not_dates(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It met last year.", "XXXX"),
        ("It met on Tuesday.", "XXXX-WXX-2"),
        ("It met in May.", "XXXX-05"),
        ("It met on 3 March.", "XXXX-03-03"),
        ("It met last week.", "XXXX-WXX"),
        ("It met yesterday.", "XXXX-XX-XX"),
        ("It met in the third quarter.", "XXXX-Q3"),
        ("It met last night.", "XXXX-XX-XXTNI"),
    ],
)
def test_without_a_publication_date_values_stay_open(text, expected):
    assert [value for _, value in found(text, published=None)] == [expected]


@pytest.mark.parametrize(
    ("text", "kind", "granularity"),
    [
        ("It met last year.", TimexType.DATE, Granularity.YEAR),
        ("It met three weeks ago.", TimexType.DATE, Granularity.WEEK),
        ("It met last month.", TimexType.DATE, Granularity.MONTH),
        ("It met in the third quarter.", TimexType.DATE, Granularity.QUARTER),
        ("It met last weekend.", TimexType.DATE, Granularity.WEEKEND),
        ("It met on Tuesday.", TimexType.DATE, Granularity.DAY),
        ("It met last night.", TimexType.TIME, Granularity.TIME),
        ("It has met this decade.", TimexType.DATE, Granularity.DECADE),
        ("It met once this century.", TimexType.DATE, Granularity.CENTURY),
        ("It has met for the last 35 years.", TimexType.DURATION, Granularity.YEAR),
    ],
)
def test_without_a_publication_date_type_and_granularity_stay(text, kind, granularity):
    (timex,) = find_timexes(LANGUAGE(text), None)
    assert (timex.type, timex.granularity) == (kind, granularity)
    assert (timex.start_date, timex.end_date, timex.tense) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 1000 to 2200", [("1000", "1000"), ("2200", "2200")]),
        ("1,500 years ago", [("1,500 years ago", "PAST_REF")]),
        ("in the 22nd century", [("the 22nd century", "21XX")]),
        ("2010 Year 4033", [("2010", "2010")]),
        ("a 1000 year reign", [("1000 year", "P1000Y")]),
        ("On 3 March 5000 troops came.", [("3 March", "2025-03-03")]),
    ],
)
def test_years_are_those_from_1000_to_2200(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize("text", ["on 30 February 2024", "on November 31, 2023", "on 29 February 2023"])
def test_a_day_that_does_not_exist_is_never_moved_to_one_that_does(text):
    timexes = find_timexes(LANGUAGE(text), PUBLISHED)
    assert not [one for one in timexes if one.granularity is Granularity.DAY]


def test_the_side_follows_the_words_around():
    assert found("It will open in April.") == [("April", "2026-04")]
    assert found("It opened in April.") == [("April", "2025-04")]
    assert found("It has been shut since July.") == [("July", "2024-07")]


def test_a_blank_line_parts_two_dates():
    assert found("Closed on Friday\n\n18 September 2008") == [
        ("Friday", "2025-05-23"),
        ("18 September 2008", "2008-09-18"),
    ]


def test_own_op_ed_sentences_keep_their_scores():
    rows = read_labelled_dates(OPEDS)
    pairs = [(row.timexes, find_timexes(LANGUAGE(row.text), row.published)) for row in rows]
    scores = score_timexes(pairs)
    assert scores.value >= 92
    assert scores.relaxed >= 96
    traps = [found for row, (_, found) in zip(rows, pairs, strict=True) if row.id.startswith("trap")]
    assert len(traps) == 45
    assert sum(bool(one) for one in traps) <= 2


def test_own_op_ed_sentences_have_spans_of_their_text():
    for line in OPEDS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert all(row["text"][one["start"] : one["end"]].strip() for one in row["timex"])
