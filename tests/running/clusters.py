"""Worker processes that tell what they do, a real Dask cluster of them, and pieces for them."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import distributed
import psutil

PIECE = """---
title: Piece {number}
issued: '2025-01-{number:02}'
language: en
---

Korea and ASEAN met in Jakarta last week for the {number}th time. Seoul should open its market by 20{number}.

China has bullied the coast guards of Southeast Asia. {more}
"""
DEADLY = "This sentence is the end of whoever reads it."
# Every Python that finds this first runs it at its start: so workers can be watched, and made to fail.
HOOK = """
import os, sys, time
log = os.environ.get("LABOUR_LOG")
if log and any(name in " ".join(sys.orig_argv) for name in ("engines.worker", "dask_worker", "spawn_main")):
    from nlp.analysis import pipeline
    real = pipeline.analyse_job

    def watched(job, language):
        with open(log, "a") as file:
            file.write(f"{os.getpid()} {job.context.title}\\n")
        if "the end of whoever reads it" in job.text:
            os.kill(os.getpid(), 9)
        time.sleep(0.15)
        return real(job, language)

    pipeline.analyse_job = watched
"""


@dataclass(frozen=True, slots=True)
class Labour:
    """What workers have noted: a line for each piece that they began."""

    log: Path

    def lines(self) -> list[tuple[int, str]]:
        """Process and title, in the order in which they were begun."""
        if not self.log.is_file():
            return []
        pairs = [line.split(" ", 1) for line in self.log.read_text(encoding="utf-8").splitlines()]
        return [(int(pid), title) for pid, title in pairs]

    def repeated(self) -> dict[str, int]:
        """Titles that were begun more than once, with how often."""
        counts = Counter(title for _, title in self.lines())
        return {title: count for title, count in counts.items() if count > 1}

    def kill_one(self, after: int) -> threading.Thread:
        """Kill the process that begins the so-many-eth piece, in the midst of it."""

        def kill() -> None:
            wait_for(lambda: len(self.lines()) >= after)
            os.kill(self.lines()[after - 1][0], signal.SIGKILL)

        thread = threading.Thread(target=kill, daemon=True)
        thread.start()
        return thread


def write_pieces(corpus: Path, pieces: int, deadly: int | None = None) -> Path:
    """A corpus of so many short pieces, one of which may kill."""
    articles = corpus / "articles"
    articles.mkdir(parents=True)
    for number in range(1, pieces + 1):
        content = PIECE.format(number=number, more=DEADLY if number == deadly else "")
        (articles / f"piece-{number:02}.md").write_text(content, encoding="utf-8")
    return corpus


def watch_labour(
    folder: Path, environment: Callable[[str, str], None], prepend: Callable[[str], None]
) -> Labour:
    """Have the workers that are started from now on tell what they do."""
    hooks = folder / "hooks"
    hooks.mkdir()
    (hooks / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    labour = Labour(folder / "labour.log")
    environment("LABOUR_LOG", str(labour.log))
    prepend(str(hooks))
    return labour


def tables(outputs: Path) -> dict[str, bytes]:
    """The files of all tables, by name."""
    kinds = {".parquet", ".csv", ".duckdb"}
    return {file.name: file.read_bytes() for file in outputs.iterdir() if file.suffix in kinds}


def workers_of(pid: int) -> list[psutil.Process]:
    """The worker processes that a process has."""
    return [
        child
        for child in psutil.Process(pid).children(recursive=True)
        if any("nlp.running.engines" in word for word in child.cmdline())
    ]


def wait_for(happened: Callable[[], bool], seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.02)


@contextmanager
def dask_cluster(folder: Path, workers: int = 2) -> Iterator[str]:
    """A scheduler and its workers as programs of their own, without nannies; yields the address."""
    known = folder / "scheduler.json"
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path and "hooks" in path),
        "PREFECT_HOME": str(folder / "prefect"),
        "DASK_LOGGING__DISTRIBUTED": "critical",
    }
    module = [sys.executable, "-P", "-m"]
    here = ["--host", "127.0.0.1", "--no-dashboard"]
    commands = [
        [
            *module,
            "distributed.cli.dask_scheduler",
            *here,
            "--port",
            "0",
            "--dashboard-address",
            "127.0.0.1:0",
            "--scheduler-file",
            str(known),
        ]
    ]
    joining = ["--scheduler-file", str(known), "--nthreads", "1", "--no-nanny", "--memory-limit", "0"]
    commands += [[*module, "distributed.cli.dask_worker", *here, *joining]] * workers
    running = [subprocess.Popen(command, env=environment, cwd=folder) for command in commands]
    try:
        wait_for(known.is_file)
        with distributed.Client(scheduler_file=str(known), set_as_default=False) as client:
            wait_for(lambda: len(client.nthreads()) == workers)
            address = client.scheduler.address
        yield address
    finally:
        for process in running:
            process.kill()
        for process in running:
            process.wait()
