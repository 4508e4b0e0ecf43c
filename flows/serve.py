"""The schedule: flows that run every morning, for years, on this machine.

python -m flows.serve [--cron "0 6 * * *"] [--timezone Asia/Seoul] [--interval SECONDS] [--no-harvest]

Runs that were missed or cut off (machine off, service down) are made up for by one at the next start; one
that comes due while another is at work is skipped. A server that was started here is started anew where it
ends; one of others that is silent for minutes is waited for.
"""

import argparse
import asyncio
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

import httpx

from flows.options import ENGINE_OPTIONS, add_engine_options
from flows.server import LocalServer, answers, server
from nlp.errors import CommentaryError, SettingsError
from nlp.locking import locked

if TYPE_CHECKING:  # Prefect looks for its server when it is imported: not before there is one
    from prefect.deployments.runner import RunnerDeployment
    from prefect.schedules import Schedule

__all__ = ["DEPLOYMENT", "main", "make_deployment", "parse"]

DEPLOYMENT = "every-morning"
_CRON = re.compile(r"\s*[\w*,/#-]+(\s+[\w*,/#-]+){4}\s*")  # five fields; Prefect reads what is in them


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped; 0, or 1 with one line where that cannot be or the server went away."""
    # A shell that starts us in the background has SIGINT ignored; what stops us is an interrupt all the same.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        given = parse(arguments)
        home = Path(os.environ["PREFECT_HOME"])
        with locked(home), server(home, given.port) as (url, local):
            os.environ["PREFECT_API_URL"] = url
            with _kept_up(local) as failed:
                while not _serve(given, url, failed):
                    _wait_for(url, failed)
        return 0
    except CommentaryError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except httpx.HTTPError as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        sys.stderr.write(f"the Prefect server refuses to serve ({reason}); `commentary doctor` may say why\n")
        return 1
    except KeyboardInterrupt:
        return 0


def make_deployment(given: argparse.Namespace) -> "RunnerDeployment":
    """The flow with its schedule, folders, and the rule that it never overlaps itself.

    Raises:
        SettingsError: the cron line is none.
    """
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.types.entrypoint import EntrypointType

    flow = _find_flow(given.harvest)
    made: RunnerDeployment = flow.to_deployment(
        DEPLOYMENT,
        schedule=_make_schedule(given),
        parameters={
            "corpus": str(given.corpus.absolute()),
            "outputs": str(given.outputs.absolute()),
            "samples": given.samples,
            **{name: getattr(given, name) for name in ENGINE_OPTIONS},
        },
        concurrency_limit=ConcurrencyLimitConfig(
            limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
        ),
        entrypoint_type=EntrypointType.MODULE_PATH,
        description="The corpus into tables, comparison and report; nothing is done where nothing is new.",
    )
    return made


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """The options of the command line.

    Raises:
        SettingsError: a time zone, interval or cron line that cannot be.
    """
    parser = argparse.ArgumentParser(prog="commentary serve", description="Run on a schedule until stopped.")
    parser.add_argument("--cron", default="0 6 * * *", help="when to run, as in a cron table")
    parser.add_argument("--timezone", help="of the cron line (default: this machine's)")
    parser.add_argument("--interval", type=float, help="run every so many seconds instead: for trials")
    parser.add_argument("--no-harvest", dest="harvest", action="store_false", help="listen to no feeds")
    parser.add_argument("--port", type=int, help="of the server (default: 4200, or a free one)")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="folder of articles and codebook")
    parser.add_argument("--outputs", type=Path, default=Path("outputs"), help="folder for tables and report")
    parser.add_argument("--no-samples", dest="samples", action="store_false", help="leave sample pieces out")
    add_engine_options(parser)
    given = parser.parse_args(arguments)
    if given.timezone and not _is_zone(given.timezone):
        raise SettingsError(f"--timezone `{given.timezone}`: no such time zone; write Asia/Seoul, say")
    if given.interval is not None and given.interval < 1:
        raise SettingsError(f"--interval {given.interval:g}: must be one second or more")
    if not given.interval and not _CRON.fullmatch(given.cron):
        raise SettingsError(f"--cron `{given.cron}`: not a cron line; write five fields: 0 6 * * *")
    return given


def _serve(given: argparse.Namespace, url: str, failed: list[CommentaryError]) -> bool:
    """Serve until stopped; False where the server has been silent for minutes."""
    from prefect.runner import Runner

    from flows.missed import find_missed, run_once

    deployment = make_deployment(given)
    full_name = f"{deployment.flow_name}/{deployment.name}"
    missed = find_missed(full_name)
    # Fetched ahead of its time, a run would collide with one that ends before it is due.
    runner = Runner(
        name="commentary", query_seconds=5, prefetch_seconds=1, pause_on_shutdown=False, limit=None
    )
    # Prefect's own handler leaves the loop without waiting for the run that is at work.
    vars(runner)["handle_sigterm"] = lambda *_: signal.raise_signal(signal.SIGINT)
    added: UUID = runner.add_deployment(deployment)  # type: ignore[assignment]  # outside a loop it waits
    if missed:
        run_once(added)
        _say(f"{missed} missed {'run' if missed == 1 else 'runs'}: done once now")
    every = f"every {given.interval:g} s" if given.interval else f"at `{given.cron}`"
    _say(f"{full_name} runs {every}{f' ({given.timezone})' if given.timezone and not given.interval else ''}")
    _say(f"UI: {url.removesuffix('/api')}")
    try:
        # Of a server that is silent the runner prints tracebacks; what there is to say of it is said here.
        with suppress(KeyboardInterrupt), Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
            asyncio.run(runner.start())
    except (ExceptionGroup, RuntimeError, httpx.HTTPError):
        # Each request is tried for a minute; three that failed in a row end the runner.
        if answers(url):
            raise
        return False
    if not failed:
        _say("stopped")
    return True


@contextmanager
def _kept_up(local: LocalServer | None) -> Iterator[list[CommentaryError]]:
    """Keep our server up while the block is at work; where that fails, the block is interrupted.

    Raises:
        CommentaryError: the server ended and could not be started anew.
    """
    failed: list[CommentaryError] = []
    stopping = threading.Event()

    def keep(mine: LocalServer) -> None:
        try:
            mine.keep(_say)
        except CommentaryError as error:
            if not stopping.is_set():
                failed.append(error)
                os.kill(os.getpid(), signal.SIGINT)

    if local is not None:
        threading.Thread(target=keep, args=(local,), daemon=True, name="keep the server").start()
    try:
        yield failed
    except KeyboardInterrupt:
        if not failed:
            raise
    finally:
        stopping.set()
    if failed:
        raise failed[0]


def _wait_for(url: str, failed: list[CommentaryError]) -> None:
    """Wait until the server answers again, or ours has been given up."""
    _say("the Prefect server is silent; waiting for it")
    while not answers(url) and not failed:
        time.sleep(1)


def _find_flow(with_harvest: bool) -> Any:  # noqa: ANN401  Prefect's own generic
    if with_harvest:
        from flows.morning import morning

        return morning
    from flows.analyse import analyse

    return analyse


def _make_schedule(given: argparse.Namespace) -> "Schedule":
    from prefect.schedules import Cron, Interval

    if given.interval:
        return Interval(timedelta(seconds=given.interval))
    try:
        return Cron(given.cron, timezone=given.timezone or _here())
    except ValueError as error:
        raise SettingsError(
            f"--cron `{given.cron}`: not a cron line; write five fields: 0 6 * * *"
        ) from error


def _here() -> str:
    """The name of this machine's time zone; UTC where it has none."""
    named = os.environ.get("TZ", "").removeprefix(":")
    if not named and (link := Path("/etc/localtime")).is_symlink():
        named = link.resolve().as_posix().partition("zoneinfo/")[2]
    return named if named and _is_zone(named) else "UTC"


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _say(line: str) -> None:
    out = sys.__stdout__ or sys.stdout
    out.write(f"{line}\n")
    out.flush()


if __name__ == "__main__":
    sys.exit(main())
