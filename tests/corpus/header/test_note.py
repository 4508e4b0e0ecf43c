"""Where an author works, by the note below a piece."""

import pytest

from nlp.corpus.article import Name
from nlp.corpus.header.note import find_note_affiliation

JANE = (Name("Roe", "Jane"),)


@pytest.mark.parametrize(
    ("note", "place"),
    [
        ("Jane Roe is a senior fellow at the Institute of Sample Studies.", "Institute of Sample Studies"),
        (
            "*Dr. Jane Roe is currently Associate Professor at Hill University, Delta City.*",
            "Hill University, Delta City",
        ),
        (
            "Jane Roe is Lecturer at the School of Delta Politics, Hill University. She writes on ferries.",
            "School of Delta Politics, Hill University",
        ),
        (
            "The writer is a researcher at the Centre for Harbours and author of two books.",
            "Centre for Harbours",
        ),
        (
            "(The author is a visiting fellow of the Harbour Institute, who once ran a ferry.)",
            "Harbour Institute",
        ),
        ("Jane Roe is Director of the Centre for Peace and Security.", "Centre for Peace and Security"),
        ("Jane Roe is a writer in Delta City.", None),
        ("John Doe is a fellow at the Institute of Sample Studies.", None),
        ("Jane Roe asked the ministry of the island.", None),
    ],
)
def test_the_place_in_a_note(note, place):
    assert find_note_affiliation(f"The ferry leaves.\n\n{note}\n\nThe views are her own.", JANE) == place


def test_a_note_says_nothing_far_above_the_end_or_of_several_authors():
    note = "Jane Roe is a fellow at the Institute of Sample Studies."
    assert find_note_affiliation("\n\n".join([note, "One.", "Two.", "Three."]), JANE) is None
    assert find_note_affiliation(note, (*JANE, Name("Doe", "John"))) is None
