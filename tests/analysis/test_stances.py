"""From judged sentences to evidence and to where a speaker stands."""

import numpy as np
import pytest

from nlp.analysis.attribution.judgements import Judgement
from nlp.analysis.attribution.targets import TargetMention
from nlp.analysis.attribution.turns import Turn
from nlp.analysis.attribution.weighing import FEATURES, NOT_ADDRESSED, Weigher
from nlp.analysis.records import AUTHOR, Sentence
from nlp.analysis.stances import make_evidence, weigh_evidence
from nlp.labels import StanceLabel

LABELS = ("critical", "neutral", "supportive", "mixed", NOT_ADDRESSED)


def judged(
    index: int,
    probabilities: tuple[float, float, float],
    *,
    speaker: str = AUTHOR,
    target: str = "asean",
    at_stake: bool = False,
) -> Judgement:
    text = "Now ASEAN acts."
    return Judgement(
        mention=TargetMention(target, 104, 109),
        sentence=Sentence(index, 1, 100, 100 + len(text), text),
        speaker=speaker,
        probabilities=probabilities,
        named=True,
        speaks=False,
        at_stake=at_stake,
        demands=False,
        turn=Turn.PLAIN,
    )


def always(label: str) -> Weigher:
    """A weigher that says the same of everything, at odds of 3 to 1 with each other label."""
    n = len(FEATURES)
    intercepts = np.array([np.log(3.0) if one == label else 0.0 for one in LABELS])
    return Weigher(LABELS, np.zeros(n), np.ones(n), np.zeros((len(LABELS), n)), intercepts)


def test_evidence_is_the_sentence_and_the_marked_mention() -> None:
    (found,) = make_evidence([judged(3, (0.8, 0.1, 0.1))], min_confidence=0.5)
    assert (found.sentence, found.start, found.end, found.text) == (3, 100, 115, "Now ASEAN acts.")
    assert (found.mention_start, found.mention_end) == (104, 109)
    assert (found.stance, found.label, found.confidence) == (-1, StanceLabel.CRITICAL, 0.8)


def test_unsure_judgements_and_harm_suffered_are_withheld() -> None:
    rows = [judged(1, (0.4, 0.3, 0.3)), judged(2, (0.8, 0.1, 0.1), at_stake=True)]
    assert make_evidence(rows, min_confidence=0.5) == ()
    assert len(make_evidence([judged(2, (0.1, 0.1, 0.8), at_stake=True)], min_confidence=0.5)) == 1


@pytest.mark.parametrize("label", LABELS[:4])
def test_the_likeliest_label_is_the_stance(label: str) -> None:
    (stance,) = weigh_evidence([judged(1, (0.8, 0.1, 0.1))], 10, always(label), min_confidence=0.5)
    assert (stance.label, stance.mixed) == (label, label == "mixed")
    assert stance.stance == {"critical": -1, "supportive": 1}.get(label, 0)
    assert stance.confidence == pytest.approx(3 / 7)
    assert [one.sentence for one in stance.evidence] == [1]


def test_what_is_not_addressed_has_no_stance() -> None:
    rows = [judged(1, (0.8, 0.1, 0.1))]
    assert list(weigh_evidence(rows, 10, always(NOT_ADDRESSED), min_confidence=0.5)) == []


def test_a_stance_needs_sentences_the_model_is_sure_of() -> None:
    rows = [judged(1, (0.8, 0.1, 0.1)), judged(2, (0.4, 0.3, 0.3))]
    supportive = always("supportive")
    assert len(list(weigh_evidence(rows, 10, supportive, min_confidence=0.5))) == 1
    assert list(weigh_evidence(rows, 10, supportive, min_confidence=0.5, min_evidence=2)) == []
    assert list(weigh_evidence(rows, 10, supportive, min_confidence=0.9)) == []


def test_speakers_are_apart_and_the_author_is_first() -> None:
    rows = [judged(1, (0.8, 0.1, 0.1), speaker="Hanoi"), judged(2, (0.1, 0.1, 0.8))]
    found = list(weigh_evidence(rows, 10, always("neutral"), min_confidence=0.5))
    assert [(stance.speaker, len(stance.evidence)) for stance in found] == [(AUTHOR, 1), ("Hanoi", 1)]
