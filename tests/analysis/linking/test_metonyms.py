import pytest

from tests.analysis.linking.texts import link, linked


@pytest.mark.parametrize(
    "text",
    [
        "Seoul refused.",
        "A warning from Pyongyang arrived.",
        "Changes coming from Washington matter.",
        "Talks between Seoul and Washington stalled.",
        "Hanoi moved closer to Washington.",
        "Seoul's policy failed.",
        "The Blue House denied it.",
        "He left; weapons for Manila followed.",
        "They looked to Washington for help.",
        "An agreement with Jakarta is near.",
        "Beijing, Washington and Tokyo compete.",
    ],
)
def test_a_capital_that_acts_is_its_government(text: str) -> None:
    assert {one.link_method.value for one in link(text)} == {"metonym"}


@pytest.mark.parametrize(
    "text",
    [
        "They met in Seoul.",
        "She flew to Seoul.",
        "The visit of the old minister to Seoul was short.",
        "They spoke in Singapore, Hanoi, and Manila.",
        "It happened near the Blue House.",
        "He moved into the Blue House.",
        "Seoul-based analysts agree.",
        "Streets of Seoul were calm.",
        "Seoul's subway is full.",
        "They live two hours from Seoul.",
        "He drove from Seoul to Busan.",
        "In Vientiane, Laos, they dined.",
        "Jakarta, Indonesia, is hot.",
        "The Seoul metropolitan government built it.",
        "HANOI – The rains came.",
        "Washington, D.C. is hot.",
        "The boards showed Da Nang, Manila and Bangkok.",
    ],
)
def test_the_city_as_a_place_is_itself(text: str) -> None:
    assert {one.link_method.value for one in link(text)} == {"alias"}


def test_a_metonym_keeps_its_surface_and_label() -> None:
    (one,) = link("Seoul refused.")
    assert (one.text, one.label, one.canonical, one.wikidata_id) == ("Seoul", "GPE", "South Korea", "Q884")
    (house,) = link("The Blue House refused.")
    assert (house.label, house.entity_id) == ("FAC", "south-korea")


def test_jakarta_is_the_secretariat_where_the_paragraph_speaks_of_it_alone() -> None:
    text = "Every plan awaits Jakarta. The ASEAN Secretariat is small."
    assert linked(text)[0] == ("Jakarta", "metonym", "asean-secretariat")
    text = "Jakarta objects. Indonesia and the ASEAN Secretariat disagree."
    assert linked(text)[0] == ("Jakarta", "metonym", "indonesia")


@pytest.mark.parametrize(
    ("text", "method"),
    [("Seoul, Japan and Laos agree.", "metonym"), ("Seoul, South Korea, is hot.", "alias")],
)
def test_only_its_own_country_after_it_makes_a_capital_a_place(text: str, method: str) -> None:
    assert link(text)[0].link_method.value == method


@pytest.mark.parametrize(
    ("text", "published", "entity_id"),
    [
        ("The promises of Busan were many.", "2020-05-01", "2019-asean-rok-commemorative-summit"),
        ("Nothing has moved since Busan.", "2015-05-01", "2014-asean-rok-commemorative-summit"),
        ("Busan's spirit lives.", "2020-05-01", "2019-asean-rok-commemorative-summit"),
        ("The promises of Busan were many.", "2010-05-01", "busan"),
        ("The people of Busan smiled.", "2020-05-01", "busan"),
        ("It rained in Busan.", "2020-05-01", "busan"),
        ("Busan's markets are full.", "2020-05-01", "busan"),
        ("The promises of Da Nang were many.", "2020-05-01", "da-nang"),
        ("The promises of Hanoi were many.", "2020-05-01", "vietnam"),
    ],
)
def test_a_city_stands_for_the_meeting_only_where_that_is_spoken_of(
    text: str, published: str, entity_id: str
) -> None:
    (found,) = link(text, published)
    assert found.entity_id == entity_id
    assert found.link_method.value == ("metonym" if entity_id not in ("busan", "da-nang") else "alias")
