"""What was seen: `corpus/harvested.csv`, one line each, only ever added to; and the state of each feed."""

import csv
import fcntl
import io
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from nlp.errors import OutputError
from nlp.harvesting.items import FINAL, Item, Outcome
from nlp.web.fetching import Validators
from nlp.web.urls import url_key

__all__ = ["LEDGER", "FeedStates", "Ledger", "locked"]

LEDGER = "harvested.csv"
_STATES = ".feeds.json"
_LOCK = ".harvest.lock"
_COLUMNS = ("day", "source", "outcome", "url", "article_id", "score", "korea", "asean", "title", "reason")
_REMEDY = "mend it, or move it away and start anew"


class Ledger:
    """The entries that were seen, by the keys of their addresses.

    A line is written at once, as a whole, before the next entry is looked at. A last line without an end, as
    a crash may leave it, does not count and is cut off before the next one is written.
    """

    def __init__(self, corpus: Path, *, read_only: bool = False) -> None:
        self.path = corpus / LEDGER
        self._read_only = read_only
        self._outcomes: dict[str, set[Outcome]] = {}
        self._failures: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()
        for row in self._rows():
            self._note(row["source"], Outcome(row["outcome"]), row["url"])

    def is_done(self, url: str) -> bool:
        """Whether a page is not to be looked at again."""
        return not FINAL.isdisjoint(self._outcomes.get(url_key(url), ()))

    def was_filtered(self, url: str) -> bool:
        """Whether the keywords of a source have left a page out before."""
        return Outcome.FILTERED in self._outcomes.get(url_key(url), ())

    def failures(self, url: str) -> int:
        """How many runs have failed to fetch a page."""
        return self._failures[url_key(url)]

    def count(self, source: str) -> int:
        """How many lines a source has."""
        return self._counts[source]

    def add(self, item: Item, day: date) -> None:
        """Note what became of an entry.

        Raises:
            OutputError: the file cannot be written.
        """
        self._note(item.source, item.outcome, item.url)
        if self._read_only:
            return
        values = item.as_record() | {"day": day.isoformat()}
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("r+b" if self.path.exists() else "w+b") as file:
                lines = _line(_COLUMNS) if _cut_torn_line(file) == 0 else ""
                lines += _line([_cell(values[name]) for name in _COLUMNS])
                file.write(lines.encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            message = f"{self.path}: cannot be written ({error.strerror}); check space and rights"
            raise OutputError(message) from error

    def _note(self, source: str, outcome: Outcome, url: str) -> None:
        key = url_key(url)
        self._outcomes.setdefault(key, set()).add(outcome)
        self._failures[key] += outcome is Outcome.FAILED
        self._counts[source] += 1

    def _rows(self) -> Iterator[dict[str, str]]:
        """The lines that are whole; each is a record, since no cell holds a line break."""
        if not self.path.is_file():
            return
        try:
            # What a crash has torn ends in no line break, perhaps within a letter.
            text = self.path.read_bytes().rpartition(b"\n")[0].decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise OutputError(f"{self.path}: cannot be read ({error}); {_REMEDY}") from error
        lines = text.split("\n") if text else []
        header = next(csv.reader(lines[:1]), [])
        if lines and not {"source", "outcome", "url"} <= set(header):
            raise OutputError(f"{self.path}: its first line must be {','.join(_COLUMNS)}; {_REMEDY}")
        for number, line in enumerate(lines[1:], 2):
            row = dict(zip(header, next(csv.reader([line.rstrip("\r")]), []), strict=False))
            if not row:
                continue
            if row.get("outcome") not in set(Outcome) or not row.get("url"):
                raise OutputError(
                    f"{self.path}: line {number} has no outcome or url that is known; {_REMEDY}"
                )
            yield row


class FeedStates:
    """What hosts said of the version of each feed that was last read to its end."""

    def __init__(self, corpus: Path) -> None:
        self._path = corpus / _STATES
        self._states: dict[str, dict[str, str]] = {}
        try:
            states = json.loads(self._path.read_text(encoding="utf-8"))
            self._states = {str(url): {str(k): str(v) for k, v in one.items()} for url, one in states.items()}
        except (OSError, ValueError, AttributeError):
            self._states = {}  # it only saves requests; without it feeds are read anew

    def get(self, url: str, mark: str) -> Validators:
        """The validators of a feed, if it was read under the same circumstances (`mark`)."""
        state = self._states.get(url, {})
        if state.get("mark") != mark:
            return Validators()
        return Validators(state.get("etag", ""), state.get("last_modified", ""))

    def put(self, found: Mapping[str, Validators], mark: str) -> None:
        """Keep the validators of feeds that were read to their end.

        Raises:
            OutputError: the file cannot be written.
        """
        for url, one in found.items():
            self._states[url] = {"etag": one.etag, "last_modified": one.last_modified, "mark": mark}
        self._write()

    def drop(self, urls: Mapping[str, Validators]) -> None:
        """Forget feeds of which something is left to do."""
        if any(self._states.pop(url, None) is not None for url in list(urls)):
            self._write()

    def _write(self) -> None:
        part = self._path.with_name(f"{self._path.name}.part")
        try:
            part.write_text(json.dumps(self._states, indent=1, sort_keys=True), encoding="utf-8")
            part.replace(self._path)
        except OSError as error:
            message = f"{self._path}: cannot be written ({error.strerror}); check space and rights"
            raise OutputError(message) from error


@contextmanager
def locked(corpus: Path) -> Iterator[None]:
    """Keep a second harvest of the same corpus out; the lock ends with the process, however that ends.

    Raises:
        OutputError: another harvest is running, or the corpus cannot be written.
    """
    path = corpus / _LOCK
    try:
        corpus.mkdir(parents=True, exist_ok=True)
        with path.open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise OutputError(f"{corpus}: another harvest is running; wait for its end") from error
            yield
    except PermissionError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); check rights") from error


def _cut_torn_line(file: io.BufferedRandom) -> int:
    """Cut what stands behind the last line break, and go to the end; the size of what is left."""
    size = file.seek(0, os.SEEK_END)
    while size > 0:
        start = max(0, size - 65536)
        file.seek(start)
        found = file.read(size - start).rfind(b"\n")
        if found >= 0:
            size = start + found + 1
            break
        size = start
    file.truncate(size)
    file.seek(size)
    return size


def _line(cells: list[str] | tuple[str, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def _cell(value: object) -> str:
    """A value in one line; what a spreadsheet would take for a formula begins with an apostrophe."""
    text = "" if value is None else re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029]+", " ", str(value)).strip()
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
