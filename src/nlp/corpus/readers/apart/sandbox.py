"""Reads documents in a child process that may neither run long, nor fill the memory, nor write files."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nlp.corpus.article import RefusedArticleError
from nlp.labels import ProblemKind

__all__ = ["LIMITS", "Extract", "Limits", "read_apart"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child process may use."""

    seconds: int = 60  # of processor time; a PDF of 100 pages took 4 s (pypdf 7.1, November 2026)
    megabytes: int = 1536  # of address space, of which Python and the libraries take some 300


@dataclass(frozen=True, slots=True)
class Extract:
    """What stood in a document: its paragraphs, those in the style of a title, and its properties."""

    paragraphs: tuple[str, ...]
    styled: Mapping[str, str]  # by the keys of the article file
    properties: Mapping[str, str]
    doubts: tuple[str, ...] = ()


LIMITS = Limits()
_WAITING = 3  # times the processor time: the machine may be busy


def read_apart(kind: str, data: bytes, *, name: str, limits: Limits = LIMITS) -> Extract:
    """The content of a document, read in a child process.

    Args:
        kind: `pdf`, `docx` or `odt`.
        data: the document.
        name: what to call it in messages.
        limits: what the child may use.

    Raises:
        RefusedArticleError: it cannot be read, or not within the limits.
    """
    command = [sys.executable, "-m", "nlp.corpus.readers.apart.worker", kind]
    command += [str(limits.seconds), str(limits.megabytes)]
    paths = [str(Path(__file__).parents[4]), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "PYTHONIOENCODING": "utf-8",
    }
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=limits.seconds * _WAITING,
            check=False,
            env=environment,
        )
    except subprocess.TimeoutExpired as error:
        raise _exceeded(name, limits) from error
    try:
        told = json.loads(done.stdout) if done.returncode == 0 else {}
    except ValueError:
        told = {}
    if not told:  # killed by a limit, or out of memory before it could tell
        raise _exceeded(name, limits)
    if "refused" in told:
        raise RefusedArticleError(name, ProblemKind(told["refused"]), told["message"])
    return Extract(tuple(told["paragraphs"]), told["styled"], told["properties"], tuple(told["doubts"]))


def _exceeded(name: str, limits: Limits) -> RefusedArticleError:
    message = (
        f"could not be read within {limits.seconds} seconds and {limits.megabytes} MB; "
        "save its text as .txt and add that"
    )
    return RefusedArticleError(name, ProblemKind.UNREADABLE, message)
