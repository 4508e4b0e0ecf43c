from datetime import date

import pytest

from nlp.report.drawing.charts import (
    Mark,
    Scale,
    axis,
    count_bar,
    heat_level,
    interval_strip,
    make_scale,
    timeline,
)
from tests.report.html_page import Page


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        ([], (0.0, 1e-6)),
        ([None], (0.0, 1e-6)),
        ([0.61, 0.2], (0.0, 1.0)),
        ([0.2], (0.0, 0.2)),
        ([0.21], (0.0, 0.25)),
        ([3.0, 17.0], (0.0, 20.0)),
        ([-3.0, 2.0], (-5.0, 5.0)),
        ([-3.0], (-5.0, 0.0)),
    ],
)
def test_a_scale_ends_at_round_numbers_and_holds_zero(values, ends):
    scale = make_scale(values)
    assert (scale.low, scale.high) == pytest.approx(ends)


def test_places_are_shares_of_the_width_and_stay_inside():
    scale = Scale(-1.0, 1.0)
    assert [scale.place(value) for value in (-2, -1, 0, 0.5, 1, 3)] == [0, 0, 50, 75, 100, 100]


def test_a_strip_draws_band_mean_and_piece():
    strip = interval_strip(Scale(0, 1), value=0.6, mean=0.3, interval=(0.2, 0.45))
    page = Page(str(strip))
    assert [one.attributes for one in page.all("rect")] == [{"x": "20.0%", "width": "25.0%"}, {"x": "30.0%"}]
    assert page.all("circle")[0].attributes["cx"] == "60.0%"
    assert not page.all("line")


def test_a_strip_without_a_rest_draws_the_piece_alone():
    page = Page(str(interval_strip(Scale(-1, 1), value=1.0, mean=None, interval=(None, None))))
    assert [one.tag for one in page.elements[1:]] == ["line", "circle"]


def test_the_axis_names_its_ends_and_zero():
    assert [one.text for one in Page(str(axis(Scale(-1.0, 1.0)))).all("text")] == ["−1", "0", "+1"]
    assert [one.text for one in Page(str(axis(Scale(0.0, 0.25)))).all("text")] == ["0.00", "0.25"]


def test_a_bar_is_divided_by_counts():
    page = Page(str(count_bar({"critical": 1, "mixed": 0, "supportive": 19}, total=20, title="China")))
    assert page.all("svg")[0].attributes["aria-label"] == "China: 1 critical, 19 supportive"
    assert [one.attributes["width"] for one in page.all("rect")] == ["5.00%", "95.00%"]
    assert [one.text for one in page.all("text")] == ["", "+ 19 supportive"]


def test_heat_begins_at_anything_above_nothing():
    assert [heat_level(share) for share in (0, 0.01, 0.2, 0.5, 0.99, 1)] == [0, 1, 2, 3, 5, 5]


def test_the_timeline_stacks_marks_of_one_quarter():
    marks = [Mark(date(2021, 1, 5), "one", False), Mark(date(2021, 3, 31), "two", True)]
    page = Page(str(timeline(marks, name="t")))
    circles = page.all("circle")
    assert [one.attributes["class"] for one in circles] == ["piece", "sample"]
    assert {one.attributes["cx"] for one in circles} == {"12.5%"}
    assert circles[0].attributes["cy"] != circles[1].attributes["cy"]
    assert [one.text for one in page.all("text")] == ["2021"]
    assert page.all("svg")[0].attributes["aria-labelledby"] == "t-title t-text"


def test_many_marks_become_bars_with_their_counts():
    marks = [Mark(date(2021, 2, 1), str(n), False) for n in range(40)] + [Mark(date(2023, 8, 1), "x", False)]
    page = Page(str(timeline(marks, name="t")))
    assert not page.all("circle")
    assert len(page.all("line", class_="bar")) == 2
    assert [one.text for one in page.all("text")] == ["2021", "2022", "2023", "40", "1"]


def test_no_dated_piece_no_timeline():
    assert timeline([], name="t") == ""
