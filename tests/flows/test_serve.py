"""What `commentary serve` says and does before it serves, and what it makes up for."""

import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nlp.cli import main as commentary
from nlp.settings import Settings
from tests.flows.serving import Serving, free_port

pytestmark = pytest.mark.filterwarnings("ignore")  # Prefect's own; ours are errors in every other file

NAME = "analyse/every-evening"


def test_what_was_missed_is_done_once() -> None:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter
    from prefect.states import Cancelling, Running, Scheduled

    from flows.missed import find_missed, run_once
    from flows.serve import make_deployment, parse

    deployment = make_deployment(parse(["--no-harvest", "--cron", "0 6 * * *", "--timezone", "Asia/Seoul"]))
    deployment.name = "every-evening"  # the other one is served
    assert find_missed(NAME) == 0
    identity = deployment.apply()
    with get_client(sync_client=True) as client:
        for days in (3, 2, 1):
            due = Scheduled(scheduled_time=datetime.now(UTC) - timedelta(days=days))
            client.create_flow_run_from_deployment(identity, state=due)
        left, stopping = (client.create_flow_run_from_deployment(identity, state=Scheduled()) for _ in "ab")
        client.set_flow_run_state(left.id, Running(), force=True)
        client.set_flow_run_state(stopping.id, Cancelling(), force=True)
        assert find_missed(NAME) == 4  # three that came due, one that was cut off
        assert find_missed(NAME) == 0
        assert client.read_flow_run(left.id).state.name == "Crashed"
        assert client.read_flow_run(stopping.id).state.name == "Cancelled"
        run_once(identity)
        (again,) = client.read_flow_runs(flow_run_filter=FlowRunFilter(name={"any_": ["missed"]}))
        client.set_flow_run_state(again.id, Running(), force=True)
        assert find_missed(NAME) == 0  # what ended twice in its middle waits for its hour
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


def test_a_server_that_ends_again_and_again_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows import server
    from nlp.errors import CommentaryError

    local, said = server.LocalServer(tmp_path, free_port()), list[str]()
    monkeypatch.setattr(server, "answers", lambda _: True)
    monkeypatch.setattr(local, "_open", lambda: subprocess.Popen([sys.executable, "-c", ""]))
    local.start()
    with pytest.raises(CommentaryError, match=r"ends again and again; .*server\.log says why"):
        local.keep(said.append)
    assert said == ["the Prefect server has ended and is started anew"] * 2
    local.stop()
    local.start()  # it was stopped for good
    assert local._process.poll() is not None


def test_a_server_that_is_silent_for_minutes_is_waited_for(
    service: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import httpx
    from prefect.runner import Runner

    from flows import serve

    ends, answering = [RuntimeError("Service exceeded error threshold."), None], [False, False, True]

    async def start(_: Runner) -> None:
        if error := ends.pop(0):
            raise ExceptionGroup("the loops", [error])

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    monkeypatch.setenv("PREFECT_API_URL", service.api)
    monkeypatch.setattr(Runner, "start", start)
    monkeypatch.setattr(serve, "answers", lambda _: answering.pop(0))
    assert serve.main([]) == 0
    lines = ["morning/every-morning runs at `0 6 * * *`", f"UI: {service.api.removesuffix('/api')}"]
    assert capfd.readouterr().out.splitlines() == [
        *lines,
        "the Prefect server is silent; waiting for it",
        *lines,
        "stopped",
    ]

    def refuse(_: object) -> None:
        raise httpx.ReadError("gone\nagain")

    monkeypatch.setattr(serve, "make_deployment", refuse)
    assert serve.main([]) == 1
    assert capfd.readouterr().err.startswith("the Prefect server refuses to serve (gone again)")
