import pytest
import spacy
from spacy.tokens import Span

from nlp.analysis.neural.name_edges import trim_name

LANGUAGE = spacy.blank("en")


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("the ASEAN Secretariat", "ORG", "ASEAN Secretariat"),
        ("President Moon", "PERSON", "Moon"),
        ("Prime Minister Anwar Ibrahim", "PERSON", "Anwar Ibrahim"),
        ("Seoul's", "GPE", "Seoul"),
        ("The Hague", "GPE", "The Hague"),
        ("The Southeast Asian Dilemma", "WORK_OF_ART", "The Southeast Asian Dilemma"),
        ("Minister Mentor Institute", "ORG", "Minister Mentor Institute"),
    ],
)
def test_only_the_name_is_left(text, label, expected):
    doc = LANGUAGE(text)
    trimmed = trim_name(Span(doc, 0, len(doc), label=label))
    assert (trimmed.text, trimmed.label_) == (expected, label)


def test_a_title_alone_is_no_name():
    doc = LANGUAGE("the President")
    assert trim_name(Span(doc, 0, 2, label="PERSON")) is None


def test_a_figure_alone_is_no_name():
    doc = LANGUAGE("the 2040 vision")
    assert trim_name(Span(doc, 1, 2, label="INITIATIVE")) is None
