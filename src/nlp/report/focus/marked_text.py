"""The text of a piece in paragraphs, sentences and stretches, each stretch with what was found in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from nlp.labels import AUTHOR
from nlp.report.links import (
    date_anchor,
    entity_anchor,
    evidence_anchor,
    sentence_anchor,
    statement_anchor,
)
from nlp.report.reading import Reader, Row
from nlp.report.wording import ENTITY_KINDS, SYMBOLS, Names, date_meaning, doubt, speaker

__all__ = [
    "Note",
    "Paragraph",
    "Sentence",
    "Stretch",
    "find_paragraphs",
]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters under the same marks: `kinds` name their classes, `link` leads to what `meaning` sums up."""

    text: str
    kinds: tuple[str, ...] = ()
    meaning: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What a sentence is evidence of, or that it demands or foresees: shown behind it, linked to its row."""

    kind: str
    text: str
    link: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its number in the piece."""

    anchor: str
    number: int
    stretches: tuple[Stretch, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its number."""

    number: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: str
    meaning: str
    link: str = ""


def find_paragraphs(reader: Reader, article_id: str, names: Names) -> list[Paragraph]:
    """The whole text in paragraphs; empty where the piece was not analysed."""
    marks = sorted(_find_marks(reader, article_id), key=lambda mark: (mark.start, mark.end, mark.kind))
    notes = _find_notes(reader, article_id, names)
    sentences = [
        (row["paragraph"], _make_sentence(place, row, marks, notes.get(row["sentence_id"], ())))
        for place, row in enumerate(reader.of("sentences", article_id), 1)
    ]
    return [
        Paragraph(paragraph, tuple(sentence for _, sentence in group))
        for paragraph, group in groupby(sentences, key=lambda pair: pair[0])
    ]


def _find_marks(reader: Reader, article_id: str) -> Iterable[_Mark]:
    named: set[str] = set()
    for row in reader.of("entities", article_id):
        key, name = row["entity_id"] or row["canonical"], row["canonical"]
        meaning, link = "" if name == row["text"] else name, ""
        if key not in named:
            # One link for each entity: a link on every mention would be too many stops for the tab key.
            link = entity_anchor(key)
            meaning = f"{name}, {ENTITY_KINDS.get(row['label'], row['label'])}"
            named.add(key)
        yield _Mark(row["start_char"], row["end_char"], "name", meaning, link)
    for row in reader.of("dates", article_id):
        link = date_anchor(row)
        yield _Mark(row["start_char"], row["end_char"], "date", date_meaning(row), link)
    for row in reader.of("evidence", article_id):
        yield _Mark(row["mention_start"], row["mention_end"], "target", "")
    for row in reader.of("findings", article_id):
        if row["start_char"] is not None:
            meaning = f"{doubt(row['kind'])}: {row['message']}"
            yield _Mark(row["start_char"], row["end_char"], "doubt", meaning, "doubts")


def _find_notes(reader: Reader, article_id: str, names: Names) -> Mapping[str, Sequence[Note]]:
    notes: dict[str, dict[Note, None]] = {}
    for row in reader.of("evidence", article_id):
        whose = "" if row["speaker"] == AUTHOR else f" ({speaker(row['speaker'])})"
        text = f"{SYMBOLS.get(row['label'], '')} {names.target(row['target_id'])}{whose}"
        notes.setdefault(row["sentence_id"], {})[Note(row["label"], text, evidence_anchor(row))] = None
    for row in reader.of("statements", article_id):
        note = Note("statement", row["kind"], statement_anchor(row))
        notes.setdefault(row["sentence_id"], {})[note] = None
    return {sentence_id: tuple(found) for sentence_id, found in notes.items()}


def _make_sentence(place: int, row: Row, marks: Sequence[_Mark], notes: Sequence[Note]) -> Sentence:
    start, end = row["start_char"], row["end_char"]
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    return Sentence(
        sentence_anchor(row["sentence_id"]), place, tuple(_cut(row["text"], start, end, inside)), tuple(notes)
    )


def _cut(text: str, start: int, end: int, marks: Sequence[_Mark]) -> Iterable[Stretch]:
    """The sentence cut wherever a mark begins or ends, so that marks may overlap."""
    ends = {start, end}
    ends.update(place for mark in marks for place in (mark.start, mark.end) if start < place < end)
    for first, last in pairwise(sorted(ends)):
        over = [mark for mark in marks if mark.start <= first and mark.end >= last]
        yield Stretch(
            text[first - start : last - start],
            tuple(dict.fromkeys(mark.kind for mark in over)),
            "; ".join(dict.fromkeys(mark.meaning for mark in over if mark.meaning)),
            next((mark.link for mark in over if mark.link), ""),
        )
