"""Which pieces are the rest of which: copies of one text count once, and never against each other."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from nlp.corpus.duplicates import DuplicatePair, duplicate_groups
from nlp.errors import TableError
from nlp.tables.comparison_schemas import COPIES
from nlp.tables.frames import make_frame

__all__ = ["Floats", "Pieces", "copied_pairs", "make_copies", "make_pieces"]

Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces in the order of their ids; `counted_as` gives for each the place of the one counted for it.

    That is the piece itself or, of several copies, the one published first (by id where that is not known).
    """

    ids: tuple[str, ...]
    counted_as: NDArray[np.int64]

    @property
    def counted(self) -> NDArray[np.bool_]:
        """Which pieces are counted: one of each text."""
        return np.equal(self.counted_as, np.arange(len(self.ids)))

    def rest(self, focus: int) -> NDArray[np.int64]:
        """Places of the pieces the focus is held against: one of each other text."""
        return np.flatnonzero(self.counted & (self.counted_as != self.counted_as[focus]))

    def places(self, focus: Iterable[str] | None = None) -> list[int]:
        """Places of the pieces with these ids; of all pieces where none are given.

        Raises:
            TableError: there is no piece of that id.
        """
        if focus is None:
            return list(range(len(self.ids)))
        place = {one: index for index, one in enumerate(self.ids)}
        wanted = list(dict.fromkeys(focus))
        for one in wanted:
            if one not in place:
                near = get_close_matches(one, self.ids, n=1)
                hint = f"did you mean `{near[0]}`?" if near else "`commentary show articles` lists the ids"
                raise TableError(f"there is no analysed piece `{one}`; {hint}")
        return [place[one] for one in wanted]


def make_pieces(articles: pd.DataFrame, copies: Iterable[DuplicatePair] = ()) -> Pieces:
    """The analysed pieces of a corpus; `copies` are pairs whose texts are the same or nearly so."""
    # A piece in another language has a row but no sentence: it was not analysed, its silence says nothing.
    analysed = articles[articles["n_sentences"] > 0]
    known = analysed.sort_values("article_id", ignore_index=True)
    ids = tuple(known["article_id"])
    place = {one: index for index, one in enumerate(ids)}
    order = known["published"].sort_values(kind="stable", na_position="last").index.to_numpy()
    turn = np.argsort(order)  # whose turn it is by date of publication
    counted_as = np.arange(len(ids), dtype=np.int64)
    for members in duplicate_groups(copies):
        places = [place[one] for one in members if one in place]
        counted_as[places] = min(places, key=lambda index: turn[index], default=0)
    return Pieces(ids, counted_as)


def make_copies(pieces: Pieces, copies: Iterable[DuplicatePair]) -> pd.DataFrame:
    """The `copies` table: the pieces whose text stands in others, too, and which of them counts."""
    overlap: dict[str, float] = {}
    for pair in copies:
        for one in (pair.left, pair.right):
            overlap[one] = max(overlap.get(one, 0.0), pair.jaccard)
    sizes = Counter(pieces.counted_as.tolist())
    return make_frame(
        COPIES,
        (
            {
                "article_id": one,
                "copy_group": pieces.ids[counted],
                "n_copies": sizes[counted],
                "overlap": overlap[one],
            }
            for one, counted in zip(pieces.ids, pieces.counted_as.tolist(), strict=True)
            if sizes[counted] > 1
        ),
    )


def copied_pairs(table: pd.DataFrame) -> tuple[DuplicatePair, ...]:
    """The pairs that a `copies` table stands for, so that they need not be sought again."""
    return tuple(
        DuplicatePair(min(one, group), max(one, group), overlap)
        for one, group, overlap in zip(
            table["article_id"], table["copy_group"], table["overlap"], strict=True
        )
        if one != group
    )
