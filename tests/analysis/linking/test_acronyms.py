import pytest

from nlp.analysis.linking.acronyms import find_definitions


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("the Korea-ASEAN Solidarity Initiative (KASI) of 2022", "KASI", "Korea-ASEAN Solidarity Initiative"),
        ("the ASEAN Outlook on the Indo-Pacific (AOIP)", "AOIP", "ASEAN Outlook on the Indo-Pacific"),
        ("the Korea-U.S. Free Trade Agreement (KORUS), signed", "KORUS", "Korea-U.S. Free Trade Agreement"),
        ("It ended. The Mekong River Commission (“MRC”) met", "MRC", "Mekong River Commission"),
        ("the KASI (Korea-ASEAN Solidarity Initiative)", "KASI", "Korea-ASEAN Solidarity Initiative"),
        ("the Korea Foundation (hereafter KF) pays", "KF", "Korea Foundation"),
        ("the Korea Foundation (KF, or the Foundation)", "KF", "Korea Foundation"),
        (
            "Northeast Asia Peace and Cooperation (NAPC) Platform",
            "NAPC",
            "Northeast Asia Peace and Cooperation",
        ),
    ],
)
def test_definitions_give_short_and_long_form_with_their_places(text: str, short: str, long: str) -> None:
    (definition,) = find_definitions(text)
    assert (definition.short, definition.long) == (short, long)
    assert text[definition.short_start : definition.short_end] == short
    assert text[definition.long_start : definition.long_end] == long


@pytest.mark.parametrize(
    "text",
    [
        "a partner (Korea) of note",
        "the funds (see below) and the plan",
        "Hanoi hosted it (ASEAN)",
        "the treaty (2010) stands",
        "the Mekong group met last year (XYZ)",
        "an old promise. (KASI) is new",
    ],
)
def test_other_brackets_define_nothing(text: str) -> None:
    assert find_definitions(text) == ()


def test_the_first_definition_of_an_acronym_stands() -> None:
    text = "The Korea Foundation (KF) and the Kin Fund (KF)."
    assert [definition.long for definition in find_definitions(text)] == ["Korea Foundation"]
