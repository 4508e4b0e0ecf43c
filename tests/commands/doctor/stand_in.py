"""Stands in for a Prefect server: answers as version 3.8.8 does, in what the doctor asks."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

FLOW = {"id": "f1", "name": "analyse"}
DEPLOYMENT = {
    **{"id": "d1", "name": "every-morning", "flow_id": "f1", "paused": False, "status": "READY"},
    "updated": "2026-01-01T00:00:00.000000Z",
    "schedules": [
        {"active": True, "schedule": {"cron": "0 6 * * *", "timezone": "Asia/Seoul", "day_or": True}}
    ],
}
ANSWERS: dict[str, object] = {
    "/api/health": True,
    "/api/admin/version": "3.8.8",
    "/api/flows/filter": [FLOW],
    "/api/deployments/filter": [DEPLOYMENT],
    "/api/flow_runs/filter": [{"expected_start_time": "2026-11-23T21:00:00Z"}],
}


class Asked(list[tuple[str, object]]):
    """What was asked, with the address it was asked at and the headers of the last question."""

    url = ""
    headers: dict[str, str]


@contextmanager
def serving(**changed: object) -> Iterator[Asked]:
    """A server with these answers instead (by the last two words of the path, joined by `_`)."""
    answers = {path: changed.pop(path[5:].replace("/", "_"), answer) for path, answer in ANSWERS.items()}
    assert not changed, changed
    asked = Asked()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.answer(None)

        def do_POST(self):
            self.answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def answer(self, question):
            asked.append((self.path, question))
            asked.headers = dict(self.headers)
            answer = answers.get(self.path)
            if isinstance(answer, int) and not isinstance(answer, bool):  # a status, and where else to look
                self.send_response(answer)
                self.send_header("Location", "/api/health")
                self.end_headers()
                return
            content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_given):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        asked.url = f"http://127.0.0.1:{server.server_port}/api"
        try:
            yield asked
        finally:
            server.shutdown()
            thread.join()
