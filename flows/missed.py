"""What came due while no one served, or was cut off: counted, cleared away, and done once."""

from datetime import UTC, datetime
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.exceptions import ObjectNotFound
from prefect.states import Cancelled, Crashed

__all__ = ["find_missed", "run_once"]

_CATCHING_UP = "missed"
_CUT_OFF = "its process ended without a word"


def find_missed(name: str) -> int:
    """How many runs of a deployment (`flow/deployment`) came due and were not done; they are cleared away.

    Runs that were at work when their process was killed are marked as crashed, so that they block no other.
    They count, too, but for one that was itself catching up: what ends its own process is not done for ever.
    """
    with get_client(sync_client=True) as client:
        try:
            deployment = client.read_deployment_by_name(name)
        except ObjectNotFound:
            return 0
        cut_off = _find(client, deployment.id, StateType.RUNNING, StateType.PENDING)
        for run in cut_off:
            client.set_flow_run_state(run.id, Crashed(message=_CUT_OFF), force=True)
        for run in _find(client, deployment.id, StateType.CANCELLING):
            client.set_flow_run_state(run.id, Cancelled(message=_CUT_OFF), force=True)
        late = _find(client, deployment.id, StateType.SCHEDULED)
        for run in late:
            client.delete_flow_run(run.id)
        return len(late) + sum(run.name != _CATCHING_UP for run in cut_off)


def run_once(deployment: UUID) -> None:
    """Have a deployment run now."""
    with get_client(sync_client=True) as client:
        client.create_flow_run_from_deployment(deployment, name=_CATCHING_UP)


def _find(client: SyncPrefectClient, deployment: UUID, *states: StateType) -> list[FlowRun]:
    """The runs of a deployment that are in one of these states and were due by now."""
    return client.read_flow_runs(
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment])),
        flow_run_filter=FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(states))),
            expected_start_time=FlowRunFilterExpectedStartTime(before_=datetime.now(UTC)),
        ),
    )
