import pytest
import spacy

from nlp.analysis.neural.amounts import find_amounts

LANGUAGE = spacy.blank("en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aid of $3.5 billion was promised.", [("$3.5 billion", "MONEY")]),
        ("It cost US$200 million and S$40 a day.", [("US$200 million", "MONEY"), ("S$40", "MONEY")]),
        ("The fund holds 300 billion won.", [("300 billion won", "MONEY")]),
        ("They lent half a million dollars.", [("half a million dollars", "MONEY")]),
        ("Of $4 $3 came back.", [("$4", "MONEY"), ("$3", "MONEY")]),
        ("RM20 million went to the port.", [("RM20 million", "MONEY")]),
        ("Tariffs rose to 25% at once.", [("25%", "PERCENT")]),
        (
            "Some 12.5 per cent, or five to ten percent.",
            [("12.5 per cent", "PERCENT"), ("five to ten percent", "PERCENT")],
        ),
    ],
)
def test_finds_number_with_unit(text, expected):
    assert [(span.text, span.label_) for span in find_amounts(LANGUAGE(text))] == expected


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 the 10 members met.",
        "The first two won the vote.",
        "They shipped ten pounds of rice.",
        "The won fell and the dollar rose.",
        "A percentage point is no percent.",
    ],
)
def test_leaves_other_numbers_alone(text):
    assert find_amounts(LANGUAGE(text)) == []
