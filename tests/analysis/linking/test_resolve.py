"""Every rule of linking where it must fire and where it must not, with the shipped gazetteer."""

import pytest

from nlp.analysis.entities import find_entities
from nlp.analysis.naming.reading import read_doc
from tests.analysis.linking.texts import link, linked, make_doc, shipped_index, tag


def test_one_actor_under_all_its_names() -> None:
    text = "The South Korean government, the ROK, S. Korea and the Republic of Korea agree; Seoul decides."
    assert linked(text) == [
        ("South Korean", "demonym", "south-korea"),
        ("ROK", "alias", "south-korea"),
        ("S. Korea", "alias", "south-korea"),
        ("Republic of Korea", "alias", "south-korea"),
        ("Seoul", "metonym", "south-korea"),
    ]


def test_korea_alone_is_the_south_and_longer_names_are_their_own() -> None:
    text = "Korea fears North Korea on the Korean Peninsula since the Korean War; Korean voters too."
    assert [entity_id for _, _, entity_id in linked(text)] == [
        "south-korea",
        "north-korea",
        "korean-peninsula",
        "korean-war",
        "south-korea",
    ]


def test_the_longest_name_wins_and_a_dash_joins_two_names() -> None:
    text = "Korea–ASEAN ties need the ASEAN-Korea Center and the ASEAN-Korea Cooperation Fund."
    assert [one.text for one in link(text)] == [
        "Korea",
        "ASEAN",
        "ASEAN-Korea Center",
        "ASEAN-Korea Cooperation Fund",
    ]


def test_a_definition_in_the_text_binds_the_acronym() -> None:
    text = "The Korea-ASEAN Solidarity Initiative (KASI) began. KASI went on."
    assert linked(text) == [
        ("Korea-ASEAN Solidarity Initiative", "alias", "korea-asean-solidarity-initiative"),
        ("KASI", "acronym", "korea-asean-solidarity-initiative"),
        ("KASI", "acronym", "korea-asean-solidarity-initiative"),
    ]


def test_a_definition_in_the_text_beats_the_gazetteer() -> None:
    text = "The Kuala Ampat School Initiative (KASI) teaches ASEAN history. KASI is small."
    long_form = "-Kuala Ampat School Initiative"
    assert linked(text) == [
        ("Kuala Ampat School Initiative", "nil", long_form),
        ("KASI", "nil", long_form),
        ("ASEAN", "alias", "asean"),
        ("KASI", "nil", long_form),
    ]


def test_an_acronym_of_a_common_noun_is_no_name() -> None:
    text = "Plans for Kept Average Speed Indication (KASI) in trains. KASI is cheap."
    assert linked(text) == []


def test_a_long_form_spelled_a_little_differently_is_the_same_fund() -> None:
    text = "The ASEAN and Korea Cooperation Fund (AKCF) pays."
    assert linked(text)[-1] == ("AKCF", "acronym", "asean-korea-cooperation-fund")


@pytest.mark.parametrize(
    ("text", "published", "entity_id"),
    [
        ("The CSP was hard won.", "2025-03-01", "asean-rok-csp"),
        ("The CSP with ASEAN may come next year.", "2023-11-05", "asean-rok-csp"),
        ("CSP plants turn mirrors to the sun.", "2023-11-05", "-CSP"),
        ("Lee's CSP makes Korea a springboard for growth.", "2025-11-05", "csp-vision"),
        ("The CSP, the highest rank there is, was granted in Vientiane.", "2025-11-05", "asean-rok-csp"),
        ("The CSP matters.", "2025-11-05", "-CSP"),
    ],
)
def test_csp_is_told_apart_by_day_and_sentence(text: str, published: str, entity_id: str) -> None:
    found = {name: found_id for name, _, found_id in linked(text, published)}
    assert found["CSP"] == entity_id


@pytest.mark.parametrize(
    ("text", "entity_id"),
    [
        ("KASI astronomers turned a telescope to the comet.", "korea-astronomy-and-space-science-institute"),
        ("KASI promised ASEAN a larger fund.", "korea-asean-solidarity-initiative"),
        ("KASI was founded in spring.", "-KASI"),
        ("GPS jamming broke the signal.", "global-positioning-system"),
        ("AKC breeders judged the dogs.", "-AKC"),
        ("TAC accession bound ASEAN's partners.", "treaty-of-amity-and-cooperation-in-southeast-asia"),
    ],
)
def test_an_ambiguous_acronym_needs_its_context(text: str, entity_id: str) -> None:
    assert linked(text)[0][2] == entity_id


