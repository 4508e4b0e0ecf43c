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

__all__ = [
    "KEPT_RUNS",
    "current_run",
    "dropping",
    "is_whole",
    "kept_runs",
    "mend_outputs",
    "new_run",
    "publish_run",
    "restore_run",
    "writing",
]

KEPT_RUNS = 5
_RUNS, _CURRENT, _STAGED = ".runs", ".current", ".staged"


def current_run(outputs: Path) -> Path | None:
    """The folder of the run that counts; None before the first."""
    folder = outputs / _CURRENT
    return folder.resolve() if folder.is_dir() else None


def kept_runs(outputs: Path) -> tuple[Path, ...]:
    """The folders of the runs that are kept, the oldest first."""
    folder = outputs / _RUNS
    if not folder.is_dir():
        return ()
    return tuple(sorted(run for run in folder.iterdir() if run.is_dir() and not run.name.endswith(_STAGED)))


def new_run(outputs: Path, *, started: datetime, tag: str) -> Path:
    """An empty folder for a run to write into; leftovers of runs that died are removed.

    Raises:
        OutputError: the folder cannot be made.
    """
    with writing(outputs):
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
    with writing(outputs):
        folder = staged.with_name(staged.name.removesuffix(_STAGED))
        staged.rename(folder)
        _switch(outputs, folder)
        for old in kept_runs(outputs)[:-KEPT_RUNS]:
            if old != folder:
                _remove(old)
    return folder


def restore_run(outputs: Path, name: str) -> Path:
    """Make an older run the current one again; its folder.

    Raises:
        OutputError: no such run is kept, or the switch failed.
    """
    kept = {run.name: run for run in kept_runs(outputs)}
    if name not in kept:
        there = ", ".join(kept) or "none"
        raise OutputError(f"{outputs}: keeps no run `{name}`; choose one of: {there}")
    with writing(outputs):
        _switch(outputs, kept[name])
    return kept[name]


def is_whole(outputs: Path) -> bool:
    """Whether every file of the current run stands in the folder, and no file of another."""
    current = current_run(outputs)
    if current is None:
        return False
    links = {entry.name for entry in outputs.iterdir() if entry.is_symlink()}
    return links == {_CURRENT, *(file.name for file in current.iterdir())}


def mend_outputs(outputs: Path) -> bool:
    """Finish a switch in which a run died; whether there was anything to do.

    Raises:
        OutputError: the folder cannot be written.
    """
    current = current_run(outputs)
    if current is None or is_whole(outputs):
        return False
    with writing(outputs):
        _switch(outputs, outputs / _RUNS / current.name)
    return True


@contextmanager
def dropping(staged: Path) -> Iterator[None]:
    """Remove what was written of a run that comes to nothing or is stopped: a full disk has room again."""
    try:
        yield
    except BaseException:
        shutil.rmtree(staged, ignore_errors=True)
        raise


@contextmanager
def writing(outputs: Path) -> Iterator[None]:
    """Turn what the system refuses into one clear line."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(
            f"{outputs}: cannot be written ({reason}); free space or choose --outputs"
        ) from error


def _switch(outputs: Path, folder: Path) -> None:
    _point(outputs / _CURRENT, Path(_RUNS) / folder.name)
    names = {file.name for file in folder.iterdir()}
    for name in sorted(names):
        _show(outputs / name, Path(_CURRENT) / name)
    for link in outputs.iterdir():
        if link.is_symlink() and link.name not in names and link.name != _CURRENT:
            link.unlink()


def _remove(folder: Path) -> None:
    """Remove a run; one that is half removed bears a name under which no one takes it for a run."""
    going = folder.with_name(folder.name + _STAGED)
    folder.rename(going)
    shutil.rmtree(going, ignore_errors=True)


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
