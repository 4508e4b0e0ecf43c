"""A corpus compared: every table of the comparison from the tables of the pieces."""

from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from nlp.comparison.keyness import find_key_terms
from nlp.comparison.network import discourse_frame
from nlp.comparison.profile import compare_pieces
from nlp.comparison.rest import find_copies, make_pieces
from nlp.comparison.similarity import compare_pairs
from nlp.comparison.timeline import make_time_profile, make_timeline
from nlp.corpus.duplicates import DuplicatePair
from nlp.settings import ComparisonSettings

__all__ = ["compare_corpus"]


def compare_corpus(
    frames: Mapping[str, pd.DataFrame],
    settings: ComparisonSettings,
    *,
    copies: Iterable[DuplicatePair] | None = None,
    focus: Collection[str] | None = None,
) -> dict[str, pd.DataFrame]:
    """The tables `comparison similarity keyness discourse timeline time_profile` by name.

    Args:
        frames: the tables of the pieces by name.
        settings: resamples, seed, neighbours, terms.
        copies: pairs of pieces that are one text; default: those found in the sentences.
        focus: ids of the pieces held against the rest in `comparison` and `keyness`; default: all.

    Raises:
        TableError: there is no piece of an id in `focus`.
    """
    if copies is None:
        copies = find_copies(frames["sentences"], threshold=settings.duplicate_jaccard)
    pieces = make_pieces(frames["articles"], copies)
    return {
        "comparison": compare_pieces(frames, pieces, settings, focus=focus),
        "similarity": compare_pairs(frames, pieces, settings),
        "keyness": find_key_terms(frames["terms"], pieces, settings, focus=focus),
        "discourse": discourse_frame(frames),
        "timeline": make_timeline(frames),
        "time_profile": make_time_profile(frames, pieces.ids),
    }
