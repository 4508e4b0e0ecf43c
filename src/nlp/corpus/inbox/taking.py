"""Takes in what lies in the inbox, and what was mended in the quarantine.

Of each file first the article files are written, each whole or not at all, and then the file is moved to the
originals. Whoever is killed in between loses nothing: the file still lies there, the next run knows its text
and finishes the move.
"""

import fcntl
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nlp.corpus.article import Problem, RefusedArticleError
from nlp.corpus.atomic import clear_parts
from nlp.corpus.folder import known_texts
from nlp.corpus.identity.known import Known
from nlp.corpus.inbox.arrivals import INBOX, SETTLED, find_arrivals, find_sidecars, is_settled, state
from nlp.corpus.inbox.originals import finish_moves, keep_originals
from nlp.corpus.intake import Added, add_candidate
from nlp.corpus.markdown.front_matter import Value
from nlp.corpus.quarantine import REASON, find_mended, quarantine_file
from nlp.corpus.readers import Candidate, read_path

__all__ = ["Dropped", "empty_inbox", "settle"]

_LONGEST_REASON = 5  # problems of one file that are told


@dataclass(frozen=True, slots=True)
class Dropped:
    """What became of a file: its pieces and why others could not be taken in; `waiting` if it still grows."""

    file: Path
    added: tuple[Added, ...] = ()
    reasons: tuple[str, ...] = ()
    waiting: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """What to tell of it."""
        if self.waiting:
            return (f"{self.file}: is still being written; it is taken in at the next run",)
        taken = (f"{self.file}: «{one.article.title}» {one.became}" for one in self.added)
        return (*taken, *(f"{reason} (now in quarantine/)" for reason in self.reasons))


def empty_inbox(corpus: Path, *, given: Mapping[str, Value] | None = None) -> Iterator[Dropped]:
    """Take in every file of the inbox that is written to the end, and those mended in the quarantine.

    Args:
        corpus: the corpus folder.
        given: fields known by hand, by the keys of the article file.

    Raises:
        ArticleError: a given field is wrong, or the corpus cannot be written.
    """
    if not corpus.is_dir():
        return
    with _alone(corpus):
        clear_parts(corpus / "articles")
        finish_moves(corpus)
        files = [*find_mended(corpus), *find_arrivals(corpus)]
        if not files:
            return
        desk = _Desk(corpus, given or {})
        fresh = [path for path in files if not is_settled(path)]
        for path in files:
            if path not in fresh:
                yield from desk.take(path)
        if fresh:
            time.sleep(SETTLED)
        for path in fresh:
            yield from desk.take(path) if is_settled(path) else (Dropped(path, waiting=True),)
        _clear_folders(corpus / INBOX)


def settle(path: Path, corpus: Path) -> None:
    """Keep a file among the originals that lay in inbox or quarantine and was added by hand.

    Raises:
        ArticleError: the originals cannot be written.
    """
    folders = {(corpus / name).resolve() for name in (INBOX, "quarantine")}
    if path.is_file() and not path.is_symlink() and folders & set(path.resolve().parents):
        keep_originals([*find_sidecars(path), path], corpus)
        path.with_name(path.name + REASON).unlink(missing_ok=True)


class _Desk:
    """Takes in files one after the other, and knows what the corpus holds."""

    def __init__(self, corpus: Path, given: Mapping[str, Value]) -> None:
        self._corpus = corpus
        self._given = given
        self._known: Known = known_texts(corpus / "articles")

    def take(self, path: Path) -> Iterator[Dropped]:
        """What becomes of a file; nothing to tell of one that went with another."""
        before = state(path)
        if before[0] < 0:
            return
        readings = list(read_path(path))
        if state(path) != before:
            yield Dropped(path, waiting=True)
            return
        added: list[Added] = []
        reasons: list[str] = []
        beside: list[Path] = []
        for one in readings:
            try:
                if isinstance(one, Problem):
                    raise RefusedArticleError(one.file, one.kind, one.message)
                added.append(add_candidate(one, self._corpus, given=self._given, known=self._known))
                beside += _beside(one)
            except RefusedArticleError as refusal:
                reasons.append(str(refusal))
        if reasons:
            self._set_aside(path, reasons)
        else:
            keep_originals([*beside, *find_sidecars(path), path], self._corpus)
            if path.parent == self._corpus / "quarantine":
                path.with_name(path.name + REASON).unlink(missing_ok=True)
        yield Dropped(path, tuple(added), tuple(reasons))

    def _set_aside(self, path: Path, reasons: list[str]) -> None:
        """Move a file to the quarantine, with the files that say something about it."""
        more = len(reasons) - _LONGEST_REASON
        told = reasons[:_LONGEST_REASON] + ([f"and {more} more"] if more > 0 else [])
        sidecars = find_sidecars(path)
        kept = quarantine_file(path, self._corpus, reason="; ".join(told), move=True)
        for sidecar in sidecars:
            target = kept.with_suffix(sidecar.suffix)
            if sidecar != target and not target.exists():
                sidecar.rename(target)


def _beside(piece: Candidate) -> tuple[Path, ...]:
    """The files that a catalogue named for the piece, with what lies beside them."""
    return tuple(one for path in piece.attached for one in (path, *find_sidecars(path)))


def _clear_folders(inbox: Path) -> None:
    """Remove the folders in the inbox that are empty now."""
    for parent, _, _ in os.walk(inbox, topdown=False, followlinks=False):
        folder = Path(parent)
        if folder != inbox and not any(folder.iterdir()):
            folder.rmdir()


@contextmanager
def _alone(corpus: Path) -> Iterator[None]:
    """Wait until no other process empties the same inbox; the lock ends with the process."""
    handle = os.open(corpus, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
