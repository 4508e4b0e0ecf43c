"""Make ``src/nlp/models/stance``: fine-tune on news targets, then on policy pairs; calibrate; export as int8.

    python -m training.stance.train DATA [--wheel WHEEL] [--cache FOLDER] [--out FOLDER] [--step STEP]

``DATA`` is the folder that holds ``stance/newsmtsc`` and ``stance/ibm_claim_stance``. The steps, in their
order, each kept in the cache and done once:

``news``                    the first stage, on which all others stand;
``quarter  half  whole``    the second stage with so much of the pairs, two whole files held back (each by
                            another hand, with patterns of its own): the learning curve, and with ``whole``
                            the temperature, the threshold and the honest numbers of the card;
``final``                   the second stage with every pair, exported as int8;
``weighing``                how sentences add up over a piece, learned from ``training/stance/pieces``;
``card``                    the model card, from what the steps wrote down.
"""

import argparse
import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from nlp.analysis.neural.marker import MarkerModel
from training.export import export_int8, read_tokenizer, write_config, write_tokenizer
from training.loop import FitSettings
from training.minilm import WEIGHTS_SHA256, find_base, load_base
from training.stance import card, weighing
from training.stance.network import MarkerTrainer
from training.stance.readers import (
    LABELS,
    PAIRS,
    StanceExample,
    read_ibm_claims,
    read_newsmtsc,
    read_pairs,
)
from training.stance.scores import accuracy_by_pattern, describe, find_temperature, find_threshold, softmax

NEWS_FIT = FitSettings(encoder_rate=8e-5, epochs=3)
# One pass over a list that holds every pair so often, so that the rate falls over all of them together.
POLICY_FIT = FitSettings(encoder_rate=8e-5, epochs=1)
PAIR_PASSES, CLAIM_PASSES, NEWS_PASSES, SMOOTHING = 6, 2, 1, 0.05
HELD_BACK = ("d", "g")
SHARES = {"quarter": 0.25, "half": 0.5, "whole": 1.0}
COVERAGE = 0.8
STEPS = ("news", *SHARES, "final", "weighing", "card")


@dataclass(frozen=True, slots=True)
class Bench:
    """What every step works with."""

    data: Path
    cache: Path
    out: Path
    base: Path

    def trainer(self, weights: str | None = None) -> MarkerTrainer:
        """A trainer that starts from the base encoder, or from weights in the cache."""
        trainer = MarkerTrainer(load_base(self.base), read_tokenizer(self.base))
        if weights is not None:
            trainer.load(self.cache / weights)
        return trainer

    def news(self, part: str) -> list[StanceExample]:
        """One part of NewsMTSC."""
        return read_newsmtsc(self.data / f"stance/newsmtsc/{part}.jsonl")

    def keep(self, step: str, found: object) -> None:
        """Write down what a step found."""
        text = json.dumps(found, indent=1, ensure_ascii=False)
        (self.cache / f"stance_{step}.json").write_text(text + "\n", encoding="utf-8")
        print(step, text, flush=True)

    def kept(self, step: str) -> dict[str, object]:
        """What a step wrote down."""
        found: dict[str, object] = json.loads((self.cache / f"stance_{step}.json").read_text("utf-8"))
        return found


def train_on_news(bench: Bench) -> None:
    """First stage: mentions in news sentences."""
    trainer = bench.trainer()
    trainer.fit(bench.news("train"), NEWS_FIT)
    trainer.save(bench.cache / "stance_news.pt")
    bench.keep("news", _score_news(trainer, bench))


def train_on_policy(trainer: MarkerTrainer, bench: Bench, pairs: Sequence[StanceExample]) -> None:
    """Second stage: the pairs among news and claims that keep what was learned from fading."""
    claims = read_ibm_claims(bench.data / "stance/ibm_claim_stance/claim_stance_dataset_v1.csv")
    rows = [
        *bench.news("train") * NEWS_PASSES,
        *claims * CLAIM_PASSES,
        *list(pairs) * PAIR_PASSES,
    ]
    trainer.fit(rows, POLICY_FIT, smoothing=SMOOTHING)


def hold_back(bench: Bench, share: str) -> None:
    """Train with a share of the pairs but for the files held back; score those and the news."""
    others = [path for path in sorted(PAIRS.glob("*.jsonl")) if path.stem not in HELD_BACK]
    pairs = [pair for path in others for pair in read_pairs(path)]
    pairs = random.Random(POLICY_FIT.seed).sample(pairs, round(len(pairs) * SHARES[share]))
    trainer = bench.trainer("stance_news.pt")
    train_on_policy(trainer, bench, pairs)
    found: dict[str, object] = {"pairs": len(pairs), **_score_news(trainer, bench)}
    for name in HELD_BACK:
        held = read_pairs(PAIRS / f"{name}.jsonl")
        logits = trainer.predict(held)
        np.save(bench.cache / f"stance_{share}_{name}.npy", logits)
        found |= {name: describe(logits, held), f"{name} by pattern": accuracy_by_pattern(logits, held)}
    for part in ("rw_dev", "mt_dev"):
        np.save(bench.cache / f"stance_{share}_{part}.npy", trainer.predict(bench.news(part)))
    bench.keep(share, found)


