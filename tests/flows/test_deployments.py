"""`prefect.yaml` names flows that are there, with parameters that they take."""

import importlib
import inspect
from pathlib import Path
from typing import Any

import pytest
import yaml

pytestmark = pytest.mark.filterwarnings("ignore")  # Prefect's own; ours are errors in every other file

FILE = Path(__file__).parents[2] / "prefect.yaml"
DEPLOYMENTS = yaml.safe_load(FILE.read_text(encoding="utf-8"))["deployments"]


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda one: one["name"])
def test_a_deployment_calls_a_flow_that_takes_its_parameters(deployment: dict[str, Any]) -> None:
    path, _, name = deployment["entrypoint"].partition(":")
    flow = getattr(importlib.import_module(path.removesuffix(".py").replace("/", ".")), name)
    assert flow.name == name
    assert deployment["parameters"].keys() <= inspect.signature(flow.fn).parameters.keys()
    assert deployment["work_pool"] == {"name": "commentary"}


def test_the_harvest_comes_before_the_analysis() -> None:
    hours = {one["name"]: one["schedules"][0]["cron"].split()[1] for one in DEPLOYMENTS}
    assert int(hours["every-night"]) < int(hours["every-morning"])


def test_the_automation_in_the_docs_is_one_that_a_server_takes() -> None:
    from prefect.client.orchestration import get_client
    from prefect.events.schemas.automations import AutomationCore

    page = (FILE.parent / "docs" / "scheduling.md").read_text(encoding="utf-8")
    written = page.rpartition("```yaml\n")[2].partition("```")[0]
    automation = AutomationCore.model_validate(yaml.safe_load(written))
    with get_client(sync_client=True) as client:
        assert client.create_automation(automation)
