"""One group of pieces against the others, or against another group: means, difference, interval, n.

Each text counts once, where it appeared first. A piece without a value stands on neither side.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from nlp.comparison.bootstrap import FEW, difference_intervals
from nlp.comparison.grouping import check_group, make_groups
from nlp.comparison.measures import Measure
from nlp.comparison.profile import OPEN, OTHER_ITEMS, OWN_ITEMS, is_shared
from nlp.comparison.rest import Floats, Pieces
from nlp.comparison.spread import SMALL, Places, Spread, describe, interval_text
from nlp.labels import Grouping
from nlp.settings import ComparisonSettings
from nlp.tables.comparison_schemas import GROUP_COMPARISON
from nlp.tables.frames import DECIMALS, frame_of

__all__ = ["compare_groups", "compare_two_groups"]


def compare_groups(
    articles: pd.DataFrame, measures: Sequence[Measure], pieces: Pieces, settings: ComparisonSettings
) -> pd.DataFrame:
    """The `group_comparison` table: each group of each field against all other pieces that have a value.

    A field in which the pieces have one value, or none, has no row.
    """
    pairs: list[_Pair] = []
    for field in Grouping:
        members, unknown = _members(articles, pieces, field)
        if len(members) > 1:
            pairs += (
                _Pair(field, value, None, places, _rest(members, value), unknown)
                for value, places in members.items()
            )
    return _frame(pairs, measures, settings)


def compare_two_groups(
    articles: pd.DataFrame,
    measures: Sequence[Measure],
    pieces: Pieces,
    settings: ComparisonSettings,
    *,
    field: Grouping,
    values: tuple[str, str],
) -> pd.DataFrame:
    """The rows of one group against one other, in the columns of `group_comparison`.

    Raises:
        TableError: there is no group of a value; those there are are named.
    """
    members, unknown = _members(articles, pieces, field)
    ids = {value: [pieces.ids[one] for one in places] for value, places in members.items()}
    check_group(ids, field, *values)
    one, other = values
    pair = _Pair(field, one, other, members[one], members[other], unknown)
    return _frame([pair], measures, settings)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two groups of pieces, by their places, that are held against each other."""

    field: Grouping
    value: str
    against: str | None
    own: Places
    others: Places
    unknown: int


def _members(articles: pd.DataFrame, pieces: Pieces, field: Grouping) -> tuple[dict[str, Places], int]:
    place = {one: number for number, one in enumerate(pieces.ids)}
    copies = [one for one, counted in zip(pieces.ids, pieces.counted, strict=True) if not counted]
    groups, unknown = make_groups(_records(articles), field, copies)
    found = {value: np.array(sorted(place[one] for one in ids)) for value, ids in groups.items()}
    return found, unknown


def _records(articles: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): cell for name, cell in row.items()} for row in articles.to_dict("records")]


def _rest(members: Mapping[str, Places], value: str) -> Places:
    return np.sort(np.concatenate([places for one, places in members.items() if one != value]))


def _frame(pairs: Sequence[_Pair], measures: Sequence[Measure], settings: ComparisonSettings) -> pd.DataFrame:
    columns: dict[str, list[Any]] = {name: [] for name in GROUP_COMPARISON.names}
    for measure in measures:
        told = _Told(measure)
        for pair in pairs:
            for name, cells in _columns(pair, measure, told.items(pair), settings).items():
                columns[name].extend(cells)
    return frame_of(GROUP_COMPARISON, columns)


class _Told:
    """Which items of a measure get a row for two groups: those of either; of an open set the foremost."""

    def __init__(self, measure: Measure) -> None:
        self.measure = measure
        self.shared = is_shared(measure)
        self.totals: dict[Grouping, tuple[Places, Floats]] = {}

    def items(self, pair: _Pair) -> Places:
        """Places of the items that are told of the pair."""
        own, others = self._sums(pair.own), self._other_sums(pair)
        if self.measure.dimension not in OPEN:
            return np.flatnonzero((own[0] > 0) | ((others[0] > 0) & self.shared))
        foremost = []
        for (_, sums), kept in ((own, OWN_ITEMS), (others, OTHER_ITEMS)):
            order = np.argsort(-sums, kind="stable")[:kept]
            foremost.append(order[sums[order] > 0])
        return np.unique(np.concatenate(foremost))

    def _sums(self, places: Places) -> tuple[Places, Floats]:
        """Number and sum of the values of each item."""
        values = self.measure.values[places]
        return (~np.isnan(values)).sum(axis=0), np.round(np.nansum(values, axis=0), DECIMALS)

    def _other_sums(self, pair: _Pair) -> tuple[Places, Floats]:
        if pair.against is not None:
            return self._sums(pair.others)
        # All others of a field are all its pieces less the own ones: these are summed once for all groups.
        if pair.field not in self.totals:
            self.totals[pair.field] = self._sums(np.concatenate([pair.own, pair.others]))
        n, sums = self._sums(pair.own)
        total_n, total = self.totals[pair.field]
        return total_n - n, np.round(total - sums, DECIMALS)


def _columns(
    pair: _Pair, measure: Measure, items: Places, settings: ComparisonSettings
) -> dict[str, Sequence[Any]]:
    """The columns of one dimension: a cell for each item that is told."""
    values, others = measure.values[np.ix_(pair.own, items)], measure.values[np.ix_(pair.others, items)]
    one, other = describe(values), describe(others)
    low, high = _ends(values, others, (one, other), settings)
    length = len(items)
    return {
        "field": [str(pair.field)] * length,
        "group_value": [pair.value] * length,
        "against": [pair.against] * length,
        "n_pieces": [len(pair.own)] * length,
        "n_against": [len(pair.others)] * length,
        "n_unknown": [pair.unknown] * length,
        "dimension": [str(measure.dimension)] * length,
        "item": [measure.items[item] for item in items],
        "unit": [measure.units[item] for item in items],
        "mean": list(one.mean),
        "sd": list(one.sd),
        "n": list(one.n),
        "other_mean": list(other.mean),
        "other_sd": list(other.sd),
        "n_other": list(other.n),
        "difference": list(one.mean - other.mean),
        "interval": [interval_text(*ends) for ends in zip(low, high, strict=True)],
        "interval_low": list(low),
        "interval_high": list(high),
        "note": [_note(*n) for n in zip(one.n.tolist(), other.n.tolist(), strict=True)],
    }


def _ends(
    values: Floats, others: Floats, spreads: tuple[Spread, Spread], settings: ComparisonSettings
) -> Floats:
    """Intervals of the differences; where both groups hold equal values only there is nothing to resample."""
    ends = np.full((2, values.shape[1]), np.nan)
    spreading = np.flatnonzero(np.any([np.nan_to_num(one.sd) > 0 for one in spreads], axis=0))
    ends[:, spreading] = difference_intervals(values[:, spreading], others[:, spreading], settings)
    return ends


def _note(n: int, n_other: int) -> str | None:
    notes = []
    for count, whose in ((n, "the group"), (n_other, "the others")):
        if count == 0:
            notes.append(f"addressed by no piece of {whose}")
        elif count < SMALL:
            notes.append(f"only {count} {'piece' if count == 1 else 'pieces'} of {whose}")
    if 0 < min(n, n_other) < FEW:
        notes.append("no interval")
    return "; ".join(notes) or None
