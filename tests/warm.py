"""A process with models and modules loaded that forks itself for a run: for runs that are killed or starved.

A run in a process of its own takes some ten seconds to start; a fork of one that has been through a run
takes a second and is as good to kill.
"""

import contextlib
import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

import pytest

from nlp import stages
from nlp.errors import CommentaryError
from nlp.settings import Settings
from tests.conftest import LEAN, write_pieces

__all__ = ["Ended", "Warm", "warm"]

_PATIENCE = 120  # seconds


@dataclass(frozen=True)
class Ended:
    """How a run ended: `error` is the name of what it raised, "killed", or empty."""

    error: str = ""
    line: str = ""
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass
class Warm:
    """The test's end of the wires to the process."""

    orders: "Connection[object, object]"
    said: "Connection[object, object]"

    def start(self, settings: Settings, before: Callable[[], None] | None = None) -> int:
        """Start a run; its process. `before` is called in it first: a function of a module."""
        while self.said.poll():
            self.said.recv()
        self.orders.send((settings, before))
        return int(str(self._hear(self.orders)))

    @property
    def working(self) -> bool:
        """Whether the run has not ended yet."""
        return not self.orders.poll()

    def wait_for(self, stage: str) -> None:
        """Wait until the run enters a stage, or ends."""
        while not isinstance(said := self._hear(self.said), Ended) and said != stage:
            pass

    def kill(self, process: int) -> Ended:
        """End the run on the spot; "killed", or how it had ended before."""
        with contextlib.suppress(ProcessLookupError):  # it has ended, and is not yet looked after
            os.kill(process, signal.SIGKILL)
        return self.join()

    def join(self) -> Ended:
        """Wait for the end of the run."""
        killed, last = self._hear(self.orders), Ended("killed")
        while self.said.poll():
            said = self.said.recv()
            last = said if isinstance(said, Ended) else last
        return Ended("killed") if killed else last

    def run(self, settings: Settings, before: Callable[[], None] | None = None) -> Ended:
        """A run to its end."""
        self.start(settings, before)
        return self.join()

    @staticmethod
    def _hear(wire: "Connection[object, object]") -> object:
        assert wire.poll(_PATIENCE), "the run hangs"
        return wire.recv()


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """The process, ready to fork."""
    root = tmp_path_factory.mktemp("warm")
    settings = Settings(corpus=write_pieces(root / "corpus"), outputs=root / "outputs", exports=LEAN)
    context = multiprocessing.get_context("spawn")
    orders, orders_there = context.Pipe()
    said, said_there = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(settings, orders_there, said_there), daemon=True)
    process.start()
    wires = Warm(orders, said)
    assert wires._hear(orders) == "warm"
    yield wires
    orders.send(None)
    process.join(_PATIENCE)
    for wire in (orders, said, orders_there, said_there):
        wire.close()


def _serve(settings: Settings, orders: Connection, said: Connection) -> None:
    stages.run(settings)
    orders.send("warm")
    while order := orders.recv():
        process = os.fork()
        if not process:
            _work(*order, said)
        orders.send(process)
        _, status = os.waitpid(process, 0)
        orders.send(os.WIFSIGNALED(status))


def _work(settings: Settings, before: Callable[[], None] | None, said: Connection) -> None:
    @contextlib.contextmanager
    def announce(stage: str) -> Iterator[None]:
        said.send(stage)
        yield

    try:
        if before:
            before()
        outcome = stages.run(settings, around=announce)
        said.send(Ended("", outcome.status, outcome.seconds))
    except CommentaryError as error:
        said.send(Ended(type(error).__name__, str(error)))
    except Exception as error:  # noqa: BLE001  the test tells what it was
        said.send(Ended(f"unexpected {type(error).__name__}", traceback.format_exc()))
    finally:
        os._exit(0)
