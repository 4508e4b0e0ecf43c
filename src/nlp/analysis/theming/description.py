"""A theme as the codebook describes it, as a vector."""

import numpy as np
from numpy.typing import NDArray

from nlp.analysis.neural.encoder import Encoder
from nlp.analysis.vectors import mean_vector
from nlp.codebook import Theme

__all__ = ["describe_theme", "embed_description"]


def describe_theme(theme: Theme) -> tuple[str, ...]:
    """The texts a theme is described by: label with definition, and each example."""
    return (f"{theme.label}. {theme.definition}", *theme.examples)


def embed_description(theme: Theme, encoder: Encoder) -> NDArray[np.float32]:
    """The mean embedding of these texts, (d,), of length 1."""
    return mean_vector(encoder.encode(describe_theme(theme)))
