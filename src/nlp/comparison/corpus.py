"""A corpus compared: every table of the comparison from the tables of the pieces."""

from collections.abc import Collection, Iterable, Mapping

import numpy as np
import pandas as pd

from nlp.comparison.groups import compare_groups
from nlp.comparison.measures import make_measures
from nlp.comparison.network import discourse_frame
from nlp.comparison.networks.tables import network_frames
from nlp.comparison.pairs.agreement import find_agreement
from nlp.comparison.pairs.similarity import compare_pairs
from nlp.comparison.profile import compare_pieces
from nlp.comparison.rest import find_copies, make_copies, make_pieces
from nlp.comparison.timeline import make_time_profile, make_timeline
from nlp.comparison.words.keyness import find_key_terms
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
    """The tables of the comparison (`COMPARISON_TABLES`) by name.

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
    pairs = tuple(copies)
    pieces = make_pieces(frames["articles"], pairs)
    measures = make_measures(frames, pieces.ids)
    counted = np.array(pieces.ids, dtype=object)[pieces.counted]
    discourse = discourse_frame(frames)
    return {
        "comparison": compare_pieces(measures, pieces, settings, focus=focus),
        "group_comparison": compare_groups(frames["articles"], measures, pieces, settings),
        "agreement": find_agreement(frames, pieces, settings),
        "similarity": compare_pairs(frames, pieces, settings),
        "copies": make_copies(pieces, pairs),
        "keyness": find_key_terms(frames, pieces, settings, focus=focus),
        "discourse": discourse,
        "timeline": make_timeline(frames),
        "time_profile": make_time_profile(frames, pieces.ids),
        **network_frames(discourse, frames["articles"], counted, limit=settings.network_edges),
    }
