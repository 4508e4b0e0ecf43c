"""A real Dask scheduler with two workers, one of which is killed; and clusters that cannot do the work."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from nlp import stages
from nlp.errors import EngineError
from nlp.labels import EngineKind
from nlp.running.engines.checking import Order, find_obstacle
from nlp.running.recipe import make_recipe
from nlp.settings import EngineSettings, Settings
from tests.conftest import LEAN
from tests.running.clusters import Labour, dask_cluster, tables, watch_labour, write_pieces

PIECES = 18


@pytest.fixture(scope="module")
def patch() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, patch: pytest.MonkeyPatch) -> tuple[Path, Labour]:
    root = tmp_path_factory.mktemp("dask")
    write_pieces(root / "corpus", PIECES)
    return root, watch_labour(root, patch.setenv, patch.syspath_prepend)


@pytest.fixture(scope="module")
def address(site: tuple[Path, Labour]) -> Iterator[str]:
    with dask_cluster(site[0]) as address:
        yield address


def settings(root: Path, name: str, scheduler: str | None) -> Settings:
    engine = EngineSettings(kind=EngineKind.DASK, scheduler=scheduler, workers=2)
    return Settings(corpus=root / "corpus", outputs=root / name, engine=engine, exports=LEAN)


@pytest.fixture(scope="module")
def expected(site: tuple[Path, Labour]) -> dict[str, bytes]:
    """The tables that this process makes."""
    root, here = site[0], EngineSettings(workers=1)
    stages.run(Settings(corpus=root / "corpus", outputs=root / "here", engine=here, exports=LEAN))
    return tables(root / "here")


def test_a_cluster_that_loses_a_worker_gives_the_tables_of_this_process(
    site: tuple[Path, Labour], address: str, expected: dict[str, bytes]
) -> None:
    root, labour = site
    assert labour.lines() == []
    killing, told = labour.kill_one(after=7), []
    outcome = stages.run(settings(root, "there", address), progress=lambda *what: told.append(what))
    killing.join()
    assert (outcome.new, outcome.problems) == (PIECES, ())
    assert told[-1] == ("analyse", PIECES, PIECES)
    assert tables(root / "there") == expected
    killed = labour.lines()[6][0]
    assert len({pid for pid, _ in labour.lines()}) == 2
    lost = {title for pid, title in labour.lines() if pid == killed}
    assert 1 <= len(labour.repeated()) <= 5
    assert set(labour.repeated()) <= lost
    assert stages.run(settings(root, "there", address)).new == 0


def test_a_scheduler_without_workers_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nlp.running.engines.cluster._JOIN", 0.5)
    write_pieces(tmp_path / "corpus", 1)
    with (
        dask_cluster(tmp_path, workers=0) as address,
        pytest.raises(
            EngineError, match=f"{address}: has no workers; start some with `dask worker {address}"
        ),
    ):
        stages.run(settings(tmp_path, "outputs", address))


def test_no_scheduler_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlp.running.engines.cluster._CONNECT", 0.5)
    write_pieces(tmp_path / "corpus", 1)
    with pytest.raises(
        EngineError, match=r"tcp://127\.0\.0\.1:9: no Dask scheduler answers there; start one"
    ):
        stages.run(settings(tmp_path, "outputs", "tcp://127.0.0.1:9"))
    assert not (tmp_path / "outputs" / ".lock").exists()


def test_a_worker_of_another_version_is_named_before_it_begins(
    site: tuple[Path, Labour], address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = (("Python", "3.99"), ("model ner", "0123456789ab"))
    monkeypatch.setattr("nlp.running.engines.cluster.Order", lambda recipe, _: Order(recipe, here))
    before = len(site[1].lines())
    with pytest.raises(EngineError) as raised:
        stages.run(settings(site[0], "other", address))
    assert str(raised.value).startswith("worker tcp://127.0.0.1:")
    assert "instead of 3.99, model ner " in str(raised.value)
    assert "install the same version there, then start it anew" in str(raised.value)
    assert len(site[1].lines()) == before


def test_a_worker_that_joins_late_and_differs_stops_the_run(
    site: tuple[Path, Labour], address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What the workers are asked first gives what is wanted; what they are is told with their first batch.
    monkeypatch.setattr("nlp.running.engines.cluster.describe_worker", lambda: (("Python", "3.99"),))
    with pytest.raises(EngineError, match=r"worker on .*: has Python .* instead of 3\.99; install"):
        stages.run(settings(site[0], "late", address))


def test_what_a_worker_cannot_reach_is_told_in_a_line(
    site: tuple[Path, Labour], address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nlp.running.engines.cluster.find_obstacle", lambda *_: "does not see the store")
    with pytest.raises(EngineError, match=r"worker tcp://127.0.0.1:\d+: does not see the store"):
        stages.run(settings(site[0], "hidden", address))
    assert not list((site[0] / "hidden" / ".analyses").iterdir())


def test_a_worker_sees_and_writes_the_store_and_reads_the_codebook(tmp_path: Path) -> None:
    made = settings(write_pieces(tmp_path / "corpus", 1).parent, "outputs", None)
    recipe = make_recipe(stages.take_in(made), made)
    assert find_obstacle(recipe, "probe") == (
        f"does not see {recipe.store}; share that folder under the same path, or choose --outputs"
    )
    recipe.store.mkdir(parents=True)
    (recipe.store / "probe").touch()
    assert find_obstacle(recipe, "probe") == ""
    assert [file.name for file in recipe.store.iterdir()] == ["probe"]
    other = replace(recipe, codebook_hash="0")
    assert find_obstacle(other, "probe").startswith("reads another codebook in ")
    missing = replace(recipe, codebook=tmp_path / "none")
    assert find_obstacle(missing, "probe").startswith("cannot read the codebook (")


def test_without_dask_the_line_says_what_to_install() -> None:
    script = (
        "import sys; sys.modules['distributed'] = None\n"
        "from nlp.errors import EngineError\n"
        "try: import nlp.running.engines.cluster\n"
        "except EngineError as error: print(error)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout == (
        "--engine dask needs Dask: install `korea-asean-commentary[dask]`, or run with --engine local\n"
    )


@pytest.mark.soak
def test_a_cluster_of_its_own_gives_the_same_tables_and_leaves_no_process(
    site: tuple[Path, Labour], address: str, expected: dict[str, bytes]
) -> None:
    root, _ = site
    before = {child.pid for child in psutil.Process(os.getpid()).children(recursive=True)}
    outcome = stages.run(settings(root, "own", None))
    assert outcome.new == PIECES
    assert tables(root / "own") == expected
    assert {child.pid for child in psutil.Process(os.getpid()).children(recursive=True)} <= before
