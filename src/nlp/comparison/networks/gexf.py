"""A graph as GEXF 1.2, which Gephi opens in colour; its time line shows the years.

Nodes and edges of all years together carry spells: one for each run of years in which statements were made.
What has no date is there at all times. The file carries no day of its making, so that the same graph gives
the same bytes. One line per node and edge.
"""

from collections.abc import Iterator, Mapping
from typing import Final
from xml.sax.saxutils import quoteattr

from nlp.comparison.networks.graph import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Edge, Graph, Value, written
from nlp.labels import EdgePolarity, NetworkKind, NodeType

__all__ = ["gexf_lines"]

_TYPES: Final = {str: "string", int: "integer", float: "double", bool: "boolean"}
_HEAD: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">"""

# Okabe and Ito's colours, which the colour-blind tell apart too.
_BLUE: Final = (0, 114, 178)
_SKY: Final = (86, 180, 233)
_ORANGE: Final = (230, 159, 0)
_VERMILION: Final = (213, 94, 0)
_GREY: Final = (150, 150, 150)
_NODE_COLOURS: Final = {
    NodeType.PERSON: _BLUE,
    NodeType.ORGANISATION: _SKY,
    NodeType.CONCEPT: _ORANGE,
}
_EDGE_COLOURS: Final = {
    EdgePolarity.SUPPORTS: _BLUE,
    EdgePolarity.OPPOSES: _VERMILION,
    EdgePolarity.BOTH: _GREY,
}


def gexf_lines(graph: Graph) -> Iterator[str]:
    """The file line by line; the same lines for the same graph."""
    is_dynamic = graph.year is None and any(node.years for node in graph.nodes)
    mode = 'mode="dynamic" timeformat="date"' if is_dynamic else 'mode="static"'
    when = "all years" if graph.year is None else str(graph.year)
    yield _HEAD
    about = f"<description>{graph.kind}, {when}</description>"
    yield f"  <meta><creator>korea-asean-commentary</creator>{about}</meta>"
    yield f'  <graph defaultedgetype="undirected" {mode}>'
    yield from _declarations("node", NODE_ATTRIBUTES)
    yield from _declarations("edge", EDGE_ATTRIBUTES)
    yield "    <nodes>"
    for node in graph.nodes:
        cells = _cells(node.values) + (_spells(node.years) if is_dynamic else "")
        cells += _colour(_NODE_COLOURS[NodeType(str(node.values["type"]))])
        yield f"      <node id={quoteattr(node.id)} label={quoteattr(node.label)}>{cells}</node>"
    yield "    </nodes>"
    yield "    <edges>"
    for number, edge in enumerate(graph.edges):
        ends = f'id="e{number}" source={quoteattr(edge.source)} target={quoteattr(edge.target)}'
        cells = _cells(edge.values) + (_spells(edge.years) if is_dynamic else "") + _edge_colour(graph, edge)
        yield f'      <edge {ends} weight="{edge.weight:.1f}">{cells}</edge>'
    yield "    </edges>"
    yield "  </graph>"
    yield "</gexf>"


def _declarations(domain: str, attributes: Mapping[str, type]) -> Iterator[str]:
    yield f'    <attributes class="{domain}" mode="static">'
    for name, kind in attributes.items():
        yield f'      <attribute id="{name}" title="{name}" type="{_TYPES[kind]}"/>'
    yield "    </attributes>"


def _cells(values: Mapping[str, Value]) -> str:
    cells = (f'<attvalue for="{name}" value={quoteattr(written(value))}/>' for name, value in values.items())
    return f"<attvalues>{''.join(cells)}</attvalues>"


def _edge_colour(graph: Graph, edge: Edge) -> str:
    if graph.kind is NetworkKind.ACTOR_CONFLICT:  # one side supports and the other opposes, always
        return _colour(_VERMILION)
    return _colour(_EDGE_COLOURS[EdgePolarity(str(edge.values["polarity"]))])


def _colour(channels: tuple[int, int, int]) -> str:
    red, green, blue = channels
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'


def _spells(years: tuple[int, ...]) -> str:
    # Four digits, as the format asks for, also for a year before 1000.
    spells = (f'<spell start="{first:04}-01-01" end="{last:04}-12-31"/>' for first, last in _runs(years))
    return f"<spells>{''.join(spells)}</spells>" if years else ""


def _runs(years: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """First and last year of each run of years that follow one another."""
    first = last = years[0]
    for year in years[1:]:
        if year > last + 1:
            yield first, last
            first = year
        last = year
    yield first, last
