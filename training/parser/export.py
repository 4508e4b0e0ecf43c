"""A trained pipeline as it ships: named, without the words it was trained on, put in place in one step."""

import argparse
import shutil
from collections.abc import Iterator
from pathlib import Path

import spacy
import srsly
from spacy.language import Language
from spacy.pipeline import EditTreeLemmatizer
from spacy.strings import StringStore

from training.parser.tokens import customise_tokenizer

_META = {
    "name": "commentary_parser",
    "version": "1.0.0",
    "description": "Tags, morphology, lemmas, UD dependencies and sentences of English editorial prose.",
    "license": "CC BY-NC-SA 4.0",
}


def export(language: Language, folder: Path) -> None:
    """Write the pipeline into `folder`, replacing what is there; a model card in it is kept."""
    language.meta.update(_META)
    _prune_trees(_lemmatizer(language))
    customise_tokenizer(language)  # a checkpoint may be older than the patterns
    fresh, old = folder.with_name(f"{folder.name}.new"), folder.with_name(f"{folder.name}.old")
    for each in (fresh, old):
        shutil.rmtree(each, ignore_errors=True)
    language.to_disk(fresh)
    StringStore(_needed_strings(language)).to_disk(fresh / "vocab" / "strings.json")
    if folder.exists():
        card = folder / "README.md"
        if card.exists():
            shutil.copy2(card, fresh)
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _lemmatizer(language: Language) -> EditTreeLemmatizer:
    lemmatizer = language.get_pipe("lemmatizer")
    if not isinstance(lemmatizer, EditTreeLemmatizer):
        raise TypeError("the pipeline's lemmatizer is not the trainable one")
    return lemmatizer


def _prune_trees(lemmatizer: EditTreeLemmatizer) -> None:
    """Drop the edit trees that no label uses: training leaves one behind for every odd pair it met.

    Those of the labels come first, each behind its parts, so that all that follow the last can go.
    """
    trees = srsly.msgpack_loads(lemmatizer.trees.to_bytes())["trees"]
    used = trees[: max(lemmatizer.labels) + 1]
    kept = type(lemmatizer.trees)(lemmatizer.vocab.strings)
    lemmatizer.trees = kept.from_bytes(srsly.msgpack_dumps({"trees": used}))


def _needed_strings(language: Language) -> list[str]:
    """The strings that the pipeline's labels, edit trees and tokenizer rules are made of."""
    needed = set(spacy.blank("en").vocab.strings)
    for _, component in language.pipeline:
        needed.update(str(label) for label in getattr(component, "labels", ()))
    return sorted({*needed, *_tree_strings(language)} - {""})


def _tree_strings(language: Language) -> Iterator[str]:
    """What the lemmatizer's edit trees take from words and put in their place."""
    for tree in srsly.msgpack_loads(_lemmatizer(language).trees.to_bytes())["trees"]:
        for key in ("orig", "subst"):
            yield language.vocab.strings[tree.get(key, 0)]


def main() -> None:
    """Export a checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    export(spacy.load(options.checkpoint), options.folder)


if __name__ == "__main__":
    main()
