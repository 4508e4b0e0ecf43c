"""What a run depends on beside the pieces, part by part: what has changed says what must be done again.

A changed part of the first group has all texts analysed again, one of the second has themes coded again from
what is kept of the texts, one of the third only makes tables and report anew.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from nlp.codebook import GAZETTEER, TARGETS, THEMES
from nlp.codes.reading import hash_codes
from nlp.codes.records import CodeKind
from nlp.provenance import code_hash, hash_models
from nlp.running.intake import Intake
from nlp.settings import Settings

if TYPE_CHECKING:
    from nlp.tables.partitions import Partitions

__all__ = ["STORE", "TEXT_CODE", "Part", "Stage", "find_basis", "find_parts", "open_store"]

STORE = ".analyses"  # folder of the outputs
_THEME_MODEL = "themes"
# What makes the rows that are kept of a piece.
TEXT_CODE = ("analysis", "tables/rows.py", "tables/schemas.py", "tables/frames.py", "tables/partitions")


class Stage(StrEnum):
    """The first stage that a part has a say in."""

    TEXT = "text"
    THEMES = "themes"
    TABLES = "tables"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that results depend on, as people call it."""

    name: str
    stage: Stage
    hash: str


def find_parts(intake: Intake, settings: Settings) -> tuple[Part, ...]:
    """All parts in the order of their stages."""
    return (*_text_parts(intake, settings), *_theme_parts(intake, settings), *_table_parts(intake, settings))


def find_basis(intake: Intake, settings: Settings) -> str:
    """A hash of all that the analysis of a text depends on beside the text."""
    return _sha256("".join(part.hash for part in _text_parts(intake, settings)))


def open_store(intake: Intake, settings: Settings) -> "Partitions":
    """Where the rows of pieces analysed with the present parts are kept."""
    from nlp.tables.partitions import Partitions

    return Partitions(settings.outputs / STORE, basis=find_basis(intake, settings))


def _text_parts(intake: Intake, settings: Settings) -> Iterator[Part]:
    files = dict(intake.codebook.hashes)
    for name in (TARGETS, GAZETTEER):
        yield Part(name, Stage.TEXT, files[name])
    yield Part("settings of models and stances", Stage.TEXT, settings.analysis_hash())
    for name, value in hash_models().items():
        if name != _THEME_MODEL:
            yield Part(f"model {name}", Stage.TEXT, value)
    yield Part("code of the analysis", Stage.TEXT, _sha256("".join(code_hash(part) for part in TEXT_CODE)))


def _theme_parts(intake: Intake, settings: Settings) -> Iterator[Part]:
    yield Part(THEMES, Stage.THEMES, dict(intake.codebook.hashes)[THEMES])
    yield Part("human codes of themes", Stage.THEMES, _hash_codes(intake, CodeKind.THEMES))
    yield Part("settings of themes", Stage.THEMES, _sha256(settings.themes.model_dump_json()))
    yield Part("model themes", Stage.THEMES, hash_models()[_THEME_MODEL])


def _table_parts(intake: Intake, settings: Settings) -> Iterator[Part]:
    yield Part("human codes of stances", Stage.TABLES, _hash_codes(intake, CodeKind.STANCE))
    for name in ("comparison", "exports"):
        section = getattr(settings, name).model_dump_json()
        yield Part(f"settings of {name}", Stage.TABLES, _sha256(section))
    yield Part("code of tables and report", Stage.TABLES, code_hash())


def _hash_codes(intake: Intake, kind: CodeKind) -> str:
    return hash_codes(code for code in intake.codes if code.kind is kind)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
