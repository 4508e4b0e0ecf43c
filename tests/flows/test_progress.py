"""How far a run is, as Prefect shows it."""

import httpx
import pytest

pytestmark = pytest.mark.filterwarnings("ignore")  # Prefect's own; ours are errors in every other file


class Server:
    """Stands in for Prefect: keeps what it is told."""

    def __init__(self, monkeypatch, error=None):
        from flows import progress

        self.told, self.error = [], error
        monkeypatch.setattr(progress, "create_progress_artifact", self.create)
        monkeypatch.setattr(progress, "update_progress_artifact", self.update)

    def create(self, percent, key, description):
        self.told.append((key, percent, description))
        return "id"

    def update(self, artifact, percent, description):
        assert artifact == "id"
        if self.error:
            raise self.error
        self.told.append((percent, description))


def walk(progress, steps, total=100):
    """Take `progress` through pairs of seconds and pieces done."""
    for seconds, done in steps:
        progress.now[0] = seconds
        progress("analyse", done, total)


def shown_progress():
    from flows.progress import ShownProgress

    now = [0.0]
    progress = ShownProgress(clock=lambda: now[0])
    progress.now = now
    return progress


def test_it_is_told_after_two_seconds_and_five_per_cent_and_at_the_end(monkeypatch):
    server, progress = Server(monkeypatch), shown_progress()
    walk(progress, [(0, 1), (1, 50), (2, 51), (3, 54), (4.5, 56), (6, 57), (6.1, 100), (6.2, 100)])
    assert server.told == [
        ("analysis-progress", 1.0, "analyse: 1 of 100 pieces"),
        (51.0, "analyse: 51 of 100 pieces"),
        (56.0, "analyse: 56 of 100 pieces"),
        (100.0, "analyse: 100 of 100 pieces"),
    ]


def test_a_long_run_is_told_of_every_minute(monkeypatch):
    server, progress = Server(monkeypatch), shown_progress()
    walk(progress, [(float(second), 1 + second) for second in range(150)], total=1_000_000)
    assert [told[-1] for told in server.told] == [
        "analyse: 1 of 1,000,000 pieces",
        "analyse: 61 of 1,000,000 pieces",
        "analyse: 121 of 1,000,000 pieces",
    ]


def test_nothing_to_do_is_all_done(monkeypatch):
    server, progress = Server(monkeypatch), shown_progress()
    progress("analyse", 0, 0)
    assert server.told == [("analysis-progress", 100.0, "analyse: 0 of 0 pieces")]


def test_a_server_that_is_gone_stops_nothing_and_is_told_of_once(monkeypatch):
    server, progress = Server(monkeypatch, httpx.ConnectError("no\nroute")), shown_progress()
    walk(progress, [(0, 10), (5, 20), (10, 30), (15, 100)])
    assert len(server.told) == 1
    assert progress.notes == ("Prefect shows no more progress of this run (no route); the run went on",)


def test_each_listener_is_told():
    from flows.progress import tell_each

    told = []
    tell_each(lambda *what: told.append(("one", *what)), lambda *what: told.append(("two", *what)))("a", 1, 2)
    assert told == [("one", "a", 1, 2), ("two", "a", 1, 2)]


def test_the_artifact_of_a_flow_run_can_be_read_back():
    from prefect import flow, task
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
    from prefect.context import get_run_context

    from flows.progress import ShownProgress

    progress = ShownProgress()

    @task
    def work():
        progress("analyse", 3, 3)

    @flow
    def whole():
        progress("analyse", 1, 3)
        work.submit().result()
        return get_run_context().flow_run.id

    of_run = FlowRunFilter(id=FlowRunFilterId(any_=[whole()]))
    with get_client(sync_client=True) as client:
        (kept,) = client.read_artifacts(flow_run_filter=of_run)
    assert (kept.key, kept.type, float(kept.data)) == ("analysis-progress", "progress", 100.0)
    assert kept.description == "analyse: 3 of 3 pieces"
