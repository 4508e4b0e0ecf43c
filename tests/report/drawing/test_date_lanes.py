from datetime import date

import pytest

from nlp.report.drawing.date_lanes import LANES, SPANS, TRACKS, Lane, Span, draw_lanes
from tests.report.html_page import Page


def year(number, tense="past", link="s"):
    return Span(date(number, 1, 1), date(number, 12, 31), tense, f"“{number}”", link)


def lane(*spans, published=date(2021, 7, 2), title="T"):
    return Lane(title, "a", published, spans)


def draw(*lanes):
    chart = draw_lanes(lanes, name="d")
    return Page(str(chart.drawing)), chart.notes


def test_tenses_are_told_apart_and_lead_to_their_sentences():
    page, notes = draw(lane(year(2020, link="s1"), year(2021, "present", "s2"), year(2022, "future", "s3")))
    marks = [one for one in page.all("rect") if one.attributes["class"] != "published"]
    assert [one.attributes["class"] for one in marks] == ["past", "present", "future"]
    assert [one.attributes.get("fill") for one in marks] == [None, None, "url(#d-future)"]
    assert page.by_id("d-future").tag == "pattern"
    assert [one.parents[-1].attributes["href"] for one in marks] == ["s1", "s2", "s3"]
    assert [one.attributes["x"] for one in marks] == ["0.0%", "33.39%", "66.7%"]
    assert notes == ()


def test_the_day_of_publication_is_marked_and_always_on_the_axis():
    page, _ = draw(lane(year(2000), published=date(2021, 7, 2)))
    (stroke,) = page.all("rect", class_="published")
    assert stroke.attributes["x"] == "97.72%"
    assert page.all("title")[0].text == "What 1 piece dates, from 2000 to 2021"


def test_the_chart_is_described_in_words():
    page, _ = draw(
        lane(year(2020), year(2022, "future"), title="One"), lane(year(2020, None), published=None)
    )
    assert page.all("svg")[0].attributes["aria-labelledby"] == "d-title d-text"
    assert page.by_id("d-text").text == (
        "T, undated: 1 date; 2020-01-01 to 2020-12-31. "
        "One, published 2021-07-02: 1 past, 0 present, 1 future; 2020-01-01 to 2022-12-31."
    )


def test_links_of_the_drawing_are_no_stops_of_the_tab_key():
    page, _ = draw(lane(year(2020)))
    assert {one.attributes["tabindex"] for one in page.all("a")} == {"-1"}


def test_marks_that_would_cover_one_another_lie_below_one_another():
    page, _ = draw(lane(year(2020), year(2020), year(2022)))
    heights = [one.attributes["y"] for one in page.all("rect", class_="past")]
    assert heights[0] == heights[2] != heights[1]


def test_a_day_is_wide_enough_to_be_hit():
    page, _ = draw(lane(Span(date(2020, 5, 1), date(2020, 5, 1), "past", "", "s"), year(1990)))
    assert page.all("rect", class_="past")[0].attributes["width"] == "0.5%"


def test_dates_that_are_far_off_become_arrowheads_and_a_note():
    recent = [year(2010 + number % 10) for number in range(30)]
    page, notes = draw(lane(year(1392), *recent))
    assert page.all("title")[0].text == "What 1 piece dates, from 2010 to 2021"
    assert [one.text for one in page.all("text", class_="far")] == ["◂"]
    assert notes == (
        "The axis ends at 2010 and 2021: 1 date that lies farther off stands at its edge as an arrowhead.",
    )


def test_years_that_find_room_are_not_cut():
    _, notes = draw(lane(year(1990), *[year(2018) for _ in range(30)]))
    assert notes == ()


def test_the_pieces_published_last_are_drawn_and_the_number_is_said():
    lanes = [lane(year(2020), published=date(2020, 1, 1 + n % 28), title=f"T{n}") for n in range(LANES)]
    page, notes = draw(lane(year(2020), published=None, title="undated one"), *lanes)
    assert len(page.all("rect", class_="published")) == LANES
    assert notes == ("Of 41 pieces that date something, the 40 published last are drawn.",)


def test_a_piece_of_dates_alone_stays_in_bounds():
    page, notes = draw(lane(*[year(2020)] * (SPANS + 1)))
    marks = page.all("rect", class_="past")
    assert (len(marks), len({one.attributes["y"] for one in marks})) == (SPANS, TRACKS)
    assert notes == ("Of 1 piece only the earliest 120 dates are drawn.",)


@pytest.mark.parametrize(
    ("first", "last"), [(1000, 2200), (1, 9999), (2024, 2024)], ids=["coded", "possible", "one year"]
)
def test_any_years_find_an_axis(first, last):
    page, _ = draw(lane(year(first), year(last), published=None))
    assert 1 <= len(page.all("line", class_="tick")) <= 60


def test_nothing_dated_nothing_drawn():
    assert draw_lanes([lane()], name="d").drawing == ""


def test_words_of_the_pieces_stay_text():
    page, _ = draw(lane(Span(date(2020, 1, 1), date(2020, 1, 1), "past", "<b>&", "s"), title="<script>"))
    assert not page.all("script")
    assert page.all("title")[1].text == "<b>&"
