"""The discourse network: who speaks for and against what, drawn and as rows; who stands with whom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from markupsafe import Markup

from nlp.labels import NetworkKind, NodeType
from nlp.report.drawing.network import Node, Tie, draw_network
from nlp.report.reading import Reader, Row
from nlp.report.wording import Names

__all__ = ["Bond", "Network", "Spoken", "make_network"]

ACTORS: Final = 30  # drawn; more make the drawing long and nothing clearer
CONCEPTS: Final = 15
BONDS: Final = 20  # heaviest ties among actors that are listed
QUOTED: Final = 6  # sentences that a row leads to


@dataclass(frozen=True, slots=True)
class Spoken:
    """What an actor says on a concept, and the first sentences in which it does, by piece."""

    actor: Node
    concept: Node
    row: Row
    sentences: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Bond:
    """Two actors who hold the same positions, or opposite ones."""

    one: Node
    other: Node
    agree: bool
    row: Row


@dataclass(frozen=True, slots=True)
class Network:
    """What is drawn and the rows beside it; `n_actors`, `n_concepts` count those that are not drawn, too."""

    drawing: Markup
    drawn: tuple[Spoken, ...]
    bonds: tuple[Bond, ...]
    n_actors: int
    n_concepts: int
    n_drawn: int


def make_network(reader: Reader, names: Names) -> Network:
    """The network of all years together: the actors and concepts with the most statements."""
    nodes = {row["node_id"]: _make_node(row, names) for row in reader.all("network_nodes")}
    ranked = sorted(nodes.values(), key=lambda node: (-node.statements, not node.author, node.node_id))
    actors = [node for node in ranked if node.kind != NodeType.CONCEPT]
    concepts = [node for node in ranked if node.kind == NodeType.CONCEPT]
    edges = reader.all("network_edges")
    shown = {node.node_id: node for node in (*actors[:ACTORS], *concepts[:CONCEPTS])}
    spoken = [
        row
        for row in edges
        if row["network"] == NetworkKind.ACTOR_CONCEPT and row["source"] in shown and row["target"] in shown
    ]
    tied = {one for row in spoken for one in (row["source"], row["target"])}
    return Network(
        draw_network(
            [node for node in actors if node.node_id in tied],
            [node for node in concepts if node.node_id in tied],
            [Tie(row["source"], row["target"], row["supports"], row["opposes"]) for row in spoken],
            name="network",
        ),
        tuple(_find_spoken(spoken, shown, reader)),
        tuple(_find_bonds(edges, nodes)),
        len(actors),
        len(concepts),
        sum(node.node_id in tied for node in actors),
    )


def _make_node(row: Row, names: Names) -> Node:
    label = names.target(row["label"]) if row["type"] == NodeType.CONCEPT else row["label"]
    return Node(row["node_id"], label, row["type"], row["author"], row["statements"])


def _find_spoken(edges: Sequence[Row], shown: Mapping[str, Node], reader: Reader) -> list[Spoken]:
    """The rows of the drawing, most statements first, each with its sentences."""
    said: dict[tuple[str, str], list[str]] = {}
    names = {node.label for node in shown.values()}
    columns = reader.columns("discourse", "person", "organisation", "concept", "sentence_id")
    columns["person"] = columns["person"].fillna(columns["organisation"]).fillna("")
    for person, concept, sentence_id in zip(
        columns["person"], columns["concept"], columns["sentence_id"], strict=True
    ):
        name = " ".join(person.split())
        if name in names:
            said.setdefault((name, concept), []).append(sentence_id)
    spoken = []
    for row in sorted(edges, key=lambda row: (-row["weight"], row["source"], row["target"])):
        actor, concept = shown[row["source"]], shown[row["target"]]
        sentences = said.get((actor.label, row["target"].partition(":")[2]), ())[:QUOTED]
        spoken.append(Spoken(actor, concept, row, tuple(_by_piece(sentences))))
    return spoken


def _by_piece(sentences: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for piece, group in groupby(sentences, key=lambda sentence_id: sentence_id.rpartition(":")[0]):
        yield piece, tuple(dict.fromkeys(group))


def _find_bonds(edges: Sequence[Row], nodes: Mapping[str, Node]) -> list[Bond]:
    """Those who agree or disagree on the most positions."""
    kinds = (NetworkKind.ACTOR_CONGRUENCE, NetworkKind.ACTOR_CONFLICT)
    found = [
        row for row in edges if row["network"] in kinds and row["source"] in nodes and row["target"] in nodes
    ]
    found.sort(key=lambda row: (-row["weight"], -row["share"], row["source"], row["target"], row["network"]))
    return [
        Bond(
            nodes[row["source"]],
            nodes[row["target"]],
            row["network"] == NetworkKind.ACTOR_CONGRUENCE,
            row,
        )
        for row in found[:BONDS]
    ]
