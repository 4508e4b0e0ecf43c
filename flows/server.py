"""A Prefect server on this machine: one that answers already, or a child that is kept up and ends with us.

Nothing of Prefect is imported here: what it is to talk to must stand in the environment before.
"""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from nlp.commands.doctor.server import ADDRESS
from nlp.errors import CommentaryError

__all__ = ["DEFAULT_PORT", "LocalServer", "answers", "server"]

DEFAULT_PORT = 4200  # Prefect's own
_HOST = "127.0.0.1"
_START, _STOP = 180.0, 20.0  # seconds; a first start on two busy cores took 15 to 40
_QUICK, _TRIES = 60.0, 3  # one that ends a third time, each within a minute of its start, is given up
# Who is at work must outlast the server: else a run in its middle is ended when the server is back.
_LEASES = "prefect.server.concurrency.lease_storage.filesystem"


class LocalServer:
    """A server as our child."""

    def __init__(self, home: Path, port: int) -> None:
        self.home = home
        self.port = port
        self.url = _url(port)
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._lock = threading.Lock()

    def start(self) -> None:
        """Start it, and wait until it answers; nothing once it was stopped.

        Raises:
            CommentaryError: it does not start.
        """
        with self._lock:
            if self._stopped:
                return
            self._process = process = self._open()
        until = time.monotonic() + _START
        while not answers(self.url):
            if process.poll() is not None or time.monotonic() > until:
                raise CommentaryError(f"the Prefect server did not start; {self._log} says why")
            time.sleep(0.5)

    def keep(self, say: Callable[[str], None]) -> None:
        """Start it anew whenever it ends; comes back when it was stopped.

        Raises:
            CommentaryError: it ends again and again.
        """
        quick = 0
        while self._process is not None:
            began = time.monotonic()
            self._process.wait()
            if self._stopped:
                return
            quick = quick + 1 if time.monotonic() - began < _QUICK else 1
            if quick >= _TRIES:
                raise CommentaryError(f"the Prefect server ends again and again; {self._log} says why")
            say("the Prefect server has ended and is started anew")
            self.start()

    def stop(self) -> None:
        """Stop it for good."""
        with self._lock:
            self._stopped = True
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @property
    def _log(self) -> Path:
        return self.home / "server.log"

    def _open(self) -> "subprocess.Popen[bytes]":
        command = ["-m", "prefect", "server", "start", "--host", _HOST, "--port", str(self.port)]
        self.home.mkdir(parents=True, exist_ok=True)
        defaults = {"PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": _LEASES}
        names = {"PREFECT_API_URL": self.url, "PREFECT_HOME": str(self.home)}
        with self._log.open("ab") as log:
            # A session of its own: Ctrl-C reaches us alone, and we stop it when the flows are done.
            return subprocess.Popen(
                [sys.executable, *command],
                stdout=log,
                stderr=log,
                env=defaults | os.environ | names,
                start_new_session=True,
            )


@contextmanager
def server(home: Path, port: int | None = None) -> Iterator[tuple[str, LocalServer | None]]:
    """The address of a server's API, and the server if it was started here: then it ends with the block.

    Args:
        home: folder of its database and log.
        port: where it listens; default: 4200, or a free port where that is taken.

    Raises:
        CommentaryError: the server that the environment names does not answer, or none can be started.
    """
    named = os.environ.get("PREFECT_API_URL")
    if named and not answers(named):
        raise CommentaryError(f"PREFECT_API_URL={named}: no server answers; start it, or unset the variable")
    known = named or _url(port or DEFAULT_PORT)
    if answers(known):
        yield known, None
        return
    local = LocalServer(home, port or _free_port())
    try:
        local.start()
        (home / ADDRESS).write_text(f"{local.url}\n", encoding="ascii")  # `commentary doctor` asks there
        yield local.url, local
    finally:
        (home / ADDRESS).unlink(missing_ok=True)
        local.stop()


def answers(url: str) -> bool:
    """Whether a Prefect API answers there."""
    try:
        return httpx.get(f"{url}/health", timeout=5).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


def _free_port() -> int:
    for port in (DEFAULT_PORT, 0):
        with socket.socket() as one:
            try:
                one.bind((_HOST, port))
            except OSError:
                continue
            number: int = one.getsockname()[1]
            return number
    raise CommentaryError("no free port on this machine; name one with --port")


def _url(port: int) -> str:
    return f"http://{_HOST}:{port}/api"
