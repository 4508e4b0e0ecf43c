"""Make ``src/nlp/models/themes``: `python -m training.themes [--seed N] [--output FOLDER]`."""

import argparse
import json
import logging
from pathlib import Path

import numpy as np
import yaml

from nlp.analysis.neural.encoder import Encoder
from nlp.analysis.neural.theme_heads import read_heads
from nlp.analysis.themes import ThemeModel
from nlp.codebook import THEMES, Theme
from training.themes.card import write_card
from training.themes.cold import fit_cold_start
from training.themes.evaluate import evaluate_writers, find_learning_curve
from training.themes.heads import fit_heads
from training.themes.paragraphs import HERE, read_paragraphs, read_pieces
from training.themes.pieces import choose_article_threshold, score_pieces
from training.themes.store import write_heads

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
    everything = [paragraph for writer in writers for paragraph in writer]
    cold = fit_cold_start(themes, writers, encoder)
    heads = fit_heads(everything, theme_ids, seed=options.seed)
    write_heads(options.output, heads, theme_ids, cold=cold, encoder=encoder)
    pieces = read_pieces(HERE / "pieces.jsonl", _CORPUS / "articles", encoder)
    scores = score_pieces(ThemeModel(themes, read_heads(options.output), encoder), pieces, encoder)
    chosen = choose_article_threshold(scores, pieces, theme_ids)
    write_heads(options.output, heads, theme_ids, cold=cold, encoder=encoder, article=chosen.threshold)
    write_card(options.output, results, curve, theme_ids=theme_ids, cold=cold, pieces=chosen)
    for result in results:
        _LOGGER.info(json.dumps(result.row()))
    _LOGGER.info(json.dumps([np.round(point, 1).tolist() for point in curve]))
    _LOGGER.info("%s %s alpha %s", cold, chosen, heads.alpha)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=Path("src/nlp/models/themes"))
    parser.add_argument("--seed", type=int, default=2025)
    return parser.parse_args()


if __name__ == "__main__":
    main()
