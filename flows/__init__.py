"""When things happen: Prefect flows around the stages of `nlp`; no analysis lives here.

Prefect reads its settings when it is first imported, so they are made here, before any flow imports it. What
is set in the environment already is left alone.
"""

import os
from pathlib import Path

_HOME = Path(os.environ.get("PREFECT_HOME", ".prefect")).absolute()
_DEFAULTS = {
    "PREFECT_HOME": str(_HOME),
    "PREFECT_RESULTS_LOCAL_STORAGE_PATH": str(_HOME / "results"),
    # The only look-up outside this machine that Prefect makes; it also locks fresh databases.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    # The default of 20 s failed one fresh start in three on a busy machine.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_LOGGING_LEVEL": "WARNING",
}
for _name, _value in _DEFAULTS.items():
    os.environ.setdefault(_name, _value)
