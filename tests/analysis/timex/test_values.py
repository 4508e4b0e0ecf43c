"""TIMEX3 values written and read back, and the intervals they stand for."""

from datetime import date

import pytest

from nlp.analysis.timex.intervals import date_interval, duration_interval, find_granularity, find_tense
from nlp.analysis.timex.values import make_value, move_day, parse_value
from nlp.labels import Granularity, Mod, Tense

DAY = date(2026, 1, 1)  # a Thursday, in ISO week 2026-W01


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("D", "2026-01-01"),
        ("W", "2026-W01"),
        ("WE", "2026-W01-WE"),
        ("M", "2026-01"),
        ("Q", "2026-Q1"),
        ("H", "2026-H1"),
        ("Y", "2026"),
        ("FY", "FY2026"),
        ("DE", "202X"),
        ("CE", "20XX"),
    ],
)
def test_a_day_gives_the_value_of_each_unit_that_holds_it(unit, value):
    assert make_value(unit, DAY) == value
    parsed = parse_value(value)
    assert parsed.start <= DAY <= parsed.end or unit == "WE"


@pytest.mark.parametrize(
    ("value", "first", "last", "granularity"),
    [
        ("2024-10-10", "2024-10-10", "2024-10-10", Granularity.DAY),
        ("2024-02", "2024-02-01", "2024-02-29", Granularity.MONTH),
        ("2025-W01", "2024-12-30", "2025-01-05", Granularity.WEEK),
        ("2026-W10-WE", "2026-03-07", "2026-03-08", Granularity.WEEKEND),
        ("2025-Q4", "2025-10-01", "2025-12-31", Granularity.QUARTER),
        ("2025-H2", "2025-07-01", "2025-12-31", Granularity.HALF),
        ("2021-WI", "2021-12-01", "2022-02-28", Granularity.SEASON),
        ("199X", "1990-01-01", "1999-12-31", Granularity.DECADE),
        ("18XX", "1800-01-01", "1899-12-31", Granularity.CENTURY),
        ("FY2019", "2019-01-01", "2019-12-31", Granularity.YEAR),
        ("2019-11-25T09:30", "2019-11-25", "2019-11-25", Granularity.TIME),
        ("2019-11-25TEV", "2019-11-25", "2019-11-25", Granularity.TIME),
    ],
)
def test_a_value_covers_its_days(value, first, last, granularity):
    parsed = parse_value(value)
    assert (parsed.start, parsed.end) == (date.fromisoformat(first), date.fromisoformat(last))
    assert parsed.granularity is granularity


@pytest.mark.parametrize(
    "value", ["XXXX-05", "XXXX-WXX-2", "XXXX-XX-XXTMO", "PAST_REF", "XXXX", "XXXX-Q1", "PXY"]
)
def test_an_open_value_has_no_days(value):
    assert parse_value(value).start is None


@pytest.mark.parametrize(
    "value", ["2025-02-30", "2025-13", "2025-W60", "P", "PT", "soon", "", "2024-Q5", "20250101"]
)
def test_what_is_no_value_is_not_read(value):
    assert parse_value(value) is None


@pytest.mark.parametrize(
    ("value", "mod", "first", "last"),
    [
        ("2024", Mod.START, "2024-01-01", "2024-04-30"),
        ("2024", Mod.MID, "2024-05-01", "2024-08-31"),
        ("2024", Mod.END, "2024-09-01", "2024-12-31"),
        ("199X", Mod.START, "1990-01-01", "1993-04-30"),
        ("2025-06", Mod.START, "2025-06-01", "2025-06-10"),
        ("2025-06-03", Mod.END, "2025-06-03", "2025-06-03"),
    ],
)
def test_modifiers_narrow_the_interval(value, mod, first, last):
    assert date_interval(value, mod) == (date.fromisoformat(first), date.fromisoformat(last))


def test_an_anchored_duration_ends_or_begins_at_publication():
    published = date(2025, 5, 29)
    assert duration_interval("P35Y", -1, published) == (date(1990, 5, 29), published)
    assert duration_interval("P18M", 1, published) == (published, date(2026, 11, 29))
    assert duration_interval("P35Y", 0, published) is None
    assert duration_interval("P99999Y", -1, published) is None
    assert duration_interval("PXY", -1, published) is None


def test_no_day_is_counted_outside_the_years_that_are_coded():
    assert move_day(date(2025, 5, 29), "Y", -1500) is None
    assert move_day(date(2025, 5, 29), "D", 10**9) is None
    assert move_day(date(2024, 2, 29), "Y", -1) == date(2023, 2, 28)


def test_tense_is_seen_from_publication():
    published = date(2025, 5, 29)
    assert find_tense("2024", date_interval("2024"), published) is Tense.PAST
    assert find_tense("2025", date_interval("2025"), published) is Tense.PRESENT
    assert find_tense("2027", date_interval("2027"), published) is Tense.FUTURE
    assert find_tense("FUTURE_REF", None, None) is Tense.FUTURE
    assert find_tense("2027", date_interval("2027"), None) is None
    assert find_granularity("P2DE") is Granularity.DECADE
