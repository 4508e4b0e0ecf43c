"""How often each term stands: in all counted pieces together, and in each of those that are asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from nlp.comparison.asking import Asked
from nlp.comparison.rest import Pieces

__all__ = ["Held", "Places", "Tally", "count_column", "wanted_places"]

Places = NDArray[np.int64]
Held = tuple[Places, Places]  # places of terms, sorted, and how often each stands


@dataclass(frozen=True, slots=True)
class Tally:
    """Terms of one unit, sorted: all that the wanted pieces hold, and the commonest others.

    Attributes:
        terms: the terms.
        total: how often each stands in the counted pieces, one of each text.
        spread: in how many of them.
        size: how often all terms together stand there, those that are not told among them.
        held: what each wanted piece holds, by the place of the piece.
    """

    terms: tuple[str, ...]
    total: Places
    spread: Places
    size: int
    held: Mapping[int, Held]


def wanted_places(pieces: Pieces, places: Sequence[int]) -> list[int]:
    """The places of these pieces and of those that are counted for them."""
    return sorted({*places, *pieces.counted_as[list(places)].tolist()})


def count_column(asked: Asked, source: tuple[str, str, str], pieces: Pieces, wanted: Sequence[int]) -> Tally:
    """The tally of a table that has a row for each piece and term.

    Args:
        asked: the tables.
        source: name of the table, of its column of terms and of its column of numbers.
        pieces: all pieces; rows of others are left out.
        wanted: places of the pieces that are told one by one.
    """
    table, term, number = source
    is_wanted = np.zeros(len(pieces.ids), dtype=np.bool_)
    is_wanted[list(wanted)] = True
    asked.know(
        "known_pieces",
        article_id=np.array(pieces.ids, dtype=object),
        place=np.arange(len(pieces.ids)),
        counted=pieces.counted,
        wanted=is_wanted,
    )
    every = asked.rows(
        f'SELECT "{term}" AS term, coalesce(sum("{number}") FILTER (counted), 0)::BIGINT AS total, '
        f"count(*) FILTER (counted) AS spread FROM {table} JOIN known_pieces USING (article_id) "
        f'GROUP BY "{term}" ORDER BY "{term}"',
        table,
    )
    terms = pd.Index(every["term"])
    rows = asked.rows(
        f'SELECT place, "{term}" AS term, "{number}"::BIGINT AS number FROM {table} '
        f'JOIN known_pieces USING (article_id) WHERE wanted ORDER BY place, "{term}"',
        table,
    )
    return Tally(
        tuple(map(str, terms)),
        every["total"].to_numpy(dtype=np.int64),
        every["spread"].to_numpy(dtype=np.int64),
        int(every["total"].sum()),
        _by_place(
            wanted, rows["place"].to_numpy(), terms.get_indexer(rows["term"]), rows["number"].to_numpy()
        ),
    )


def _by_place(wanted: Sequence[int], places: Places, codes: Places, numbers: Places) -> dict[int, Held]:
    first = np.searchsorted(places, wanted)
    last = np.searchsorted(places, wanted, side="right")
    return {
        place: (codes[start:end].astype(np.int64), numbers[start:end])
        for place, start, end in zip(wanted, first.tolist(), last.tolist(), strict=True)
    }
