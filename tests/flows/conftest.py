"""One Prefect server of its own for all tests of flows: it takes longer to start than they take to run."""

import warnings
from collections.abc import Iterator

import pytest

import flows  # noqa: F401  sets Prefect's environment before Prefect is imported


@pytest.fixture(scope="session", autouse=True)
def prefect_server() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from prefect.testing.utilities import prefect_test_harness

        with prefect_test_harness(server_startup_timeout=120):
            yield
