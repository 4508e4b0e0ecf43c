"""Every setting in one frozen tree, read from an optional `commentary.toml`; unknown keys are errors."""

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from nlp.errors import SettingsError
from nlp.labels import EngineKind, LogLevel

__all__ = [
    "ComparisonSettings",
    "EngineSettings",
    "ExportSettings",
    "HarvestSettings",
    "LogSettings",
    "ModelSettings",
    "NotifySettings",
    "Settings",
    "StanceSettings",
    "ThemeSettings",
    "WebSettings",
    "choose_engine",
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

    focus_pieces: int = Field(
        500, ge=1, description="the pieces published last, so many, are each held against all the rest"
    )
    focus: tuple[str, ...] = Field((), description="ids of older pieces that are, too")
    bootstrap: int = Field(1000, ge=0, le=100_000, description="resamples behind each interval; 0: none")
    confidence: Share = Field(0.95, description="mass of the bootstrap interval")
    seed: int = Field(20250529, description="seed of the resampling")
    neighbours: int = Field(10, ge=1, description="nearest pieces kept for each piece")
    agreeing: int = Field(5, ge=1, description="pieces that share, and that oppose, each stance kept")
    keyness_terms: int = Field(50, ge=1, description="terms of a unit kept for each piece, by absolute z")
    duplicate_jaccard: Share = Field(0.6, description="shingle overlap above which two pieces are copies")
    network_edges: int = Field(
        5000, ge=1, le=100_000, description="edges kept in each network of actors or concepts, heaviest first"
    )
    memory_mb: int = Field(
        1000, ge=100, description="memory for sorting and grouping long tables; what is more goes to disk"
    )


class ExportSettings(_Section):
    """What is written beside the tables for other programs; Parquet, CSV and DuckDB hold everything."""

    xlsx: bool = Field(True, description="write `commentary.xlsx`")
    stata: bool = Field(True, description="write `stata/<table>.dta`")
    networks: bool = Field(True, description="write `networks/` for Gephi and visone")
    max_rows: int = Field(
        200_000, ge=1, description="leave workbook and Stata files out where all tables together have more"
    )
    xlsx_rows: int = Field(50_000, ge=1, le=1_048_575, description="leave longer tables out of the workbook")
    stata_rows: int = Field(500_000, ge=1, description="write no Stata file of longer tables")


class WebSettings(_Section):
    """How pages and feeds are fetched."""

    contact: str = Field("", max_length=200, description="address or page at which sites can reach you")
    delay: float = Field(1.0, ge=0, le=600, description="seconds between two requests to one host")
    longest_delay: float = Field(30.0, ge=0, description="longest delay that `robots.txt` may ask for")
    retries: int = Field(2, ge=0, le=10, description="new tries where a host is busy or does not answer")
    longest_wait: float = Field(60.0, ge=0, description="longest wait before a new try")
    connect_seconds: float = Field(10.0, gt=0, description="time to connect")
    read_seconds: float = Field(20.0, gt=0, description="time between two pieces of an answer")
    total_seconds: float = Field(60.0, gt=0, description="time for an answer as a whole")
    max_bytes: int = Field(10_000_000, ge=1, description="largest content, packed and unpacked")
    max_redirects: int = Field(5, ge=0, le=20, description="redirects that are followed")
    proxy: str | None = Field(None, pattern=r"^https?://.", description="proxy; none is taken from elsewhere")
    allow_private: bool = Field(False, description="fetch from local and private addresses, too")


class HarvestSettings(_Section):
    """What is taken from the feeds in `sources.yaml`."""

    max_pages: int = Field(100, ge=1, description="pages fetched in one run")
    max_sitemaps: int = Field(20, ge=1, description="sitemaps read below one index")
    max_failures: int = Field(3, ge=1, description="runs in which a page may fail before it is given up")
    min_mentions: int = Field(1, ge=1, description="mentions that Korea and ASEAN must each have")
    min_score: float = Field(0.0, ge=0, description="mentions of the rarer of the two per 1,000 words")


class NotifySettings(_Section):
    """What is told of the end of each run."""

    command: tuple[str, ...] = Field((), description="program and arguments; gets the outcome as JSON")
    seconds: float = Field(30.0, gt=0, description="time the command has")


class EngineSettings(_Section):
    """Where the pieces are analysed; the tables do not depend on it."""

    kind: EngineKind = Field(EngineKind.LOCAL, description="`local`: this machine; `dask`: a Dask cluster")
    workers: int | None = Field(
        None, ge=1, le=1024, description="processes on this machine; default: one for each core it may use"
    )
    scheduler: str | None = Field(
        None,
        pattern=r"^(tcp|tls)://.",
        description="address of a running Dask scheduler; without one, a cluster is made on this machine",
    )


class LogSettings(_Section):
    """What a run notes of itself in `outputs/.logs/`."""

    write: bool = Field(True, description="keep the log")
    level: LogLevel = Field(LogLevel.INFO, description="least level kept; start and end of a run always are")
    files: int = Field(30, ge=1, le=10_000, description="files kept, the newest; each day has one or more")
    file_bytes: int = Field(10_000_000, ge=10_000, description="a longer file is followed by another")


class Settings(_Section):
    """The whole tree. Paths are relative to the folder the command runs in."""

    corpus: Path = Path("corpus")
    outputs: Path = Path("outputs")
    samples: bool = Field(True, description="take in the sample pieces, too")
    models: ModelSettings = ModelSettings()
    themes: ThemeSettings = ThemeSettings()
    stances: StanceSettings = StanceSettings()
    comparison: ComparisonSettings = ComparisonSettings()
    exports: ExportSettings = ExportSettings()
    web: WebSettings = WebSettings()
    harvest: HarvestSettings = HarvestSettings()
    notify: NotifySettings = NotifySettings()
    logs: LogSettings = LogSettings()
    engine: EngineSettings = EngineSettings()

    def analysis_hash(self) -> str:
        """SHA-256 over what changes what is kept of a single piece (threads and themes do not)."""
        parts = (self.models.ner, self.stances.model_dump_json())
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
    values |= {name: _merge(values.get(name), value) for name, value in given.items() if value is not None}
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"{file}: setting `{where}`: {first['msg']}") from error


def choose_engine(engine: str | None, scheduler: str | None, workers: int | None) -> dict[str, object]:
    """What options say of the section `engine`; an address of a scheduler asks for Dask."""
    kind = engine or (EngineKind.DASK if scheduler else None)
    return {"kind": kind, "scheduler": scheduler, "workers": workers}


def _merge(before: object, given: object) -> object:
    """What is given, within a section on top of what the file says."""
    if not isinstance(given, Mapping):
        return given
    kept = before if isinstance(before, Mapping) else {}
    return {**kept, **{name: value for name, value in given.items() if value is not None}}
