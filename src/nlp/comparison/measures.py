"""What pieces are compared in: for each dimension a matrix of pieces by items."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from nlp.comparison.rest import Floats
from nlp.comparison.timeline import tense_shares
from nlp.comparison.words.register import REGISTER_UNITS, register_table
from nlp.comparison.words.texts import Texts
from nlp.labels import AUTHOR, Dimension, StatementKind, Tense, ThemeLevel
from nlp.tables.frames import DECIMALS

__all__ = ["MAX_ITEMS", "Measure", "make_measures"]

# Of entities and addressees, those in most pieces are kept, which bounds memory: 10,000 pieces take 80 MB.
MAX_ITEMS: Final = 1000
_DAYS_IN_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Measure:
    """One dimension: `values` has a row a piece and a column an item, NaN where nothing is said."""

    dimension: Dimension
    items: tuple[str, ...]
    units: tuple[str, ...]
    values: Floats


def make_measures(
    frames: Mapping[str, pd.DataFrame], ids: tuple[str, ...], texts: Texts
) -> tuple[Measure, ...]:
    """The measures of all dimensions for the pieces with these ids, in that order; `texts` are theirs."""
    index = pd.Index(ids, name="article_id")
    words = frames["articles"].set_index("article_id")["n_words"].reindex(index).astype(np.float64)
    thousands = words.where(words > 0) / 1000
    return (
        _one_unit(Dimension.THEME, "score", _themes(frames["themes"], index)),
        _one_unit(Dimension.STANCE, "-1 to 1", _stances(frames["stances"], index)),
        _one_unit(Dimension.ENTITY, "share of sentences", _entities(frames["entity_summary"], index)),
        _times(frames, index, thousands),
        _styles(frames, index, thousands, texts),
        _one_unit(
            Dimension.PRESCRIPTION, "per 1,000 words", _prescriptions(frames["statements"], index, thousands)
        ),
    )


def _themes(themes: pd.DataFrame, index: "pd.Index[str]") -> pd.DataFrame:
    whole = themes[themes["level"] == ThemeLevel.ARTICLE]
    return whole.pivot(index="article_id", columns="theme_id", values="score").reindex(index)


def _stances(stances: pd.DataFrame, index: "pd.Index[str]") -> pd.DataFrame:
    own = stances[stances["speaker"] == AUTHOR]
    return own.pivot(index="article_id", columns="target_id", values="stance").reindex(index)


def _entities(summary: pd.DataFrame, index: "pd.Index[str]") -> pd.DataFrame:
    kept = summary[summary["entity"].isin(_most_common(summary["entity"]))]
    return kept.pivot(index="article_id", columns="entity", values="salience").reindex(index).fillna(0.0)


def _prescriptions(
    statements: pd.DataFrame, index: "pd.Index[str]", thousands: "pd.Series[float]"
) -> pd.DataFrame:
    own = statements[statements["author"] & (statements["kind"] == StatementKind.PRESCRIPTION)]
    own = own[own["addressee"].notna()]
    own = own[
        own["addressee"].isin(_most_common(own.drop_duplicates(["article_id", "addressee"])["addressee"]))
    ]
    counts = own.groupby(["article_id", "addressee"]).size().unstack(fill_value=0)
    return counts.reindex(index).fillna(0.0).div(thousands, axis=0)


def _times(
    frames: Mapping[str, pd.DataFrame], index: "pd.Index[str]", thousands: "pd.Series[float]"
) -> Measure:
    dates = frames["dates"]
    known = dates[dates["start_date"].notna() & dates["end_date"].notna()]
    published = frames["articles"].set_index("article_id")["published"].reindex(known["article_id"])
    middle = known["start_date"] + (known["end_date"] - known["start_date"]) / 2
    offset = (middle - published.set_axis(known.index)).dt.total_seconds() / 86400 / _DAYS_IN_YEAR
    pieces = known.groupby("article_id")
    span = (pieces["end_date"].max() - pieces["start_date"].min()).dt.days / _DAYS_IN_YEAR
    table = tense_shares(dates, index).assign(
        span_years=span.reindex(index),
        median_offset_years=offset.groupby(known["article_id"]).median().reindex(index),
        expressions=dates.groupby("article_id").size().reindex(index).fillna(0.0) / thousands,
    )
    units = ("share of placed dates",) * len(Tense) + ("years", "years from publication", "per 1,000 words")
    return _measure(Dimension.TIME, table, units)


def _styles(
    frames: Mapping[str, pd.DataFrame], index: "pd.Index[str]", thousands: "pd.Series[float]", texts: Texts
) -> Measure:
    table = register_table(texts.counts).reindex(range(len(index))).set_axis(index)
    own = frames["statements"][frames["statements"]["author"]]
    for kind in StatementKind:
        counts = own[own["kind"] == kind].groupby("article_id").size()
        table[f"{kind}s"] = counts.reindex(index).fillna(0.0) / thousands
    return _measure(
        Dimension.STYLE, table, (*REGISTER_UNITS.values(), *("per 1,000 words",) * len(StatementKind))
    )


def _most_common(items: "pd.Series[str]") -> list[str]:
    """The items that stand in most rows; ties by name."""
    counts = items.value_counts().rename_axis("item").reset_index(name="n")
    return list(counts.sort_values(["n", "item"], ascending=[False, True])["item"][:MAX_ITEMS])


def _one_unit(dimension: Dimension, unit: str, table: pd.DataFrame) -> Measure:
    return _measure(dimension, table, (unit,) * table.shape[1])


def _measure(dimension: Dimension, table: pd.DataFrame, units: tuple[str, ...]) -> Measure:
    # Rounded here, so that equal values are ties and not told apart by the last bit of a sum.
    values = np.round(table.to_numpy(dtype=np.float64, na_value=np.nan), DECIMALS)
    return Measure(dimension, tuple(str(item) for item in table.columns), units, values)
