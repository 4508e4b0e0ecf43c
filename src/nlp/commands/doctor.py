"""Whether everything a run needs is there, and in order."""

import importlib.metadata
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

from nlp import __version__
from nlp.codebook import codebook_folder, find_problems
from nlp.errors import ModelError
from nlp.provenance import SHIPPED_MODELS
from nlp.running.manifest import read_manifest

__all__ = ["Examined", "examine"]

_DISTRIBUTION = "korea-asean-commentary"
_MODELS = ("parser", "ner", "encoder", "stance", "themes")
_FREE = 200 * 2**20  # bytes: ten times what a run over a thousand pieces writes


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing looked at."""

    name: str
    ok: bool
    detail: str


def examine(corpus: Path, outputs: Path) -> list[Examined]:
    """Everything a run needs, one entry each; `detail` says what is there, or the remedy."""
    return [
        Examined("version", True, f"{__version__} on Python {sys.version.split()[0]}"),
        _pins(),
        *_models(),
        _codebook(corpus),
        _pieces(corpus),
        _outputs(outputs),
        _last_run(outputs),
    ]


def _pins() -> Examined:
    wrong = list(_broken_pins())
    detail = "; ".join(wrong) + ": run `make install`" if wrong else "all installed versions fit"
    return Examined("dependencies", not wrong, detail)


def _broken_pins() -> Iterator[str]:
    for line in importlib.metadata.requires(_DISTRIBUTION) or ():
        requirement = Requirement(line)
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            installed = importlib.metadata.version(requirement.name)
        except importlib.metadata.PackageNotFoundError:
            yield f"{requirement.name} is missing"
            continue
        if not requirement.specifier.contains(installed, prereleases=True):
            yield f"{requirement.name} {installed} does not fit {requirement.specifier}"


def _models() -> Iterator[Examined]:
    from nlp.analysis.neural.onnx_model import OnnxModel

    for name in _MODELS:
        folder = SHIPPED_MODELS / name
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        if not size:
            yield Examined(f"model {name}", False, f"{folder} is missing: reinstall the package")
            continue
        detail = f"{size / 1e6:.1f} MB"
        if (folder / "model.onnx").is_file():
            try:
                model = OnnxModel(folder)
                _ = model.session
                detail += f", sha256 {model.config['sha256'][:12]}…"
            except ModelError as error:
                yield Examined(f"model {name}", False, str(error))
                continue
        yield Examined(f"model {name}", True, detail)


def _codebook(corpus: Path) -> Examined:
    folder = codebook_folder(corpus)
    problems = find_problems(folder)
    if problems:
        return Examined("codebook", False, f"{problems[0]} ({len(problems)} in all: `commentary check`)")
    return Examined("codebook", True, str(folder))


def _pieces(corpus: Path) -> Examined:
    folder = corpus / "articles"
    if not folder.is_dir():
        return Examined("corpus", False, f"{folder}: no such folder; add a piece with `commentary add FILE`")
    return Examined("corpus", True, f"{sum(1 for _ in folder.glob('*.md'))} files in {folder}")


def _outputs(outputs: Path) -> Examined:
    folder = outputs if outputs.exists() else outputs.absolute().parent
    if not os.access(folder, os.W_OK):
        return Examined("outputs", False, f"{folder} cannot be written; mend its permissions")
    free = shutil.disk_usage(folder).free
    return Examined("outputs", free > _FREE, f"{folder}: {free / 1e9:.1f} GB free")


def _last_run(outputs: Path) -> Examined:
    manifest = read_manifest(outputs)
    if manifest is None:
        return Examined("last run", True, "none yet")
    articles = manifest.get("counts", {}).get("articles", 0)
    detail = f"{manifest.get('finished', 'unknown')}, {articles} pieces"
    heads = manifest.get("theme_heads", {})
    if heads.get("paragraphs"):
        detail += f"; theme heads refitted with {heads['paragraphs']} human-coded paragraphs"
    return Examined("last run", True, detail)
