"""Nothing is lost when a process that takes files in is killed at any moment.

`COMMENTARY_KILLS=50` (`make soak`) kills it so often; eight times is what every run of the tests affords.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nlp.adding import add_sources
from nlp.corpus.folder import read_folder
from nlp.corpus.inbox import empty_inbox
from nlp.corpus.inbox.originals import ORIGINALS

FILES = 200
KILLS = int(os.environ.get("COMMENTARY_KILLS", "8"))
ADD = """
from pathlib import Path
from nlp.adding import add_sources
for _ in add_sources([r"{folder}"], Path(r"{corpus}"), given={{}}): pass
"""
EMPTY = """
from pathlib import Path
from nlp.corpus.inbox import empty_inbox
for _ in empty_inbox(Path(r"{corpus}")): pass
"""


def drop(folder: Path) -> dict[str, bytes]:
    """Two hundred small pieces, some with a sidecar; the content of each file by its name."""
    folder.mkdir(parents=True)
    for number in range(FILES):
        words = " ".join(f"w{number}x{place}" for place in range(40))
        front = f"---\ntitle: Piece {number}\nlanguage: en\nissued: '2025-01-01'\n---\n\n"
        (folder / f"piece-{number:03}.txt").write_text(f"{front}Seoul wrote {words}.\n", encoding="utf-8")
        if number % 10 == 0:
            (folder / f"piece-{number:03}.yaml").write_text(f"genre: letter {number}\n", encoding="utf-8")
    for path in folder.iterdir():
        os.utime(path, (1_700_000_000, 1_700_000_000))
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def kill_at(code: str, articles: Path, *, after: int, more: float) -> bool:
    """Start a process, kill it a moment after it has written so many articles; whether it was at work."""
    process = subprocess.Popen([sys.executable, "-c", code])
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        written = len(list(articles.glob("*.md"))) if articles.is_dir() else 0
        if written >= after:
            break
        time.sleep(0.001)
    time.sleep(more)
    working = process.poll() is None
    process.kill()
    process.wait()
    return working


def moments(seed: int) -> list[tuple[int, float]]:
    draw = random.Random(seed)
    return [(draw.randrange(FILES), draw.random() * 0.02) for _ in range(KILLS)]


def leftovers(corpus: Path) -> list[str]:
    return [path.name for path in corpus.rglob("*") if path.name.startswith(".") or path.suffix == ".part"]


def test_an_inbox_is_emptied_by_the_next_run(tmp_path):
    killed = 0
    for number, (after, more) in enumerate(moments(20250529)):
        corpus = tmp_path / str(number)
        dropped = drop(corpus / "inbox")
        killed += kill_at(EMPTY.format(corpus=corpus), corpus / "articles", after=after, more=more)
        assert [one.file for one in empty_inbox(corpus) if one.reasons] == []
        articles, problems = read_folder(corpus / "articles")
        assert (len(articles), problems) == (FILES, [])
        assert [one.genre for one in articles if one.genre] == [
            f"letter {one.title.removeprefix('Piece ')}"
            for one in articles
            if int(one.title.split()[1]) % 10 == 0
        ]
        originals = [path.read_bytes() for path in (corpus / ORIGINALS).rglob("*.*") if path.is_file()]
        assert sorted(originals) == sorted(dropped.values())
        assert list((corpus / "inbox").iterdir()) == []
        assert leftovers(corpus) == []
    assert killed >= KILLS // 2


@pytest.mark.parametrize("kills", [max(1, KILLS // 4)])
def test_an_add_is_finished_by_the_next_one(tmp_path, kills):
    folder = tmp_path / "in"
    drop(folder)
    for number, (after, more) in enumerate(moments(1)[:kills]):
        corpus = tmp_path / str(number)
        kill_at(ADD.format(folder=folder, corpus=corpus), corpus / "articles", after=after, more=more)
        results = list(add_sources([str(folder)], corpus, given={}))
        assert [one.failed for one in results] == [False] * FILES
        articles, problems = read_folder(corpus / "articles")
        assert (len(articles), problems, leftovers(corpus)) == (FILES, [], [])
