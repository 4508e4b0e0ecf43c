from nlp.report.drawing.network import Node, Tie, draw_network
from tests.report.html_page import Page


def actor(name, kind="person", author=True):
    return Node(f"{kind}:{name}", name, kind, author, 1)


def concept(name):
    return Node(f"concept:{name}", name, "concept", False, 1)


def tie(one, other, supports=1, opposes=0):
    return Tie(one.node_id, other.node_id, supports, opposes)


A, B, C, X, Y = actor("A"), actor("B", "organisation"), actor("C", author=False), concept("X"), concept("Y")


def draw(actors, concepts, ties):
    return Page(str(draw_network(actors, concepts, ties, name="n")))


def test_nothing_is_drawn_where_nothing_is_tied():
    assert str(draw_network([A], [X], [], name="n")) == ""


def test_lines_say_for_against_and_both():
    page = draw([A, B, C], [X], [tie(A, X, 3, 0), tie(B, X, 0, 1), tie(C, X, 1, 1)])
    assert [(one.attributes["class"], one.attributes["stroke-width"]) for one in page.all("line")] == [
        ("critical", "3.3"),
        ("supportive", "7.0"),
        ("mixed", "5.2"),
    ]
    assert page.by_id("n-text").text == "X: 1 for, 1 against, 1 both. The table beside it holds every line."


def test_organisations_are_square_and_the_quoted_hollow():
    page = draw([A, B, C], [X], [tie(A, X), tie(B, X), tie(C, X)])
    assert [one.attributes["class"] for one in page.all("rect")] == ["piece"]
    assert [one.attributes["class"] for one in page.all("circle")] == ["piece", "sample", "concept"]


def test_actors_stand_beside_what_they_speak_on():
    page = draw([A, B], [Y, X], [tie(A, Y), tie(B, X)])
    heights = {one.text: one.attributes["y"] for one in page.all("text")}
    assert heights["A"] == heights["Y"]
    assert heights["B"] == heights["X"]


def test_the_order_of_the_input_does_not_matter():
    ties = [tie(A, X), tie(B, Y), tie(C, X), tie(A, Y)]
    assert draw_network([A, B, C], [X, Y], ties, name="n") == draw_network(
        [A, B, C], [X, Y], ties[::-1], name="n"
    )


def test_names_are_text():
    page = draw(
        [actor("<script>" + "w" * 10_000)], [X], [Tie("person:<script>" + "w" * 10_000, X.node_id, 1, 0)]
    )
    assert not page.all("script")
    assert len(page.all("text")[0].text) == 38
