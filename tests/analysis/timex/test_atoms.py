"""Atoms: finer and more even than tokens."""

import pytest

from nlp.analysis.timex.grammar.atoms import make_atoms


@pytest.mark.parametrize(
    ("text", "atoms"),
    [
        ("mid-2024", ["mid", "-", "2024"]),
        ("2017–2021", ["2017", "-", "2021"]),
        ("twelve-year", ["twelve", "-", "year"]),
        ("the ’90s", ["the", "’90s"]),
        ("this year’s", ["this", "year", "'", "s"]),
        ("Sept. 11, 2001", ["sept", ".", "11", ",", "2001"]),
        ("9:30 a.m.", ["9:30", "a.m."]),
        ("3rd of May", ["3rd", "of", "may"]),
        ("5/29/2025", ["5/29/2025"]),
        ("2,000 and 0.79%", ["2,000", "and", "0.79", "%"]),
        ("one\n\ntwo\nthree", ["one", "\n", "two", "three"]),
    ],
)
def test_text_is_cut_into_words_numbers_and_signs(text, atoms):
    assert [atom.lower for atom in make_atoms(text)] == atoms


def test_offsets_index_into_the_text():
    text = "On 3 June\n\nin Seoul"
    assert all(text[atom.start : atom.end] == atom.text for atom in make_atoms(text))


def test_glued_atoms_have_no_space_before_them():
    assert [atom.glued for atom in make_atoms("mid-2024 to")] == [False, True, True, False]
