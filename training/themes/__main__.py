"""Make ``src/nlp/models/themes``: `python -m training.themes [--seed N] [--output FOLDER]`."""

import argparse
import json
import logging
from dataclasses import replace
from pathlib import Path

import numpy as np
import yaml

from nlp.analysis.neural.encoder import Encoder
from nlp.analysis.themes import ThemeModel
from nlp.analysis.theming.examples import write_examples
from nlp.analysis.theming.heads import write_heads
from nlp.codebook import THEMES, Theme
from training.themes.added import find_added_gains
from training.themes.card import Findings, write_card
from training.themes.codes import find_gains
from training.themes.cold import fit_cold_start
from training.themes.evaluate import evaluate_writers, find_learning_curve
from training.themes.heads import fit_plain
from training.themes.paragraphs import HERE, read_paragraphs, read_pieces
from training.themes.pieces import choose_article_threshold, score_pieces

_LOGGER = logging.getLogger(__name__)
_CORPUS = Path("corpus")


def main() -> None:
    """Score across writers, fit on all paragraphs, choose the article threshold, and write model and card."""
    options = _options()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    encoder = Encoder()
    listed = yaml.safe_load((_CORPUS / "codebook" / THEMES).read_text(encoding="utf-8"))
    themes = [Theme.model_validate(row) for row in listed]
    theme_ids = [theme.id for theme in themes]
    writers = [read_paragraphs(file, encoder) for file in sorted(HERE.glob("paragraphs_*.jsonl"))]
    results = evaluate_writers(writers, theme_ids, seed=options.seed)
    curve = find_learning_curve(writers, theme_ids, results, seed=options.seed)
    gains = find_gains(writers, theme_ids, seed=options.seed)
    everything = [paragraph for writer in writers for paragraph in writer]
    cold = fit_cold_start(themes, writers, encoder)
    heads = replace(
        fit_plain(everything, theme_ids, seed=options.seed),
        cold_start=(cold.slope, cold.intercept),
        cold_threshold=cold.threshold,
        encoder_sha256=encoder.sha256,
    )
    pieces = read_pieces(HERE / "pieces.jsonl", _CORPUS / "articles", encoder)
    scores = score_pieces(ThemeModel(themes, heads), pieces, encoder)
    chosen = choose_article_threshold(scores, pieces, theme_ids)
    options.output.mkdir(parents=True, exist_ok=True)
    write_heads(options.output, replace(heads, article_threshold=chosen.threshold))
    write_examples(options.output, [paragraph.example for paragraph in everything], theme_ids)
    added = find_added_gains(themes, writers, heads, encoder)
    write_card(options.output, Findings(results, curve, gains, added, cold, chosen), theme_ids)
    for result in results:
        _LOGGER.info(json.dumps(result.row()))
    _LOGGER.info(json.dumps([np.round(point, 1).tolist() for point in curve]))
    _LOGGER.info("%s %s %s %s", cold, chosen, gains, added)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=Path("src/nlp/models/themes"))
    parser.add_argument("--seed", type=int, default=2025)
    return parser.parse_args()


if __name__ == "__main__":
    main()
