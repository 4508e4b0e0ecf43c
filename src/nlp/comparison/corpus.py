"""A corpus compared: every table of the comparison from the tables of the pieces."""

from collections.abc import Collection, Iterable, Mapping

import numpy as np
import pandas as pd

from nlp.comparison.asking import Asked
from nlp.comparison.copies import find_copies
from nlp.comparison.focus import find_focus
from nlp.comparison.groups.table import compare_groups
from nlp.comparison.measures import Measure, make_measures
from nlp.comparison.networks.discourse import discourse_frame
from nlp.comparison.networks.tables import network_frames
from nlp.comparison.pairs.agreement import find_agreement
from nlp.comparison.pairs.similarity import compare_pairs
from nlp.comparison.profile import compare_pieces
from nlp.comparison.rest import Pieces, copied_pairs, make_copies, make_pieces
from nlp.comparison.timeline import make_time_profile, make_timeline
from nlp.comparison.words.keyness import find_key_terms
from nlp.comparison.words.texts import read_texts
from nlp.corpus.duplicates import DuplicatePair
from nlp.settings import ComparisonSettings

__all__ = ["compare_corpus", "measure_corpus"]


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
        focus: ids of the pieces that are each held against the rest; default: those of the settings.

    Raises:
        TableError: there is no piece of an id in `focus`.
    """
    with Asked(frames, settings) as asked:
        articles = frames["articles"]
        ids = make_pieces(articles).ids
        texts = read_texts(asked, ids)
        pairs = tuple(
            find_copies(texts, ids, threshold=settings.duplicate_jaccard) if copies is None else copies
        )
        pieces = make_pieces(articles, pairs)
        if focus is None:
            analysed = frozenset(ids)
            focus = [one for one in find_focus(articles, settings) if one in analysed]
        measures = make_measures(frames, ids, texts)
        counted = np.array(ids, dtype=object)[pieces.counted]
        discourse = discourse_frame(frames)
        return {
            "comparison": compare_pieces(measures, pieces, settings, focus=focus),
            "group_comparison": compare_groups(articles, measures, pieces, settings),
            "agreement": find_agreement(frames, pieces, settings, focus=focus),
            "similarity": compare_pairs(frames, pieces, settings, focus=focus),
            "copies": make_copies(pieces, pairs),
            "keyness": find_key_terms(asked, texts, pieces, settings, focus=focus),
            "discourse": discourse,
            "timeline": make_timeline(frames),
            "time_profile": make_time_profile(frames, ids),
            **network_frames(discourse, articles, counted, limit=settings.network_edges),
        }


def measure_corpus(
    frames: Mapping[str, pd.DataFrame], settings: ComparisonSettings
) -> tuple[tuple[Measure, ...], Pieces]:
    """The measures of all pieces of a run whose copies are known (table `copies`), for one more question."""
    pieces = make_pieces(frames["articles"], copied_pairs(frames["copies"]))
    with Asked(frames, settings) as asked:
        return make_measures(frames, pieces.ids, read_texts(asked, pieces.ids)), pieces
