"""`run.json`: what a run was made of, so that any number can be traced to text, model and codebook."""

import hashlib
import json
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from nlp import __version__
from nlp.codebook import Codebook
from nlp.codes.reading import hash_codes
from nlp.codes.records import Code
from nlp.corpus.article import Article, Problem
from nlp.provenance import code_hash, hash_models
from nlp.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["NOTES", "fingerprint", "make_manifest", "read_manifest", "write_manifest"]

MANIFEST = "run.json"
NOTES = "notes"  # key of the lines that a run tells of its outputs
# Settings on which no table depends: where things lie, what is fetched and told, where the work is done.
_APART = {"corpus", "outputs", "web", "harvest", "notify", "logs", "engine"}
_PACKAGES = ("spacy", "onnxruntime", "tokenizers", "numpy", "pandas", "pyarrow", "duckdb", "prefect")


def fingerprint(
    articles: tuple[Article, ...],
    problems: tuple[Problem, ...],
    codebook: Codebook,
    settings: Settings,
    codes: tuple[Code, ...] = (),
) -> str:
    """SHA-256 over everything the outputs depend on; equal fingerprints mean equal tables."""
    parts = [
        TypeAdapter(tuple[Article, ...]).dump_json(articles).decode(),
        *(str(problem) for problem in problems),
        codebook.hash,
        hash_codes(codes),
        settings.model_dump_json(exclude={"models", *_APART}),
        settings.analysis_hash(),
        code_hash(),
        *hash_models().values(),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def make_manifest(
    frames: Mapping[str, "pd.DataFrame"],
    articles: tuple[Article, ...],
    codebook: Codebook,
    settings: Settings,
    codes: tuple[Code, ...] = (),
) -> dict[str, Any]:
    """Versions, model and codebook hashes, settings, seeds, counts and the labels of ids."""
    from nlp.tables.stored import count_rows

    return {
        "version": __version__,
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
        "code": code_hash(),
        "models": hash_models(),
        "codebook": {"hash": codebook.hash, "files": dict(codebook.hashes)},
        "codes": {
            "n": len(codes),
            "coders": sorted({code.coder for code in codes}),
            "hash": hash_codes(codes),
        },
        "settings": settings.model_dump(mode="json", exclude=_APART),
        "seeds": {"bootstrap": settings.comparison.seed},
        "counts": {
            "articles": len(articles),
            "samples": sum(article.sample for article in articles),
            "rows": {name: count_rows(frames, name) for name in sorted(frames)},
        },
        "labels": {
            "themes": {theme.id: theme.label for theme in codebook.themes},
            "targets": {target.id: target.label for target in codebook.targets}
            | {f"leader:{entry.entity_id}": entry.canonical for entry in codebook.gazetteer if entry.role},
        },
    }


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest in an outputs folder; None where there is none or it is damaged."""
    file = folder / MANIFEST
    if not file.is_file():
        return None
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError):
        return None
    return content if isinstance(content, dict) else None


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write `run.json`."""
    (folder / MANIFEST).write_text(
        json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8"
    )
