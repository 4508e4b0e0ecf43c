"""Labelled dates: a folder of TimeML files or JSONL rows, both as texts with TIMEX3 annotations."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from nlp.errors import EvaluationError

__all__ = ["LabelledDates", "LabelledTimex", "read_labelled_dates"]


_DAY_FIRST = re.compile(r"([0-9]{2})-([0-9]{2})-([0-9]{4})")  # one story of MEANTIME writes its date so


@dataclass(frozen=True, slots=True)
class LabelledTimex:
    """An annotated expression; offsets are code points into the text."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class LabelledDates:
    """A text with its publication date (where it has a whole one) and its annotated expressions."""

    id: str
    text: str
    published: date | None
    timexes: tuple[LabelledTimex, ...]


def read_labelled_dates(path: Path) -> list[LabelledDates]:
    """The rows of a JSONL file, or the `.tml` files of a folder in the order of their names.

    Raises:
        EvaluationError: nothing is there, or a file is malformed; the message names file and line.
    """
    if path.is_dir():
        files = sorted(path.glob("*.tml"))
        if not files:
            raise EvaluationError(f"{path}: holds no .tml file; give a TimeML folder or a JSONL file")
        return [_read_tml(file) for file in files]
    if not path.is_file():
        raise EvaluationError(f"{path}: no such file; give a TimeML folder or a JSONL file")
    return [_read_tml(path)] if path.suffix == ".tml" else list(_iter_rows(path))


def _iter_rows(file: Path) -> Iterator[LabelledDates]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield _row(json.loads(line))
        except (KeyError, TypeError, ValueError) as error:
            raise EvaluationError(
                f"{file}:{number}: not a row of labelled dates ({error}); see the design"
            ) from error


def _row(row: dict[str, Any]) -> LabelledDates:
    text = str(row["text"])
    timexes = tuple(
        LabelledTimex(int(one["start"]), int(one["end"]), str(one["type"]), str(one["value"]))
        for one in row["timex"]
    )
    for one in timexes:
        if not 0 <= one.start < one.end <= len(text):
            raise ValueError(f"offsets {one.start}-{one.end} lie outside the text")
    published = row.get("published")
    return LabelledDates(str(row["id"]), text, date.fromisoformat(published) if published else None, timexes)


def _read_tml(file: Path) -> LabelledDates:
    try:
        root = ElementTree.fromstring(file.read_bytes())
    except ElementTree.ParseError as error:
        raise EvaluationError(f"{file}: not well-formed TimeML ({error}); mend that line") from error
    body = root.find("TEXT")
    if body is None:
        raise EvaluationError(f"{file}: has no TEXT element; give TimeML as in TempEval-3")
    pieces: list[str] = []
    timexes: list[LabelledTimex] = []
    _collect(body, pieces, timexes)
    stamp = root.find("DCT/TIMEX3")
    return LabelledDates(file.stem, "".join(pieces), _day(stamp), tuple(timexes))


def _collect(element: ElementTree.Element, pieces: list[str], timexes: list[LabelledTimex]) -> None:
    start = sum(len(piece) for piece in pieces)
    pieces.append(element.text or "")
    for child in element:
        _collect(child, pieces, timexes)
        pieces.append(child.tail or "")
    end = sum(len(piece) for piece in pieces)
    if element.tag == "TIMEX3" and end > start:
        timexes.append(LabelledTimex(start, end, element.get("type", ""), element.get("value", "")))


def _day(stamp: ElementTree.Element | None) -> date | None:
    value = (stamp.get("value", "") if stamp is not None else "")[:10]
    if (day_first := _DAY_FIRST.fullmatch(value)) is not None:
        value = "-".join(reversed(day_first.groups()))
    try:
        return date.fromisoformat(value)
    except ValueError:  # a stamp that is no whole day anchors nothing
        return None
