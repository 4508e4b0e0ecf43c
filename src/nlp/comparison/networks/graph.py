"""One network as a graph with typed attributes and no gaps, made from the two tables.

Gephi and visone stumble over attributes that some nodes lack, so what is not known is written out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from nlp.comparison.networks.actors import SEPARATOR
from nlp.labels import NetworkKind, NodeType

__all__ = [
    "EDGE_ATTRIBUTES",
    "NODE_ATTRIBUTES",
    "UNDATED",
    "Edge",
    "Graph",
    "Node",
    "Value",
    "make_graphs",
    "written",
]

Value = str | int | float | bool

UNDATED: Final = 0  # first and last year where no statement has a date

# Label and weight are not among them: each format has a place of its own for these.
NODE_ATTRIBUTES: Final[dict[str, type]] = {
    "type": str,
    "organisation": str,
    "side": str,
    "author": bool,
    "statements": int,
    "supports": int,
    "opposes": int,
    "pieces": int,
    "years": str,
    "first_year": int,
    "last_year": int,
}
EDGE_ATTRIBUTES: Final[dict[str, type]] = {
    "polarity": str,
    "supports": int,
    "opposes": int,
    "share": float,
    "years": str,
    "first_year": int,
    "last_year": int,
}

_ACTORS: Final = (str(NodeType.PERSON), str(NodeType.ORGANISATION))
_CONCEPTS: Final = (str(NodeType.CONCEPT),)
_TYPES: Final = {
    NetworkKind.ACTOR_CONCEPT: (*_ACTORS, *_CONCEPTS),
    NetworkKind.ACTOR_CONGRUENCE: _ACTORS,
    NetworkKind.ACTOR_CONFLICT: _ACTORS,
    NetworkKind.CONCEPT_CONGRUENCE: _CONCEPTS,
}


@dataclass(frozen=True, slots=True)
class Node:
    """A node; `years` are those in which it made statements (a concept: in which they were made of it)."""

    id: str
    label: str
    values: Mapping[str, Value]
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge without direction between two nodes of the graph."""

    source: str
    target: str
    weight: int
    values: Mapping[str, Value]
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """One network of all years (`year` None) or of one."""

    kind: NetworkKind
    year: int | None
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def make_graphs(nodes: pd.DataFrame, edges: pd.DataFrame, labels: Mapping[str, str]) -> Iterator[Graph]:
    """The graphs of all years together, then those of each year; four each, empty ones included.

    Args:
        nodes: the table `network_nodes`.
        edges: the table `network_edges`.
        labels: what people call a concept, by its id.
    """
    years = [None, *sorted(int(year) for year in nodes["year"].dropna().unique())]
    for year in years:
        all_nodes = [_make_node(row, labels) for row in _of_year(nodes, year).to_dict("records")]
        all_edges = _of_year(edges, year)
        for kind in NetworkKind:
            rows = all_edges[all_edges["network"] == str(kind)].to_dict("records")
            yield Graph(
                kind,
                year,
                tuple(node for node in all_nodes if node.values["type"] in _TYPES[kind]),
                tuple(_make_edge(row) for row in rows),
            )


def written(value: Value) -> str:
    """A value as XML spells it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _of_year(frame: pd.DataFrame, year: int | None) -> pd.DataFrame:
    return frame[frame["year"].isna() if year is None else (frame["year"] == year).fillna(value=False)]


def _make_node(row: Mapping[Any, Any], labels: Mapping[str, str]) -> Node:
    is_concept = row["type"] in _CONCEPTS
    label = labels.get(row["label"], row["label"]) if is_concept else row["label"]
    years = _find_years(row["years"])
    values = {
        "type": row["type"],
        "organisation": _known(row["organisation"], "none" if is_concept else "not stated"),
        "side": _known(row["side"], "none" if is_concept else "unknown"),
        "author": bool(row["author"]),
        **{name: int(row[name]) for name in ("statements", "supports", "opposes", "pieces")},
        **_year_values(years),
    }
    return Node(row["node_id"], label, values, years)


def _make_edge(row: Mapping[Any, Any]) -> Edge:
    years = _find_years(row["years"])
    values = {
        "polarity": row["polarity"],
        "supports": int(row["supports"]),
        "opposes": int(row["opposes"]),
        "share": float(row["share"]),
        **_year_values(years),
    }
    return Edge(row["source"], row["target"], int(row["weight"]), values, years)


def _known(cell: object, otherwise: str) -> str:
    return cell if isinstance(cell, str) else otherwise


def _find_years(cell: object) -> tuple[int, ...]:
    return tuple(int(year) for year in cell.split(SEPARATOR)) if isinstance(cell, str) else ()


def _year_values(years: tuple[int, ...]) -> dict[str, Value]:
    return {
        "years": SEPARATOR.join(map(str, years)) or "undated",
        "first_year": min(years, default=UNDATED),
        "last_year": max(years, default=UNDATED),
    }
