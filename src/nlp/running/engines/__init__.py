"""Where batches are analysed: in this process, in several of this machine, or by workers of a Dask cluster.

Only pieces and recipes go out, and only failures come back: what was found in the texts is written by whoever
found it, as partitions of the store. So all engines give the same tables, and a worker that is lost costs no
more than the batch it was at.
"""

from nlp.running.engines.driving import Submit, Tally, analyse_all
from nlp.running.engines.engine import (
    Batch,
    Done,
    Engine,
    Job,
    LostWorkerError,
    Tell,
    count_cores,
    open_engine,
)

__all__ = [
    "Batch",
    "Done",
    "Engine",
    "Job",
    "LostWorkerError",
    "Submit",
    "Tally",
    "Tell",
    "analyse_all",
    "count_cores",
    "open_engine",
]
