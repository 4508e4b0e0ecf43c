"""`commentary serve` as a process of its own, and what its server knows of its runs."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx

__all__ = ["Serving", "free_port", "wait_for"]

# Half of the time of a run on three pieces.
_SETTINGS = "[exports]\nxlsx = false\nstata = false\n"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(happened: Callable[[], Any], seconds: float = 120) -> Any:
    """What came true in time."""
    until = time.monotonic() + seconds
    while not (found := happened()):
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.2)
    return found


class Serving:
    """A service in a folder of its own, which holds `corpus/` and `outputs/`."""

    def __init__(self, root: Path, *options: str, api: str = "") -> None:
        """`api` is that of a server of others."""
        self.root, self.options = root, options
        self.port = free_port()
        self.api = api or f"http://127.0.0.1:{self.port}/api"
        self._named = {"PREFECT_API_URL": api} if api else {}
        self._process: subprocess.Popen[bytes] | None = None
        root.mkdir(parents=True, exist_ok=True)
        (root / "commentary.toml").write_text(_SETTINGS, encoding="utf-8")

    def start(self) -> None:
        """Start it where it does not run; it is there when it has named its UI."""
        if self._process is not None:
            return
        with (self.root / "said").open("wb") as said, (self.root / "complained").open("wb") as complained:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "nlp.cli", "serve", "--port", str(self.port), *self.options],
                cwd=self.root,
                env=self.environment,
                stdout=said,
                stderr=complained,
                start_new_session=True,
                # As a shell's background has it: what is asked to stop must stop all the same.
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
            )
        wait_for(lambda: "UI:" in self.said or self._process.poll() is not None)
        assert self._process.poll() is None, self.complained

    @property
    def environment(self) -> dict[str, str]:
        """That of the process."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
        return ours | {"PREFECT_HOME": str(self.root / "home")} | self._named

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def said(self) -> str:
        return (self.root / "said").read_text(encoding="utf-8")

    @property
    def complained(self) -> str:
        return (self.root / "complained").read_text(encoding="utf-8")

    @property
    def answers(self) -> bool:
        """Whether its server does."""
        try:
            return httpx.get(f"{self.api}/health", timeout=5).is_success
        except httpx.HTTPError:
            return False

    def find_server(self) -> int:
        """The process of its server."""
        listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True)
        lines = (line.split(maxsplit=2) for line in listed.stdout.splitlines())
        return next(int(pid) for pid, parent, args in lines if parent == str(self.pid) and "server" in args)

    def stop(self) -> int:
        """Ask it to stop; its exit code."""
        if self._process is None:
            return 0
        process, self._process = self._process, None
        process.send_signal(signal.SIGTERM)
        try:
            return process.wait(120)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def count(self, flow: str, state: str) -> int:
        """How many runs of a flow are in a state; 0 while no server answers."""
        try:
            return len(self.ask("flow_runs/filter", **_runs_of(flow, state)))
        except httpx.HTTPError:
            return 0

    def order(self, name: str = "analyse/every-morning") -> str:
        """Have a deployment run now, as its schedule would; the run's id."""
        deployment = self.ask(f"deployments/name/{name}")["id"]
        return str(self.ask(f"deployments/{deployment}/create_flow_run", state={"type": "SCHEDULED"})["id"])

    def state(self, run: str) -> Mapping[str, Any]:
        """The state of a run: type, name, message."""
        state: Mapping[str, Any] = self.ask(f"flow_runs/{run}")["state"]
        return state

    def ended(self, run: str, name: str) -> Mapping[str, Any]:
        """The state of a run, once it has ended in one of this name."""
        final = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}
        state = wait_for(lambda: found if (found := self.state(run))["type"] in final else None, 240)
        assert state["name"] == name, state
        return state

    def ask(self, path: str, **content: Any) -> Any:
        """What the server's API answers."""
        url = f"{self.api}/{path}"
        for _ in range(5):
            answer = httpx.post(url, json=content, timeout=30) if content else httpx.get(url, timeout=30)
            if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:  # its database is busy
                break
            time.sleep(1)
        answer.raise_for_status()
        return answer.json()


def _runs_of(flow: str, state: str) -> dict[str, Any]:
    return {
        "flows": {"name": {"any_": [flow]}},
        "flow_runs": {"state": {"name": {"any_": [state]}}},
    }
