"""What the doctor says of server and schedule; a tiny server stands in for Prefect's."""

import json
import os
import platform
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nlp.commands.doctor import Examined
from nlp.commands.doctor.schedule import examine_schedule
from nlp.commands.doctor.server import ADDRESS, find_place
from nlp.locking import LOCK, process_start
from tests.commands.doctor.stand_in import DEPLOYMENT, serving

CRON = "at `0 6 * * *` (Asia/Seoul)"


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A Prefect home of one's own, in which nothing is yet."""
    for name in [name for name in os.environ if name.startswith("PREFECT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def silent() -> Iterator[str]:
    """An address at which nothing listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{one.getsockname()[1]}/api"


def serve(home: Path, *, since: datetime, pid: int | None = None) -> None:
    owner = {"pid": pid or os.getpid(), "host": platform.node(), "started": process_start(os.getpid())}
    content = owner | {"since": since.isoformat(timespec="seconds"), "command": "commentary serve"}
    (home / LOCK).write_text(json.dumps(content), encoding="utf-8")


def test_a_schedule_is_told_with_its_next_run_in_its_own_time_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as asked:
        monkeypatch.setenv("PREFECT_API_URL", f"{asked.url}/")
        found = list(examine_schedule())
    assert found == [
        Examined("server", True, f"Prefect 3.8.8 at {asked.url}"),
        Examined("schedule analyse/every-morning", True, f"{CRON}; next 2026-11-24T06:00+09:00"),
    ]
    paths = [path.removeprefix("/api/") for path, _ in asked]
    assert paths == ["health", "admin/version", "flows/filter", "deployments/filter", "flow_runs/filter"]
    assert asked[3][1] == {"flows": {"name": {"any_": ["analyse", "harvest", "morning"]}}, "limit": 50}
    assert asked[4][1]["deployments"] == {"id": {"any_": ["d1"]}}  # type: ignore[index]
    assert "Authorization" not in asked.headers


def interval(**given: object) -> dict[str, object]:
    schedule = {"active": given.pop("active", True), "schedule": {"interval": 90.0, "timezone": "UTC"}}
    return DEPLOYMENT | {"schedules": [schedule]} | given


@pytest.mark.parametrize(
    ("deployment", "runs", "expected"),
    [
        (
            interval(),
            [{"expected_start_time": "2026-01-02T03:04:05Z"}],
            (True, "next 2026-01-02T03:04+00:00"),
        ),
        (interval(active=False), [], (True, "paused")),
        (interval(paused=True), [], (True, "paused")),
        (
            interval(status="NOT_READY"),
            [],
            (False, "no process takes its runs: start `commentary serve`, or a worker of its pool"),
        ),
        (
            interval(),
            [],
            (
                False,
                "nothing is planned: the server's scheduler stands still; look at `dependencies` and its log",
            ),
        ),
        (
            interval(updated="2999-01-01T00:00:00+00:00", status="NOT_READY"),
            [],
            (True, "just made, nothing is planned yet"),
        ),
    ],
)
def test_what_keeps_a_schedule_from_running_is_told(
    monkeypatch: pytest.MonkeyPatch, deployment: object, runs: object, expected: tuple[bool, str]
) -> None:
    with serving(deployments_filter=[deployment], flow_runs_filter=runs) as asked:
        monkeypatch.setenv("PREFECT_API_URL", asked.url)
        _, told = examine_schedule()
    ok, detail = expected
    assert told == Examined(
        "schedule analyse/every-morning", ok, f"every 90 s (UTC); {detail}".replace(" (UTC)", "")
    )


def test_a_deployment_without_a_schedule_and_other_rules_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = {"active": True, "schedule": {"rrule": "FREQ=WEEKLY\n\x1b[31m", "timezone": "Asia/Seoul"}}
    two = [DEPLOYMENT | {"schedules": [], "name": "b"}, DEPLOYMENT | {"schedules": [rule], "name": "a"}]
    with serving(deployments_filter=two) as asked:
        monkeypatch.setenv("PREFECT_API_URL", asked.url)
        _, first, second = examine_schedule()
    assert (first.name, first.detail) == (
        "schedule analyse/a",
        "by `FREQ=WEEKLY [31m` (Asia/Seoul); next 2026-11-24T06:00+09:00",
    )
    assert (second.name, second.detail) == ("schedule analyse/b", "by hand only")


def test_a_server_without_our_flows_says_how_to_make_a_schedule(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(deployments_filter=[], flows_filter=[]) as asked:
        monkeypatch.setenv("PREFECT_API_URL", asked.url)
        _, told = examine_schedule()
    assert told == Examined("schedule", True, "none: `commentary serve` or `prefect deploy --all` makes one")


def test_no_server_is_no_fault(silent: str, home: Path) -> None:
    (home / ADDRESS).write_text(f"{silent}\n", encoding="utf-8")
    (home / "prefect.db").write_bytes(b"x" * 1_000_000)
    (home / "prefect.db-wal").write_bytes(b"x" * 500_000)
    off = "no server answers: `commentary serve` starts one with its schedule, and cron needs none"
    assert list(examine_schedule()) == [
        Examined("server", True, f"none answers at {silent}; {home} holds 1.5 MB"),
        Examined("schedule", True, off),
    ]


def test_a_server_that_was_named_or_that_is_served_must_answer(
    monkeypatch: pytest.MonkeyPatch, silent: str, home: Path
) -> None:
    (home / ADDRESS).write_text(silent, encoding="utf-8")
    now = datetime.now(UTC)
    serve(home, since=now - timedelta(hours=1))
    told = next(examine_schedule())
    assert (told.ok, told.detail.startswith(f"process {os.getpid()} on ")) == (False, True)
    assert told.detail.endswith(
        f"serves, but no server answers at {silent} (Connection refused); start it again"
    )
    serve(home, since=now)
    told = next(examine_schedule())
    assert told.ok
    assert told.detail.startswith(f"is being started at {silent} by process {os.getpid()} on ")
    serve(home, since=now - timedelta(hours=1), pid=2**22 + 1)
    assert next(examine_schedule()) == Examined("server", True, f"none answers at {silent}")
    monkeypatch.setenv("PREFECT_API_URL", silent)
    refused = (
        f"PREFECT_API_URL={silent}: no server answers (Connection refused); start it, or unset the variable"
    )
    assert next(examine_schedule()) == Examined("server", False, refused)


def test_the_server_of_serve_is_found_and_so_is_who_serves(home: Path) -> None:
    with serving(admin_version="3.0.0") as asked:
        (home / ADDRESS).write_text(asked.url, encoding="utf-8")
        serve(home, since=datetime.now(UTC))
        told = next(examine_schedule())
    start = f"Prefect 3.0.0 at {asked.url}; Prefect is 3.8.8 here: give both one version; served by process "
    assert (told.ok, told.detail[: len(start)]) == (True, start)


def test_where_a_server_is_looked_for(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    assert (find_place().url, find_place().named) == ("http://127.0.0.1:4200/api", False)
    (home / ADDRESS).write_bytes(b"\xff")
    assert find_place().url == "http://127.0.0.1:4200/api"
    (home / ADDRESS).write_text("http://127.0.0.1:5/api\n", encoding="utf-8")
    assert find_place().url == "http://127.0.0.1:5/api"
    monkeypatch.setenv("PREFECT_API_URL", "https://example.org/api/")
    assert (find_place().url, find_place().named) == ("https://example.org/api", True)


@pytest.mark.parametrize(
    ("health", "reason"),
    [
        (False, "what listens there is no Prefect"),
        (b"<html>", "/health was not answered as by Prefect (JSONDecodeError)"),
        (b"\xff", "/health was not answered as by Prefect (UnicodeDecodeError)"),
        (401, "/health was answered with 401"),
        (302, "/health was answered with 302"),
    ],
)
def test_what_listens_there_and_is_no_prefect_is_told(
    monkeypatch: pytest.MonkeyPatch, health: object, reason: str
) -> None:
    with serving(health=health) as asked:
        monkeypatch.setenv("PREFECT_API_URL", asked.url)
        assert f"no server answers ({reason});" in next(examine_schedule()).detail
    assert len(asked) == 1


@pytest.mark.parametrize("answer", [500, [{}], {"detail": "x"}, [DEPLOYMENT | {"schedules": [{}]}]])
def test_answers_that_cannot_be_read_are_one_line(monkeypatch: pytest.MonkeyPatch, answer: object) -> None:
    with serving(deployments_filter=answer) as asked:
        monkeypatch.setenv("PREFECT_API_URL", asked.url)
        server, schedule = examine_schedule()
    assert server.ok
    assert not schedule.ok
    assert schedule.detail.startswith("cannot be read (")


def test_a_server_that_says_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as one:
        monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{one.getsockname()[1]}/api")
        started = time.monotonic()
        assert "no server answers (" in next(examine_schedule()).detail
        assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    ("name", "value", "header"),
    [("PREFECT_API_KEY", "k", "Bearer k"), ("PREFECT_API_AUTH_STRING", "a:b", "Basic YTpi")],
)
def test_a_server_that_asks_who_asks_is_told(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, header: str
) -> None:
    with serving() as asked:
        monkeypatch.setenv("PREFECT_API_URL", asked.url)
        monkeypatch.setenv(name, value)
        list(examine_schedule())
    assert asked.headers["Authorization"] == header
