"""What the pieces place in time: their dated statements in order, and how much is past, present, future."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

import pandas as pd

from nlp.labels import EntityLabel, Tense
from nlp.tables.comparison_schemas import TIME_PROFILE, TIMELINE
from nlp.tables.frames import frame_of

__all__ = ["make_time_profile", "make_timeline", "tense_counts", "tense_shares"]

_COPIED: Final = (
    *("article_id", "sentence_id", "start_char", "end_char", "start_date", "end_date"),
    *("granularity", "tense", "text", "value"),
)
_AMOUNTS: Final = [str(EntityLabel.MONEY), str(EntityLabel.PERCENT)]  # labels of what is no entity


def make_timeline(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The `timeline` table. Reads `dates`, `sentences` and `entities`."""
    dated = _dated(frames["dates"])
    texts = frames["sentences"].set_index("sentence_id")["text"]
    return frame_of(
        TIMELINE,
        {name: dated[name] for name in _COPIED}
        | {
            "sentence": dated["sentence_id"].map(texts),
            "entities": dated["sentence_id"].map(_entities_by_sentence(frames["entities"])),
        },
    )


def make_time_profile(frames: Mapping[str, pd.DataFrame], ids: tuple[str, ...]) -> pd.DataFrame:
    """The `time_profile` table for the pieces with these ids, also where there is no rest to compare with."""
    index = pd.Index(ids, name="article_id", dtype="str")
    dates = frames["dates"]
    dated = _dated(dates).groupby("article_id")
    shares = tense_shares(dates, index)
    return frame_of(
        TIME_PROFILE,
        {
            "article_id": list(ids),
            "n_placed": list(tense_counts(dates).sum(axis=1).reindex(index, fill_value=0)),
            **{str(name): shares[name] for name in shares.columns},
            "first_day": dated["start_date"].min().reindex(index),
            "last_day": dated["end_date"].max().reindex(index),
        },
    )


def tense_counts(dates: pd.DataFrame) -> pd.DataFrame:
    """How many expressions of each piece lie before, at and after publication."""
    counts = dates[dates["tense"].notna()].groupby(["article_id", "tense"]).size().unstack(fill_value=0)
    return counts.reindex(columns=[str(tense) for tense in Tense], fill_value=0)


def tense_shares(dates: pd.DataFrame, index: "pd.Index[str]") -> pd.DataFrame:
    """The same as shares of the placed expressions; a piece that has none is missing in each."""
    counts = tense_counts(dates)
    return counts.div(counts.sum(axis=1), axis=0).add_prefix("share_").reindex(index)


def _dated(dates: pd.DataFrame) -> pd.DataFrame:
    return dates[dates["start_date"].notna() & dates["end_date"].notna()]


def _entities_by_sentence(entities: pd.DataFrame) -> dict[str, str]:
    """The names of what each sentence speaks of, in the order of their first mention."""
    named = entities[~entities["label"].isin(_AMOUNTS)].sort_values(["article_id", "start_char", "end_char"])
    names: dict[str, dict[str, None]] = defaultdict(dict)
    # By hand, because pandas takes five times as long over many small groups.
    for sentence_id, name in zip(named["sentence_id"].tolist(), named["canonical"].tolist(), strict=True):
        names[sentence_id][name] = None
    return {sentence_id: "; ".join(several) for sentence_id, several in names.items()}