def calibrate(bench: Bench) -> dict[str, float]:
    """Temperature and threshold from what the model says of policy files and news it has not seen."""
    sets = {name: read_pairs(PAIRS / f"{name}.jsonl") for name in HELD_BACK}
    sets |= {part: bench.news(part) for part in ("rw_dev", "mt_dev")}
    logits = np.concatenate([np.load(bench.cache / f"stance_whole_{name}.npy") for name in sets])
    examples = [example for part in sets.values() for example in part]
    temperature = find_temperature(logits, np.array([example.label for example in examples]))
    threshold = find_threshold(softmax(logits, temperature), COVERAGE)
    return {"temperature": temperature, "threshold": threshold}


def train_final(bench: Bench) -> None:
    """Second stage with everything; export, and score what was exported."""
    pairs = [pair for path in sorted(PAIRS.glob("*.jsonl")) for pair in read_pairs(path)]
    trainer = bench.trainer("stance_news.pt")
    train_on_policy(trainer, bench, pairs)
    trainer.save(bench.cache / "stance_final.pt")
    calibration = calibrate(bench)
    bench.out.mkdir(parents=True, exist_ok=True)
    export_int8(trainer.model, bench.out / "model.onnx", output="logits")
    write_tokenizer(bench.base, bench.out)
    about = {"name": "stance toward a marked mention", "base_sha256": WEIGHTS_SHA256, "seed": POLICY_FIT.seed}
    write_config(
        bench.out, {**about, "labels": LABELS, "max_tokens": 128, **calibration, "coverage": COVERAGE}
    )
    passes = {"passes": PAIR_PASSES, "claim_passes": CLAIM_PASSES}
    found = {"pairs": len(pairs), **passes, **calibration, "fp32": _score_news(trainer, bench)}
    bench.keep("final", found | {"int8": _score_shipped(bench)} | _calibration_scores(bench, calibration))


def main() -> None:
    """Read the command line; do the steps that the cache does not hold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--wheel", type=Path)
    parser.add_argument("--cache", type=Path, default=Path("build/training"))
    parser.add_argument("--out", type=Path, default=Path("src/nlp/models/stance"))
    parser.add_argument("--step", choices=STEPS, help="do only this step, whatever the cache holds")
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.cache.mkdir(parents=True, exist_ok=True)
    bench = Bench(options.data, options.cache, options.out, find_base(options.cache, options.wheel))
    for step in (options.step,) if options.step else STEPS:
        if options.step or step == "card" or not (options.cache / f"stance_{step}.json").exists():
            _do(step, bench)


def _do(step: str, bench: Bench) -> None:
    steps: dict[str, Callable[[Bench], None]] = {
        "news": train_on_news,
        "final": train_final,
        "weighing": lambda bench: bench.keep("weighing", weighing.learn(bench.out)),
        "card": lambda bench: card.write_card(
            bench.out / "README.md", {one: bench.kept(one) for one in STEPS[:-1]}
        ),
    }
    steps.get(step, lambda bench: hold_back(bench, step))(bench)


def _score_news(trainer: MarkerTrainer, bench: Bench) -> dict[str, object]:
    parts = {part: bench.news(part) for part in ("rw_dev", "mt_dev")}
    return {part: describe(trainer.predict(examples), examples) for part, examples in parts.items()}


def _score_shipped(bench: Bench) -> dict[str, object]:
    """Scores and speed of the int8 model as the package runs it."""
    model = MarkerModel(bench.out)
    found: dict[str, object] = {}
    for part in ("rw_dev", "mt_dev"):
        examples = bench.news(part)
        started = time.process_time()
        chances = model.predict([(one.text, one.start, one.end) for one in examples])
        speed = len(examples) / (time.process_time() - started)
        scores = describe(np.log(chances).astype(np.float32), examples)
        found[part] = scores | {"targets_per_cpu_second": round(speed)}
    return found


def _calibration_scores(bench: Bench, calibration: dict[str, float]) -> dict[str, object]:
    """What calibration makes of the files held back, each with a temperature found without it."""
    held = {name: read_pairs(PAIRS / f"{name}.jsonl") for name in HELD_BACK}
    logits = {name: np.load(bench.cache / f"stance_whole_{name}.npy") for name in HELD_BACK}
    found: dict[str, object] = {}
    for name, other in (HELD_BACK, HELD_BACK[::-1]):
        gold = np.array([example.label for example in held[other]])
        temperature = find_temperature(logits[other], gold)
        found[f"calibrated {name}"] = describe(logits[name], held[name], temperature)
    return found


if __name__ == "__main__":
    main()
