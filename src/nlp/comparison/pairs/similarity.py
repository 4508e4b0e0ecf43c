"""How near pieces are to each other: by embedding, themes, entities and stances, for each piece's neighbours.

The value of a pair does not depend on which of the two is asked about. No table of all pairs is held:
neighbours are found block by block, the other measures are taken of the kept pairs only.
"""

from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from nlp.comparison.rest import Floats, Pieces
from nlp.labels import AUTHOR, StanceLabel, ThemeLevel
from nlp.settings import ComparisonSettings
from nlp.tables.comparison_schemas import SIMILARITY
from nlp.tables.frames import DECIMALS, frame_of

__all__ = ["compare_pairs", "jensen_shannon"]

Places = NDArray[np.int64]

_BLOCK: Final = 256  # rows of the cosine matrix held at once: 20 MB with 10,000 pieces


def compare_pairs(
    frames: Mapping[str, pd.DataFrame],
    pieces: Pieces,
    settings: ComparisonSettings,
    *,
    focus: Iterable[str] | None = None,
) -> pd.DataFrame:
    """The `similarity` table: for each piece in focus its nearest neighbours and the piece farthest from it.

    Reads `vectors`, `themes`, `entity_summary` and `stances`.

    Raises:
        TableError: there is no piece of an id in `focus` (default: all).
    """
    places = np.array(pieces.places(focus), dtype=np.int64)
    vectors = _unit_vectors(frames["vectors"], pieces.ids)
    one, other, rank, farthest = _neighbours(np.nan_to_num(vectors), pieces, places, settings.neighbours)
    # The lower place first, so that both directions of a pair are one computation.
    pairs, back = np.unique(np.sort(np.stack([one, other]), axis=0), axis=1, return_inverse=True)
    low, high = pairs
    agreement, shared = _stance_agreement(frames["stances"], pieces.ids, low, high)
    measures = {
        "cosine": np.clip(np.einsum("ij,ij->i", vectors[low], vectors[high]), -1, 1),
        "theme_distance": _theme_distance(frames["themes"], pieces.ids, low, high),
        "entity_overlap": _entity_overlap(frames["entity_summary"], pieces.ids, low, high),
        "stance_agreement": agreement,
        "n_targets": shared,
        "copy": pieces.counted_as[low] == pieces.counted_as[high],
    }
    ids = np.array(pieces.ids, dtype=object)
    return frame_of(
        SIMILARITY,
        {
            "article_id": ids[one],
            "other_id": ids[other],
            "rank": rank,
            "farthest": farthest,
            **{name: values[back.ravel()] for name, values in measures.items()},
        },
    )


