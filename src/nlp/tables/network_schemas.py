"""The tables of the discourse networks: nodes and edges, of all years together and of each year."""

from typing import Final

from nlp.labels import EdgePolarity, NetworkKind, NodeType
from nlp.tables.table import Column, DType, Table

__all__ = ["NETWORK_EDGES", "NETWORK_NODES", "NETWORK_TABLES"]

TEXT, INTEGER, NUMBER, BOOLEAN = DType.TEXT, DType.INTEGER, DType.NUMBER, DType.BOOLEAN

YEAR = Column("year", INTEGER, "Year of publication; empty: all years together", nullable=True)
YEARS = Column("years", TEXT, "Years of the statements behind it, joined by `; `", nullable=True, prose=False)
SUPPORTS, OPPOSES = "supports", "opposes"

NETWORK_NODES: Final = Table(
    "network_nodes",
    "The actors and concepts of the discourse networks. Of several copies of one text, the first counts.",
    (
        YEAR,
        Column("node_id", TEXT, "`person:`, `organisation:` or `concept:` and the name", prose=False),
        Column("label", TEXT, "The name, or the target's id"),
        Column("type", TEXT, "What it is", choices=tuple(NodeType)),
        Column("organisation", TEXT, "What a person speaks for, joined by `; `", nullable=True),
        Column(
            "side", TEXT, "Side of the pieces it is author of, joined by `; `", nullable=True, prose=False
        ),
        Column("author", BOOLEAN, "Whether it is author of a piece, not only quoted or reported"),
        Column("statements", INTEGER, "Statements for or against a concept", minimum=1),
        Column(SUPPORTS, INTEGER, "Those that support", minimum=0),
        Column(OPPOSES, INTEGER, "Those that oppose", minimum=0),
        Column("pieces", INTEGER, "Pieces they stand in", minimum=1),
        YEARS,
    ),
    key=("year", "node_id"),
)

NETWORK_EDGES: Final = Table(
    "network_edges",
    "The edges of the discourse networks. `actor_concept`: who speaks on what, by statements. "
    "`actor_congruence`: actors who hold the same position (for or against a concept) on so many concepts. "
    "`actor_conflict`: one is for what the other is against. `concept_congruence`: concepts that so many "
    "actors are both for or both against. Edges among actors and among concepts: the heaviest only, as many "
    "as the setting `comparison.network_edges` says.",
    (
        Column("network", TEXT, "Which network", choices=tuple(NetworkKind)),
        YEAR,
        Column("source", TEXT, "Id of a node (in `actor_concept`: the actor)", prose=False),
        Column("target", TEXT, "Id of the other (in `actor_concept`: the concept)", prose=False),
        Column("weight", INTEGER, "Statements, positions or actors that bind them", minimum=1),
        Column(SUPPORTS, INTEGER, "Those that support (in `actor_conflict`: the source does)", minimum=0),
        Column(OPPOSES, INTEGER, "Those that oppose (in `actor_conflict`: the source does)", minimum=0),
        Column("polarity", TEXT, "What all of them do", choices=tuple(EdgePolarity)),
        Column(
            "share",
            NUMBER,
            "Weight over the actor's statements; elsewhere over all that either holds (Jaccard index)",
            minimum=0,
            maximum=1,
        ),
        YEARS,
    ),
    key=("network", "year", "source", "target"),
)

NETWORK_TABLES: Final = (NETWORK_NODES, NETWORK_EDGES)
