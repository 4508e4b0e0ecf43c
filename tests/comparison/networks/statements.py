"""Discourse made by hand: one word per statement, `Ana+china@2020` or `Org:Vietnam-asean`."""

import re

from nlp.comparison.networks.tables import network_frames
from nlp.tables.comparison_schemas import DISCOURSE
from nlp.tables.frames import make_frame
from tests.comparison.corpora import corpus

STATEMENT = re.compile(r"(Org:)?([^+-]+)([+-])([^@]+)@?(\d*)")


def discourse(*words, **more):
    rows = []
    for number, word in enumerate(words):
        organisation, name, sign, concept, year = STATEMENT.fullmatch(word).groups()
        rows.append(
            {
                "article_id": f"{name}{year}",
                "date": f"{year}-06-01" if year else None,
                "person": None if organisation else name,
                "organisation": name if organisation else None,
                "concept": concept,
                "agreement": int(sign == "+"),
                "start_char": number,
                "end_char": number + 1,
                "sentence_id": "s",
                "text": "x",
                **more,
            }
        )
    return make_frame(DISCOURSE, rows)


def networks(*words, articles=None, limit=1000, **more):
    """Both tables of the networks; every actor is author of a piece of each year unless told otherwise."""
    rows = discourse(*words, **more)
    ids = sorted(set(rows["article_id"]))
    made = corpus(
        articles=articles or [{"article_id": one, "authors": one.rstrip("0123456789")} for one in ids]
    )
    return network_frames(rows, made["articles"], ids, limit=limit)


def edges(frames, kind, year=None):
    """The edges of one network, weight to polarity, with the ids of the nodes without their type."""
    frame = frames["network_edges"]
    frame = frame[frame["network"] == kind]
    frame = frame[frame["year"].isna() if year is None else frame["year"].eq(year).fillna(False)]
    ends = {end: frame[end].map(lambda node: node.partition(":")[2]) for end in ("source", "target")}
    columns = ["source", "target", "weight", "supports", "opposes", "polarity"]
    return [tuple(row) for row in frame.assign(**ends)[columns].itertuples(index=False)]
