"""What a worker process tells its parent."""

from enum import StrEnum

__all__ = ["Word"]


class Word(StrEnum):
    """What a worker tells its parent, each with something beside."""

    READY = "ready"
    PIECE = "piece"  # one more is done
    DONE = "done"  # with the failures of a batch
    FAILED = "failed"  # with the error
