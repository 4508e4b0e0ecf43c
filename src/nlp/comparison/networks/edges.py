"""The edges of the four networks, from statements.

A position is a concept with a direction: for it or against it. How often an actor says so does not matter to
the networks of actors and of concepts (Leifeld 2017, "Discourse Network Analysis": one type of statement of
one actor counts once); the network of actors and concepts counts statements.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from nlp.comparison.networks.actors import SEPARATOR, join_distinct
from nlp.comparison.networks.pairs import heaviest_pairs
from nlp.labels import EdgePolarity, NetworkKind

__all__ = ["find_edges"]

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Holdings:
    """Who holds what: `held` is holders by twice the things, first held for, then against."""

    ids: list[str]
    held: NDArray[np.float32]
    years: dict[tuple[int, int], set[int]]  # of the statements behind a cell

    @property
    def half(self) -> int:
        """Where the columns of what is held against begin."""
        return int(self.held.shape[1]) // 2

    def turn(self, column: int) -> int:
        """The column of the same thing, held the other way."""
        return (column + self.half) % (2 * self.half)


def find_edges(statements: pd.DataFrame, *, limit: int) -> pd.DataFrame:
    """The edges of each network; of those among actors and among concepts at most `limit`, heaviest first."""
    by_actor = _find_holdings(statements, "actor", "concept")
    by_concept = _find_holdings(statements, "concept", "actor")
    pairs = pd.DataFrame(
        [
            *_pair_rows(NetworkKind.ACTOR_CONGRUENCE, by_actor, limit),
            *_pair_rows(NetworkKind.ACTOR_CONFLICT, by_actor, limit, turn=by_actor.turn),
            *_pair_rows(NetworkKind.CONCEPT_CONGRUENCE, by_concept, limit),
        ]
    )
    edges = pd.concat([_find_affiliations(statements), pairs], ignore_index=True)
    edges["weight"] = edges["supports"] + edges["opposes"]
    edges["polarity"] = np.select(
        [edges["opposes"] == 0, edges["supports"] == 0],
        [str(EdgePolarity.SUPPORTS), str(EdgePolarity.OPPOSES)],
        default=str(EdgePolarity.BOTH),
    )
    return edges


def _find_affiliations(statements: pd.DataFrame) -> pd.DataFrame:
    ends = ["actor", "concept"]
    groups = statements.groupby(ends, sort=True)
    edges = pd.DataFrame({"supports": groups["agreement"].sum(), "weight": groups.size()})
    edges["opposes"] = edges["weight"] - edges["supports"]
    edges["share"] = edges["weight"] / edges.groupby("actor")["weight"].transform("sum")
    edges["years"] = join_distinct(statements, ends, "year", edges.index)
    edges["network"] = str(NetworkKind.ACTOR_CONCEPT)
    return edges.reset_index(names=["source", "target"])


def _find_holdings(statements: pd.DataFrame, holder: str, thing: str) -> _Holdings:
    rows, ids = pd.factorize(statements[holder], sort=True)
    columns, things = pd.factorize(statements[thing], sort=True)
    columns = columns + np.where(statements["agreement"] == 1, 0, len(things))
    held = np.zeros((len(ids), 2 * len(things)), dtype=np.float32)
    held[rows, columns] = 1
    years: dict[tuple[int, int], set[int]] = defaultdict(set)
    known = statements["year"].notna().to_numpy()
    for row, column, year in zip(rows[known], columns[known], statements["year"][known], strict=True):
        years[int(row), int(column)].add(int(year))
    return _Holdings(list(ids), held, years)


def _pair_rows(
    kind: NetworkKind, holdings: _Holdings, limit: int, *, turn: Callable[[int], int] | None = None
) -> Iterator[Row]:
    """Edges between those who hold the same or, with `turn`, of whom one is for what the other is against."""
    held, years = holdings.held, holdings.years
    pairs = heaviest_pairs(held, held if turn is None else np.roll(held, holdings.half, axis=1), limit=limit)
    for low, high, share in zip(pairs.low.tolist(), pairs.high.tolist(), pairs.share.tolist(), strict=True):
        when: set[int] = set()
        supports = opposes = 0
        for column in np.flatnonzero(held[low]).tolist():
            other = column if turn is None else turn(column)
            if held[high, other]:
                supports += column < holdings.half
                opposes += column >= holdings.half
                when |= years.get((low, column), set()) | years.get((high, other), set())
        yield {
            "network": str(kind),
            "source": holdings.ids[low],
            "target": holdings.ids[high],
            "supports": supports,
            "opposes": opposes,
            "share": share,
            "years": SEPARATOR.join(map(str, sorted(when))) or None,
        }
