"""The machine scored on labelled data; its answers can be written out, for others to score."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from nlp.errors import EvaluationError
from nlp.evaluation import scores
from nlp.evaluation.gold import Kind, Row, read_gold
from nlp.evaluation.predictions import predict
from nlp.evaluation.timeml import LabelledTimex, read_labelled_dates
from nlp.evaluation.timex_scores import score_timexes

__all__ = ["Kind", "evaluate"]


def evaluate(kind: Kind, file: Path, *, predictions: Path | None = None) -> dict[str, Any]:
    """The scores of the machine on a labelled file (for dates also a folder of TimeML).

    Raises:
        EvaluationError: the labels are malformed, or the predictions cannot be written.
    """
    rows = _read_dates(file) if kind is Kind.DATES else read_gold(file, kind)
    answers = list(predict(kind, rows))
    if predictions is not None:
        _write(predictions, rows, answers)
    return _SCORERS[kind](rows, answers)


def _read_dates(file: Path) -> list[Row]:
    return [
        {
            "id": one.id,
            "text": one.text,
            "published": one.published.isoformat() if one.published else None,
            "timex": [asdict(timex) for timex in one.timexes],
        }
        for one in read_labelled_dates(file)
    ]


def _write(file: Path, rows: Sequence[Row], answers: Sequence[Any]) -> None:
    lines = (
        json.dumps({**row, "predicted": answer}, ensure_ascii=False)
        for row, answer in zip(rows, answers, strict=True)
    )
    try:
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise EvaluationError(f"{file}: cannot be written ({error.strerror})") from error


def _score_dates(gold: Sequence[Row], answers: Sequence[Any]) -> dict[str, Any]:
    pairs = [
        (_timexes(row["timex"]), _timexes(answer["timex"])) for row, answer in zip(gold, answers, strict=True)
    ]
    return asdict(score_timexes(pairs))


def _timexes(spans: Sequence[Any]) -> list[LabelledTimex]:
    return [LabelledTimex(one["start"], one["end"], one["type"], one["value"]) for one in spans]


_SCORERS: dict[Kind, Callable[[Sequence[Row], Sequence[Any]], dict[str, Any]]] = {
    Kind.ENTITIES: scores.score_entities,
    Kind.DATES: _score_dates,
    Kind.STANCE: scores.score_stances,
    Kind.THEMES: scores.score_themes,
    Kind.DOCUMENTS: scores.score_documents,
}
