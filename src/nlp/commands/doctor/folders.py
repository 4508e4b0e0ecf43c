"""What a run reads and writes: codebook, corpus, the disk, and who is at work there."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from nlp.codebook import codebook_folder, find_problems
from nlp.commands.doctor.examined import Examined, one_line
from nlp.locking import LOCK, find_owner

__all__ = ["examine_folders"]

_FREE: Final = 200 * 2**20  # bytes: ten times what a run over a thousand pieces writes


def examine_folders(corpus: Path, outputs: Path) -> Iterator[Examined]:
    """Codebook, corpus, outputs with their disk, and the lock."""
    yield _codebook(corpus)
    yield _pieces(corpus)
    yield _outputs(outputs)
    yield _lock(outputs)


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
    count = sum(1 for _ in folder.glob("*.md"))
    return Examined("corpus", True, f"{count} article file{'' if count == 1 else 's'} in {folder}")


def _outputs(outputs: Path) -> Examined:
    folder = outputs if outputs.exists() else outputs.absolute().parent
    if not os.access(folder, os.W_OK):
        return Examined("outputs", False, f"{folder} cannot be written; mend its permissions")
    free = shutil.disk_usage(folder).free
    return Examined("outputs", free > _FREE, f"{folder}: {free / 1e9:.1f} GB free")


def _lock(outputs: Path) -> Examined:
    """Who holds the outputs; a lock that is stale is in nobody's way."""
    file = outputs / LOCK
    if not file.is_file():
        return Examined("lock", True, "free")
    owner = find_owner(outputs)
    if owner is None:
        return Examined("lock", True, f"{file} is damaged; the next run takes it over")
    if owner.gone:
        return Examined("lock", True, f"stale, the next run takes it over: {one_line(owner)}")
    there = "" if owner.here else f"; if that process has ended, remove {file}"
    return Examined("lock", True, f"held by {one_line(owner)}{there}")
