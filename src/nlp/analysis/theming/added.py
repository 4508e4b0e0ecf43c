"""What is known of a theme that a researcher added: its description, and examples of what it is not."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.analysis.theming.columns import AddedTheme
from nlp.analysis.theming.examples import Example
from nlp.analysis.theming.heads import ThemeHeads

__all__ = ["make_added"]

# Shipped paragraphs whose log-odds by likeness are less than this below the threshold may well be about the
# theme: nobody has coded them for it, so that they count neither for nor against it.
_DOUBTFUL = 1.0


def make_added(
    descriptions: Mapping[str, NDArray[np.float32]],
    examples: Sequence[Example],
    shipped: ThemeHeads,
) -> tuple[AddedTheme, ...]:
    """The added themes, given the unit vector (d,) of each one's description by its id."""
    vectors = np.stack([example.vector for example in examples]).astype(np.float64)
    human = np.array([bool(example.piece) for example in examples])
    limit = np.log(shipped.cold_threshold / (1 - shipped.cold_threshold)) - _DOUBTFUL
    made = []
    for theme_id, vector in descriptions.items():
        description = vector.astype(np.float64)
        logits = shipped.cold_logits(vectors @ description)
        made.append(AddedTheme(theme_id, description, shipped.cold_start, human | (logits < limit)))
    return tuple(made)
