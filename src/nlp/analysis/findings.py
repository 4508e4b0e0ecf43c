"""Doubts about a text's own dates, on `doc._.findings`; nothing that the text says is changed."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from nlp.analysis.doubts.arithmetic import find_arithmetic_doubts
from nlp.analysis.doubts.calendar import (
    find_open_dates,
    find_relative_mismatches,
    find_reversed_intervals,
    find_weekday_mismatches,
)
from nlp.analysis.doubts.events import find_known_date_conflicts, find_two_dates
from nlp.analysis.records import Context, Entity, Finding, Timex, add_extensions
from nlp.codebook import GazetteerEntry, read_codebook

__all__ = ["FindingsComponent", "find_findings"]

add_extensions()


def find_findings(doc: Doc, entries: Mapping[str, GazetteerEntry] | None = None) -> tuple[Finding, ...]:
    """The doubts about a text in the order of their places, each once.

    Args:
        doc: a text with `doc._.dates`; with `doc._.entities` its events are checked, too.
        entries: the gazetteer by entity id, with the days of its events.
    """
    text = doc.text
    context: Context = doc._.context
    dates: Sequence[Timex] = doc._.dates
    entities: Sequence[Entity] = doc._.entities
    known = entries or {}
    findings = {
        *find_open_dates(dates, context.published),
        *find_weekday_mismatches(text, dates),
        *find_relative_mismatches(text, dates),
        *find_reversed_intervals(text, dates),
        *find_arithmetic_doubts(text, dates, context.published),
        *find_known_date_conflicts(text, dates, entities, known),
        *find_two_dates(text, dates, entities, known),
    }
    return tuple(sorted(findings, key=lambda one: (one.start, one.end, one.kind, one.message)))


class FindingsComponent:
    """Writes `doc._.findings`."""

    def __init__(self, codebook: str | None) -> None:
        self.codebook = codebook

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its findings."""
        doc._.findings = find_findings(doc, self._entries)
        return doc

    @cached_property
    def _entries(self) -> dict[str, GazetteerEntry]:
        return read_codebook(Path(self.codebook) if self.codebook else None).entries()


@Language.factory(
    "nlp/findings",
    assigns=["doc._.findings"],
    requires=["doc._.dates", "doc._.entities"],
    default_config={"codebook": None},
)
def make_findings(nlp: Language, name: str, codebook: str | None) -> FindingsComponent:
    """The component that doubts.

    `codebook` is the folder whose gazetteer dates events (None: the shipped one).
    """
    return FindingsComponent(codebook)
