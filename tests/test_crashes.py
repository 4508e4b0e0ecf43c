"""A run that is killed at any moment leaves the tables of one run, whole; the next run does the rest."""

import random
import shutil
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from nlp.settings import Settings
from tests.conftest import LEAN, write_pieces
from tests.warm import Ended, Warm, warm

__all__ = ["warm"]

HEAD = "---\ntitle: One more\nlanguage: en\nissued: '2025-01-01'\n---\n\n"
# What one piece of the corpus says, from run to run: the others were analysed before.
VERSIONS = (
    None,
    "Korea and ASEAN met in Jakarta last week. Seoul should open its market to farmers from Laos by 2027.",
    "Officials in Seoul have neglected ASEAN for ten years. Hanoi should open its market to Korea.",
    "Trade between Korea and Vietnam grew by 12 percent in 2023, and it will grow again next year.",
)
SEED = 8
SWITCH = "switch"


def read_tables(outputs: Path) -> dict[str, bytes]:
    """All that people open, by name, but for what holds the time of the run."""
    kinds = {".parquet", ".csv", ".duckdb"}
    return {file.name: file.read_bytes() for file in outputs.iterdir() if file.suffix in kinds}


@dataclass
class Site:
    """A corpus of which one piece changes, and the tables that belong to each of its versions."""

    settings: Settings
    warm: Warm
    expected: dict[int | None, dict[str, bytes]] = field(default_factory=lambda: {None: {}})
    seconds: dict[str, float] = field(default_factory=dict)

    def change(self, version: int) -> None:
        text, file = VERSIONS[version], self.settings.corpus / "articles" / "more.md"
        file.write_text(f"{HEAD}{text}\n", encoding="utf-8") if text else file.unlink(missing_ok=True)

    def run(self) -> Ended:
        ended = self.warm.run(self.settings)
        assert not ended.error, ended.line
        return ended

    def check_whole(self, version: int, moment: int) -> None:
        outputs = self.settings.outputs
        assert read_tables(outputs) == self.expected[version], moment
        assert not list((outputs / ".runs").glob("*.staged")), moment
        assert not (outputs / ".lock").exists(), moment


@pytest.fixture(scope="module")
def site(warm: Warm, tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = tmp_path_factory.mktemp("crashes")
    settings = Settings(
        corpus=write_pieces(root / "corpus"),
        outputs=root / "outputs",
        exports=LEAN,
    )
    site = Site(settings, warm)
    for version in range(len(VERSIONS)):
        site.change(version)
        site.run()
        site.expected[version] = read_tables(settings.outputs)
    shutil.rmtree(settings.outputs)
    site.seconds = dict(site.run().seconds)
    assert read_tables(settings.outputs) == site.expected[len(VERSIONS) - 1]
    return site


def crash(site: Site, moments: int, chance: random.Random) -> Counter[str]:
    """Kill so many runs, each at a moment of its own in one of its stages; what was found after each."""
    places: list[str] = []
    shown: int | None = None
    found: Counter[str] = Counter()
    for moment in range(moments):
        if moment % 5 == 0:  # the first run of all, too
            shutil.rmtree(site.settings.outputs, ignore_errors=True)
            shown = None
        version = chance.choice([version for version in range(len(VERSIONS)) if version != shown])
        site.change(version)
        places = places or chance.sample(stages := [*site.seconds, "publish", SWITCH], len(stages))
        ended = kill_at(site, places.pop(), chance)
        found[ended.error or "ended before"] += 1
        shown = find_shown(site, (shown, version), moment)
        found["after" if shown == version else "before"] += 1
        if moment % 4 == 3 and shown != version:
            site.run()
            site.check_whole(shown := version, moment)
    site.change((version + 1) % len(VERSIONS))
    site.run()
    site.check_whole((version + 1) % len(VERSIONS), moments)
    return found


def kill_at(site: Site, place: str, chance: random.Random) -> Ended:
    """Kill a run at some moment of a stage, or of the short time in which it shows its tables."""
    before = find_current(site)
    process = site.warm.start(site.settings)
    if place == SWITCH:
        site.warm.wait_for("publish")
        while find_current(site) == before and site.warm.working:
            pass
        time.sleep(chance.uniform(0, 0.05))
    else:
        site.warm.wait_for(place)
        time.sleep(chance.uniform(0, site.seconds[place]))
    return site.warm.kill(process)


def find_current(site: Site) -> Path | None:
    link = site.settings.outputs / ".current"
    return link.readlink() if link.is_symlink() else None


def find_shown(site: Site, allowed: tuple[int | None, int], moment: int) -> int | None:
    """Which version of the corpus the outputs show: one, whole, and what people open belongs to it."""
    outputs = site.settings.outputs
    current = read_tables(outputs / ".current") if find_current(site) else {}
    opened = read_tables(outputs) if outputs.is_dir() else {}
    assert opened.items() <= current.items(), moment
    return next(version for version in allowed if site.expected[version] == current)


def test_a_run_killed_at_twenty_moments_leaves_one_whole_run(site: Site) -> None:
    found = crash(site, 20, random.Random(SEED))
    assert found["killed"] >= 15, found
    assert found["before"] >= 10, found


@pytest.mark.soak
def test_a_run_killed_at_a_hundred_moments_leaves_one_whole_run(site: Site) -> None:
    found = crash(site, 100, random.Random(SEED + 1))
    assert found["killed"] >= 75, found
    assert found["after"] >= 5, found
    assert found["before"] >= 50, found