def test_nil_says_why() -> None:
    (kasi,) = link("KASI was founded in spring.")
    assert kasi.entity_id is None
    assert kasi.nil_reason == (
        "ambiguous: korea-asean-solidarity-initiative, korea-astronomy-and-space-science-institute"
    )
    (akc,) = link("AKC breeders judged the dogs.")
    assert akc.nil_reason == "acronym without the context of ASEAN-Korea Centre"


@pytest.mark.parametrize(
    ("text", "outlet", "entity_id"),
    [
        ("Boats in the East Sea were stopped.", "VN", "south-china-sea"),
        ("Boats in the East Sea were stopped.", "KR", "sea-of-japan"),
        ("A missile fell into the East Sea.", None, "sea-of-japan"),
        ("Hanoi guards its reefs in the East Sea.", None, "south-china-sea"),
        ("Boats in the East Sea were stopped.", None, "-East Sea"),
    ],
)
def test_the_east_sea_depends_on_the_outlet_then_on_the_sentence(
    text: str, outlet: str | None, entity_id: str
) -> None:
    assert linked(text, outlet=outlet)[-1][2] == entity_id


def test_a_shared_name_belongs_to_whom_the_text_gives_it() -> None:
    text = "Canada's Indo-Pacific Strategy and the Indo-Pacific Strategy of the United States differ."
    assert [entity_id for _, _, entity_id in linked(text, "2023-05-01")] == [
        "canada",
        "indo-pacific-strategy-canada",
        "us-indo-pacific-strategy",
    ]


def test_a_common_name_of_offices_is_not_korean_in_another_country() -> None:
    text = "Vietnam's National Assembly met. The National Assembly in Seoul rose."
    assert linked(text) == [
        ("Vietnam", "alias", "vietnam"),
        ("National Assembly", "nil", "-National Assembly"),
        ("National Assembly", "alias", "national-assembly-korea"),
        ("Seoul", "alias", "seoul"),
    ]


def test_a_partnership_with_another_country_is_another_partnership() -> None:
    text = "The Comprehensive Strategic Partnership with Japan came first; Korea's CSP followed."
    assert linked(text, "2024-11-01") == [
        ("Comprehensive Strategic Partnership", "nil", "-Comprehensive Strategic Partnership"),
        ("Japan", "alias", "japan"),
        ("Korea", "alias", "south-korea"),
        ("CSP", "alias", "asean-rok-csp"),
    ]


def test_a_common_name_within_a_longer_one_is_not_cut_out() -> None:
    assert linked("Many left the New Democratic Party. Korea's Democratic Party won.") == [
        ("Korea", "alias", "south-korea"),
        ("Democratic Party", "alias", "democratic-party-of-korea"),
    ]


def test_a_commemorative_summit_is_the_one_near_the_day_of_publication() -> None:
    text = "The Commemorative Summit was a success."
    assert linked(text, "2019-12-16")[0][2] == "2019-asean-rok-commemorative-summit"
    assert linked(text, "2014-12-20")[0][2] == "2014-asean-rok-commemorative-summit"
    assert linked(text, "2023-12-20")[0][2] == "-Commemorative Summit"


def test_summits_are_known_by_number_in_figures_and_words() -> None:
    text = "The 25th ASEAN-Republic of Korea Summit followed the twenty-fourth ASEAN–ROK summit."
    assert [(one.label, one.entity_id) for one in link(text)] == [
        ("EVENT", "25th-asean-rok-summit"),
        ("EVENT", "24th-asean-rok-summit"),
    ]


def test_a_name_cut_short_is_the_one_given_in_full() -> None:
    text = "The ASEAN Secretariat is small. The Secretariat works. North Korea waits; the North always does."
    doc = make_doc(text)
    spans = [tag(doc, "The Secretariat", "ORG")[1:], tag(doc, "the North", "GPE")[1:]]
    for span, label in zip(spans, ("ORG", "GPE"), strict=True):
        span.label_ = label
    found = find_entities(read_doc(doc), shipped_index(), tagged=spans)
    assert [(one.text, one.entity_id) for one in found] == [
        ("ASEAN Secretariat", "asean-secretariat"),
        ("Secretariat", "asean-secretariat"),
        ("North Korea", "north-korea"),
        ("North", "north-korea"),
    ]


