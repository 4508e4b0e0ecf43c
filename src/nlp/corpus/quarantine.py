"""What could not be taken in: a copy in `corpus/quarantine/`, and beside it a file that gives the reason."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from nlp.corpus.folder import MAX_BYTES
from nlp.errors import ArticleError

__all__ = ["Quarantined", "list_quarantine", "quarantine_file", "release"]

REASON = ".reason.txt"


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A file that waits to be mended, and why."""

    path: Path
    reason: str


def quarantine_file(path: Path, corpus: Path, *, reason: str, move: bool = False) -> Path:
    """Copy (or move) a file into the quarantine with its reason; the path of the copy.

    A file of the same name with other content keeps its place, and the new one gets a number. Links and
    files beyond the size limit are not copied: of them only the reason is kept.

    Raises:
        ArticleError: the quarantine cannot be written.
    """
    folder = corpus / "quarantine"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = _free_path(path, folder)
        copied = not path.is_symlink() and path.is_file() and path.stat().st_size <= MAX_BYTES
        _write(target.with_name(target.name + REASON), " ".join(reason.split()) + "\n")
        if copied and path.resolve() != target.resolve():
            shutil.copyfile(path, target)
            if move:
                path.unlink()
    except OSError as error:
        raise ArticleError(
            f"{folder}: cannot be written ({error.strerror}); check space and rights"
        ) from error
    return target


def list_quarantine(corpus: Path) -> tuple[Quarantined, ...]:
    """All files in the quarantine with their reasons, by name; empty where there is no quarantine."""
    folder = corpus / "quarantine"
    return tuple(
        Quarantined(path.with_name(path.name.removesuffix(REASON)), path.read_text(encoding="utf-8").strip())
        for path in sorted(folder.glob(f"*{REASON}"))
    )


def release(quarantined: Quarantined) -> None:
    """Take a file and its reason out of the quarantine, once it was taken in."""
    quarantined.path.unlink(missing_ok=True)
    quarantined.path.with_name(quarantined.path.name + REASON).unlink(missing_ok=True)


def _free_path(path: Path, folder: Path) -> Path:
    """Where to keep the file: its own place if it waits there already, else the first free name."""
    for number in range(1, 1000):
        target = folder / (path.name if number == 1 else f"{path.stem}-{number}{path.suffix}")
        if not target.exists() or target.resolve() == path.resolve():
            return target
        if path.is_file() and target.read_bytes() == path.read_bytes():
            return target
    raise ArticleError(f"{folder}: holds a thousand files named {path.name}; clear it")


def _write(path: Path, content: str) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_text(content, encoding="utf-8")
    part.replace(path)
