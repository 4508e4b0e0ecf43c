"""Days of publication in all the forms that pages use."""

from datetime import date

import pytest

from nlp.corpus.header.days import WrittenDay, find_days, read_day

DAY = date(2025, 5, 29)


@pytest.mark.parametrize(
    "text",
    [
        "2025-05-29",
        "2025/05/29",
        "2025.05.29",
        "2025. 5. 29.",
        "5/29/2025",
        "29/5/2025",
        "29.05.2025",
        "29-05-2025",
        "29 May 2025",
        "29 May, 2025",
        "29th May 2025",
        "29th of May 2025",
        "29-May-2025",
        "May 29, 2025",
        "May 29th, 2025",
        "May 29 2025",
        "MAY 29, 2025",
        "29 Mei 2025",
        "2025년 5월 29일",
        "ngày 29 tháng 5 năm 2025",
    ],
)
def test_read_day(text):
    assert read_day(text) == DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sept. 3, 2024", date(2024, 9, 3)),
        ("3 Agustus 2024", date(2024, 8, 3)),
        ("1 Ogos 2024", date(2024, 8, 1)),
    ],
)
def test_months(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize(
    "glued", ["5/29/20254 min read", "29 May 20254 min", "May 29, 202512 min", "2025-05-294 min"]
)
def test_a_glued_reading_time_is_no_part_of_the_day(glued):
    assert find_days(glued)[0].value == DAY


@pytest.mark.parametrize(
    ("country", "day"), [("US", date(2025, 5, 6)), ("PH", date(2025, 5, 6)), ("ID", date(2025, 6, 5))]
)
def test_the_country_decides_between_day_and_month(country, day):
    assert read_day("5/6/2025", country=country) == day


def test_without_a_country_the_day_stays_open():
    assert find_days("5/6/2025") == (WrittenDay(0, 8, None, "“5/6/2025” may be 05 June or 06 May 2025"),)
    assert read_day("6/6/2025") == date(2025, 6, 6)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("31/02/2025", "“31/02/2025” is no day of the calendar"),
        ("30 February 2025", "“30 February 2025” is no day of the calendar"),
        ("May 2025", "“May 2025” names no day"),
        ("5/29/25", "the year of “5/29/25” has two digits"),
    ],
)
def test_doubts(text, doubt):
    assert [day.doubt for day in find_days(text)] == [doubt]


@pytest.mark.parametrize(
    "text", ["2025", "12345-05-29", "version 1.2.2025.3", "29 Maybe 2025", "$5/29/2025000"]
)
def test_no_days(text):
    assert [day for day in find_days(text) if day.value] == []


def test_places_of_two_days():
    line = "Updated 3 June 2025, published 29 May 2025"
    assert [(line[day.start : day.end], day.value) for day in find_days(line)] == [
        ("3 June 2025", date(2025, 6, 3)),
        ("29 May 2025", DAY),
    ]
