"""Scores on the development sets: `python -m training.parser.evaluate DIR --data DIR`."""

import argparse
import json
import re
from pathlib import Path

import spacy
from spacy.language import Language

from training.parser.scores import measure_scores
from training.parser.treebank import TREEBANKS, read_treebank, with_names_as_names

# GUM names the genre in a document's id; these are nearest to opinion pieces.
_PROSE = re.compile(r"^GUM_(?:academic|essay|news|speech|textbook)_")


def dev_scores(language: Language, data: Path) -> dict[str, dict[str, float]]:
    """Per treebank the scores on its development set.

    They are measured on the set as it was trained on (names made names, paragraphs parted by an empty line),
    on the set as it was published, with nothing but a space between paragraphs, and on argued prose alone.
    """
    rows = {}
    for name in TREEBANKS:
        published = read_treebank(data, name, "dev")
        sentences = [with_names_as_names(sentence) for sentence in published]
        rows[name] = measure_scores(language, sentences)
        rows[f"{name}, as published"] = measure_scores(language, published)
        rows[f"{name}, paragraphs not parted"] = measure_scores(language, sentences, paragraph_break=" ")
        prose = [sentence for sentence in sentences if _PROSE.search(sentence.document)]
        if prose:
            rows[f"{name}, argued prose only"] = measure_scores(language, prose)
    return rows


def main() -> None:
    """Print the scores as JSON, one development set a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds parse/ewt and parse/gum")
    options = parser.parse_args()
    for name, scores in dev_scores(spacy.load(options.pipeline), options.data).items():
        print(json.dumps({"set": name, **scores}))


if __name__ == "__main__":
    main()
