"""The machine's answers to labelled rows, in the shape of the labels."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from nlp.analysis.neural.marker import MarkerModel
from nlp.analysis.pipeline import Job, analyse_job, load_language
from nlp.analysis.records import AUTHOR, Analysis, Context
from nlp.evaluation.gold import Kind, Row, published
from nlp.labels import StanceLabel, StatementKind

__all__ = ["predict"]

_STANCES = (StanceLabel.CRITICAL, StanceLabel.NEUTRAL, StanceLabel.SUPPORTIVE)


def predict(kind: Kind, rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """What the machine says of each row, in order."""
    if kind is Kind.STANCE:
        yield from _predict_stances(rows)
        return
    language = load_language()
    for row in rows:
        context = Context(published(row), row.get("title", ""), row.get("outlet_country"))
        yield _ANSWERS[kind](analyse_job(Job(row["text"], context), language))


def _predict_stances(rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    model = MarkerModel()
    for row in rows:
        probabilities = model.predict([(row["text"], row["start"], row["end"])])[0]
        yield {
            "label": str(_STANCES[int(probabilities.argmax())]),
            "probabilities": {
                str(label): round(float(p), 6) for label, p in zip(_STANCES, probabilities, strict=True)
            },
        }


def _entities(analysis: Analysis) -> dict[str, Any]:
    return {
        "entities": [
            {
                "start": one.start,
                "end": one.end,
                "label": str(one.label),
                "canonical": one.canonical,
                "entity_id": one.entity_id,
                "link_method": str(one.link_method),
            }
            for one in analysis.entities
        ]
    }


def _dates(analysis: Analysis) -> dict[str, Any]:
    return {
        "timex": [
            {"start": one.start, "end": one.end, "type": str(one.type), "value": one.value}
            for one in analysis.dates
        ]
    }


def _themes(analysis: Analysis) -> dict[str, Any]:
    # A row is one paragraph; should it hold a blank line, all its parts count.
    assigned = [one for one in analysis.themes if one.paragraph is not None and one.assigned]
    assigned.sort(key=lambda one: -one.score)
    return {"themes": list(dict.fromkeys(one.theme_id for one in assigned))}


def _documents(analysis: Analysis) -> dict[str, Any]:
    themes = sorted(
        (one for one in analysis.themes if one.paragraph is None and one.assigned), key=lambda one: -one.score
    )
    return {
        "themes": [one.theme_id for one in themes],
        "dominant": next((one.theme_id for one in themes if one.dominant), None),
        "stances": {one.target_id: str(one.label) for one in analysis.stances if one.speaker == AUTHOR},
        "prescriptions": [
            {"start": one.start, "end": one.end, "author": one.author}
            for one in analysis.statements
            if one.kind is StatementKind.PRESCRIPTION
        ],
    }


_ANSWERS: dict[Kind, Callable[[Analysis], dict[str, Any]]] = {
    Kind.ENTITIES: _entities,
    Kind.DATES: _dates,
    Kind.THEMES: _themes,
    Kind.DOCUMENTS: _documents,
}