def jensen_shannon(one: Floats, other: Floats) -> Floats:
    """Jensen-Shannon distance (square root of the divergence, base 2) of the rows of two matrices.

    Rows are weights, scaled to sum to 1 here; a row of zeros, or with a gap, has no distance (NaN).
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        one, other = (weights / weights.sum(axis=1, keepdims=True) for weights in (one, other))
        middle = (one + other) / 2
        halves = [np.where(p > 0, p * np.log2(p / middle), p * 0).sum(axis=1) for p in (one, other)]
    # A divergence of 0 may come out a hair below it.
    distance: Floats = np.sqrt(np.clip((halves[0] + halves[1]) / 2, 0, 1))
    return distance


def _unit_vectors(table: pd.DataFrame, ids: tuple[str, ...]) -> Floats:
    """The embeddings in the order of the ids, length 1; NaN where a piece has none."""
    table = table[table["article_id"].isin(ids)]
    if table.empty:
        return np.full((len(ids), 1), np.nan)
    known = np.stack(list(table["vector"])).astype(np.float64)
    place = {one: index for index, one in enumerate(ids)}
    vectors = np.full((len(ids), known.shape[1]), np.nan)
    length = np.linalg.norm(known, axis=1, keepdims=True)
    vectors[[place[one] for one in table["article_id"]]] = known / np.where(length > 0, length, np.nan)
    return vectors


def _neighbours(
    vectors: Floats, pieces: Pieces, places: Places, kept: int
) -> tuple[Places, Places, Places, NDArray[np.bool_]]:
    """Piece, other piece, rank and whether it is the farthest: the `kept` nearest texts and the farthest.

    Of the pieces that hold one text only the counted one is ranked; those that hold the text of the piece
    itself are, and take no place from the others, so far as they are no more than `kept`. Equally near ones
    come by id.
    """
    sizes = np.bincount(pieces.counted_as, minlength=len(vectors))[pieces.counted_as] - 1  # copies of each
    found: list[tuple[int, Places, Places]] = []
    n_texts = int(pieces.counted.sum())
    for start in range(0, len(places), _BLOCK):
        block = places[start : start + _BLOCK]
        # Rounded, so that no last bit of a sum decides an order.
        cosines = np.round(vectors[block] @ vectors.T, DECIMALS)
        same = pieces.counted_as[block][:, None] == pieces.counted_as
        cosines[~(same | pieces.counted)] = -np.inf  # what is not ranked comes last and is cut off
        cosines[np.arange(len(block)), block] = -np.inf
        order = np.argsort(-cosines, axis=1, kind="stable")
        for row, place in enumerate(block.tolist()):
            ranked = n_texts - 1 + int(sizes[place])
            ranks = np.unique(np.append(np.arange(min(kept + min(sizes[place], kept), ranked)), ranked - 1))
            ranks = ranks[ranks >= 0]
            found.append((place, order[row, ranks], ranks + 1))
    one = np.repeat(places, [len(ranks) for _, _, ranks in found])
    other, rank = (
        np.concatenate([np.zeros(0, dtype=np.int64), *(part[side] for part in found)]) for side in (1, 2)
    )
    return one, other, rank, rank == n_texts - 1 + sizes[one]


def _theme_distance(themes: pd.DataFrame, ids: tuple[str, ...], low: Places, high: Places) -> Floats:
    whole = themes[themes["level"] == ThemeLevel.ARTICLE]
    scores = whole.pivot(index="article_id", columns="theme_id", values="score").reindex(pd.Index(ids))
    values = scores.to_numpy(dtype=np.float64)
    return jensen_shannon(values[low], values[high])


def _entity_overlap(summary: pd.DataFrame, ids: tuple[str, ...], low: Places, high: Places) -> Floats:
    named: dict[str, set[str]] = {one: set() for one in ids}
    known = summary[summary["article_id"].isin(ids)]
    for article_id, entity in zip(known["article_id"].tolist(), known["entity"].tolist(), strict=True):
        named[article_id].add(entity)
    sets = [named[one] for one in ids]
    overlap = np.full(len(low), np.nan)
    for pair, (one, other) in enumerate(zip(low, high, strict=True)):
        union = len(sets[one] | sets[other])
        if union:
            overlap[pair] = len(sets[one] & sets[other]) / union
    return overlap


def _stance_agreement(
    stances: pd.DataFrame, ids: tuple[str, ...], low: Places, high: Places
) -> tuple[Floats, Places]:
    """Share of the shared targets with the same label (NaN: none shared), and how many are shared."""
    codes = {str(label): code for code, label in enumerate(StanceLabel)}
    own = stances[stances["speaker"] == AUTHOR]
    coded = own.assign(code=own["label"].map(codes).astype(np.float64))
    table = coded.pivot(index="article_id", columns="target_id", values="code").reindex(pd.Index(ids))
    values = table.to_numpy(dtype=np.float64)
    agree, shared = np.zeros(len(low)), np.zeros(len(low), dtype=np.int64)
    for target in range(values.shape[1]):
        one, other = values[low, target], values[high, target]
        shared += ~np.isnan(one) & ~np.isnan(other)
        agree += one == other
    with np.errstate(invalid="ignore"):
        return agree / np.where(shared > 0, shared, np.nan), shared
