"""Every setting in one frozen tree, read from an optional `commentary.toml`; unknown keys are errors."""

import hashlib
import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from nlp.errors import SettingsError

__all__ = [
    "ComparisonSettings",
    "ModelSettings",
    "Settings",
    "StanceSettings",
    "ThemeSettings",
    "read_settings",
]

Share = Annotated[float, Field(ge=0, le=1)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ModelSettings(_Section):
    """Which models read the text."""

    ner: str = Field("shipped", description="`shipped`, or the name of an installed spaCy pipeline")
    threads: int = Field(1, ge=1, le=64, description="threads of each ONNX session")


class ThemeSettings(_Section):
    """How themes are assigned."""

    max_per_paragraph: int = Field(3, ge=1, description="at most so many themes for one paragraph")
    max_per_article: int = Field(4, ge=1, description="at most so many themes for one article")


class StanceSettings(_Section):
    """How stances are judged."""

    min_confidence: Share = Field(
        0.0,
        description="abstain from evidence below this calibrated probability; 0: the model's own threshold",
    )
    min_evidence: int = Field(1, ge=1, description="sentences needed before a target counts as addressed")


class ComparisonSettings(_Section):
    """How one piece is held against the rest."""

    bootstrap: int = Field(1000, ge=0, le=100_000, description="resamples behind each interval; 0: none")
    confidence: Share = Field(0.95, description="mass of the bootstrap interval")
    seed: int = Field(20250529, description="seed of the resampling")
    neighbours: int = Field(10, ge=1, description="nearest pieces kept for each piece")
    keyness_terms: int = Field(50, ge=1, description="terms kept for each piece, by absolute z")
    duplicate_jaccard: Share = Field(0.6, description="shingle overlap above which two pieces are copies")


class Settings(_Section):
    """The whole tree. Paths are relative to the folder the command runs in."""

    corpus: Path = Path("corpus")
    outputs: Path = Path("outputs")
    samples: bool = Field(True, description="take in the sample pieces, too")
    models: ModelSettings = ModelSettings()
    themes: ThemeSettings = ThemeSettings()
    stances: StanceSettings = StanceSettings()
    comparison: ComparisonSettings = ComparisonSettings()

    def analysis_hash(self) -> str:
        """SHA-256 over what changes the analysis of a single piece (threads do not)."""
        parts = (self.models.ner, self.themes.model_dump_json(), self.stances.model_dump_json())
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def read_settings(path: Path | None = None, **given: object) -> Settings:
    """Settings from a TOML file (`commentary.toml` if it is there) with what is given on top.

    Raises:
        SettingsError: the file is not TOML, or holds a key or value that does not belong there.
    """
    file = path or Path("commentary.toml")
    if path is not None and not path.is_file():
        raise SettingsError(f"{path}: no such settings file; check the path given")
    values: dict[str, object] = {}
    if file.is_file():
        try:
            values = tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"{file}: not valid TOML ({error}); mend that line") from error
    values.update({name: value for name, value in given.items() if value is not None})
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"{file}: setting `{where}`: {first['msg']}") from error
