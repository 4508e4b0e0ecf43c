"""The networks as files: GraphML, GEXF and CSV, all years together and each year in a folder of its own."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import pandas as pd

from nlp.comparison.networks.gexf import gexf_lines
from nlp.comparison.networks.graph import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Graph, make_graphs
from nlp.comparison.networks.graphml import graphml_lines
from nlp.errors import OutputError
from nlp.labels import NetworkKind
from nlp.tables.files import FORMULA

__all__ = ["NETWORKS_FOLDER", "write_networks"]

NETWORKS_FOLDER: Final = "networks"

_README: Final = """\
# Discourse networks

Made from the tables `network_nodes` and `network_edges`, which are made from `discourse`. Each network is
there as GraphML (visone, Gephi, igraph, networkx), as GEXF (Gephi; its time line shows the years) and as a
list of edges in CSV; `nodes.csv` holds the nodes of all of them. `by_year/` holds the same for each year.

| network | nodes | an edge says | weight |
|---|---|---|---|
| `actor_concept` | actors, concepts | the actor is for or against the concept | statements |
| `actor_congruence` | actors | both hold the same position | positions (concept, direction) that both hold |
| `actor_conflict` | actors | one is for what the other is against | positions the other holds reversed |
| `concept_congruence` | concepts | the same actors are for both, or against both | such actors |

`polarity` of an edge: whether the statements behind it support, oppose or do both (in `actor_conflict`: those
of the first actor). `share`: weight over the actor's statements; in the other networks over all that either
end holds (Jaccard index). `side` is that of the pieces an actor wrote, `unknown` for those only quoted.
A `first_year` of 0 and `years` of "undated" say that no statement has a date.

An actor who praises and blames the same concept agrees and disagrees with everyone who speaks of it; look at
`share` before you read much into one shared position. Edges among actors and among concepts are the heaviest
only, as many as the setting `comparison.network_edges` says; a network of fewer edges is whole.
"""


def write_networks(
    frames: Mapping[str, pd.DataFrame], folder: Path, *, labels: Mapping[str, str] | None = None
) -> list[Path]:
    """The files written. Reads `network_nodes` and `network_edges`.

    Args:
        frames: tables by name.
        folder: where the files go; it is made.
        labels: what people call a concept, by its id.

    Raises:
        OutputError: the folder cannot be written.
    """
    graphs = make_graphs(frames["network_nodes"], frames["network_edges"], labels or {})
    try:
        return list(_write_all(graphs, folder))
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"{folder}: cannot be written ({reason}); free space or choose --outputs"
        ) from error


def _write_all(graphs: Iterable[Graph], folder: Path) -> Iterator[Path]:
    for graph in graphs:
        place = folder if graph.year is None else folder / "by_year" / f"{graph.year:04}"
        place.mkdir(parents=True, exist_ok=True)
        yield _write_lines(place / f"{graph.kind}.graphml", graphml_lines(graph))
        yield _write_lines(place / f"{graph.kind}.gexf", gexf_lines(graph))
        yield _write_csv(place / f"{graph.kind}_edges.csv", _edge_cells(graph))
        if graph.kind is NetworkKind.ACTOR_CONCEPT:  # the one with every node
            yield _write_csv(place / "nodes.csv", _node_cells(graph))
    (folder / "README.md").write_text(_README, encoding="utf-8")
    yield folder / "README.md"


def _node_cells(graph: Graph) -> Iterator[list[object]]:
    yield ["Id", "Label", *NODE_ATTRIBUTES]  # as Gephi expects them, capitals included
    for node in graph.nodes:
        yield [node.id, node.label, *node.values.values()]


def _edge_cells(graph: Graph) -> Iterator[list[object]]:
    yield ["Source", "Target", "Type", "Weight", *EDGE_ATTRIBUTES]
    for edge in graph.edges:
        yield [edge.source, edge.target, "Undirected", edge.weight, *edge.values.values()]


def _write_lines(file: Path, lines: Iterable[str]) -> Path:
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{line}\n" for line in lines)
    return file


def _write_csv(file: Path, rows: Iterable[list[object]]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([_guarded(cell) for cell in row] for row in rows)
    return file


def _guarded(cell: object) -> object:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front, as in the tables."""
    return re.sub(FORMULA, r"'\1", cell) if isinstance(cell, str) else cell
