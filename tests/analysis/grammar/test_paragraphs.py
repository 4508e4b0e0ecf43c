"""Paragraphs, and sentences that keep to them."""

import pytest
import spacy
from spacy.language import Language

from nlp.analysis.grammar.paragraphs import find_paragraphs, find_sentences, sentence_at, set_paragraphs
from nlp.analysis.records import Sentence


@pytest.fixture
def language() -> Language:
    blank = spacy.blank("en")
    blank.add_pipe("nlp/paragraphs")
    blank.add_pipe("sentencizer", config={"overwrite": False})
    return blank


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("", ()),
        (" \n\n ", ()),
        ("One.\n\nTwo.", ("One.", "Two.")),
        ("\n\nOne.\n \n\n\tTwo.\n", ("One.", "Two.")),
        ("One is\nwrapped.\n\nTwo.", ("One is\nwrapped.", "Two.")),
        ("One.\nTwo ends.\nThree", ("One.", "Two ends.", "Three")),
        ("A hard\nwrapped line.", ("A hard\nwrapped line.",)),
        ("“One.”\nTwo.", ("“One.”", "Two.")),
    ],
)
def test_paragraphs_are_parted_by_blank_lines_or_else_by_lines(
    text: str, paragraphs: tuple[str, ...]
) -> None:
    assert tuple(text[start:end] for start, end in find_paragraphs(text)) == paragraphs


def test_a_sentence_begins_with_each_paragraph(language: Language) -> None:
    doc = language("A heading\n\nThe text. It goes on.")
    assert find_sentences(doc) == (
        Sentence(1, 1, 0, 9, "A heading"),
        Sentence(2, 2, 11, 20, "The text."),
        Sentence(3, 2, 21, 32, "It goes on."),
    )


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Ties with the U.S. This alliance binds.", ["This"]),
        ("Ties with the U.S.\nThis alliance binds.", ["This"]),
        ("The U.S. Congress met.", []),
        ("The U.S. and Korea met.", []),
    ],
)
def test_an_abbreviation_may_end_a_sentence(text: str, begins: list[str]) -> None:
    doc = set_paragraphs(spacy.blank("en").make_doc(text))
    assert [token.text for token in doc if token.is_sent_start and token.i > 0] == begins


def test_the_sentence_at_a_character() -> None:
    sentences = (Sentence(1, 1, 0, 4, "One."), Sentence(2, 1, 5, 9, "Two."))
    assert sentence_at(sentences, 0) is sentences[0]
    assert sentence_at(sentences, 8) is sentences[1]
    assert sentence_at(sentences, 4) is None
    assert sentence_at(sentences, 9) is None
    assert sentence_at((), 0) is None
