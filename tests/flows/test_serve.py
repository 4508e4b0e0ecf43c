"""The schedule on a real server of its own: it ticks, and it stops when it is told to."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from nlp.cli import main as commentary
from nlp.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore")  # Prefect's own; ours are errors in every other file


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(happened: Callable[[], bool], seconds: float) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.5)


def finished(api: str, state: str) -> int:
    """How many runs of the flow ended in a state; 0 while no server answers."""
    names = {"flow_runs": {"state": {"name": {"any_": [state]}}}}
    try:
        return int(httpx.post(f"{api}/flow_runs/count", json=names, timeout=10).json())
    except httpx.HTTPError:
        return 0


def test_the_schedule_ticks_twice_and_stops_cleanly(finished_run: Settings, tmp_path: Path) -> None:
    shutil.copytree(finished_run.corpus, tmp_path / "corpus")
    shutil.copytree(finished_run.outputs, tmp_path / "outputs", symlinks=True)
    port, home = free_port(), tmp_path / "home"
    api = f"http://127.0.0.1:{port}/api"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    serving = subprocess.Popen(
        [sys.executable, "-m", "nlp.cli", "serve", "--interval", "8", "--no-harvest", "--port", str(port)],
        cwd=tmp_path,
        env=environment | {"PREFECT_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # As a shell's background has it: what is asked to stop must stop all the same.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )
    try:
        wait_for(lambda: finished(api, "Completed") >= 2, 120)
        assert json.loads((home / ".lock").read_text(encoding="utf-8"))["pid"] == serving.pid
        serving.send_signal(signal.SIGTERM)
        said, complained = serving.communicate(timeout=120)
    finally:
        if serving.poll() is None:
            os.killpg(serving.pid, signal.SIGKILL)
            serving.communicate()
    assert serving.returncode == 0, complained
    assert said.splitlines() == [
        "analyse/every-morning runs every 8 s",
        f"UI: http://127.0.0.1:{port}",
        "stopped",
    ]
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{api}/health", timeout=5)
    assert not (home / ".lock").exists()
    assert (
        json.loads((tmp_path / "outputs" / "run.json").read_text(encoding="utf-8"))["counts"]["articles"] == 3
    )


def test_what_was_missed_is_done_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from prefect.client.orchestration import get_client
    from prefect.states import Running, Scheduled

    from flows.missed import find_missed, run_once
    from flows.serve import make_deployment, parse

    deployment = make_deployment(parse(["--no-harvest", "--cron", "0 6 * * *", "--timezone", "Asia/Seoul"]))
    assert find_missed("analyse/every-morning") == 0
    identity = deployment.apply()
    with get_client(sync_client=True) as client:
        for days in (3, 2, 1):
            due = Scheduled(scheduled_time=datetime.now(UTC) - timedelta(days=days))
            client.create_flow_run_from_deployment(identity, state=due)
        left = client.create_flow_run_from_deployment(identity, state=Scheduled())
        client.set_flow_run_state(left.id, Running(), force=True)
        assert find_missed("analyse/every-morning") == 3
        assert find_missed("analyse/every-morning") == 0
        assert client.read_flow_run(left.id).state.name == "Crashed"
        run_once(identity)
        assert find_missed("analyse/every-morning") == 1
        kept = client.read_deployment(identity)
        assert (kept.schedules[0].schedule.cron, kept.schedules[0].schedule.timezone) == (
            "0 6 * * *",
            "Asia/Seoul",
        )
        assert kept.concurrency_options.collision_strategy == "CANCEL_NEW"
        client.delete_deployment(identity)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--timezone", "Asia/Nowhere"), "--timezone `Asia/Nowhere`: no such time zone"),
        (("--interval", "0"), "--interval 0: must be one second or more"),
        (("--cron", "every day"), "--cron `every day`: not a cron line"),
    ],
)
def test_a_schedule_that_cannot_be_is_one_clear_line(
    arguments: tuple[str, str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from flows.serve import main

    assert main([*arguments]) == 1
    assert message in capsys.readouterr().err


def test_a_server_that_was_named_must_answer(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from flows.serve import main

    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{free_port()}/api")
    assert main([]) == 1
    assert "no server answers; start it, or unset the variable" in capsys.readouterr().err


def test_serving_needs_the_flows(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("nlp.commands.serving._CHECKOUT", tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        commentary(["serve"])
    assert ended.value.code == 1
    assert "not found; run `commentary serve` in the folder of the project" in capsys.readouterr().err


def test_a_morning_goes_on_where_no_feed_can_be_heard(
    finished_run: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from flows import morning
    from nlp.errors import OutputError

    shutil.copytree(finished_run.outputs, tmp_path / "outputs", symlinks=True)

    def fail(_: Path) -> None:
        raise OutputError("another harvest is running")

    monkeypatch.setattr(morning, "harvest", fail)
    assert morning.morning(finished_run.corpus, tmp_path / "outputs").read == 3
    assert "harvest: another harvest is running" in capsys.readouterr().err
