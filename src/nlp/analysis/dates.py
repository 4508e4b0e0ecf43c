"""Dates of an article: temporal expressions with TIMEX3 value and interval, on `doc._.dates`."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from nlp.analysis.records import Context, Entity, Timex, add_extensions
from nlp.analysis.timex import find_term_timexes, find_timexes
from nlp.codebook import GazetteerEntry, read_codebook

__all__ = ["DatesComponent", "find_dates"]

add_extensions()


def find_dates(doc: Doc, entries: Mapping[str, GazetteerEntry] | None = None) -> tuple[Timex, ...]:
    """The temporal expressions of a text, anchored on the publication date of its context.

    Args:
        doc: the text; tags and tree tell the tense, `doc._.entities` whose term or which summit is meant.
        entries: the gazetteer by entity id, with terms of office and days of events.
    """
    context: Context = doc._.context
    dates = find_timexes(doc, context.published)
    if not entries:
        return dates
    entities: tuple[Entity, ...] = (*doc._.entities, *doc._.coreferents)
    return _merged(dates, find_term_timexes(doc.text, entities, entries, context.published))


def _merged(dates: tuple[Timex, ...], others: Iterable[Timex]) -> tuple[Timex, ...]:
    """Both in the order of the text; where they overlap, what the text itself dates stays."""
    kept = list(dates)
    for other in others:
        if not any(one.start < other.end and other.start < one.end for one in kept):
            kept.append(other)
    return tuple(sorted(kept, key=lambda one: (one.start, one.end)))


class DatesComponent:
    """Writes `doc._.dates`."""

    def __init__(self, codebook: str | None) -> None:
        self.codebook = codebook

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its dates."""
        doc._.dates = find_dates(doc, self._entries)
        return doc

    @cached_property
    def _entries(self) -> dict[str, GazetteerEntry]:
        return read_codebook(Path(self.codebook) if self.codebook else None).entries()


@Language.factory(
    "nlp/dates",
    assigns=["doc._.dates"],
    requires=["token.tag", "token.dep"],
    default_config={"codebook": None},
)
def make_dates(nlp: Language, name: str, codebook: str | None) -> DatesComponent:
    """The component that finds dates.

    `codebook` is the folder whose gazetteer dates terms and events (None: the shipped one).
    """
    return DatesComponent(codebook)
