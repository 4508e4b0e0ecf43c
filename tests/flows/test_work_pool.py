"""`prefect.yaml` deployed for real: to a work pool of a server on this machine, whose worker does a run."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from nlp.settings import Settings
from tests.flows.serving import Serving

pytestmark = [pytest.mark.soak, pytest.mark.filterwarnings("ignore")]  # Prefect's own warnings

ROOT = Path(__file__).parents[2]


def test_a_worker_does_what_the_file_deploys(
    service: Serving, finished_run: Settings, tmp_path: Path
) -> None:
    text = (ROOT / "prefect.yaml").read_text(encoding="utf-8").replace("every-morning", "by-worker")
    (tmp_path / "prefect.yaml").write_text(text, encoding="utf-8")  # the service has an every-morning, too
    shutil.copytree(ROOT / "flows", tmp_path / "flows")
    shutil.copytree(finished_run.corpus, tmp_path / "corpus")
    environment = service.environment | {"PREFECT_API_URL": service.api}

    def prefect(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "prefect", *words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    prefect("work-pool", "create", "commentary", "--type", "process")
    prefect("--no-prompt", "deploy", "--all")
    for one in yaml.safe_load(text)["deployments"]:
        flow = one["entrypoint"].partition(":")[2]
        made = service.ask(f"deployments/name/{flow}/{one['name']}")
        assert made["schedules"][0]["schedule"]["cron"] == one["schedules"][0]["cron"]
        assert made["schedules"][0]["schedule"]["timezone"] == one["schedules"][0]["timezone"]
        assert made["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
        assert made["global_concurrency_limit"]["limit"] == 1
    run = service.order("analyse/by-worker")
    with (tmp_path / "worker.log").open("wb") as log:
        worker = subprocess.Popen(
            [sys.executable, "-m", "prefect", "worker", "start", "--pool", "commentary"],
            cwd=tmp_path,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
    try:
        service.ended(run, "Completed")
    finally:
        worker.send_signal(signal.SIGINT)
        worker.wait(60)
    made = json.loads((tmp_path / "outputs" / "run.json").read_text(encoding="utf-8"))
    assert made["counts"]["articles"] == 3
