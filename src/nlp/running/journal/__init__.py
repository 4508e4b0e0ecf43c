"""The log of the runs: JSON lines in `outputs/.logs/`, for programs and for whoever looks later.

    {"time": "2026-01-01T06:00:12.345+00:00", "level": "info", "event": "stage ended", "run": "…",
     "pid": 4711, "stage": "analyse", "seconds": 1.5, "pieces": 3, "pieces_per_second": 2.0}

No text of a piece stands in it, nor a message of a library, which could quote one. It is told through the
logger `nlp.run` of the standard library, to which other handlers may listen, too.
"""

from nlp.running.journal.events import Event, note
from nlp.running.journal.history import RunRecord, RunState, read_runs
from nlp.running.journal.recording import Recording

__all__ = ["Event", "Recording", "RunRecord", "RunState", "note", "read_runs"]
