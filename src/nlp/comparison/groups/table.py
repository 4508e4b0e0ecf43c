"""One group of pieces against the others, or against another group: means, difference, interval, n.

Each text counts once, where it appeared first. A piece without a value stands on neither side.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from nlp.comparison.bootstrap import FEW, Sample, difference_intervals
from nlp.comparison.groups.grouping import check_group, make_groups
from nlp.comparison.groups.whole import Whole
from nlp.comparison.measures import Measure
from nlp.comparison.profile import OPEN, OTHER_ITEMS, OWN_ITEMS, is_shared
from nlp.comparison.rest import Floats, Pieces
from nlp.comparison.spread import SMALL, Places, interval_text, make_sample
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
    records = _records(articles)
    for field in Grouping:
        members, unknown = _members(records, pieces, field)
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
    members, unknown = _members(_records(articles), pieces, field)
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


def _members(
    records: Sequence[Mapping[str, Any]], pieces: Pieces, field: Grouping
) -> tuple[dict[str, Places], int]:
    place = {one: number for number, one in enumerate(pieces.ids)}
    copies = [one for one, counted in zip(pieces.ids, pieces.counted, strict=True) if not counted]
    groups, unknown = make_groups(records, field, copies)
    found = {value: np.array(sorted(place[one] for one in ids)) for value, ids in groups.items()}
    return found, unknown


def _records(articles: pd.DataFrame) -> list[dict[str, Any]]:
    """What pieces are grouped by; all other columns are left out, for to turn them into rows takes long."""
    grouping = articles[["article_id", "n_sentences", "published", "side", "outlet", "author_country"]]
    return [{str(name): cell for name, cell in row.items()} for row in grouping.to_dict("records")]


def _rest(members: Mapping[str, Places], value: str) -> Places:
    return np.sort(np.concatenate([places for one, places in members.items() if one != value]))


def _frame(pairs: Sequence[_Pair], measures: Sequence[Measure], settings: ComparisonSettings) -> pd.DataFrame:
    columns: dict[str, list[Any]] = {name: [] for name in GROUP_COMPARISON.names}
    for measure in measures:
        wholes: dict[Grouping, Whole] = {}
        for pair in pairs:
            own = make_sample(measure.values[pair.own])
            if pair.against is not None:
                others = make_sample(measure.values[pair.others])
            else:
                # All others of a field are all its pieces less the own ones: these are summed once.
                if pair.field not in wholes:
                    wholes[pair.field] = Whole(measure, np.concatenate([pair.own, pair.others]))
                others = wholes[pair.field].without(pair.own)
            for name, cells in _columns(pair, measure, (own, others), settings).items():
                columns[name].extend(cells)
    return frame_of(GROUP_COMPARISON, columns)


def _find_items(measure: Measure, own: Sample, others: Sample) -> Places:
    """Places of the items that are told: those that either has; of an open set the foremost."""
    if measure.dimension not in OPEN:
        return np.flatnonzero((own.n > 0) | ((others.n > 0) & is_shared(measure)))
    foremost = []
    for sample, kept in ((own, OWN_ITEMS), (others, OTHER_ITEMS)):
        sums = np.round(np.nan_to_num(sample.n * sample.mean), DECIMALS)
        order = np.argsort(-sums, kind="stable")[:kept]
        foremost.append(order[sums[order] > 0])
    return np.unique(np.concatenate(foremost))


def _columns(
    pair: _Pair, measure: Measure, samples: tuple[Sample, Sample], settings: ComparisonSettings
) -> dict[str, Sequence[Any]]:
    """The columns of one dimension: a cell for each item that is told."""
    items = _find_items(measure, *samples)
    one, other = (_chosen(sample, items) for sample in samples)
    low, high = _ends(one, other, settings)
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


def _chosen(sample: Sample, items: Places) -> Sample:
    return Sample(
        sample.n[items], sample.mean[items], sample.sd[items], lambda places: sample.values(items[places])
    )


def _ends(one: Sample, other: Sample, settings: ComparisonSettings) -> Floats:
    """Intervals of the differences; where both groups hold equal values only there is nothing to resample."""
    ends = np.full((2, len(one.n)), np.nan)
    spreading = np.flatnonzero(
        np.any([np.round(np.nan_to_num(each.sd), DECIMALS) > 0 for each in (one, other)], axis=0)
    )
    ends[:, spreading] = difference_intervals(_chosen(one, spreading), _chosen(other, spreading), settings)
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
