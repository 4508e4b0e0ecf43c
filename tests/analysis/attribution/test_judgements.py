"""What a sentence says of a target, and how."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from spacy.tokens import Doc

from nlp.analysis.attribution.judgements import find_judgements
from nlp.analysis.attribution.targets import TargetMention
from nlp.analysis.attribution.turns import Turn
from nlp.analysis.records import AUTHOR, Sentence
from tests.analysis.trees import make_tree

SAID = """
Hanoi Hanoi PROPN NNP 2 nsubj
said say VERB VBD 0 ROOT
ASEAN ASEAN PROPN NNP 4 nsubj
failed fail VERB VBD 2 ccomp
"""
MUST = """
ASEAN ASEAN PROPN NNP 3 nsubj
must must AUX MD 3 aux
act act VERB VB 0 ROOT
"""
SPEAKS = """
ASEAN ASEAN PROPN NNP 2 nsubj
warned warn VERB VBD 0 ROOT
"""
HARM = """
Delays delay NOUN NNS 2 nsubj
hinder hinder VERB VBP 0 ROOT
ASEAN ASEAN PROPN NNP 2 obj
"""


class FixedModel:
    """Gives each pair the next of some probabilities."""

    def __init__(self, *rows: Sequence[float]) -> None:
        self.rows = list(rows)
        self.pairs: list[tuple[str, int, int]] = []

    def predict(self, pairs: Sequence[tuple[str, int, int]]) -> NDArray[np.float64]:
        self.pairs += pairs
        return np.array([self.rows.pop(0) for _ in pairs])


def tree(rows: str, *, end: str = "") -> Doc:
    doc = make_tree(rows)
    text = doc.text.rstrip()
    doc._.sentences = (Sentence(1, 1, 0, len(text), text + end),)
    return doc


def mention(doc: Doc, *, coreferent: bool = False) -> TargetMention:
    token = next(token for token in doc if token.text == "ASEAN")
    return TargetMention("asean", token.idx, token.idx + 5, coreferent)


def test_a_judgement_marks_the_mention_in_its_sentence() -> None:
    doc = tree(SAID)
    model = FixedModel([0.8, 0.15, 0.05])
    (found,) = find_judgements(doc, [mention(doc)], model)
    assert model.pairs == [("Hanoi said ASEAN failed", 11, 16)]
    assert (found.speaker, found.stance, found.confidence) == ("hanoi", -1, 0.8)
    assert (found.named, found.speaks, found.at_stake, found.demands) == (True, False, False, False)
    assert found.turn is Turn.PLAIN


@pytest.mark.parametrize(("rows", "trait"), [(MUST, "demands"), (SPEAKS, "speaks"), (HARM, "at_stake")])
def test_how_it_is_said_is_kept(rows: str, trait: str) -> None:
    doc = tree(rows)
    (found,) = find_judgements(doc, [mention(doc)], FixedModel([0.2, 0.6, 0.2]))
    assert found.speaker == AUTHOR
    assert [name for name in ("demands", "speaks", "at_stake") if getattr(found, name)] == [trait]


def test_a_sentence_is_read_between_its_neighbours_in_the_paragraph() -> None:
    doc = make_tree(SAID)
    before, after = Sentence(1, 1, 0, 5, "Hanoi"), Sentence(3, 2, 17, 23, "failed")
    doc._.sentences = (before, Sentence(2, 1, 6, 16, "said ASEAN"), after)
    model = FixedModel([0.2, 0.6, 0.2])
    (found,) = find_judgements(doc, [mention(doc)], model)
    assert model.pairs == [("Hanoi said ASEAN", 11, 16)]
    assert found.sentence.text == "said ASEAN"


def test_mentions_of_one_sentence_are_averaged() -> None:
    doc = tree(SAID)
    model = FixedModel([0.8, 0.1, 0.1], [0.2, 0.1, 0.7])
    (found,) = find_judgements(doc, [mention(doc), mention(doc)], model)
    assert found.probabilities == pytest.approx((0.5, 0.1, 0.4))


def test_each_target_gets_the_probabilities_of_its_own_mentions() -> None:
    doc = tree(SAID)
    hanoi = TargetMention("vietnam", 0, 5)
    model = FixedModel([0.8, 0.1, 0.1], [0.6, 0.3, 0.1], [0.1, 0.1, 0.8])
    found = find_judgements(doc, [hanoi, mention(doc), mention(doc)], model)
    assert [(one.mention.target_id, one.speaker) for one in found] == [
        ("vietnam", AUTHOR),
        ("asean", "hanoi"),
    ]
    assert [one.probabilities for one in found] == [
        pytest.approx((0.8, 0.1, 0.1)),
        pytest.approx((0.35, 0.2, 0.45)),
    ]


def test_a_pronoun_is_not_judged_beside_a_name() -> None:
    doc = tree(SAID)
    model = FixedModel([0.1, 0.1, 0.8])
    (found,) = find_judgements(doc, [mention(doc, coreferent=True), mention(doc)], model)
    assert (found.named, len(model.pairs)) == (True, 1)
    (alone,) = find_judgements(doc, [mention(doc, coreferent=True)], FixedModel([0.1, 0.1, 0.8]))
    assert not alone.named


def test_a_question_is_not_judged() -> None:
    doc = tree(SAID, end="?")
    model = FixedModel()
    assert find_judgements(doc, [mention(doc)], model) == ()
    assert model.pairs == []
