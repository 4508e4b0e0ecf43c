"""A Dask cluster of processes on this machine, for a run that names no scheduler.

The scheduler is in this process; its workers are started as a program of their own, so that nothing of the
main module is run again in them, and so that they end with us, however we end.

    python -m nlp.running.engines.own_cluster ADDRESS WORKERS HANDLE
"""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import dask
import distributed

from nlp.running.engines.process import python_path

__all__ = ["own_cluster"]

_GRACE = 2.0  # seconds in which idle workers end by themselves
# Others end without a farewell; that their semaphores are cleared away for them is no news.
_QUIET = "ignore:resource_tracker"


@contextmanager
def own_cluster(workers: int) -> Iterator[str]:
    """A scheduler with so many workers, which only this machine can reach; yields its address."""
    # A second loss of a batch shows that it is to blame; then its pieces are done one by one.
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(
            n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL
        ) as cluster,
        _workers(cluster.scheduler_address, workers),
    ):
        yield cluster.scheduler_address


@contextmanager
def _workers(address: str, workers: int) -> Iterator[None]:
    theirs, ours = os.pipe()
    environment = os.environ | {
        "PYTHONPATH": python_path(),
        "DASK_LOGGING__DISTRIBUTED": "critical",
        "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "false",  # looks at every thread each 10 ms
        "PYTHONWARNINGS": ",".join(filter(None, [os.environ.get("PYTHONWARNINGS"), _QUIET])),
    }
    command = [sys.executable, "-P", "-m", __spec__.name, address, str(workers), str(theirs)]
    try:
        # Ctrl-C in a terminal is for us; what they do then, we say.
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, env=environment, pass_fds=(theirs,), start_new_session=True
        )
    except OSError:
        os.close(ours)
        raise
    finally:
        os.close(theirs)
    try:
        yield
    finally:
        os.close(ours)
        process.wait()


def _serve(address: str, workers: int, handle: int) -> None:
    """Keep workers alive until the other end of a pipe is closed, by whoever started us or by its death."""
    from distributed.cli.dask_worker import main

    def wait() -> None:
        os.read(handle, 1)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_GRACE)
        os._exit(0)  # workers that are at a batch notice that, and end too

    threading.Thread(target=wait, daemon=True).start()
    options = ["--nworkers", str(workers), "--nthreads", "1", "--host", "127.0.0.1", "--no-dashboard"]
    main([address, *options, "--memory-limit", "0"])


if __name__ == "__main__":
    _serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