def test_one_name_has_one_label_throughout_a_text() -> None:
    doc = make_doc("Abuyog is far. We left Abuyog. Then Abuyog slept.")
    spans = [doc[0:1], doc[6:7], doc[9:10]]
    for span, label in zip(spans, ("PERSON", "GPE", "GPE"), strict=True):
        span.label_ = label
    found = find_entities(read_doc(doc), shipped_index(), tagged=spans)
    assert [(one.text, one.label) for one in found] == [("Abuyog", "GPE")] * 3


def test_amounts_are_mentions_without_entity() -> None:
    (money,) = link("It pays US$48 million.", tagged={"US$48 million": "MONEY"})
    assert (money.text, money.label, money.canonical, money.nil_reason) == (
        "US$48 million",
        "MONEY",
        "US$48 million",
        "an amount",
    )


def test_names_only_the_tagger_knows_stay_nil_under_their_first_full_form() -> None:
    tagged = {"Jane Roe": "PERSON", "Borneo Reading Club": "ORG"}
    assert linked("Jane Roe founded the Borneo Reading Club. Roe reads.", tagged=tagged) == [
        ("Jane Roe", "nil", "-Jane Roe"),
        ("Borneo Reading Club", "nil", "-Borneo Reading Club"),
        ("Roe", "nil", "-Jane Roe"),
    ]


@pytest.mark.parametrize(
    ("text", "tagged", "found"),
    [
        ("The Korea–ASEAN deal", {"Korea–ASEAN": "ORG"}, ["Korea", "ASEAN"]),
        ("South Korea and ASEAN agree", {"South Korea and ASEAN": "ORG"}, ["South Korea", "ASEAN"]),
        ("Special Rapporteur Kim Jong-un", {"Rapporteur Kim Jong-un": "PERSON"}, ["Kim Jong-un"]),
        ("the Bank of Indonesia Club", {"Bank of Indonesia Club": "ORG"}, ["Bank of Indonesia Club"]),
        ("the Reform Party of Canada", {"Reform Party of Canada": "ORG"}, ["Reform Party of Canada"]),
        ("the Korean Democratic Party", {"Korean Democratic Party": "ORG"}, ["Korean Democratic Party"]),
        (
            "The batik of Java, Bali and the ASEAN-led talks",
            {"batik": "GPE", "ASEAN-led": "ORG"},
            ["Java", "Bali", "ASEAN"],
        ),
        ("i live in kerala", {"kerala": "GPE"}, ["kerala"]),
        ("the Reading Institute of a town", {"Reading Institute of": "ORG"}, ["Reading Institute"]),
        ("Summits began. The summits go on.", {"Summits": "EVENT"}, []),
        ("They speak Javanese.", {"Javanese": "NORP"}, []),
    ],
)
def test_a_tagged_stretch_of_known_names_is_these_names(
    text: str, tagged: dict[str, str], found: list[str]
) -> None:
    assert [one.text for one in link(text, tagged=tagged)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She speaks Korean.", []),
        ("Signs in Thai, Korean and English.", []),
        ("Korean-language papers", []),
        ("It cost 900 Indonesian rupiah.", []),
        ("In Korean politics", ["Korean"]),
        ("The Thai delegation", ["Thai"]),
    ],
)
def test_languages_and_currencies_are_not_coded(text: str, found: list[str]) -> None:
    assert [one.text for one in link(text)] == found


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("North and South Korea spoke.", ["north-korea", "south-korea"]),
        ("South or North Koreans spoke.", ["south-korea", "north-korea"]),
        ("East and Southeast Asia trade.", ["east-asia", "southeast-asia"]),
        ("Japan and South Korea spoke.", ["japan", "south-korea"]),
        ("Paul and South Korea spoke.", ["south-korea"]),
        ("He went north and South Korea spoke.", ["south-korea"]),
    ],
)
def test_a_last_word_said_once_counts_for_both_names(text: str, ids: list[str]) -> None:
    assert [entity_id for _, _, entity_id in linked(text)] == ids


@pytest.mark.parametrize(
    ("tagged", "found"),
    [
        ({"Vice President": "PERSON"}, []),
        ({"President": "ORG"}, []),
        ({"President Hotel": "FAC"}, ["President Hotel"]),
    ],
)
def test_a_title_alone_is_no_mention(tagged: dict[str, str], found: list[str]) -> None:
    text = "The Vice President slept in the President Hotel."
    assert [one.text for one in link(text, tagged=tagged)] == found
