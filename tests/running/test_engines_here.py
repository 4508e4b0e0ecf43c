"""Several processes here: the tables of one, and nothing lost or left behind whatever is killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from nlp import stages
from nlp.settings import EngineSettings, Settings
from tests.conftest import LEAN
from tests.running.clusters import (
    Labour,
    tables,
    wait_for,
    watch_labour,
    workers_of,
    write_pieces,
)

PIECES = 18


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pieces(tmp_path_factory.mktemp("engines") / "corpus", PIECES)


@pytest.fixture
def labour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Labour:
    return watch_labour(tmp_path, monkeypatch.setenv, monkeypatch.syspath_prepend)


def settings(corpus: Path, outputs: Path, workers: int) -> Settings:
    return Settings(corpus=corpus, outputs=outputs, engine=EngineSettings(workers=workers), exports=LEAN)


def test_two_processes_give_the_tables_of_one_also_where_one_of_them_is_killed(
    corpus: Path, tmp_path: Path, labour: Labour, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nlp.running.recipe.BATCH", 7)
    assert stages.run(settings(corpus, tmp_path / "one", 1)).new == PIECES
    assert labour.lines() == []  # it was done in this process
    killing, told = labour.kill_one(after=7), []
    outcome = stages.run(settings(corpus, tmp_path / "two", 2), progress=lambda *what: told.append(what))
    killing.join()
    assert (outcome.new, outcome.problems) == (PIECES, ())
    assert [done for _, done, _ in told] == list(range(1, PIECES + 1))
    assert tables(tmp_path / "two") == tables(tmp_path / "one")
    killed = labour.lines()[6][0]
    assert len({pid for pid, _ in labour.lines()}) == 3
    # What it had begun of its last batch was begun again, and nothing else.
    lost = {title for pid, title in labour.lines() if pid == killed}
    assert 1 <= len(labour.repeated()) <= 5
    assert set(labour.repeated()) <= lost
    assert set(labour.repeated().values()) == {2}
    assert not workers_of(os.getpid())


@pytest.mark.soak
def test_a_piece_that_kills_its_process_is_set_aside(tmp_path: Path, labour: Labour) -> None:
    corpus = write_pieces(tmp_path / "corpus", 16, deadly=2)
    outcome = stages.run(settings(corpus, tmp_path / "outputs", 2))
    (problem,) = outcome.problems
    assert "ProcessKilled: the process that analysed it was killed, perhaps for want of memory" in problem
    assert (outcome.read, outcome.exit_code) == (16, 3)
    log = (corpus / "quarantine" / "piece-02.analysis.log").read_text(encoding="utf-8")
    assert log.endswith("worker process was killed by signal 9\n")
    assert labour.repeated()["Piece 2"] == 4  # twice with its batch, twice alone
    assert stages.run(settings(corpus, tmp_path / "outputs", 2)).new == 0


def start(corpus: Path, outputs: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "nlp.cli", "run", "--workers", "2"]
    return subprocess.Popen(
        [*command, "--corpus", str(corpus), "--outputs", str(outputs)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


@pytest.mark.parametrize(
    "number",
    [signal.SIGKILL, *(pytest.param(one, marks=pytest.mark.soak) for one in (signal.SIGTERM, signal.SIGINT))],
)
def test_however_a_run_is_ended_its_processes_end_with_it(
    corpus: Path, tmp_path: Path, labour: Labour, number: signal.Signals
) -> None:
    running = start(corpus, tmp_path / "outputs")
    wait_for(lambda: len({pid for pid, _ in labour.lines()}) == 2)
    workers = workers_of(running.pid)
    assert len(workers) == 2
    began = time.monotonic()
    running.send_signal(number)
    _, complained = running.communicate()
    wait_for(lambda: not any(worker.is_running() and worker.status() != "zombie" for worker in workers), 10)
    assert time.monotonic() - began < 10
    assert (tmp_path / "outputs" / ".lock").exists() == (number is signal.SIGKILL)
    if number is signal.SIGTERM:
        assert (running.returncode, complained.count(b"Traceback")) == (143, 0)
    outcome = stages.run(settings(corpus, tmp_path / "outputs", 1))
    assert (outcome.read, bool(outcome.new)) == (PIECES, True)


def test_a_model_that_is_missing_is_one_clear_line_from_a_worker(tmp_path: Path) -> None:
    from nlp.errors import ModelError
    from nlp.settings import ModelSettings

    corpus = write_pieces(tmp_path / "corpus", 16)
    wrong = settings(corpus, tmp_path / "outputs", 2).model_copy(
        update={"models": ModelSettings(ner="no_model")}
    )
    with pytest.raises(ModelError, match="no_model"):
        stages.run(wrong)
    assert not workers_of(os.getpid())
    assert threading.active_count() < 10
