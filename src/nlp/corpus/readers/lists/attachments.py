"""Files that a catalogue names: read only where they lie beside it, and only one piece each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nlp.corpus.article import Problem, RefusedArticleError
from nlp.corpus.readers.candidate import Candidate, Reading
from nlp.labels import ProblemKind

__all__ = ["Attached", "read_attached"]


@dataclass(frozen=True, slots=True)
class Attached:
    """The folder of a catalogue (None: it came from no folder), and what reads a file of it."""

    folder: Path | None
    read: Callable[[Path], Iterator[Reading]]


def read_attached(file: str, where: str, attached: Attached) -> Candidate:
    """The piece in a file that a catalogue names.

    Raises:
        RefusedArticleError: it lies elsewhere, is missing, or cannot be read.
    """
    name = file.removeprefix("file://").replace("\\", "/")
    if attached.folder is None:
        message = f"names a file ({name[:80]}), but came from no folder; add the export as a file"
        raise RefusedArticleError(where, ProblemKind.UNREADABLE, message)
    folder = attached.folder.resolve()
    path = folder / name
    if not path.resolve().is_relative_to(folder):
        message = f"names a file outside its own folder ({name[:80]}); export with files, or copy it there"
        raise RefusedArticleError(where, ProblemKind.LINK, message)
    if not path.is_file():
        message = f"names a file that is not there ({name[:80]}); export with files"
        raise RefusedArticleError(where, ProblemKind.UNREADABLE, message)
    readings = list(attached.read(path))
    if len(readings) == 1 and isinstance(readings[0], Candidate):
        return readings[0].with_name(where).with_attached(path)
    problem = next((one for one in readings if isinstance(one, Problem)), None)
    message = f"{name[:80]} {problem.message}" if problem else f"{name[:80]} holds several pieces"
    raise RefusedArticleError(where, problem.kind if problem else ProblemKind.FORMAT, message)
