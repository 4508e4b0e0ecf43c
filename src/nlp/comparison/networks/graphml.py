"""A graph as GraphML, which visone, Gephi, Cytoscape, igraph and networkx open.

Every attribute is declared with its type and stands at every node and edge. One line per node and edge.
"""

from collections.abc import Iterator, Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from nlp.comparison.networks.graph import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Graph, Value, written

__all__ = ["graphml_lines"]

_HEAD: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">"""

_TYPES: Final = {str: "string", int: "int", float: "double", bool: "boolean"}
_NODE_KEYS: Final[dict[str, type]] = {"label": str, **NODE_ATTRIBUTES}
_EDGE_KEYS: Final[dict[str, type]] = {"weight": float, **EDGE_ATTRIBUTES}


def graphml_lines(graph: Graph) -> Iterator[str]:
    """The file line by line; the same lines for the same graph."""
    yield _HEAD
    for domain, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, kind in keys.items():
            yield (
                f'  <key id="{domain}_{name}" for="{domain}" attr.name="{name}" attr.type="{_TYPES[kind]}"/>'
            )
    yield f'  <graph id="{graph.kind}" edgedefault="undirected">'
    for node in graph.nodes:
        data = _data("node", {"label": node.label, **node.values})
        yield f"    <node id={quoteattr(node.id)}>{data}</node>"
    for number, edge in enumerate(graph.edges):
        ends = f'id="e{number}" source={quoteattr(edge.source)} target={quoteattr(edge.target)}'
        data = _data("edge", {"weight": float(edge.weight), **edge.values})
        yield f"    <edge {ends}>{data}</edge>"
    yield "  </graph>"
    yield "</graphml>"


def _data(domain: str, values: Mapping[str, Value]) -> str:
    return "".join(
        f'<data key="{domain}_{name}">{escape(written(value))}</data>' for name, value in values.items()
    )
