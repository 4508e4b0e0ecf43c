"""The edges of the four networks, from statements.

A position is a concept with a direction: for it or against it. How often an actor says so does not matter to
the networks of actors and of concepts (Leifeld 2017, "Discourse Network Analysis": one type of statement of
one actor counts once); the network of actors and concepts counts statements.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from nlp.comparison.networks.actors import SEPARATOR, join_distinct
from nlp.comparison.networks.pairs import Pairs, heaviest_pairs
from nlp.labels import EdgePolarity, NetworkKind

__all__ = ["find_edges"]


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
    pairs = [
        _find_pairs(NetworkKind.ACTOR_CONGRUENCE, by_actor, limit),
        _find_pairs(NetworkKind.ACTOR_CONFLICT, by_actor, limit, turned=True),
        _find_pairs(NetworkKind.CONCEPT_CONGRUENCE, by_concept, limit),
    ]
    edges = pd.concat([_find_affiliations(statements), *pairs], ignore_index=True)
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


def _find_pairs(kind: NetworkKind, holdings: _Holdings, limit: int, *, turned: bool = False) -> pd.DataFrame:
    """Edges between those who hold the same or, `turned`, of whom one is for what the other is against."""
    held = holdings.held
    other = np.roll(held, holdings.half, axis=1) if turned else held
    pairs = heaviest_pairs(held, other, limit=limit)
    shared = held[pairs.low] * other[pairs.high]
    ids = np.array(holdings.ids, dtype=object)
    return pd.DataFrame(
        {
            "network": [str(kind)] * len(pairs.low),
            "source": ids[pairs.low],
            "target": ids[pairs.high],
            "supports": shared[:, : holdings.half].sum(axis=1).astype(np.int64),
            "opposes": shared[:, holdings.half :].sum(axis=1).astype(np.int64),
            "share": pairs.share,
            "years": list(_find_years(holdings, pairs, shared, turned=turned)),
        }
    )


def _find_years(
    holdings: _Holdings, pairs: Pairs, shared: NDArray[np.float32], *, turned: bool
) -> Iterator[str | None]:
    """In which years each pair said what it shares."""
    years = set().union(*holdings.years.values())
    if len(years) < 2:  # the network of a year
        yield from [SEPARATOR.join(map(str, years)) or None] * len(pairs.low)
        return
    rows, columns = np.nonzero(shared)
    bounds = np.searchsorted(rows, np.arange(len(pairs.low) + 1))
    for pair, (low, high) in enumerate(zip(pairs.low.tolist(), pairs.high.tolist(), strict=True)):
        when: set[int] = set()
        for column in columns[bounds[pair] : bounds[pair + 1]].tolist():
            other = holdings.turn(column) if turned else column
            when |= holdings.years.get((low, column), set()) | holdings.years.get((high, other), set())
        yield SEPARATOR.join(map(str, sorted(when))) or None
