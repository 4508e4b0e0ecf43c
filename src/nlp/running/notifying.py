"""The command in the settings that is told how each run ended: a mail, a message, a line in a log."""

import json
import subprocess
from collections.abc import Mapping
from typing import Any

from nlp.settings import Settings

__all__ = ["notify"]


def notify(record: Mapping[str, Any], settings: Settings) -> tuple[str, ...]:
    """Run the command with the record as JSON on its standard input; a line where that failed.

    `status` in it is "completed", "completed with N problems" or "failed". A run never fails by its command.
    """
    command = settings.notify.command
    if not command:
        return ()
    content = json.dumps(record, ensure_ascii=False, default=str) + "\n"
    try:
        ended = subprocess.run(
            command,
            input=content,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=settings.notify.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return (f"notify: `{command[0]}` took longer than {settings.notify.seconds:g} s and was stopped",)
    except OSError as error:
        reason = error.strerror or error
        return (f"notify: `{command[0]}` cannot be run ({reason}); mend [notify] in the settings",)
    if ended.returncode:
        said = " ".join(ended.stderr.split())[-200:]
        return (f"notify: `{command[0]}` ended with {ended.returncode}{f': {said}' if said else ''}",)
    return ()
