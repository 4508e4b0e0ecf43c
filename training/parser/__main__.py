"""Train the parsing pipeline: `python -m training.parser --data DIR`."""

import argparse
import json
import logging
import random
from pathlib import Path

import spacy

from training.parser.evaluate import dev_scores
from training.parser.export import export
from training.parser.loop import Schedule, make_language, train
from training.parser.scores import pick_documents
from training.parser.treebank import TREEBANKS, read_treebank, with_names_as_names

_SELECTION_SHARE = 0.05
_LOGGER = logging.getLogger(__name__)


def main() -> None:
    """Read the treebanks, train, ship the best checkpoint and report its scores on the development sets."""
    options = _options()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    sentences = [
        with_names_as_names(sentence)
        for name in TREEBANKS
        for sentence in read_treebank(options.data, name, "train")
    ]
    training, selection = pick_documents(sentences, _SELECTION_SHARE, random.Random(options.seed))
    _LOGGER.info("%d sentences to train on, %d to choose by", len(training), len(selection))
    schedule = Schedule(updates=options.updates, minutes=options.minutes)
    language = make_language(training, options.seed)
    checkpoint = options.output.with_name(f"{options.output.name}.checkpoint")
    updates = train(language, training, selection, schedule=schedule, seed=options.seed, output=checkpoint)
    export(spacy.load(checkpoint), options.output)
    _LOGGER.info("%d updates; the best checkpoint is in %s", updates, options.output)
    for name, scores in dev_scores(spacy.load(options.output), options.data).items():
        _LOGGER.info("%s: %s", name, json.dumps(scores))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds parse/ewt and parse/gum")
    parser.add_argument("--output", type=Path, default=Path("src/nlp/models/parser"))
    parser.add_argument("--seed", type=int, default=2025)
    parser.add_argument("--updates", type=int, default=6191, help="length of the training in batches")
    parser.add_argument(
        "--minutes", type=float, help="length of the training as a time, instead of --updates"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
