"""Where each speaker stands on each target, from the sentences that show it.

Each mention of a target is judged in its sentence by the marker model; a sentence counts for whoever speaks
in it. Over the piece, the polar sentences of a speaker are weighed against each other. A target that is only
named in passing (one neutral sentence) is not addressed and gets no stance.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from nlp.analysis.attribution.addressing import is_at_stake
from nlp.analysis.attribution.speakers import find_reported, is_source, speaker_at
from nlp.analysis.attribution.targets import TargetFinder, TargetMention
from nlp.analysis.grammar.paragraphs import sentence_at
from nlp.analysis.neural.marker import MarkerModel
from nlp.analysis.records import AUTHOR, Evidence, Sentence, Stance
from nlp.codebook import read_codebook
from nlp.labels import StanceLabel

__all__ = ["StanceComponent", "find_evidence", "weigh_evidence"]

_LABELS = {-1: StanceLabel.CRITICAL, 0: StanceLabel.NEUTRAL, 1: StanceLabel.SUPPORTIVE}
# A side that holds at least this share of the polar weight makes a piece mixed. Chosen on the sample pieces.
_MIXED_SHARE = 0.35
# A stance rests on at least this share of the weight of all evidence; a lone judgement among many neutral
# ones is more often an error of the model than a stance. Chosen on the sample pieces.
_POLAR_SHARE = 0.2
# What a judgement counts where only a pronoun names the target, and where the target is the one who speaks:
# the model then judges what is said.
_INDIRECT_WEIGHT = 0.5
# Neutral sentences needed before a target without any polar one counts as treated at all.
_NEUTRAL_SENTENCES = 2
# What a single polar sentence must weigh for its target to count as treated. Chosen on the sample pieces.
_LONE_STRENGTH = 0.65
_Key = tuple[str, str, int]


class _Judged(NamedTuple):
    mention: TargetMention
    sentence: Sentence
    speaker: str
    probabilities: NDArray[np.float64]
    weight: float


def find_evidence(
    doc: Doc, mentions: Iterable[TargetMention], model: MarkerModel, *, min_confidence: float
) -> tuple[Evidence, ...]:
    """One judgement for each sentence, target and speaker; a sentence the model is unsure of gives none.

    Where a sentence names a target several times, the probabilities of its mentions are averaged. A pronoun
    is judged only where the sentence does not name the target.
    """
    reported = find_reported(doc)
    grouped: dict[_Key, list[tuple[TargetMention, Sentence]]] = defaultdict(list)
    for mention in mentions:
        sentence = sentence_at(doc._.sentences, mention.start)
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if sentence is None or span is None or mention.end > sentence.end or sentence.text.endswith("?"):
            continue  # a question takes no stand
        speaker = speaker_at(reported, span.start)
        grouped[mention.target_id, speaker, sentence.index].append((mention, sentence))
    judged = [
        _judge(doc, key, _named_first(group), model)
        for key, group in sorted(grouped.items(), key=lambda item: item[0][::-1])
    ]
    evidence = (_evidence(one) for one in judged if one.probabilities.max() >= min_confidence)
    return tuple(one for one in evidence if not (one.stance < 0 and _is_at_stake(doc, one)))


def weigh_evidence(evidence: Sequence[Evidence], *, min_evidence: int = 1) -> tuple[Stance, ...]:
    """The stance of each speaker on each target that the evidence addresses, by target, the author first."""
    groups: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for one in evidence:
        groups[one.target_id, one.speaker].append(one)
    stances = [
        _weigh(tuple(group))
        for _, group in sorted(
            groups.items(), key=lambda item: (item[0][0], item[0][1] != AUTHOR, item[0][1])
        )
        if len(group) >= min_evidence and _addressed(group)
    ]
    return tuple(stances)


class StanceComponent:
    """Sets `doc._.stances`."""

    def __init__(
        self, finder: TargetFinder, model: MarkerModel, *, min_confidence: float, min_evidence: int
    ) -> None:
        self.finder = finder
        self.model = model
        self.given_confidence = min_confidence
        self.min_evidence = min_evidence

    @cached_property
    def min_confidence(self) -> float:
        """The abstention threshold in force: the one given, else the model's own."""
        return self.given_confidence or self.model.threshold

    def __call__(self, doc: Doc) -> Doc:
        """Judge every target of the codebook that the doc mentions."""
        mentions = self.finder.find(doc)
        evidence = find_evidence(doc, mentions, self.model, min_confidence=self.min_confidence)
        doc._.stances = weigh_evidence(evidence, min_evidence=self.min_evidence)
        return doc


