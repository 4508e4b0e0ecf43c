"""One `commentary serve` for all tests of flows, whose server is theirs, too: it is slow to start."""

import shutil
import warnings
from collections.abc import Iterator

import pytest

import flows  # noqa: F401  sets Prefect's environment before Prefect is imported
from nlp.settings import Settings
from tests.flows.serving import Serving


@pytest.fixture(scope="session")
def service(finished_run: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """It serves `analyse`, due once a year, in a folder where three pieces were analysed."""
    root = tmp_path_factory.mktemp("service")
    shutil.copytree(finished_run.corpus, root / "corpus")
    shutil.copytree(finished_run.outputs, root / "outputs", symlinks=True)
    service = Serving(root, "--cron", "0 0 1 1 *", "--no-harvest")
    service.start()
    yield service
    service.stop()


@pytest.fixture(scope="session", autouse=True)
def prefect_server(service: Serving) -> Iterator[None]:
    """Flows that run in the tests' own process report to the service's server."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from prefect.context import _temporary_global_settings_context, get_settings_context
        from prefect.settings import PREFECT_API_URL, PREFECT_LOGGING_TO_API_ENABLED, temporary_settings

        updates = {PREFECT_API_URL: service.api, PREFECT_LOGGING_TO_API_ENABLED: False}
        with temporary_settings(updates), _temporary_global_settings_context(get_settings_context()):
            yield
            from prefect.events.worker import EventsWorker

            EventsWorker.drain_all()
