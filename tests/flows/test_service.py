"""The schedule on a real server: it ticks, never overlaps, is cancelled, and outlives the server."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from nlp import stages
from nlp.errors import BusyError
from nlp.locking import LOCK, find_owner, locked
from nlp.settings import Settings, read_settings
from tests.conftest import write_pieces
from tests.flows.serving import Serving, wait_for

pytestmark = pytest.mark.filterwarnings("ignore")  # Prefect's own; ours are errors in every other file

ROOT = Path(__file__).parents[2]


def write_many(corpus: Path, pieces: int) -> None:
    """Pieces that keep a run at work for a while, or no longer."""
    for file in (corpus / "articles").glob("many-*.md"):
        file.unlink()
    for number in range(pieces):
        text = f"Korea and ASEAN met {number + 2} times in Jakarta. Seoul should open its market by 2027."
        (corpus / "articles" / f"many-{number}.md").write_text(
            f"---\ntitle: Piece {number}\nlanguage: en\nissued: '2025-01-01'\n---\n\n{text}\n",
            encoding="utf-8",
        )


def read_counts(outputs: Path) -> dict[str, int]:
    counts: dict[str, int] = json.loads((outputs / "run.json").read_text(encoding="utf-8"))["counts"]
    return counts


def test_runs_never_overlap_and_one_that_is_cancelled_leaves_all_as_it_was(
    service: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, outputs = service.root / "corpus", service.root / "outputs"
    monkeypatch.chdir(service.root)
    settings = read_settings(corpus=corpus, outputs=outputs)
    before = (outputs / ".current").readlink()

    write_many(corpus, 200)
    working = service.order()
    owner = wait_for(lambda: find_owner(outputs))
    assert service.ended(service.order(), "Cancelled")["message"] == "Deployment concurrency limit reached."
    with pytest.raises(BusyError, match=rf"another run is at work there \(process {owner.pid} on "):
        stages.run(settings)

    service.ask(f"flow_runs/{working}/set_state", state={"type": "CANCELLING"})
    service.ended(working, "Cancelled")
    wait_for(lambda: not (outputs / LOCK).exists(), 20)
    assert owner.gone
    assert ((outputs / ".current").readlink(), read_counts(outputs)["articles"]) == (before, 3)
    assert not list((outputs / ".runs").glob("*.staged"))

    write_many(corpus, 2)
    with locked(outputs):
        assert "another run is at work there" in service.ended(service.order(), "Failed")["message"]
    service.ended(service.order(), "Completed")
    assert read_counts(outputs)["articles"] == 5


def test_the_schedule_ticks_on_when_its_server_was_away(
    service: Serving, finished_run: Settings, tmp_path: Path
) -> None:
    second = Serving(tmp_path, "--interval", "5", api=service.api)
    shutil.copytree(finished_run.corpus, tmp_path / "corpus")
    shutil.copytree(finished_run.outputs, tmp_path / "outputs", symlinks=True)
    shutil.copytree(ROOT / "corpus" / "codebook", tmp_path / "corpus" / "codebook")
    (tmp_path / "corpus" / "codebook" / "sources.yaml").write_text("", encoding="utf-8")
    second.start()
    try:
        wait_for(lambda: second.count("morning", "Completed"))
        assert find_owner(tmp_path / "home").pid == second.pid
        os.kill(service.find_server(), signal.SIGKILL)
        wait_for(lambda: "the Prefect server has ended and is started anew\n" in service.said)
        ticks = wait_for(lambda: second.count("morning", "Completed"))
        wait_for(lambda: second.count("morning", "Completed") > ticks)
    finally:
        code = second.stop()
    said = second.said.splitlines()
    assert (code, said[:2], said[-1]) == (
        0,
        ["morning/every-morning runs every 5 s", f"UI: {service.api.removesuffix('/api')}"],
        "stopped",
    )
    assert "Traceback" not in second.said + service.said
    assert not (tmp_path / "home" / LOCK).exists()
    assert service.ask("health")  # the server of others is left alone
    assert read_counts(tmp_path / "outputs")["articles"] == 3


@pytest.mark.soak
def test_a_run_by_hand_whose_server_goes_away_says_so_and_keeps_what_it_did(
    service: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_many(write_pieces(tmp_path / "corpus"), 60)
    paths = os.pathsep.join([str(ROOT), *sys.path])
    names = {"PREFECT_API_URL": service.api, "PREFECT_CLIENT_MAX_RETRIES": "0", "PYTHONPATH": paths}
    running = subprocess.Popen(
        [sys.executable, "-m", "flows.analyse"],
        cwd=tmp_path,
        env=service.environment | names | {"PREFECT_HOME": str(tmp_path / "home")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    kept = tmp_path / "outputs" / ".analyses"
    wait_for(lambda: any(file.is_file() for file in kept.rglob("*")) or running.poll() is not None)
    os.kill(service.pid, signal.SIGSTOP)  # it would start a new one
    try:
        os.kill(service.find_server(), signal.SIGKILL)
        _, complained = running.communicate(timeout=120)
    finally:
        os.kill(service.pid, signal.SIGCONT)
    wait_for(lambda: service.answers)
    assert running.returncode == 1
    assert "Traceback" not in complained
    last = complained.splitlines()[-1]
    assert last.startswith("Prefect gave up (")
    assert last.endswith("); what was analysed is kept: run again, or without Prefect by `commentary run`")
    monkeypatch.chdir(tmp_path)
    outcome = stages.run(read_settings(corpus=Path("corpus"), outputs=Path("outputs")))
    assert (outcome.read, outcome.new < 63) == (63, True)


@pytest.mark.soak
def test_a_run_at_work_goes_on_when_its_server_is_started_anew(service: Serving) -> None:
    outputs = service.root / "outputs"
    write_many(service.root / "corpus", 150)
    working = service.order()
    wait_for(lambda: find_owner(outputs))
    os.kill(service.find_server(), signal.SIGKILL)
    wait_for(lambda: "the Prefect server has ended and is started anew\n" in service.said)
    wait_for(lambda: service.count("analyse", "Completed") or not (outputs / LOCK).exists())
    service.ended(working, "Completed")
    assert read_counts(outputs)["articles"] == 153
    service.ended(service.order(), "Completed")  # its slot is free again


def test_a_service_that_is_told_to_stop_takes_its_server_with_it(service: Serving) -> None:
    import httpx

    home = service.root / "home"
    assert find_owner(home).pid == service.pid
    assert service.stop() == 0
    try:
        assert service.said.splitlines()[-1] == "stopped"
        with pytest.raises(httpx.ConnectError):
            service.ask("health")
        assert not (home / LOCK).exists()
    finally:
        service.start()
