"""The child process of a pool: it loads the models once, then analyses batches until its parent has no more.

It is a program of its own (`python -m`), so that nothing of the parent's main module is run a second time.
"""

import os
import pickle
import signal
import sys
import threading
from collections.abc import Iterator
from multiprocessing.connection import Connection
from queue import SimpleQueue
from traceback import format_exception
from typing import Any

from nlp.running.engines.messages import Word

__all__ = ["main"]


def main(handle: int) -> None:
    """Analyse what comes in through a socket: first a recipe, then batches."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C reaches every process of a terminal; the parent ends us
    parent: Connection[Any, Any] = Connection(handle)
    waiting: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_listen, args=(parent, waiting), daemon=True).start()
    for said in _work(parent, waiting):
        parent.send(said)


def _listen(parent: "Connection[Any, Any]", waiting: "SimpleQueue[Any]") -> None:
    """Take what the parent sends. Its end is ours, also where it was killed and we are amid a piece."""
    while True:
        try:
            waiting.put(parent.recv())
        except (EOFError, OSError):
            os._exit(0)


def _work(parent: "Connection[Any, Any]", waiting: "SimpleQueue[Any]") -> Iterator[tuple[Word, object]]:
    from nlp.analysis.pipeline import load_language
    from nlp.running.recipe import analyse_batch

    recipe = waiting.get()
    try:
        load_language(recipe.codebook, recipe.settings)
    except Exception as error:  # noqa: BLE001  the parent raises it
        yield Word.FAILED, _portable(error)
        return
    yield Word.READY, None
    while True:
        batch = waiting.get()
        try:
            yield Word.DONE, analyse_batch(batch, recipe, lambda: parent.send((Word.PIECE, None)))
        except Exception as error:  # noqa: BLE001  the parent raises it
            yield Word.FAILED, _portable(error)


def _portable(error: Exception) -> Exception:
    """The error if it can be sent, else one that tells its traceback."""
    told = "".join(format_exception(error))
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001  some cannot be made again from what they say of themselves
        return RuntimeError(told)
    error.add_note(f"in a worker process:\n{told}")
    return error


if __name__ == "__main__":
    main(int(sys.argv[1]))
