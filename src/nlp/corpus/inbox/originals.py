"""The files that pieces were read from, each at `corpus/originals/<first two of its hash>/<hash><ending>`.

A piece may come in several files (a sidecar, a catalogue with the files it names). What is to be moved is
noted first, so that the next process finishes what one that was killed has begun.
"""

import errno
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from nlp.corpus.atomic import clear_parts, write_over
from nlp.errors import ArticleError

__all__ = ["ORIGINALS", "digest", "finish_moves", "keep_originals", "original_path"]

ORIGINALS = "originals"
_NOTED = ".moves.json"


def original_path(path: Path, corpus: Path) -> Path:
    """Where a file is kept."""
    name = digest(path)
    return corpus / ORIGINALS / name[:2] / f"{name}{path.suffix.lower()}"


def keep_originals(paths: Iterable[Path], corpus: Path) -> None:
    """Move files to the originals; one of the same content that is there already is kept.

    Raises:
        ArticleError: the folder cannot be written.
    """
    found = [path for path in dict.fromkeys(paths) if path.is_file() and not path.is_symlink()]
    noted = corpus / ORIGINALS / _NOTED
    try:
        moves = {str(path): str(original_path(path, corpus)) for path in found}
        if len(moves) > 1:
            noted.parent.mkdir(parents=True, exist_ok=True)
            write_over(noted, json.dumps(moves).encode())
        for source, target in moves.items():
            _move(Path(source), Path(target))
        noted.unlink(missing_ok=True)
    except OSError as error:
        message = f"{corpus / ORIGINALS}: cannot be written ({error.strerror}); check space and rights"
        raise ArticleError(message) from error


def finish_moves(corpus: Path) -> None:
    """Move what a process that was killed has noted but not moved, unless it has changed since.

    Raises:
        ArticleError: the folder cannot be written.
    """
    noted = corpus / ORIGINALS / _NOTED
    clear_parts(noted.parent)
    if not noted.is_file():
        return
    moves = json.loads(noted.read_bytes())
    same = [
        path
        for path, target in ((Path(source), Path(target)) for source, target in moves.items())
        if path.is_file() and digest(path) == target.stem
    ]
    keep_originals(same, corpus)
    noted.unlink(missing_ok=True)


def digest(path: Path) -> str:
    """SHA-256 of a file; empty for a link, which is not followed, and for what is no file."""
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _move(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        source.unlink()
        return
    try:
        source.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        write_over(target, source.read_bytes())  # the inbox lies on another disk
        source.unlink()
