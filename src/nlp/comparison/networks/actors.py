"""The statements of the discourse table by actor and year, and the nodes that they make.

A person is an actor; an organisation is one where no person speaks for it. Ids carry the type in front
(`person:…`, `organisation:…`, `concept:…`), so that no two nodes can be confused.
"""

from collections.abc import Collection, Hashable
from typing import Any, Final

import numpy as np
import pandas as pd

from nlp.labels import NodeType
from nlp.tables.exports.characters import legal_text

__all__ = ["SEPARATOR", "find_nodes", "find_statements", "join_distinct"]

SEPARATOR: Final = "; "  # between several names or years in one cell


def find_statements(
    discourse: pd.DataFrame, articles: pd.DataFrame, counted: Collection[str]
) -> pd.DataFrame:
    """One row per statement: the node ids `actor` and `concept`, `agreement`, `year`, what the actor is.

    Args:
        discourse: the table of that name.
        articles: the table of that name.
        counted: ids of the pieces that count; of several copies of one text it is the first.
    """
    rows = discourse[discourse["article_id"].isin(list(counted))].reset_index(drop=True)
    pieces = articles.set_index("article_id")
    is_person = rows["person"].notna()
    label = rows["person"].where(is_person, rows["organisation"]).map(_one_line)
    kind = pd.Series(np.where(is_person, str(NodeType.PERSON), str(NodeType.ORGANISATION)), dtype="str")
    authors = rows["article_id"].map(pieces["authors"])
    is_author = pd.Series(map(_is_author, rows["person"], authors, rows["article_id"]), dtype="bool")
    return pd.DataFrame(
        {
            "actor": kind + ":" + label.astype("str"),
            "label": label,
            "type": kind,
            "concept": f"{NodeType.CONCEPT}:" + rows["concept"].astype("str"),
            "concept_label": rows["concept"],
            "agreement": rows["agreement"],
            "year": rows["date"].dt.year.astype("Int64"),
            "article_id": rows["article_id"],
            "organisation": rows["organisation"].where(is_person).map(_one_line, na_action="ignore"),
            # The side of a piece is its author's, not that of those whom it quotes.
            "side": rows["article_id"].map(pieces["side"]).where(is_author),
            "author": is_author,
        }
    )


def find_nodes(statements: pd.DataFrame) -> pd.DataFrame:
    """The actors and the concepts, each once with what its statements say of it."""
    actors = _count(statements, "actor")
    for name in ("label", "type"):
        actors[name] = statements.groupby("actor")[name].first()
    for name in ("organisation", "side"):
        actors[name] = join_distinct(statements, ["actor"], name, actors.index)
    actors["author"] = statements.groupby("actor")["author"].any()
    concepts = _count(statements, "concept")
    concepts["label"] = statements.groupby("concept")["concept_label"].first()
    concepts["type"] = str(NodeType.CONCEPT)
    concepts["author"] = False
    nodes = pd.concat([actors, concepts])
    return nodes.rename_axis("node_id").reset_index()


def join_distinct(
    statements: pd.DataFrame, keys: list[str], name: str, index: "pd.Index[Any]"
) -> list[str | None]:
    """For each key of an index the different cells of a column, sorted and joined; None: all are empty."""
    cells = statements[[*keys, name]].dropna(subset=[name]).drop_duplicates().sort_values([*keys, name])
    joined: dict[Hashable, str] = {}
    columns = [cells[key] for key in keys]
    for key, cell in zip(
        columns[0] if len(keys) == 1 else zip(*columns, strict=True), cells[name], strict=True
    ):
        joined[key] = f"{joined[key]}{SEPARATOR}{cell}" if key in joined else str(cell)
    return [joined.get(key) for key in index]


def _count(statements: pd.DataFrame, key: str) -> pd.DataFrame:
    groups = statements.groupby(key, sort=True)
    counts = pd.DataFrame(
        {
            "statements": groups.size(),
            "supports": groups["agreement"].sum(),
            "pieces": groups["article_id"].nunique(),
        }
    )
    counts["opposes"] = counts["statements"] - counts["supports"]
    counts["years"] = join_distinct(statements, [key], "year", counts.index)
    return counts


def _one_line(name: str) -> str:
    """A name as files of networks can hold it: what XML forbids is gone, each gap is one space."""
    return " ".join(legal_text(name).split()) or "unnamed"


def _is_author(person: object, authors: object, article_id: str) -> bool:
    if not isinstance(person, str):
        return False
    return person in (authors.split(SEPARATOR) if isinstance(authors, str) else [f"author of {article_id}"])
