"""Where the pieces stand: target by target with the surest sentences, and piece by piece as a matrix."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from markupsafe import Markup

from nlp.labels import AUTHOR, StanceLabel
from nlp.report.drawing.charts import count_bar
from nlp.report.reading import Reader, Row, make_rows
from nlp.report.wording import Names

__all__ = ["Matrix", "TargetSummary", "find_targets", "make_matrix"]

LEADER: Final = "leader:"  # begins the id of a target that is a person
LEADERS: Final = 4  # at most so many leaders have a column of the matrix
SHARED: Final = 2  # pieces that must address a target outside the codebook before it gets a column
TELLING: Final = 5  # words; a shorter sentence tells little when quoted alone
PARTS: Final = (StanceLabel.CRITICAL, StanceLabel.MIXED, StanceLabel.NEUTRAL, StanceLabel.SUPPORTIVE)


@dataclass(frozen=True, slots=True)
class TargetSummary:
    """How the pieces stand on one target, with the surest sentence for it and the surest against it."""

    target_id: str
    counts: Mapping[str, int]
    bar: Markup
    quotes: tuple[Row, ...]

    @property
    def n(self) -> int:
        """Pieces that address the target."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Matrix:
    """Pieces by targets, the author's stance in each cell; `left_out` targets have no column."""

    targets: tuple[str, ...]
    cells: Mapping[tuple[str, str], Row]
    left_out: int
    unaddressed: tuple[str, ...]  # labels


def find_targets(reader: Reader, stances: Sequence[Row], names: Names) -> list[TargetSummary]:
    """Targets that two pieces address (in a corpus of one: all of its), most addressed first."""
    labels: dict[str, dict[str, str]] = {}
    for row in stances:
        labels.setdefault(row["target_id"], {})[row["article_id"]] = row["label"]
    shown = [target for target, found in labels.items() if len(found) >= min(SHARED, len(reader.pieces))]
    shown.sort(key=lambda target: (-len(labels[target]), names.target(target)))
    quotes = _find_quotes(reader, labels)
    return [_summary(target, labels[target], quotes, names) for target in shown]


def make_matrix(stances: Sequence[Row], names: Names) -> Matrix:
    """The author's stances by piece and target: the codebook's targets, then those that pieces share."""
    counts = Counter(row["target_id"] for row in stances)
    codebook = [target for target in names.targets if not target.startswith(LEADER)]
    others = sorted(set(counts) - set(codebook), key=lambda target: (-counts[target], names.target(target)))
    # Without labels every target counts as one of the codebook's, leaders apart.
    plain = [target for target in others if not target.startswith(LEADER)]
    leaders = [target for target in others if target.startswith(LEADER) and counts[target] >= SHARED]
    columns = (*(target for target in codebook if counts[target]), *plain, *leaders[:LEADERS])
    return Matrix(
        columns,
        {(row["article_id"], row["target_id"]): row for row in stances},
        left_out=len(counts) - len(columns),
        unaddressed=tuple(names.target(target) for target in codebook if not counts[target]),
    )


def _summary(
    target: str, labels: Mapping[str, str], quotes: Mapping[tuple[str, str], Row], names: Names
) -> TargetSummary:
    counts = Counter(labels.values())
    parts = {label.value: counts[label.value] for label in PARTS}
    found = (quotes.get((target, side)) for side in (StanceLabel.SUPPORTIVE, StanceLabel.CRITICAL))
    return TargetSummary(
        target,
        parts,
        count_bar(parts, total=len(labels), title=names.target(target)),
        tuple(quote for quote in found if quote is not None),
    )


def _find_quotes(reader: Reader, labels: Mapping[str, Mapping[str, str]]) -> dict[tuple[str, str], Row]:
    """By target and side the surest sentence, out of pieces that take that side or are mixed as a whole."""
    evidence = reader.columns("evidence")
    sides = [str(StanceLabel.SUPPORTIVE), str(StanceLabel.CRITICAL)]
    evidence = evidence[(evidence["speaker"] == AUTHOR) & evidence["label"].isin(sides)]
    whole = [
        labels.get(target, {}).get(piece)
        for target, piece in zip(evidence["target_id"], evidence["article_id"], strict=True)
    ]
    taking = [own in (side, StanceLabel.MIXED) for own, side in zip(whole, evidence["label"], strict=True)]
    evidence = evidence[np.array(taking, dtype=np.bool_)]
    brief = [len(text.split()) < TELLING for text in evidence["text"]]
    ordered = evidence.assign(brief=brief).sort_values(
        ["brief", "confidence", "sentence_id"], ascending=[True, False, True], kind="stable"
    )
    once = ordered.drop(columns="brief").drop_duplicates(["target_id", "label"])
    return {(row["target_id"], row["label"]): row for row in make_rows("evidence", once)}
