"""The outputs folder: each run writes a folder of its own, and one rename makes it the current one.

    outputs/.runs/20260101T060000-1f3a…/   what the run wrote
    outputs/.current -> .runs/…            the run that counts
    outputs/articles.csv -> .current/…     what people open

Whoever reads `outputs/` sees the files of one run, whole, at every moment; a run that dies changes nothing.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from nlp.errors import OutputError

__all__ = ["KEPT_RUNS", "current_run", "new_run", "publish_run"]

KEPT_RUNS = 5
_RUNS, _CURRENT, _STAGED = ".runs", ".current", ".staged"


def current_run(outputs: Path) -> Path | None:
    """The folder of the run that counts; None before the first."""
    folder = outputs / _CURRENT
    return folder.resolve() if folder.is_dir() else None


def new_run(outputs: Path, *, started: datetime, tag: str) -> Path:
    """An empty folder for a run to write into; leftovers of runs that died are removed.

    Raises:
        OutputError: the folder cannot be made.
    """
    with _writing(outputs):
        runs = outputs / _RUNS
        runs.mkdir(parents=True, exist_ok=True)
        for leftover in runs.glob(f"*{_STAGED}"):
            shutil.rmtree(leftover, ignore_errors=True)
        folder = runs / f"{started:%Y%m%dT%H%M%S%f}-{tag[:8]}{_STAGED}"
        folder.mkdir()
    return folder


def publish_run(outputs: Path, staged: Path) -> Path:
    """Make a written folder the current run, and drop the oldest beyond the last five.

    Raises:
        OutputError: the switch failed; the run before still counts.
    """
    with _writing(outputs):
        folder = staged.with_name(staged.name.removesuffix(_STAGED))
        staged.rename(folder)
        _point(outputs / _CURRENT, Path(_RUNS) / folder.name)
        names = {file.name for file in folder.iterdir()}
        for name in sorted(names):
            _show(outputs / name, Path(_CURRENT) / name)
        for link in outputs.iterdir():
            if link.is_symlink() and link.name not in names and link.name != _CURRENT:
                link.unlink()
        for old in sorted((outputs / _RUNS).iterdir())[:-KEPT_RUNS]:
            if old != folder:
                shutil.rmtree(old, ignore_errors=True)
    return folder


def _show(link: Path, target: Path) -> None:
    if link.is_symlink() and link.readlink() == target:
        return
    if link.exists() and not link.is_symlink():
        raise OutputError(f"{link}: is in the way and not from a run; move it elsewhere")
    _point(link, target)


def _point(link: Path, target: Path) -> None:
    fresh = link.with_name(f"{link.name}.fresh")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    fresh.replace(link)  # atomic: the link names one run or the other


@contextmanager
def _writing(outputs: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(
            f"{outputs}: cannot be written ({reason}); free space or choose --outputs"
        ) from error
