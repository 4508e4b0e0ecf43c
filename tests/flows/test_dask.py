"""The flow on the workers of a real Dask cluster, one of which is killed, and on processes here."""

import os
from pathlib import Path

import pytest

from tests.running.clusters import dask_cluster, tables, wait_for, watch_labour, workers_of, write_pieces

pytestmark = pytest.mark.filterwarnings("ignore")  # Prefect's own; ours are errors in every other file

PIECES = 18


def count_tasks(flow_run_name: str) -> int:
    """How many batches of a flow run Prefect knows as completed."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterName

    runs = FlowRunFilter(name=FlowRunFilterName(any_=[flow_run_name]))
    with get_client(sync_client=True) as client:
        found = client.read_task_runs(flow_run_filter=runs)
    return sum(one.name.startswith("analyse ") and one.state.is_completed() for one in found)


@pytest.mark.soak
def test_every_engine_gives_the_same_tables_also_where_a_worker_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.analyse import analyse

    corpus = write_pieces(tmp_path / "corpus", PIECES)
    labour = watch_labour(tmp_path, monkeypatch.setenv, monkeypatch.syspath_prepend)
    killing = labour.kill_one(after=7)
    outcome = analyse.with_options(flow_run_name="here")(corpus, tmp_path / "here", workers=2)
    killing.join()
    assert (outcome.new, outcome.problems) == (PIECES, ())
    assert 1 <= len(labour.repeated()) <= 5
    assert not workers_of(os.getpid())
    wait_for(lambda: count_tasks("here") == 4)

    labour.log.unlink()
    killing = labour.kill_one(after=7)
    with dask_cluster(tmp_path) as address:
        outcome = analyse.with_options(flow_run_name="there")(corpus, tmp_path / "there", scheduler=address)
        # Of four; what the killed worker had not told the server yet, no one knows.
        wait_for(lambda: count_tasks("there") >= 3)
    killing.join()
    assert (outcome.new, outcome.problems) == (PIECES, ())
    assert tables(tmp_path / "there") == tables(tmp_path / "here")
    assert 1 <= len(labour.repeated()) <= 5


def test_a_cluster_that_is_not_there_fails_the_flow_with_the_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.analyse import analyse
    from nlp.errors import EngineError

    monkeypatch.setattr("nlp.running.engines.cluster._CONNECT", 0.5)
    corpus = write_pieces(tmp_path / "corpus", 1)
    with pytest.raises(EngineError, match="no Dask scheduler answers there"):
        analyse(corpus, tmp_path / "outputs", scheduler="tcp://127.0.0.1:9")
