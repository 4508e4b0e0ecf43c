"""The training loop: from an empty pipeline to the best checkpoint."""

import json
import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.training import Example
from spacy.training.batchers import minibatch_by_words
from spacy.util import load_config, load_model_from_config
from thinc.api import Adam, compounding, fix_random_seed

from training.parser.documents import make_plain_examples, make_training_examples
from training.parser.scores import measure_scores, selection_score
from training.parser.tokens import customise_tokenizer
from training.parser.treebank import Sentence

_CONFIG = Path(__file__).with_name("config.cfg")
_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long to train, and how the learning rate rises and falls.

    The length is a number of updates or, where `minutes` is given, a time; the rate falls with either.
    """

    updates: int
    minutes: float | None = None
    peak: float = 0.0015
    warm_up: int = 300
    evaluate_every: int = 500

    def progress(self, update: int, seconds: float) -> float:
        """The part of the training that is done, from 0 to 1."""
        return min(1.0, update / self.updates if self.minutes is None else seconds / (60 * self.minutes))

    def rate(self, update: int, progress: float) -> float:
        """The learning rate: a short linear rise, then a linear fall to a hundredth of the peak."""
        return self.peak * min(1.0, (update + 1) / self.warm_up) * max(0.01, 1.0 - progress)


def make_language(sentences: Sequence[Sentence], seed: int) -> Language:
    """An untrained pipeline whose labels are those of the sentences."""
    fix_random_seed(seed)
    language = load_model_from_config(load_config(_CONFIG), auto_fill=True)
    customise_tokenizer(language)
    examples = list(make_plain_examples(language, sentences))
    language.initialize(lambda: examples)
    return language


def train(
    language: Language,
    training: Sequence[Sentence],
    selection: Sequence[Sentence],
    *,
    schedule: Schedule,
    seed: int,
    output: Path,
) -> int:
    """Train, keep in `output` the checkpoint that scores best on `selection`; gives the number of updates."""
    optimizer = Adam(
        learn_rate=schedule.peak,
        beta1=0.9,
        beta2=0.999,
        L2=0.01,
        L2_is_weight_decay=True,
        grad_clip=1.0,
        use_averages=True,
    )
    best, update, started = 0.0, 0, time.monotonic()
    progress = 0.0
    losses: dict[str, float] = {}
    for batch in _batches(language, training, random.Random(seed)):
        progress = schedule.progress(update, time.monotonic() - started)
        optimizer.learn_rate = schedule.rate(update, progress)
        language.update(batch, sgd=optimizer, drop=0.1, losses=losses, annotates=())
        update += 1
        finished = progress >= 1.0
        if finished or update % schedule.evaluate_every == 0:
            with language.use_params(optimizer.averages):
                scores = measure_scores(language, selection)
                score = selection_score(scores)
                if score > best:
                    best = score
                    language.to_disk(output)
            row = {
                "update": update,
                "minutes": round((time.monotonic() - started) / 60, 1),
                "progress": round(progress, 3),
                "score": round(score, 2),
                **scores,
                "losses": {name: round(value) for name, value in losses.items()},
            }
            _LOGGER.info(json.dumps(row))
            losses.clear()
        if finished:
            return update
    return update


def _batches(
    language: Language, sentences: Sequence[Sentence], rng: random.Random
) -> Iterator[list[Example]]:
    """Endless batches, growing from 200 to 1500 words."""

    def examples() -> Iterator[Example]:
        while True:
            _LOGGER.info("a pass over the sentences begins")
            yield from make_training_examples(language, sentences, rng)

    yield from minibatch_by_words(examples(), size=compounding(200.0, 1500.0, 1.001), discard_oversize=False)
