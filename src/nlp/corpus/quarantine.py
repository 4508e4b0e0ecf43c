"""What could not be taken in: a file in `corpus/quarantine/`, and beside it one that gives the reason.

The first line of the reason file is the reason. Of a file that was moved here and lies nowhere else, the
lines below hold its hash and that of the code that refused it: it is tried again once its content
has changed, its reason file is gone, or the code is another.
"""

import hashlib
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from nlp.corpus.atomic import clear_parts, write_over
from nlp.corpus.folder import MAX_BYTES
from nlp.errors import ArticleError
from nlp.provenance import code_hash

__all__ = [
    "REASON",
    "Quarantined",
    "find_mended",
    "list_quarantine",
    "quarantine_file",
    "release",
    "write_whole",
]

REASON = ".reason.txt"
_LOG = ".log"  # beside the reason of a piece that could not be analysed, which lies elsewhere
_SHA, _BY = "sha256: ", "refused by: "


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A file that waits to be mended, and why; `mark` says what was refused by whom, if it was moved here."""

    path: Path
    reason: str
    mark: str = field(default="", compare=False)

    @property
    def moved(self) -> bool:
        """Whether the file lies nowhere else."""
        return bool(self.mark)

    @property
    def mended(self) -> bool:
        """Whether it is worth trying again."""
        return self.moved and self.mark != _mark(self.path)


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
        line = " ".join(reason.split()) + "\n"
        write_whole(target.with_name(target.name + REASON), line + (_mark(path) if move else ""))
        small = not path.is_symlink() and path.is_file() and path.stat().st_size <= MAX_BYTES
        if path.absolute() != target.absolute():
            if move:
                shutil.move(path, target)
            elif small:
                shutil.copyfile(path, target)
    except OSError as error:
        raise ArticleError(
            f"{folder}: cannot be written ({error.strerror}); check space and rights"
        ) from error
    return target


def list_quarantine(corpus: Path) -> tuple[Quarantined, ...]:
    """All files in the quarantine with their reasons, by name; empty where there is no quarantine."""
    folder = corpus / "quarantine"
    return tuple(_read(path) for path in sorted(folder.glob(f"*{REASON}")))


def find_mended(corpus: Path) -> list[Path]:
    """The files of the quarantine that are worth trying again; reasons whose file is gone are removed."""
    folder = corpus / "quarantine"
    if not folder.is_dir():
        return []
    clear_parts(folder)
    waiting = list_quarantine(corpus)
    for one in waiting:
        if one.moved and not one.path.is_file() and not one.path.is_symlink():
            release(one)
    told = {one.path for one in waiting}
    sidecars = {path.with_suffix(suffix) for path in told for suffix in (".yaml", ".yml", ".json")} - told
    files = {
        path
        for path in folder.iterdir()
        if path.is_file() and not path.name.startswith(".") and not path.name.endswith((REASON, _LOG))
    }
    return sorted(files - told - sidecars | {one.path for one in waiting if one.mended and one.path in files})


def release(quarantined: Quarantined) -> None:
    """Take a file and its reason out of the quarantine, once it was taken in."""
    quarantined.path.unlink(missing_ok=True)
    quarantined.path.with_name(quarantined.path.name + REASON).unlink(missing_ok=True)


def write_whole(path: Path, content: str) -> None:
    """Write a file whole or not at all."""
    write_over(path, content.encode())


def _read(reason: Path) -> Quarantined:
    line, _, mark = reason.read_text(encoding="utf-8").partition("\n")
    path = reason.with_name(reason.name.removesuffix(REASON))
    return Quarantined(path, line.strip(), mark if mark.startswith(_SHA) else "")


def _mark(path: Path) -> str:
    """What changes when it is worth trying a file again; links are not followed."""
    found = ""
    if path.is_file() and not path.is_symlink():
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    return f"{_SHA}{found}\n{_BY}{code_hash('corpus')}\n"


def _free_path(path: Path, folder: Path) -> Path:
    """Where to keep the file: its own place if it waits there already, else the first free name."""
    for number in range(1, 1000):
        target = folder / (path.name if number == 1 else f"{path.stem}-{number}{path.suffix}")
        if not target.exists() or target.resolve() == path.resolve():
            return target
        if path.is_file() and target.read_bytes() == path.read_bytes():
            return target
    raise ArticleError(f"{folder}: holds a thousand files named {path.name}; clear it")
