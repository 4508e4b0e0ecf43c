"""The heads as files: plain float32 arrays and a JSON."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from nlp.analysis.neural.encoder import Encoder
from training.themes.cold import ColdStart
from training.themes.heads import FittedHeads

__all__ = ["write_heads"]


def write_heads(
    folder: Path,
    heads: FittedHeads,
    theme_ids: Sequence[str],
    *,
    cold: ColdStart,
    encoder: Encoder,
    article: float = 0.5,
) -> None:
    """Write `heads.npz` and `config.json` as `nlp.analysis.neural.theme_heads.read_heads` wants them."""
    vectorizer = heads.pipeline.named_steps["features"].words_
    ridge = heads.pipeline.named_steps["heads"]
    weights = ridge.coef_ * heads.slopes[:, np.newaxis]
    arrays = {
        "weights": weights[:, : encoder.width],
        "word_weights": weights[:, encoder.width :],
        "intercepts": ridge.intercept_ * heads.slopes + heads.intercepts,
        "thresholds": 1 / (1 + np.exp(-heads.thresholds)),
        "rarity": vectorizer.idf_,
    }
    folder.mkdir(parents=True, exist_ok=True)
    np.savez(
        folder / "heads.npz",
        words=np.array(vectorizer.get_feature_names_out(), dtype=np.str_),
        **{name: array.astype(np.float32) for name, array in arrays.items()},
    )
    config = {
        "theme_ids": list(theme_ids),
        "cold_start": [round(cold.slope, 4), round(cold.intercept, 4)],
        "cold_threshold": round(cold.threshold, 4),
        "article_threshold": round(article, 4),
        "encoder_sha256": encoder.sha256,
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