@Language.factory(
    "nlp/stances",
    requires=["doc._.sentences", "doc._.entities"],
    assigns=["doc._.stances"],
    default_config={"codebook": "", "min_confidence": 0.0, "min_evidence": 1, "threads": 1},
)
def make_stances(
    nlp: Language, name: str, codebook: str, min_confidence: float, min_evidence: int, threads: int
) -> StanceComponent:
    """The component, from JSON values; `codebook` is a folder."""
    finder = TargetFinder(read_codebook(Path(codebook)))
    model = MarkerModel(threads=threads)
    return StanceComponent(finder, model, min_confidence=min_confidence, min_evidence=min_evidence)


def _named_first(
    group: list[tuple[TargetMention, Sentence]],
) -> list[tuple[TargetMention, Sentence]]:
    named = [one for one in group if not one[0].coreferent]
    return named or group[:1]


def _judge(doc: Doc, key: _Key, group: list[tuple[TargetMention, Sentence]], model: MarkerModel) -> _Judged:
    mention, sentence = group[0]
    pairs = [(sentence.text, one.start - sentence.start, one.end - sentence.start) for one, _ in group]
    weight = _INDIRECT_WEIGHT if mention.coreferent else 1.0
    if any(is_source(doc, one.start, one.end) for one, _ in group):
        weight *= _INDIRECT_WEIGHT
    return _Judged(mention, sentence, key[1], model.predict(pairs).mean(axis=0), weight)


def _is_at_stake(doc: Doc, evidence: Evidence) -> bool:
    span = doc.char_span(evidence.mention_start, evidence.mention_end, alignment_mode="expand")
    return span is not None and is_at_stake(span)


def _evidence(one: _Judged) -> Evidence:
    stance = int(one.probabilities.argmax()) - 1
    return Evidence(
        target_id=one.mention.target_id,
        speaker=one.speaker,
        sentence=one.sentence.index,
        start=one.sentence.start,
        end=one.sentence.end,
        text=one.sentence.text,
        mention_start=one.mention.start,
        mention_end=one.mention.end,
        stance=stance,
        label=_LABELS[stance],
        confidence=float(one.probabilities.max()),
        weight=one.weight,
    )


def _addressed(group: Sequence[Evidence]) -> bool:
    strongest = max((one.confidence * one.weight for one in group if one.stance), default=0.0)
    return strongest >= _LONE_STRENGTH or len(group) >= _NEUTRAL_SENTENCES


def _weigh(group: tuple[Evidence, ...]) -> Stance:
    praise = sum(one.confidence * one.weight for one in group if one.stance > 0)
    blame = sum(one.confidence * one.weight for one in group if one.stance < 0)
    polar = praise + blame
    if polar < _POLAR_SHARE * sum(one.confidence * one.weight for one in group) or not polar:
        label, share = StanceLabel.NEUTRAL, 1.0
    elif min(praise, blame) / polar >= _MIXED_SHARE:
        label, share = StanceLabel.MIXED, 2 * min(praise, blame) / polar
    else:
        label = StanceLabel.SUPPORTIVE if praise > blame else StanceLabel.CRITICAL
        share = max(praise, blame) / polar
    counted = [one for one in group if one.stance] or list(group)
    return Stance(
        target_id=group[0].target_id,
        speaker=group[0].speaker,
        stance=label.value_sign,
        label=label,
        mixed=label is StanceLabel.MIXED,
        confidence=share * sum(one.confidence for one in counted) / len(counted),
        evidence=group,
    )
