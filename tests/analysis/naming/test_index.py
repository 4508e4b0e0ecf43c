import pytest

from nlp.analysis.naming.index import GazetteerIndex, NameKind
from nlp.analysis.naming.words import split_words
from nlp.codebook import GazetteerEntry
from nlp.labels import EntityLabel

ENTRIES = [
    GazetteerEntry("asean", "ASEAN", EntityLabel.ORG, aliases=("Asean",)),
    GazetteerEntry("centre", "ASEAN-Korea Centre", EntityLabel.ORG, acronyms=("AKC",)),
    GazetteerEntry(
        "korea", "South Korea", EntityLabel.GPE, aliases=("Korea",), demonyms=("Korean", "Koreans")
    ),
    GazetteerEntry("us", "United States", EntityLabel.GPE, aliases=("U.S.",), acronyms=("US",)),
    GazetteerEntry("yoon", "Yoon Suk-yeol", EntityLabel.PERSON),
    GazetteerEntry("minister", "Yoon Young-kwan", EntityLabel.PERSON),
    GazetteerEntry("line", "Nine-dash line", EntityLabel.LOC, aliases=("nine-dash line",)),
]


@pytest.fixture(scope="module")
def index() -> GazetteerIndex:
    return GazetteerIndex(ENTRIES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ASEAN met at the ASEAN–Korea Centre", [("ASEAN", "asean"), ("ASEAN–Korea Centre", "centre")]),
        ("Korea–ASEAN ties", [("Korea", "korea"), ("ASEAN", "asean")]),
        ("the U.S. and US told us", [("U.S.", "us"), ("US", "us")]),
        ("SOUTH KOREA waits", [("SOUTH KOREA", "korea")]),
        ("south korea and asean", []),
        ("Yoon Suk Yeol and Yoon Suk-Yeol", [("Yoon Suk Yeol", "yoon"), ("Yoon Suk-Yeol", "yoon")]),
        ("a Nine-Dash Line", [("Nine-Dash Line", "line")]),
        ("South\n\nKorea", [("Korea", "korea")]),
    ],
)
def test_names_are_found_by_their_words_and_capitals(
    index: GazetteerIndex, text: str, found: list[tuple[str, str]]
) -> None:
    hits = index.find(split_words(text))
    assert [(text[hit.start : hit.end], hit.names[0].entry.entity_id) for hit in hits] == found


def test_a_demonym_is_a_norp_and_an_acronym_is_known_as_one(index: GazetteerIndex) -> None:
    korean, akc = index.find(split_words("Korean AKC"))
    assert (korean.label, korean.names[0].kind) == (EntityLabel.NORP, NameKind.DEMONYM)
    assert (akc.label, akc.names[0].kind) == (EntityLabel.ORG, NameKind.ACRONYM)


def test_persons_are_known_by_their_family_names(index: GazetteerIndex) -> None:
    assert {entry.entity_id for entry in index.bearers("Yoon")} == {"yoon", "minister"}
    assert index.bearers("Korea") == ()
