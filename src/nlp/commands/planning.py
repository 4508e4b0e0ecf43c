"""What a run would do, and why: one step for each reason, with the number of pieces it concerns."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from nlp import stages
from nlp.corpus.article import Article
from nlp.corpus.inbox import find_arrivals
from nlp.running.intake import Intake
from nlp.running.manifest import read_manifest
from nlp.running.parts import Part, Stage, find_parts, open_store
from nlp.settings import Settings

__all__ = ["Step", "What", "plan_run"]

# What an analysis sees of a piece beside its text, by column of the table `articles`.
_SEEN = {"title": "title", "published": "issued", "outlet_country": "outlet_country"}


class What(StrEnum):
    """What is done in a step."""

    TAKE_IN = "take in"
    ANALYSE = "analyse"
    CODE_THEMES = "code themes"
    REMOVE = "remove"
    TABULATE = "make tables"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do with some pieces, for one reason."""

    what: What
    pieces: int
    reason: str

    def __str__(self) -> str:
        noun = "piece" if self.pieces == 1 else "pieces"
        return f"{self.what:<12}{self.pieces:>7} {noun}: {self.reason}"

    def as_record(self) -> dict[str, Any]:
        """The step as JSON values."""
        return asdict(self)


def plan_run(settings: Settings) -> tuple[Step, ...]:
    """The steps of the run that these settings would start; none where the outputs are current.

    Raises:
        CommentaryError: a run could do nothing; one line says why.
    """
    intake = stages.take_in(settings)
    waiting = len(find_arrivals(settings.corpus))
    arrivals = [Step(What.TAKE_IN, waiting, "in the inbox")] if waiting else []
    if stages.is_current(intake, settings):
        return tuple(arrivals)
    written = read_manifest(settings.outputs) or {}
    last = _read_last(settings.outputs)
    changed = _find_changed(find_parts(intake, settings), written.get("parts", {}))
    steps = [*_analyse(intake, settings, last, changed), *_code_themes(intake, settings, changed)]
    gone = len(last.keys() - {article.id for article in intake.articles})
    if gone:
        steps.append(Step(What.REMOVE, gone, "no longer in the corpus, refused or left out"))
    tables = [name for name, stage in changed.items() if stage is Stage.TABLES]
    n = len(intake.articles)
    steps += [Step(What.TABULATE, n, f"{name} changed") for name in tables]
    steps = steps or [Step(What.TABULATE, n, "fields of pieces, refused files or doubts changed")]
    return (*arrivals, *steps)


def _read_last(outputs: Path) -> Mapping[str, Mapping[str, Any]]:
    """The rows of the last run's table `articles` by id; none before the first run."""
    if not (outputs / "articles.parquet").is_file():
        return {}
    from nlp.tables.reading import read_rows

    return {row["article_id"]: row for row in read_rows(outputs, "articles")}


def _find_changed(parts: tuple[Part, ...], before: Mapping[str, str]) -> dict[str, Stage]:
    return {part.name: part.stage for part in parts if before and before.get(part.name) != part.hash}


def _analyse(
    intake: Intake, settings: Settings, last: Mapping[str, Mapping[str, Any]], changed: Mapping[str, Stage]
) -> Iterator[Step]:
    store = open_store(intake, settings)
    parts = [name for name, stage in changed.items() if stage is Stage.TEXT]
    reasons: Counter[str] = Counter()
    waiting = stages.pending(intake, settings)
    others = store.has_other(waiting)
    for article in waiting:
        if article.id in others:
            reasons[f"{', '.join(parts)} changed" if parts else "analysed in another state"] += 1
        else:
            reasons[_find_difference(article, last.get(article.id))] += 1
    for reason, pieces in reasons.items():
        yield Step(What.ANALYSE, pieces, reason)


def _find_difference(article: Article, before: Mapping[str, Any] | None) -> str:
    if before is None:
        return "new"
    if before["sha256"] != article.sha256:
        return "text changed"
    if any((before[column] or None) != (getattr(article, name) or None) for column, name in _SEEN.items()):
        return "title, day or outlet country changed"
    return "could not be analysed last time"


def _code_themes(intake: Intake, settings: Settings, changed: Mapping[str, Stage]) -> Iterator[Step]:
    """Pieces whose themes alone are told anew: all that are analysed already."""
    waiting = len(stages.pending(intake, settings))
    kept = len(intake.readable) - waiting
    for name, stage in changed.items():
        if stage is Stage.THEMES and kept:
            yield Step(What.CODE_THEMES, kept, f"{name} changed")
