import pytest
from spacy.tokens import Span

from nlp.analysis.entities import find_entities
from nlp.analysis.naming.reading import read_doc
from tests.analysis.linking.texts import linked, make_doc, shipped_index


def test_a_family_name_follows_the_full_name() -> None:
    text = "Yoon Suk Yeol declared martial law. Yoon fell. President Yoon left."
    assert linked(text) == [
        ("Yoon Suk Yeol", "alias", "yoon-suk-yeol"),
        ("Yoon", "surname", "yoon-suk-yeol"),
        ("Yoon", "title", "yoon-suk-yeol"),
    ]


def test_of_two_named_the_paragraph_then_the_office_decides() -> None:
    text = "Roh Tae-woo came first.\n\nRoh Moo-hyun came later. Roh failed.\n\nRoh is remembered."
    later = [entity_id for name, _, entity_id in linked(text, "2025-05-01") if name == "Roh"]
    assert later == ["roh-moo-hyun", "-Roh"]
    then = [entity_id for name, _, entity_id in linked(text, "2005-05-01") if name == "Roh"]
    assert then == ["roh-moo-hyun", "roh-moo-hyun"]


def test_titles_tell_bearers_of_one_name_apart() -> None:
    text = "Lee Hsien Loong met Lee Jae-myung. Prime Minister Lee smiled. President Lee did not."
    assert [entity_id for name, _, entity_id in linked(text, "2025-06-10") if name == "Lee"] == [
        "lee-hsien-loong",
        "lee-jae-myung",
    ]


@pytest.mark.parametrize(
    ("text", "published", "entity_id"),
    [
        ("President Moon spoke.", "2019-01-01", "moon-jae-in"),
        ("President Moon spoke.", "2024-01-01", "moon-jae-in"),
        ("President Lee spoke.", "2010-01-01", "lee-myung-bak"),
        ("President Lee spoke.", "2025-07-01", "lee-jae-myung"),
        ("Prime Minister Lee spoke.", "2010-01-01", "lee-hsien-loong"),
        ("South Korean President Park spoke.", "2014-01-01", "park-geun-hye"),
        ("President Marcos spoke.", "2024-01-01", "ferdinand-marcos-jr"),
        ("Former President Roh spoke.", "2005-01-01", "roh-tae-woo"),
        ("Former President Roh spoke.", "2015-01-01", "-Roh"),
        ("President Roh spoke.", None, "-Roh"),
    ],
)
def test_a_title_without_a_full_name_is_read_by_the_day_of_publication(
    text: str, published: str | None, entity_id: str
) -> None:
    assert linked(text, published)[-1][2] == entity_id


@pytest.mark.parametrize(
    ("text", "published", "entity_id"),
    [
        ("The Moon administration began it.", "2024-01-01", "moon-jae-in"),
        ("The Lee administration began it.", "2025-09-01", "lee-jae-myung"),
        ("The Lee administration began it.", "2010-09-01", "-Lee"),
    ],
)
def test_an_administration_names_its_head(text: str, published: str, entity_id: str) -> None:
    assert linked(text, published)[-1][1:] == ("nil" if entity_id[0] == "-" else "surname", entity_id)


@pytest.mark.parametrize(
    ("published", "entity_id"),
    [("2023-09-01", "yoon-suk-yeol"), ("2019-09-01", "-Yoon"), (None, "-Yoon")],
)
def test_a_bare_family_name_is_a_head_of_state_in_office_or_nobody(
    published: str | None, entity_id: str
) -> None:
    assert linked("Yoon agreed.", published, tagged={"Yoon": "PERSON"})[0][2] == entity_id


@pytest.mark.parametrize(
    ("text", "published", "ids"),
    [
        ("Former President Moon spoke. Moon was heard.", "2024-05-01", ["moon-jae-in", "moon-jae-in"]),
        ("President Kim flew out. Kim was heard.", "1999-05-01", ["kim-dae-jung", "kim-dae-jung"]),
        ("President Kim flew out. Kim met Kim Jong-un.", "1999-05-01", ["kim-dae-jung", "kim-dae-jung"]),
        ("President Kim flew out. Kim was heard.", "2012-05-01", ["-Kim", "-Kim"]),
    ],
)
def test_a_title_says_who_the_bare_name_after_it_is(text: str, published: str, ids: list[str]) -> None:
    doc = make_doc(text, published)
    alone = [token for token in doc if token.text in ("Kim", "Moon") and token.nbor().text != "Jong"]
    spans = [Span(doc, token.i, token.i + 1, label="PERSON") for token in alone]
    found = find_entities(read_doc(doc), shipped_index(), tagged=spans)
    assert [one.entity_id or f"-{one.canonical}" for one in found if " " not in one.text] == ids


