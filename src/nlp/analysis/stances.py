"""Where each speaker stands on each target, from the sentences that show it.

Each mention of a target is judged in its sentence by the marker model; a sentence counts for whoever speaks
in it. What the sentences of a speaker add up to is learned (`attribution/weighing.py`); a target that is only
named in passing is not addressed and gets no stance.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from nlp.analysis.attribution.judgements import Judgement, find_judgements
from nlp.analysis.attribution.targets import TargetFinder
from nlp.analysis.attribution.weighing import NOT_ADDRESSED, Weigher, describe_evidence, read_weigher
from nlp.analysis.neural.marker import MarkerModel
from nlp.analysis.records import AUTHOR, Evidence, Stance
from nlp.codebook import read_codebook
from nlp.labels import StanceLabel
from nlp.provenance import SHIPPED_MODELS

__all__ = ["StanceComponent", "group_by_holder", "make_evidence", "weigh_evidence"]

_LABELS = {-1: StanceLabel.CRITICAL, 0: StanceLabel.NEUTRAL, 1: StanceLabel.SUPPORTIVE}


def group_by_holder(judgements: Iterable[Judgement]) -> dict[tuple[str, str], tuple[Judgement, ...]]:
    """Judgements by target and speaker, by target, the author first."""
    groups: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for one in judgements:
        groups[one.mention.target_id, one.speaker].append(one)
    ordered = sorted(groups, key=lambda key: (key[0], key[1] != AUTHOR, key[1]))
    return {key: tuple(groups[key]) for key in ordered}


def make_evidence(judgements: Iterable[Judgement], *, min_confidence: float) -> tuple[Evidence, ...]:
    """The judgements as evidence; one the model is unsure of is withheld, as is blame for harm suffered."""
    return tuple(
        _evidence(one)
        for one in judgements
        if one.confidence >= min_confidence and not (one.stance < 0 and one.at_stake)
    )


def weigh_evidence(
    judgements: Sequence[Judgement],
    n_sentences: int,
    weigher: Weigher,
    *,
    min_confidence: float,
    min_evidence: int = 1,
) -> Iterator[Stance]:
    """The stance of each speaker on each target that the evidence addresses.

    All judgements are weighed; a stance needs `min_evidence` sentences that the model is sure of.
    """
    for (target_id, speaker), group in group_by_holder(judgements).items():
        evidence = make_evidence(group, min_confidence=min_confidence)
        if not evidence or len(evidence) < min_evidence:
            continue
        chances = weigher.predict(describe_evidence(group, n_sentences))
        best = max(chances, key=lambda label: chances[label])
        if best == NOT_ADDRESSED:
            continue
        label = StanceLabel(best)
        yield Stance(
            target_id=target_id,
            speaker=speaker,
            stance=label.value_sign,
            label=label,
            mixed=label is StanceLabel.MIXED,
            confidence=chances[best],
            evidence=evidence,
        )


class StanceComponent:
    """Sets `doc._.stances`."""

    def __init__(
        self,
        finder: TargetFinder,
        model: MarkerModel,
        weigher: Weigher,
        *,
        min_confidence: float,
        min_evidence: int,
    ) -> None:
        self.finder = finder
        self.model = model
        self.weigher = weigher
        self.given_confidence = min_confidence
        self.min_evidence = min_evidence

    @cached_property
    def min_confidence(self) -> float:
        """The abstention threshold in force: the one given, else the model's own."""
        return self.given_confidence or self.model.threshold

    def __call__(self, doc: Doc) -> Doc:
        """Judge every target of the codebook that the doc mentions."""
        judgements = find_judgements(doc, self.finder.find(doc), self.model)
        doc._.stances = tuple(
            weigh_evidence(
                judgements,
                len(doc._.sentences),
                self.weigher,
                min_confidence=self.min_confidence,
                min_evidence=self.min_evidence,
            )
        )
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
    return StanceComponent(
        TargetFinder(read_codebook(Path(codebook))),
        MarkerModel(threads=threads),
        read_weigher(SHIPPED_MODELS / "stance" / "weighing.json"),
        min_confidence=min_confidence,
        min_evidence=min_evidence,
    )


def _evidence(one: Judgement) -> Evidence:
    return Evidence(
        target_id=one.mention.target_id,
        speaker=one.speaker,
        sentence=one.sentence.index,
        start=one.sentence.start,
        end=one.sentence.end,
        text=one.sentence.text,
        mention_start=one.mention.start,
        mention_end=one.mention.end,
        stance=one.stance,
        label=_LABELS[one.stance],
        confidence=one.confidence,
    )
