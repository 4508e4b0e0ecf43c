"""Prefect's Dask task runner, with workers that need the package and Prefect, but not these flows.

Prefect sends each task the context of its flow run. Two things of it do no good at a worker: the flow itself,
whose module is none of the package's, and settings without a server, by which each worker would start one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from prefect import Flow
from prefect.client.orchestration import get_client
from prefect.context import FlowRunContext
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.task_runners import TaskRunner
from prefect_dask.task_runners import DaskTaskRunner

__all__ = ["open_dask_runner"]


@contextmanager
def open_dask_runner(address: str) -> Iterator[TaskRunner[Any]]:
    """A runner that has tasks run on the workers of a scheduler, to use within a flow run."""
    with get_client(sync_client=True) as client:
        server = str(client.api_url)
    with (
        _sendable_flow(),
        temporary_settings({PREFECT_API_URL: server}),
        DaskTaskRunner(address=address) as runner,
    ):
        yield runner


@contextmanager
def _sendable_flow() -> Iterator[None]:
    """Have a flow of the same name, but without content, stand in the context."""
    context = FlowRunContext.get()
    if context is None or context.flow is None:
        yield
        return

    def nothing() -> None:
        """Within a function it is sent whole, and not as the name of a module."""

    with context.model_copy(update={"flow": Flow(nothing, name=context.flow.name)}):
        yield