@pytest.mark.parametrize(
    ("text", "published", "entity_id"),
    [
        ("President Kim spoke before Kim Young-sam did.", "1999-05-01", "kim-dae-jung"),
        ("President Kim spoke before Kim Young-sam did.", "1996-05-01", "kim-young-sam"),
        ("President Moon spoke. So Moon Jae-in writes.", "2024-05-01", "moon-jae-in"),
    ],
)
def test_the_day_says_more_than_a_full_name_further_down(text: str, published: str, entity_id: str) -> None:
    assert linked(text, published)[0][2] == entity_id


@pytest.mark.parametrize(
    ("text", "name", "entity_id"),
    [
        ("Singapore paid. Lee agreed.", "Lee", "lee-hsien-loong"),
        ("Malaysia paid. Lee agreed.", "Lee", "-Lee"),
        ("Lawrence Wong paid. Lee agreed.", "Lee", "lee-hsien-loong"),
        ("Pyongyang paid. Kim agreed.", "Kim", "kim-jong-un"),
        ("Malaysia paid. Kim agreed.", "Kim", "-Kim"),
        ("Malaysia paid. Yoon agreed.", "Yoon", "yoon-suk-yeol"),
    ],
)
def test_a_name_of_several_countries_asks_for_a_word_on_its_bearers(
    text: str, name: str, entity_id: str
) -> None:
    found = linked(text, "2024-02-01", tagged={name: "PERSON"})
    assert found[-1][2] == entity_id


@pytest.mark.parametrize(
    ("text", "tagged", "found"),
    [
        ("President Park spoke.", {"President Park": "FAC"}, ("Park", "title", "park-geun-hye")),
        ("The Park government fell.", {"Park government": "ORG"}, ("Park", "surname", "park-geun-hye")),
        ("They met in Hyde Park.", {"Hyde Park": "FAC"}, ("Hyde Park", "nil", "-Hyde Park")),
        (
            "It is the President Park Hotel.",
            {"President Park Hotel": "FAC"},
            ("President Park Hotel", "nil", "-President Park Hotel"),
        ),
    ],
)
def test_an_office_makes_a_person_of_what_the_tagger_took_for_a_place(
    text: str, tagged: dict[str, str], found: tuple[str, str, str]
) -> None:
    assert linked(text, "2014-05-01", tagged=tagged) == [found]


def test_a_title_that_fits_none_of_the_named_is_not_forced_on_one() -> None:
    text = "Yoon Young-kwan advised Yoon Suk Yeol. Minister Yoon smiled. Sultan Yoon did not."
    assert [entity_id for name, _, entity_id in linked(text, "2023-06-11") if name == "Yoon"] == [
        "yoon-young-kwan",
        "-Yoon",
    ]


def test_each_country_has_its_way_of_calling_people() -> None:
    text = "Kim Hae-yong met To Lam, Lee Kuan Yew and Ban Ki-moon. Kim, Lam, Lee and Ban ate; Kuan did not."
    assert [entity_id for _, _, entity_id in linked(text)][4:] == [
        "kim-hae-yong",
        "to-lam",
        "lee-kuan-yew",
        "ban-ki-moon",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Park Geun-hye fell. She walked to Olympic Park.", ["Park Geun-hye"]),
        ("Park Geun-hye fell. Park Tae-min wrote.", ["Park Geun-hye"]),
        ("Moon Jae-in spoke. The moon rose.", ["Moon Jae-in"]),
        ("The Moon rose.", []),
    ],
)
def test_what_looks_like_a_family_name_may_be_something_else(text: str, found: list[str]) -> None:
    assert [name for name, _, _ in linked(text)] == found


def test_a_family_name_that_is_also_an_alias_is_a_repeat_after_the_full_name() -> None:
    assert [method for _, method, _ in linked("Donald Trump won. Trump left.")] == ["alias", "surname"]
    assert [method for _, method, _ in linked("Trump won.")] == ["alias"]
