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
    from nlp.analysis.store import AnalysisStore

__all__ = ["Part", "Stage", "find_parts", "open_store"]

_THEME_MODEL = "themes"


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


def open_store(intake: Intake, settings: Settings) -> "AnalysisStore":
    """Where the analyses made with the present parts are kept."""
    from nlp.analysis.store import AnalysisStore

    parts = "".join(part.hash for part in _text_parts(intake, settings))
    return AnalysisStore(settings.outputs / ".analyses", basis=_sha256(parts))


def _text_parts(intake: Intake, settings: Settings) -> Iterator[Part]:
    files = dict(intake.codebook.hashes)
    for name in (TARGETS, GAZETTEER):
        yield Part(name, Stage.TEXT, files[name])
    yield Part("settings of models and stances", Stage.TEXT, settings.analysis_hash())
    for name, value in hash_models().items():
        if name != _THEME_MODEL:
            yield Part(f"model {name}", Stage.TEXT, value)
    yield Part("code of the analysis", Stage.TEXT, code_hash("analysis"))


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
