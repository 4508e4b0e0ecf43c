"""Who shares and who opposes a piece's stance on a target, with the strongest sentence of both.

Each other text counts once, and copies of the piece are none of its others. Of those that share (oppose) a
stance the ones surest of theirs are told, the rest are counted: rows grow with the pieces, not with their
square.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

import pandas as pd

from nlp.comparison.rest import Pieces
from nlp.labels import AUTHOR, Accord
from nlp.settings import ComparisonSettings
from nlp.tables.comparison_schemas import AGREEMENT
from nlp.tables.frames import make_frame

__all__ = ["find_agreement"]

Evidence = Mapping[tuple[str, str, int], tuple[str, str]]  # piece, target, stance → sentence id and text


def find_agreement(
    frames: Mapping[str, pd.DataFrame],
    pieces: Pieces,
    settings: ComparisonSettings,
    *,
    focus: Iterable[str] | None = None,
) -> pd.DataFrame:
    """The `agreement` table for the pieces in focus (default: all); neutral and mixed stances have no rows.

    Reads `stances` and `evidence`.

    Raises:
        TableError: there is no piece of an id in `focus`.
    """
    told = frozenset(pieces.places(focus))
    evidence = _strongest(frames["evidence"])
    place = {one: number for number, one in enumerate(pieces.ids)}
    stances = frames["stances"]
    own = stances[(stances["speaker"] == AUTHOR) & stances["stance"].notna()]
    rows: list[dict[str, Any]] = []
    for target_id, group in own.groupby("target_id", sort=True):
        found = [
            _Held(place[one], int(stance), float(confidence))
            for one, stance, confidence in zip(
                group["article_id"], group["stance"], group["confidence"], strict=True
            )
            if one in place
        ]
        rows += _target_rows((str(target_id), found), told, pieces, evidence, settings.agreeing)
    return make_frame(AGREEMENT, rows)


@dataclass(frozen=True, slots=True)
class _Held:
    """A stance that a piece holds."""

    place: int
    stance: int
    confidence: float


def _target_rows(
    target: tuple[str, list[_Held]], told: Set[int], pieces: Pieces, evidence: Evidence, kept: int
) -> Iterator[dict[str, Any]]:
    """The rows of one target, for each told piece that is for or against it."""
    target_id, found = target
    counted = pieces.counted_as.tolist()
    texts = sorted(
        (one for one in found if counted[one.place] == one.place),
        key=lambda one: (-one.confidence, one.place),
    )
    by_stance = {sign: [one for one in texts if one.stance == sign] for sign in (-1, 0, 1)}
    stance_of_text = {one.place: one.stance for one in texts}
    for one in found:
        if not one.stance or one.place not in told:
            continue
        text = counted[one.place]
        n = {sign: len(group) - (stance_of_text.get(text) == sign) for sign, group in by_stance.items()}
        for accord, sign in ((Accord.SHARES, one.stance), (Accord.OPPOSES, -one.stance)):
            others = [other for other in by_stance[sign][: kept + 1] if other.place != text][:kept]
            for rank, other in enumerate(others, 1):
                yield {
                    "article_id": pieces.ids[one.place],
                    "target_id": target_id,
                    "relation": accord,
                    "rank": rank,
                    "other_id": pieces.ids[other.place],
                    **_side(one, pieces.ids[one.place], target_id, evidence),
                    **{
                        f"other_{name}": value
                        for name, value in _side(other, pieces.ids[other.place], target_id, evidence).items()
                    },
                    "n_shares": n[one.stance],
                    "n_opposes": n[-one.stance],
                    "n_neutral": n[0],
                }


def _side(held: _Held, article_id: str, target_id: str, evidence: Evidence) -> dict[str, Any]:
    sentence_id, text = evidence.get((article_id, target_id, held.stance), (None, None))
    return {"stance": held.stance, "confidence": held.confidence, "sentence_id": sentence_id, "text": text}


def _strongest(evidence: pd.DataFrame) -> Evidence:
    """The surest sentence of each stance of a piece's author on a target; of equally sure ones the first."""
    own = evidence[(evidence["speaker"] == AUTHOR) & (evidence["stance"] != 0)]
    ordered = own.sort_values(["confidence", "start_char"], ascending=[False, True], kind="stable")
    once = ordered.drop_duplicates(["article_id", "target_id", "stance"])
    columns = ("article_id", "target_id", "stance", "sentence_id", "text")
    return {
        (article_id, target_id, int(stance)): (sentence_id, text)
        for article_id, target_id, stance, sentence_id, text in zip(
            *(once[name].tolist() for name in columns), strict=True
        )
    }
