"""The tables `network_nodes` and `network_edges`: all years together, then each year by itself."""

from collections.abc import Callable, Collection
from functools import partial

import pandas as pd

from nlp.comparison.networks.actors import find_nodes, find_statements
from nlp.comparison.networks.edges import find_edges
from nlp.tables.frames import frame_of, make_frame
from nlp.tables.network_schemas import NETWORK_EDGES, NETWORK_NODES
from nlp.tables.table import Table

__all__ = ["network_frames"]


def network_frames(
    discourse: pd.DataFrame, articles: pd.DataFrame, counted: Collection[str], *, limit: int
) -> dict[str, pd.DataFrame]:
    """Both tables by name.

    Args:
        discourse: the table of that name.
        articles: the table of that name.
        counted: ids of the pieces that count, one of each text.
        limit: edges kept in each network of pairs, for all years together and for each year.
    """
    statements = find_statements(discourse, articles, counted)
    return {
        NETWORK_NODES.name: _by_year(NETWORK_NODES, statements, find_nodes),
        NETWORK_EDGES.name: _by_year(NETWORK_EDGES, statements, partial(find_edges, limit=limit)),
    }


def _by_year(
    table: Table, statements: pd.DataFrame, find: Callable[[pd.DataFrame], pd.DataFrame]
) -> pd.DataFrame:
    if statements.empty:
        return make_frame(table, ())
    parts = [find(statements).assign(year=None)]
    for year, rows in statements.groupby("year", sort=True):
        parts.append(find(rows.reset_index(drop=True)).assign(year=year))
    whole = pd.concat([part.astype({"year": "Int64"}) for part in parts], ignore_index=True)
    return frame_of(table, {str(name): whole[name] for name in whole.columns})
