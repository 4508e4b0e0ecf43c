"""From judged sentences to where a speaker stands."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from spacy.tokens import Doc

from nlp.analysis.attribution.targets import TargetMention
from nlp.analysis.records import AUTHOR, Evidence, Sentence
from nlp.analysis.stances import find_evidence, weigh_evidence
from nlp.labels import StanceLabel
from tests.analysis.trees import make_tree

LABELS = {-1: StanceLabel.CRITICAL, 0: StanceLabel.NEUTRAL, 1: StanceLabel.SUPPORTIVE}
SAID = """
Hanoi Hanoi PROPN NNP 2 nsubj
said say VERB VBD 0 ROOT
ASEAN ASEAN PROPN NNP 4 nsubj
failed fail VERB VBD 2 ccomp
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


def one(stance: int, confidence: float = 0.8, *, weight: float = 1.0, speaker: str = AUTHOR) -> Evidence:
    return Evidence("asean", speaker, 1, 0, 4, "Text", 0, 4, stance, LABELS[stance], confidence, weight)


def named(tree: str, *, end: str = "") -> Doc:
    doc = make_tree(tree)
    doc._.sentences = (Sentence(1, 1, 0, len(doc.text), doc.text.rstrip() + end),)
    return doc


def mention(doc: Doc, *, coreferent: bool = False) -> TargetMention:
    token = next(token for token in doc if token.text == "ASEAN")
    return TargetMention("asean", token.idx, token.idx + 5, coreferent)


@pytest.mark.parametrize(
    ("evidence", "label"),
    [
        ([one(1)], StanceLabel.SUPPORTIVE),
        ([one(-1), one(-1), one(1)], StanceLabel.CRITICAL),
        ([one(-1), one(1)], StanceLabel.MIXED),
        ([one(-1), one(1, weight=0.5)], StanceLabel.CRITICAL),
        ([one(0), one(0)], StanceLabel.NEUTRAL),
        ([one(0), one(0), one(0), one(0), one(-1, 0.7)], StanceLabel.NEUTRAL),
    ],
)
def test_polar_evidence_is_weighed(evidence: list[Evidence], label: StanceLabel) -> None:
    (stance,) = weigh_evidence(evidence)
    assert (stance.label, stance.stance, stance.mixed) == (
        label,
        label.value_sign,
        label is StanceLabel.MIXED,
    )
    assert stance.evidence == tuple(evidence)


@pytest.mark.parametrize("evidence", [[], [one(0)], [one(1, 0.6)], [one(-1, weight=0.5)]])
def test_a_target_named_in_passing_is_not_addressed(evidence: list[Evidence]) -> None:
    assert weigh_evidence(evidence) == ()


def test_speakers_are_apart_and_the_author_is_first() -> None:
    found = weigh_evidence([one(-1, speaker="Hanoi"), one(1)])
    assert [(stance.speaker, stance.stance) for stance in found] == [(AUTHOR, 1), ("Hanoi", -1)]
    assert weigh_evidence([one(1)], min_evidence=2) == ()


def test_evidence_is_the_sentence_and_the_marked_mention() -> None:
    doc = named(SAID)
    model = FixedModel([0.8, 0.1, 0.1])
    (found,) = find_evidence(doc, [mention(doc)], model, min_confidence=0.5)
    assert model.pairs == [(doc.text.rstrip(), 11, 16)]
    assert (found.speaker, found.stance, found.confidence, found.weight) == ("hanoi", -1, 0.8, 1.0)
    assert doc.text[found.mention_start : found.mention_end] == "ASEAN"


def test_an_unsure_judgement_is_withheld() -> None:
    doc = named(SAID)
    assert find_evidence(doc, [mention(doc)], FixedModel([0.4, 0.3, 0.3]), min_confidence=0.5) == ()


def test_a_question_is_not_judged() -> None:
    doc = named(SAID, end="?")
    model = FixedModel()
    assert find_evidence(doc, [mention(doc)], model, min_confidence=0.5) == ()
    assert model.pairs == []


def test_a_pronoun_counts_less_and_not_beside_a_name() -> None:
    doc = named(SAID)
    (found,) = find_evidence(
        doc, [mention(doc, coreferent=True)], FixedModel([0.1, 0.1, 0.8]), min_confidence=0.5
    )
    assert found.weight == 0.5
    model = FixedModel([0.1, 0.1, 0.8])
    both = [mention(doc, coreferent=True), mention(doc)]
    assert len(find_evidence(doc, both, model, min_confidence=0.5)) == 1
    assert len(model.pairs) == 1


def test_harm_to_a_target_is_no_criticism_of_it() -> None:
    doc = named(HARM)
    assert find_evidence(doc, [mention(doc)], FixedModel([0.8, 0.1, 0.1]), min_confidence=0.5) == ()
    assert len(find_evidence(doc, [mention(doc)], FixedModel([0.1, 0.1, 0.8]), min_confidence=0.5)) == 1
