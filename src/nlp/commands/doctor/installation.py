"""The installed software: versions, pins, byte code, extras."""

import importlib.metadata
import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement

from nlp import __version__
from nlp.commands.doctor.examined import Examined

__all__ = ["examine_installation", "installed_version"]

_DISTRIBUTION: Final = "korea-asean-commentary"
_SHOWN: Final = (
    "prefect",
    "fastapi",
    "sqlalchemy",
    "spacy",
    "onnxruntime",
    "tokenizers",
    "numpy",
    "pandas",
    "pyarrow",
    "duckdb",
)
_SLOWEST: Final = (
    "prefect",
    "fastapi",
    "sqlalchemy",
    "spacy",
    "pandas",
    "nlp",
)  # what a start imports most of


def examine_installation() -> Iterator[Examined]:
    """The software: what runs, whether its parts fit, whether it starts fast, what is there beside."""
    yield Examined("version", True, f"{__version__} on Python {sys.version.split()[0]}")
    versions = (f"{name} {installed_version(name) or 'missing'}" for name in _SHOWN)
    yield Examined("packages", True, ", ".join(versions))
    wrong = list(_broken_pins())
    detail = "; ".join(wrong) + ": run `make install`" if wrong else "all installed versions fit"
    yield Examined("dependencies", not wrong, detail)
    yield _byte_code()
    yield from _extras()


def _broken_pins() -> Iterator[str]:
    for requirement in _requirements():
        installed = installed_version(requirement.name)
        if installed is None:
            yield f"{requirement.name} is missing"
        elif not requirement.specifier.contains(installed, prereleases=True):
            yield f"{requirement.name} {installed} does not fit {requirement.specifier}"


def _extras() -> Iterator[Examined]:
    """What can be installed beside; that it is not is no fault."""
    for extra in importlib.metadata.metadata(_DISTRIBUTION).get_all("Provides-Extra") or ():
        missing = [one.name for one in _requirements(extra) if installed_version(one.name) is None]
        remedy = f"`pip install '{_DISTRIBUTION}[{extra}]'`"
        lacking = f"without {', '.join(missing)}: {remedy}" if missing else "installed"
        yield Examined(f"extra {extra}", True, lacking)


def _requirements(extra: str = "") -> Iterator[Requirement]:
    """What the package needs on this machine or, given an extra, what that needs beside."""
    for line in importlib.metadata.requires(_DISTRIBUTION) or ():
        requirement = Requirement(line)
        marker = requirement.marker
        always = marker is None or marker.evaluate({"extra": ""})
        if always if not extra else not always and marker is not None and marker.evaluate({"extra": extra}):
            yield requirement


def _byte_code() -> Examined:
    """Whether the large packages were compiled when they were installed: else each start does it anew."""
    bare = [name for name in _SLOWEST if not _is_compiled(name)]
    if not bare:
        return Examined("byte code", True, "compiled")
    why = "; PYTHONDONTWRITEBYTECODE keeps it so" if os.environ.get("PYTHONDONTWRITEBYTECODE") else ""
    remedy = "each start takes seconds longer: `make install`, or `python -m compileall` on site-packages"
    return Examined("byte code", True, f"not compiled: {', '.join(bare)}{why}; {remedy}")


def _is_compiled(name: str) -> bool:
    """Whether most modules at the top of a package have byte code; what is not installed needs none."""
    found = importlib.util.find_spec(name)
    if found is None or not found.submodule_search_locations:
        return True
    files = [*Path(next(iter(found.submodule_search_locations))).glob("*.py")]
    compiled = [file for file in files if Path(importlib.util.cache_from_source(str(file))).is_file()]
    return len(compiled) * 2 >= len(files)


def installed_version(name: str) -> str | None:
    """The version of a distribution; None where it is not installed."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None
