"""Files written whole or not at all, and what a killed process left behind of them.

What is being written has a hidden name with the number of its process, `.4711-x1y2.part`: nobody reads it,
and it is cleared away once that process is gone.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["clear_parts", "write_new", "write_over"]

_PART = re.compile(r"\.(\d+)-\w+\.part")


def write_new(path: Path, content: bytes) -> bool:
    """Write a file that is not there yet; False if its name is taken."""
    with _written(path.parent, content) as part:
        try:
            # A link fails where the name is taken, while a rename would overwrite.
            path.hardlink_to(part)
        except FileExistsError:
            return False
    return True


def write_over(path: Path, content: bytes) -> None:
    """Write a file in place of the one that may be there; a reader sees either, never half of one."""
    with _written(path.parent, content) as part:
        part.replace(path)


def clear_parts(folder: Path) -> None:
    """Remove what processes that were killed did not finish writing in a folder."""
    for path in folder.glob(".*.part") if folder.is_dir() else ():
        process = _PART.fullmatch(path.name)
        if process and not _is_running(int(process[1])):
            path.unlink(missing_ok=True)


@contextmanager
def _written(folder: Path, content: bytes) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(dir=folder, prefix=f".{os.getpid()}-", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)
        yield part
    finally:
        part.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)  # sends nothing
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
