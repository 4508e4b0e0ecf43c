"""What the package is made of: the hashes of its models and of its code."""

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

__all__ = ["SHIPPED_MODELS", "code_hash", "hash_models", "hash_named"]

_PACKAGE = Path(__file__).parent
SHIPPED_MODELS = _PACKAGE / "models"


@lru_cache(maxsize=1)
def hash_models() -> dict[str, str]:
    """SHA-256 of each shipped model, over the names and contents of its files; cards do not count."""
    return {
        folder.name: _sha256(
            folder, (file for file in folder.rglob("*") if file.suffix not in {".md", ".py"})
        )
        for folder in sorted(SHIPPED_MODELS.iterdir())
        if folder.is_dir()
    }


@lru_cache(maxsize=16)
def code_hash(part: str = "") -> str:
    """SHA-256 over the source of a part of the package (`analysis`, `tables/rows.py`; default: all of it)."""
    place = _PACKAGE / part
    return _sha256(_PACKAGE, (place,) if part.endswith(".py") else place.rglob("*.py"))


def hash_named(hashes: Mapping[str, str]) -> str:
    """One SHA-256 for several, by their names."""
    return hashlib.sha256("\n".join(f"{name} {hashes[name]}" for name in sorted(hashes)).encode()).hexdigest()


def _sha256(root: Path, files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in sorted(file for file in files if file.is_file()):
        digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
