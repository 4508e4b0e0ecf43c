"""Which files wait in the inbox, and which of them are written to the end."""

import os
import time
from pathlib import Path

from nlp.corpus.readers import is_sidecar

__all__ = ["INBOX", "SETTLED", "find_arrivals", "find_sidecars", "is_settled", "state"]

INBOX = "inbox"
SETTLED = 2.0  # seconds without a change: the coarsest clock of a file system (FAT) ticks every second one
_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp", ".temp", ".swp", ".!ut")
_NO_PIECES = frozenset({"readme.md", "thumbs.db", "desktop.ini"})
_CATALOGUES = frozenset({".json", ".csv"})
_SIDECARS = (".yaml", ".yml", ".json")


def find_arrivals(corpus: Path) -> list[Path]:
    """The files in the inbox and its folders, in the order in which they are taken in.

    Catalogues come first, for they say more about the files beside them. Left out are sidecars, hidden files,
    what a browser or editor has not finished, and the folders that belong to a saved page.
    """
    found: list[Path] = []
    for parent, folders, names in os.walk(corpus / INBOX, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".") and not name.endswith("_files")]
        found += [Path(parent, name) for name in names if _may_be_piece(name)]
    files = [path for path in found if not is_sidecar(path)]
    return sorted(files, key=lambda path: (path.suffix.lower() not in _CATALOGUES, path))


def find_sidecars(path: Path) -> tuple[Path, ...]:
    """The files beside a piece that only say something about it."""
    beside = (path.with_suffix(suffix) for suffix in _SIDECARS)
    return tuple(one for one in beside if one != path and one.is_file() and is_sidecar(one))


def is_settled(path: Path) -> bool:
    """Whether nothing has written to a file for a moment; also where it is gone or its clock runs ahead."""
    try:
        age = time.time() - path.lstat().st_mtime
    except OSError:
        return True
    return not 0 <= age < SETTLED


def state(path: Path) -> tuple[int, int]:
    """What changes when a file is written: its size and time; (-1, 0) for one that is gone."""
    try:
        found = path.lstat()
    except OSError:
        return (-1, 0)
    return (found.st_size, found.st_mtime_ns)


def _may_be_piece(name: str) -> bool:
    low = name.lower()
    hidden = low.startswith((".", "~$")) or low.endswith("~")
    return not hidden and not low.endswith(_UNFINISHED) and low not in _NO_PIECES
