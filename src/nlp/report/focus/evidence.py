"""The stances of a piece, the sentences they rest on, and who shares or opposes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from nlp.labels import AUTHOR, Accord
from nlp.report.reading import Reader, Row
from nlp.report.wording import Names

__all__ = ["Company", "TargetEvidence", "find_evidence"]

COMPANY: Final = 2  # surest of those that share a stance, and of those that oppose it
NEUTRAL: Final = 3  # sentences shown where none takes a side


@dataclass(frozen=True, slots=True)
class Company:
    """Other pieces on the same target: the surest of those that share the stance and of those that oppose it.

    `own` is any row of the table `agreement`: the piece's strongest sentence and the counts are in each.
    """

    own: Row
    shares: tuple[Row, ...]
    opposes: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class TargetEvidence:
    """A stance on a target and the sentences it rests on (one row for each sentence).

    `sentences` take a side, for or against (or are a few where none does); `more` are the neutral rest.
    """

    stance: Row
    sentences: tuple[Row, ...]
    more: tuple[Row, ...]
    company: Company | None


def find_evidence(reader: Reader, article_id: str, names: Names) -> list[TargetEvidence]:
    """Each stance with its sentences: the author's first, then those reported, targets by name."""
    sentences = _find_sentences(reader.of("evidence", article_id))
    company = _find_company(reader.of("agreement", article_id))
    stances = sorted(
        reader.of("stances", article_id),
        key=lambda row: (row["speaker"] != AUTHOR, names.target(row["target_id"]), row["speaker"]),
    )
    return [
        _sided(
            row,
            sentences.get((row["target_id"], row["speaker"]), ()),
            company.get(row["target_id"]) if row["speaker"] == AUTHOR else None,
        )
        for row in stances
    ]


def _find_sentences(evidence: Sequence[Row]) -> Mapping[tuple[str, str], Sequence[Row]]:
    """By target and speaker each sentence once, with its surest mention."""
    ordered = sorted(
        evidence, key=lambda row: (row["target_id"], row["speaker"], row["start_char"], row["mention_start"])
    )
    found: dict[tuple[str, str], list[Row]] = {}
    for (target, speaker, _), group in groupby(
        ordered, key=lambda row: (row["target_id"], row["speaker"], row["sentence_id"])
    ):
        surest = max(group, key=lambda row: (row["human"], row["confidence"], -row["mention_start"]))
        found.setdefault((target, speaker), []).append(surest)
    return found


def _find_company(agreement: Sequence[Row]) -> Mapping[str, Company]:
    by_target: dict[str, list[Row]] = {}
    for row in agreement:
        by_target.setdefault(row["target_id"], []).append(row)
    return {
        target: Company(
            rows[0],
            tuple(row for row in rows if row["relation"] == Accord.SHARES)[:COMPANY],
            tuple(row for row in rows if row["relation"] == Accord.OPPOSES)[:COMPANY],
        )
        for target, rows in by_target.items()
    }


def _sided(stance: Row, sentences: Sequence[Row], company: Company | None) -> TargetEvidence:
    shown = [row for row in sentences if row["stance"]] or sentences[:NEUTRAL]
    more = tuple(row for row in sentences if row not in shown)
    return TargetEvidence(stance, tuple(shown), more, company)
