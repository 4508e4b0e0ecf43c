"""Where a text speaks of a target."""

from pathlib import Path

import pytest
from spacy.tokens import Doc

from nlp.analysis.attribution.targets import TargetFinder
from nlp.analysis.records import Entity
from nlp.codebook import Codebook, Conduct, GazetteerEntry, Relation, Target
from nlp.labels import EntityLabel, LinkMethod
from tests.analysis.trees import make_tree

BOOK = Codebook(
    Path(),
    (),
    (
        Target(id="asean", label="", definition="", aliases=("the bloc",), entity_ids=("asean",)),
        Target(
            id="ties",
            label="",
            definition="",
            aliases=("Korea-ASEAN ties",),
            relation=Relation(nouns=("tie",), between=(("korea",), ("asean",))),
        ),
        Target(id="policy", label="", definition="", conduct=Conduct(actors=("korea",), toward=("asean",))),
    ),
    (
        GazetteerEntry("lee", "Lee", EntityLabel.PERSON, role="president"),
        GazetteerEntry("poet", "Poet", EntityLabel.PERSON),
    ),
    (),
)
TIES = """
Korea Korea PROPN NNP 3 nmod:poss
's 's PART POS 1 case
ties tie NOUN NNS 6 nsubj
with with ADP IN 5 case
ASEAN ASEAN PROPN NNP 3 nmod
grow grow VERB VBP 0 ROOT
"""
COURTS = """
Korea Korea PROPN NNP 2 nsubj
courts court VERB VBZ 0 ROOT
ASEAN ASEAN PROPN NNP 2 obj
"""
PLACE = """
They they PRON PRP 2 nsubj
met meet VERB VBD 0 ROOT
in in ADP IN 4 case
ASEAN ASEAN PROPN NNP 2 obl
"""
TAKEN_UP = """
Korea Korea PROPN NNP 2 nsubj
courts court VERB VBZ 0 ROOT
ASEAN ASEAN PROPN NNP 2 obj
; ; PUNCT : 2 punct
the the DET DT 6 det
ties tie NOUN NNS 7 nsubj
grow grow VERB VBP 2 parataxis
"""
OTHERS = """
Korea Korea PROPN NNP 2 nsubj
courts court VERB VBZ 0 ROOT
ASEAN ASEAN PROPN NNP 2 obj
and and CCONJ CC 5 cc
ties tie NOUN NNS 3 conj
with with ADP IN 7 case
Japan Japan PROPN NNP 5 nmod
"""
LATER = """
Korea Korea PROPN NNP 2 nsubj
courts court VERB VBZ 0 ROOT
ASEAN ASEAN PROPN NNP 2 obj
{word} {word} DET DT 5 det
ties tie NOUN NNS 6 nsubj
grow grow VERB VBP 0 ROOT
"""
WORDS = """
Korea–ASEAN Korea–ASEAN PROPN NNP 2 compound
ties tie NOUN NNS 3 nsubj
bore bore VERB VBP 0 ROOT
the the DET DT 5 det
bloc bloc NOUN NN 3 obj
"""


def with_entities(tree: str, names: dict[str, str], *, method: LinkMethod = LinkMethod.ALIAS) -> Doc:
    doc = make_tree(tree)
    doc._.entities = tuple(
        Entity(
            token.idx,
            token.idx + len(token),
            token.text,
            EntityLabel.GPE,
            token.text,
            names[token.text],
            None,
            method,
        )
        for token in doc
        if token.text in names
    )
    return doc


def mentions(doc: Doc) -> list[tuple[str, str]]:
    return [(one.target_id, doc.text[one.start : one.end]) for one in TargetFinder(BOOK).find(doc)]


def test_a_relation_takes_the_name_within_it() -> None:
    doc = with_entities(TIES, {"Korea": "korea", "ASEAN": "asean"})
    assert mentions(doc) == [("ties", "Korea 's ties with ASEAN")]


def test_a_relation_needs_both_sides() -> None:
    assert mentions(with_entities(TIES, {"ASEAN": "asean"})) == [("asean", "ASEAN")]


def test_a_relation_is_taken_up_by_its_noun_where_both_sides_stand_by() -> None:
    both = {"Korea": "korea", "ASEAN": "asean"}
    assert ("ties", "ties") in mentions(with_entities(TAKEN_UP, both))
    assert ("ties", "ties") not in mentions(with_entities(TAKEN_UP, {"ASEAN": "asean"}))
    assert ("ties", "ties") not in mentions(with_entities(OTHERS, both | {"Japan": "japan"}))


@pytest.mark.parametrize(("word", "found"), [("these", True), ("some", False)])
def test_only_a_noun_that_points_back_takes_up_an_earlier_sentence(word: str, found: bool) -> None:
    doc = with_entities(LATER.format(word=word), {"Korea": "korea", "ASEAN": "asean"})
    assert (("ties", "ties") in mentions(doc)) is found


def test_conduct_is_what_the_actor_does_where_the_other_is_named() -> None:
    doc = with_entities(COURTS, {"Korea": "korea", "ASEAN": "asean"})
    assert mentions(doc) == [("policy", "Korea"), ("asean", "ASEAN")]
    assert mentions(with_entities(COURTS, {"Korea": "korea"})) == []


def test_places_and_demonyms_are_no_mentions() -> None:
    assert mentions(with_entities(PLACE, {"ASEAN": "asean"})) == []
    assert mentions(with_entities(COURTS, {"ASEAN": "asean"}, method=LinkMethod.DEMONYM)) == []


def test_phrases_are_found_whatever_the_dash() -> None:
    assert mentions(with_entities(WORDS, {})) == [("ties", "Korea–ASEAN ties"), ("asean", "the bloc")]


@pytest.mark.parametrize(("entity_id", "found"), [("lee", [("leader:lee", "Korea")]), ("poet", [])])
def test_persons_with_an_office_are_targets(entity_id: str, found: list[tuple[str, str]]) -> None:
    assert mentions(with_entities(COURTS, {"Korea": entity_id})) == found


def test_a_pronoun_is_marked_as_coreferent() -> None:
    doc = make_tree(COURTS)
    doc._.coreferents = (Entity(0, 5, "Korea", EntityLabel.ORG, "ASEAN", "asean", None, LinkMethod.ALIAS),)
    (mention,) = TargetFinder(BOOK).find(doc)
    assert (mention.target_id, mention.coreferent) == ("asean", True)
