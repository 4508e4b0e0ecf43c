"""The schedule: which server keeps it, who carries it out, and when the next run is."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from nlp.commands.doctor.examined import Examined, one_line
from nlp.commands.doctor.installation import installed_version
from nlp.commands.doctor.server import Server, ServerError, find_place, prefect_home
from nlp.locking import find_owner

__all__ = ["examine_schedule"]

_FLOWS: Final = ("analyse", "harvest", "morning")
# What a server has to start, and its scheduler to see a new schedule: on two busy cores it took 20 and 6 s.
_STARTING: Final = timedelta(minutes=3)
_OFF: Final = "no server answers: `commentary serve` starts one with its schedule, and cron needs none"
_UNSERVED: Final = "no process takes its runs: start `commentary serve`, or a worker of its pool"
_UNPLANNED: Final = (
    "nothing is planned: the server's scheduler stands still; look at `dependencies` and its log"
)


def examine_schedule() -> Iterator[Examined]:
    """The server, and each deployment of our flows in it; that there is none is no fault."""
    place = find_place()
    server = Server(place.url)
    try:
        if server.ask("/health") is not True:
            raise ServerError("what listens there is no Prefect")
        version = str(server.ask("/admin/version"))
    except ServerError as error:
        yield _without_server(place.url, named=place.named, reason=str(error))
        yield Examined("schedule", True, _OFF)
        return
    yield _server(place.url, version)
    try:
        deployments = list(_deployments(server))
    except (ServerError, KeyError, TypeError, ValueError) as error:
        yield Examined("schedule", False, f"cannot be read ({one_line(error)}); see the UI")
        return
    yield from deployments
    if not deployments:
        yield Examined("schedule", True, "none: `commentary serve` or `prefect deploy --all` makes one")


def _without_server(url: str, *, named: bool, reason: str) -> Examined:
    if named:
        detail = (
            f"PREFECT_API_URL={url}: no server answers ({one_line(reason)}); start it, or unset the variable"
        )
        return Examined("server", False, detail)
    owner = find_owner(prefect_home())
    if owner is not None and not owner.gone:
        if owner.age(datetime.now(UTC)) < _STARTING:
            return Examined("server", True, f"is being started at {url} by {one_line(owner)}")
        detail = (
            f"{one_line(owner)} serves, but no server answers at {url} ({one_line(reason)}); start it again"
        )
        return Examined("server", False, detail)
    return Examined("server", True, f"none answers at {url}{_home()}")


def _server(url: str, version: str) -> Examined:
    detail = f"Prefect {one_line(version)} at {url}{_home()}"
    ours = installed_version("prefect")
    if ours is not None and version != ours:
        detail += f"; Prefect is {ours} here: give both one version"
    owner = find_owner(prefect_home())
    if owner is not None and not owner.gone:
        detail += f"; served by {one_line(owner)}"
    return Examined("server", True, detail)


def _home() -> str:
    """How large the database in the project's own home has grown."""
    home = prefect_home()
    size = sum(file.stat().st_size for file in home.glob("prefect.db*") if file.is_file())
    return f"; {home} holds {size / 1e6:.1f} MB" if size else ""


def _deployments(server: Server) -> Iterator[Examined]:
    ours = {"name": {"any_": list(_FLOWS)}}
    flows = {flow["id"]: flow["name"] for flow in server.ask("/flows/filter", {"flows": ours})}
    found = server.ask("/deployments/filter", {"flows": ours, "limit": 50})
    for one in sorted(found, key=lambda one: (flows[one["flow_id"]], one["name"])):
        name = f"{flows[one['flow_id']]}/{one['name']}"
        yield _deployment(one_line(name), one, _next_run(server, one))


def _deployment(name: str, one: Mapping[str, Any], due: datetime | None) -> Examined:
    active = [entry["schedule"] for entry in one["schedules"] if entry["active"]]
    times = ", ".join(map(_times, active or (entry["schedule"] for entry in one["schedules"])))
    check = f"schedule {name}"
    if not one["schedules"]:
        return Examined(check, True, "by hand only")
    if one["paused"] or not active:
        return Examined(check, True, f"{times}; paused")
    is_new = datetime.now(UTC) - datetime.fromisoformat(one["updated"]) < _STARTING
    if is_new and (one["status"] != "READY" or due is None):
        return Examined(check, True, f"{times}; just made, nothing is planned yet")
    if one["status"] != "READY":
        return Examined(check, False, f"{times}; {_UNSERVED}")
    if due is None:
        return Examined(check, False, f"{times}; {_UNPLANNED}")
    zone = next((entry["timezone"] for entry in active if entry.get("timezone")), "UTC")
    return Examined(
        check, True, f"{times}; next {due.astimezone(ZoneInfo(zone)).isoformat(timespec='minutes')}"
    )


def _next_run(server: Server, deployment: Mapping[str, Any]) -> datetime | None:
    question = {
        "deployments": {"id": {"any_": [deployment["id"]]}},
        "flow_runs": {
            "state": {"type": {"any_": ["SCHEDULED"]}},
            "expected_start_time": {"after_": datetime.now(UTC).isoformat()},
        },
        "sort": "EXPECTED_START_TIME_ASC",
        "limit": 1,
    }
    runs = server.ask("/flow_runs/filter", question)
    return datetime.fromisoformat(runs[0]["expected_start_time"]) if runs else None


def _times(schedule: Mapping[str, Any]) -> str:
    zone = f" ({one_line(schedule['timezone'])})" if schedule.get("timezone") else ""
    if "cron" in schedule:
        return f"at `{one_line(schedule['cron'])}`{zone}"
    if "interval" in schedule:
        return f"every {float(schedule['interval']):g} s"
    return f"by `{one_line(schedule.get('rrule', schedule))}`{zone}"
