"""The numbers that describe evidence, and what they are weighed to."""

import json
from pathlib import Path

import numpy as np
import pytest

from nlp.analysis.attribution.judgements import Judgement
from nlp.analysis.attribution.targets import TargetMention
from nlp.analysis.attribution.turns import Turn
from nlp.analysis.attribution.weighing import FEATURES, Weigher, describe_evidence, read_weigher
from nlp.analysis.records import AUTHOR, Sentence
from nlp.errors import ModelError


def judged(
    index: int, probabilities: tuple[float, float, float], *, turn: Turn = Turn.PLAIN, at_stake: bool = False
) -> Judgement:
    return Judgement(
        mention=TargetMention("asean", 0, 5),
        sentence=Sentence(index, index, 0, 5, "ASEAN"),
        speaker=AUTHOR,
        probabilities=probabilities,
        named=True,
        speaks=False,
        at_stake=at_stake,
        demands=False,
        turn=turn,
    )


def describe(*judgements: Judgement, n_sentences: int = 11) -> dict[str, float]:
    return dict(zip(FEATURES, describe_evidence(judgements, n_sentences).tolist(), strict=True))


def test_evidence_is_described_by_side_and_place() -> None:
    said = describe(
        judged(1, (0.8, 0.2, 0.0), turn=Turn.CONCEDED), judged(11, (0.1, 0.3, 0.6), turn=Turn.TURNED)
    )
    assert said["blame_mean"] == pytest.approx(0.45)
    assert said["praise_sum"] == pytest.approx(np.log1p(0.6))
    assert (said["blame_highest"], said["blame_second"]) == (0.8, 0.1)
    assert (said["blame_conceded"], said["praise_turned"]) == pytest.approx((0.4, 0.3))
    assert (said["blame_first"], said["praise_last"]) == pytest.approx((0.4, 0.3))
    assert said["neutral"] == pytest.approx(0.25)
    assert (said["share"], said["named"], said["both"]) == pytest.approx((2 / 11, 1.0, 0.6))


def test_blame_of_what_is_harmed_is_left_out() -> None:
    said = describe(judged(5, (0.8, 0.2, 0.0), at_stake=True))
    assert (said["blame_mean"], said["neutral"]) == (0.0, 1.0)


def test_weights_give_probabilities() -> None:
    n = len(FEATURES)
    weights = np.zeros((2, n))
    weights[0, FEATURES.index("blame_mean")] = 1.0
    weigher = Weigher(("critical", "neutral"), np.zeros(n), np.full(n, 0.5), weights, np.zeros(2))
    described = np.zeros(n)
    described[FEATURES.index("blame_mean")] = np.log(3) / 2
    assert weigher.predict(described) == pytest.approx({"critical": 0.75, "neutral": 0.25})


def test_a_weigher_of_another_version_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "weighing.json"
    with pytest.raises(ModelError, match=r"weighing\.json is missing"):
        read_weigher(file)
    file.write_text(json.dumps({"features": ["blame"], "labels": ["critical"]}))
    with pytest.raises(ModelError, match="another version"):
        read_weigher(file)
