import pytest

from nlp.analysis.entities import find_entities
from nlp.analysis.linking.coreference import find_coreferents
from nlp.analysis.naming.reading import read_doc
from nlp.labels import LinkMethod
from tests.analysis.linking.texts import make_doc, shipped_index


def stand_for(text: str) -> list[tuple[str, str | None]]:
    doc = make_doc(text, "2024-01-01")
    reading = read_doc(doc)
    found = find_coreferents(reading, find_entities(reading, shipped_index()), shipped_index().entries)
    assert all(one.link_method is LinkMethod.COREFERENCE for one in found)
    assert all(doc.text[one.start : one.end] == one.text for one in found)
    return [(one.text, one.entity_id) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ASEAN met. The bloc agreed.", [("The bloc", "asean")]),
        ("ASEAN met. The ten-member grouping agreed.", [("The ten-member grouping", "asean")]),
        ("ASEAN met the EU. The ten-member group agreed.", [("The ten-member group", "asean")]),
        ("Vietnam exports. The country grows.", [("The country", "vietnam")]),
        ("Seoul paid. The country grows.", [("The country", "south-korea")]),
        ("China left. Vietnam stayed. The country grows.", [("The country", "vietnam")]),
        ("Joko Widodo spoke, and he smiled.", [("he", "joko-widodo")]),
        (
            "Moon Jae-in came. The president spoke of his plan.",
            [("The president", "moon-jae-in"), ("his", "moon-jae-in")],
        ),
    ],
)
def test_the_one_fitting_name_of_the_nearest_sentence_is_meant(
    text: str, found: list[tuple[str, str | None]]
) -> None:
    assert stand_for(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "China warned Japan. The country was angry.",
        "ASEAN met the EU. The bloc agreed.",
        "ASEAN met the EU. The 27-member bloc agreed.",
        "Moon Jae-in met Kim Jong-un. He smiled.",
        "ASEAN met.\n\nThe bloc agreed.",
        "The Chinese came. The country grew.",
        "Vietnam grows. The country that buys most is far away.",
        "Moon Jae-in resigned. Nobody knew whom he had told.",
        "They met in Hanoi. The country grows.",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert stand_for(text) == []
