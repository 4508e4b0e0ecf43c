"""Names that say nothing of what they name."""

import pytest

from nlp.analysis.attribution.addressing import is_at_stake, is_listed, is_modifier, is_place, is_subject
from tests.analysis.trees import make_tree

LISTED = """
Partners partner NOUN NNS 6 nsubj
including include ADP VBG 3 case
China China PROPN NNP 1 nmod
and and CCONJ CC 5 cc
Japan Japan PROPN NNP 3 conj
agreed agree VERB VBD 0 ROOT
"""
THREE = """
China China PROPN NNP 5 nsubj
, , PUNCT , 3 punct
Japan Japan PROPN NNP 1 conj
India India PROPN NNP 1 conj
agreed agree VERB VBD 0 ROOT
"""
PAIR = """
China China PROPN NNP 4 nsubj
and and CCONJ CC 3 cc
Japan Japan PROPN NNP 1 conj
agreed agree VERB VBD 0 ROOT
"""
PLACE = """
They they PRON PRP 2 nsubj
met meet VERB VBD 0 ROOT
in in ADP IN 4 case
China China PROPN NNP 2 obl
"""
TRUST = """
Trust trust NOUN NN 4 nsubj
in in ADP IN 3 case
China China PROPN NNP 1 nmod
fell fall VERB VBD 0 ROOT
"""
EXPORTERS = """
ASEAN ASEAN PROPN NNP 2 compound
exporters exporter NOUN NNS 3 nsubj
wait wait VERB VBP 0 ROOT
"""
UNITY = """
ASEAN ASEAN PROPN NNP 2 compound
unity unity NOUN NN 3 nsubj
fell fall VERB VBD 0 ROOT
"""
HINDERS = """
Delay delay NOUN NN 2 nsubj
hinders hinder VERB VBZ 0 ROOT
engagement engagement NOUN NN 2 obj
"""
QUALITY = """
Doubt doubt NOUN NN 2 nsubj
crippled cripple VERB VBD 0 ROOT
robustness robustness NOUN NN 2 obj
of of ADP IN 5 case
ties tie NOUN NNS 3 nmod
"""
REALISED = """
For for ADP IN 4 mark
ties tie NOUN NNS 4 nsubj
to to PART TO 4 mark
work work VERB VB 6 advcl
, , PUNCT , 6 punct
act act VERB VB 0 ROOT
"""


@pytest.mark.parametrize(
    ("tree", "name", "listed"), [(LISTED, 2, True), (LISTED, 4, True), (THREE, 2, True), (PAIR, 2, False)]
)
def test_a_list_is_three_names_or_examples(tree: str, name: int, listed: bool) -> None:
    assert is_listed(make_tree(tree)[name : name + 1]) is listed


def test_a_place_is_no_actor() -> None:
    assert is_place(make_tree(PLACE)[3:4])
    assert not is_place(make_tree(TRUST)[2:3])
    assert not is_place(make_tree(PAIR)[0:1])


def test_a_name_before_a_noun_is_not_meant_unless_the_noun_is_its_own_deed() -> None:
    assert is_modifier(make_tree(EXPORTERS)[0:1])
    assert not is_modifier(make_tree(EXPORTERS)[0:2])
    assert not is_modifier(make_tree(UNITY)[0:1])


def test_subjects() -> None:
    assert is_subject(make_tree(PAIR)[0:1])
    assert not is_subject(make_tree(PAIR)[2:3])


@pytest.mark.parametrize(
    ("tree", "name", "at_stake"),
    [(HINDERS, 2, True), (HINDERS, 0, False), (QUALITY, 4, True), (REALISED, 1, True), (PAIR, 0, False)],
)
def test_what_is_harmed_or_hoped_for_is_at_stake(tree: str, name: int, at_stake: bool) -> None:
    assert is_at_stake(make_tree(tree)[name : name + 1]) is at_stake
