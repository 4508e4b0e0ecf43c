"""A Prefect server on this machine: one that answers already, or a child that ends with us.

Nothing of Prefect is imported here: what it is to talk to must stand in the environment before.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from nlp.errors import CommentaryError

__all__ = ["DEFAULT_PORT", "answers", "server"]

DEFAULT_PORT = 4200  # Prefect's own
_HOST = "127.0.0.1"
_START, _STOP = 180.0, 20.0  # seconds; a first start on two busy cores took 15 to 40


@contextmanager
def server(home: Path, port: int | None = None) -> Iterator[tuple[str, subprocess.Popen[bytes] | None]]:
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
    port = port or _free_port()
    process = _start(home, port)
    try:
        _wait(_url(port), process, home)
        yield _url(port), process
    finally:
        _stop(process)


def answers(url: str) -> bool:
    """Whether a Prefect API answers there."""
    try:
        return httpx.get(f"{url}/health", timeout=5).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


def _start(home: Path, port: int) -> "subprocess.Popen[bytes]":
    command = ["-m", "prefect", "server", "start", "--host", _HOST, "--port", str(port)]
    home.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"PREFECT_API_URL": _url(port), "PREFECT_HOME": str(home)}
    with (home / "server.log").open("ab") as log:
        # A session of its own: Ctrl-C reaches us alone, and we stop it when the flows are done.
        return subprocess.Popen(
            [sys.executable, *command], stdout=log, stderr=log, env=environment, start_new_session=True
        )


def _wait(url: str, process: "subprocess.Popen[bytes]", home: Path) -> None:
    until = time.monotonic() + _START
    while not answers(url):
        if process.poll() is not None or time.monotonic() > until:
            raise CommentaryError(f"the Prefect server did not start; {home / 'server.log'} says why")
        time.sleep(0.5)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


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
