"""Human codes of stances in the tables `evidence` (by sentence) and `stances` (by piece)."""

from collections.abc import Iterable

import pandas as pd

from nlp.codes.overrides.rows import Row, by_article, remake_rows
from nlp.codes.records import Code, CodeLevel
from nlp.labels import AUTHOR, StanceLabel

__all__ = ["override_stances"]

# A person's code is taken as certain; whether people agree is what `commentary agree` says.
_SURE = 1.0


def override_stances(
    evidence: pd.DataFrame, stances: pd.DataFrame, sentences: pd.DataFrame, codes: Iterable[Code]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables `evidence` and `stances` with settled codes of sentences and pieces.

    A coded sentence shows the coded stance; where the machine saw none in it, the whole sentence stands for
    the mention. A coded piece has the coded stance. `not addressed` takes rows of the author away: that of
    the piece, with the machine's evidence for it, or those of the sentence.
    """
    codes = list(codes)
    pieces = by_article(code for code in codes if code.level is CodeLevel.ARTICLE)
    parts = by_article(code for code in codes if code.level is CodeLevel.SENTENCE)
    told = sentences[sentences["article_id"].isin(list(parts))].to_dict("records")
    places: dict[str, Row] = {str(row["sentence_id"]): row for row in told}  # type: ignore[misc]
    evidence = remake_rows(
        "evidence",
        evidence,
        {*parts, *pieces},
        lambda one, rows: _evidence(rows, parts.get(one, []), pieces.get(one, []), places),
    )
    counts = _count(evidence)

    def remake(article_id: str, rows: list[Row]) -> list[Row]:
        rows = _stances(rows, pieces.get(article_id, []))
        return [
            row | {"n_evidence": counts.get((article_id, row["target_id"], row["speaker"]), 0)}
            for row in rows
        ]

    return evidence, remake_rows("stances", stances, {*parts, *pieces}, remake)


def _evidence(rows: list[Row], parts: list[Code], pieces: list[Code], places: dict[str, Row]) -> list[Row]:
    coded = {(code.unit.sentence_id, code.target_id): code for code in parts}
    dropped = {code.target_id for code in pieces if code.label is None}
    own = {(row["sentence_id"], row["target_id"]) for row in rows if row["speaker"] == AUTHOR}
    kept: list[Row] = []
    for row in rows:
        code = coded.get((row["sentence_id"], row["target_id"])) if row["speaker"] == AUTHOR else None
        if code is None and not (row["target_id"] in dropped and row["speaker"] == AUTHOR):
            kept.append(row)
        elif code is not None and code.label is not None:
            kept.append(row | _said(code.label))
    kept += [
        _new_evidence(places[str(place)], str(target_id), code.label)
        for (place, target_id), code in coded.items()
        if (place, target_id) not in own and code.label is not None
    ]
    return kept


def _new_evidence(sentence: Row, target_id: str, label: StanceLabel) -> Row:
    span = {
        "mention_start": sentence["start_char"],
        "mention_end": sentence["end_char"],
        "target_id": target_id,
        "speaker": AUTHOR,
    }
    kept = ("article_id", "sentence_id", "start_char", "end_char", "text")
    return {name: sentence[name] for name in kept} | span | _said(label)


def _stances(rows: list[Row], codes: list[Code]) -> list[Row]:
    coded = {code.target_id: code for code in codes}
    others = [row for row in rows if row["speaker"] != AUTHOR or row["target_id"] not in coded]
    return others + [
        {"article_id": code.article_id, "target_id": code.target_id, "speaker": AUTHOR}
        | {"mixed": code.label is StanceLabel.MIXED}
        | _said(code.label)
        for code in codes
        if code.label is not None
    ]


def _said(label: StanceLabel) -> Row:
    return {"stance": label.value_sign, "label": label, "confidence": _SURE, "human": True}


def _count(evidence: pd.DataFrame) -> dict[tuple[str, str, str], int]:
    """Sentences of evidence by piece, target and speaker."""
    counted = evidence.groupby(["article_id", "target_id", "speaker"])["sentence_id"].nunique()
    return {(str(key[0]), str(key[1]), str(key[2])): int(n) for key, n in counted.items()}  # type: ignore[index]
