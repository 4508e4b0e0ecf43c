"""A Prefect server, asked by its web interface: nothing here imports Prefect."""

import base64
import http.client
import json
import os
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from nlp.errors import CommentaryError

__all__ = ["ADDRESS", "Place", "Server", "ServerError", "find_place", "prefect_home"]

ADDRESS: Final = "api-url"  # file in Prefect's home that names the server which `commentary serve` started
_DEFAULT: Final = "http://127.0.0.1:4200/api"  # Prefect's own
_SECONDS: Final = 1.5  # for an answer; a healthy server on a busy machine took 0.1 (November 2026)
_MOST_BYTES: Final = 10_000_000


class ServerError(CommentaryError):
    """The server gave no answer, or none that could be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server is looked for, and who says so."""

    url: str
    named: bool  # by the environment, so that there should be one


def prefect_home() -> Path:
    """The folder of the project's Prefect: its database, its server's log."""
    return Path(os.environ.get("PREFECT_HOME", ".prefect"))


def find_place() -> Place:
    """The address in the environment, that of the server `commentary serve` started, or Prefect's own."""
    if named := os.environ.get("PREFECT_API_URL"):
        return Place(named.rstrip("/"), named=True)
    file = prefect_home() / ADDRESS
    try:
        told = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        told = ""
    return Place(told or _DEFAULT, named=False)


class Server:
    """The interface of one server."""

    def __init__(self, url: str) -> None:
        self.url = url
        # What listens on this machine is not behind a proxy; nor is a key to be sent on to another address.
        here = urlsplit(url).hostname in {"127.0.0.1", "::1", "localhost"}
        proxies = [urllib.request.ProxyHandler({})] if here else []
        self._opener = urllib.request.build_opener(_NoRedirect, *proxies)

    def ask(self, path: str, question: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401  any JSON
        """What the server answers: to a question by POST, else by GET.

        Raises:
            ServerError: no answer in time, or not one of JSON.
        """
        content = None if question is None else json.dumps(question).encode()
        headers = {"Content-Type": "application/json", **_keys()}
        try:
            request = urllib.request.Request(f"{self.url}{path}", data=content, headers=headers)
            with self._opener.open(request, timeout=_SECONDS) as answer:
                return json.loads(answer.read(_MOST_BYTES))
        except urllib.error.HTTPError as error:
            error.close()
            raise ServerError(f"{path} was answered with {error.code}") from error
        except urllib.error.URLError as error:
            raise ServerError(str(getattr(error.reason, "strerror", None) or error.reason)) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise ServerError(f"{path} was not answered as by Prefect ({type(error).__name__})") from error


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_given: Any, **_named: Any) -> None:  # noqa: ANN401  the library's own
        """Follow no redirection."""


def _keys() -> dict[str, str]:
    """What proves to a server of one's own, or to Prefect Cloud, who asks: as Prefect itself sends it."""
    if key := os.environ.get("PREFECT_API_KEY"):
        return {"Authorization": f"Bearer {key}"}
    if pair := os.environ.get("PREFECT_API_AUTH_STRING"):
        return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
    return {}
