"""A run that is killed at any moment leaves the tables of one run, whole; the next run does the rest."""

import multiprocessing
import random
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from nlp import stages
from nlp.settings import Settings

MORE = """---
title: One more
language: en
issued: '2025-01-01'
---

Korea and ASEAN met in Jakarta last week. Seoul should open its market to farmers from Laos by 2027.
"""
PRELOADED = [
    "nlp.stages",
    "nlp.analysis.pipeline",
    "nlp.comparison.corpus",
    "nlp.running.exports",
    "nlp.report.page",
]
SEED = 8


def work(corpus: Path, outputs: Path) -> None:
    stages.run(Settings(corpus=corpus, outputs=outputs))


def read_tables(outputs: Path) -> dict[str, bytes]:
    """All that people open, by name, but for what holds the time of the run."""
    kinds = {".parquet", ".csv", ".duckdb"}
    return {file.name: file.read_bytes() for file in outputs.iterdir() if file.suffix in kinds}


@dataclass
class Site:
    """A corpus that has one piece more or less, and the tables that belong to either."""

    settings: Settings
    expected: dict[bool, dict[str, bytes]]
    context: multiprocessing.context.ForkServerContext
    seconds: float = 0.0

    def change(self, more: bool) -> None:
        extra = self.settings.corpus / "articles" / "more.md"
        extra.write_text(MORE, encoding="utf-8") if more else extra.unlink(missing_ok=True)

    def start(self) -> "multiprocessing.context.ForkServerProcess":
        process = self.context.Process(target=work, args=(self.settings.corpus, self.settings.outputs))
        process.start()
        return process


@pytest.fixture(scope="module")
def site(finished_run: Settings, tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = tmp_path_factory.mktemp("crashes")
    shutil.copytree(finished_run.corpus, root / "corpus")
    settings = Settings(corpus=root / "corpus", outputs=root / "outputs")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    site = Site(settings, {}, context)
    for more in (True, False):
        site.change(more)
        stages.run(settings)
        site.expected[more] = read_tables(settings.outputs)
    shutil.rmtree(settings.outputs)
    site.start().join()  # the first one waits for the modules, too
    shutil.rmtree(settings.outputs)
    started = time.perf_counter()
    site.start().join()
    site.seconds = time.perf_counter() - started
    assert read_tables(settings.outputs) == site.expected[False]
    return site


def crash(site: Site, moments: int, chance: random.Random) -> int:
    """Kill so many runs, each at a moment of its own; how many left a whole run behind and were mended."""
    more, outputs = False, site.settings.outputs
    for moment in range(moments):
        fresh = moment % 4 == 0  # the first run of all, too
        if fresh:
            shutil.rmtree(outputs, ignore_errors=True)
        more = not more
        site.change(more)
        process = site.start()
        time.sleep(chance.uniform(0, site.seconds))
        process.kill()
        process.join()
        allowed = [site.expected[more], {} if fresh else site.expected[not more]]
        if (outputs / ".current").is_symlink():
            current = read_tables((outputs / ".current").resolve())
            assert current in allowed, moment
            shown = read_tables(outputs) if outputs.is_dir() else {}
            assert shown.items() <= current.items(), moment
        stages.run(site.settings)
        assert read_tables(outputs) == site.expected[more], moment
        assert not list((outputs / ".runs").glob("*.staged")), moment
        assert not (outputs / ".lock").exists(), moment
    return moments


def test_a_run_killed_at_some_moments_leaves_one_whole_run(site: Site) -> None:
    assert crash(site, 6, random.Random(SEED)) == 6


@pytest.mark.soak
def test_a_run_killed_at_a_hundred_moments_leaves_one_whole_run(site: Site) -> None:
    assert crash(site, 100, random.Random(SEED + 1)) == 100
