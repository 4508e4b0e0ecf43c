"""A web server on loopback whose answers each test sets, and a clock that does not make anyone wait."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from nlp.settings import WebSettings
from nlp.web.manners.pace import Clock


@dataclass
class Page:
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    kind: str | None = "text/html; charset=utf-8"


Answer = Page | Callable[[BaseHTTPRequestHandler], None]


class Site:
    """`site.pages["/path"] = Page(...)`; a list gives its answers one after the other."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer | list[Answer]] = {}
        self.asked: list[tuple[str, Mapping[str, str]]] = []
        self.stopped = threading.Event()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, {name.lower(): one for name, one in self.headers.items()}))
                answer = site.pages.get(self.path, Page(b"nothing here", 404))
                if isinstance(answer, list):
                    answer = answer.pop(0) if len(answer) > 1 else answer[0]
                if callable(answer):
                    answer(self)
                    return
                self.send_response(answer.status)
                headers = {"Content-Length": str(len(answer.body)), **answer.headers}
                if answer.kind is not None:
                    headers = {"Content-Type": answer.kind, **headers}
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.body)

            def log_message(self, *_: object) -> None:
                """Nothing is printed."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients hang up on purpose
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def close(self) -> None:
        self.stopped.set()
        self._server.shutdown()
        self._server.server_close()

    def drip(
        self, piece: bytes, *, head: bytes = b"", pause: float = 0.02
    ) -> Callable[[BaseHTTPRequestHandler], None]:
        """An answer that never ends."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.wfile.write(head)
            while not self.stopped.is_set():
                handler.wfile.write(piece)
                time.sleep(pause)

        return answer


class FakeClock:
    """Waits without waiting; `waits` is what was waited for."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.skipped = 0.0

    def sleep(self, seconds: float) -> None:
        self.waits.append(round(seconds, 1))
        self.skipped += seconds

    def monotonic(self) -> float:
        return time.monotonic() + self.skipped

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self.skipped)

    @property
    def clock(self) -> Clock:
        return Clock(self.monotonic, self.sleep, self.now)


@contextmanager
def running_site() -> Iterator[Site]:
    one = Site()
    try:
        yield one
    finally:
        one.close()


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as one:
        yield one


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def open_web() -> WebSettings:
    """Settings that allow loopback and are in no hurry to wait."""
    return WebSettings(allow_private=True, delay=1, total_seconds=5, read_seconds=2, contact="me@example.org")
