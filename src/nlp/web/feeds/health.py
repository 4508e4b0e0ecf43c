"""When each source was last heard: `corpus/.heard.json`, so that a feed that has died does not go unseen."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from nlp.errors import OutputError

__all__ = ["HEALTH", "Health", "note_heard", "read_health"]

HEALTH = ".heard.json"


@dataclass(frozen=True, slots=True)
class Health:
    """How the tries to hear one source went.

    Attributes:
        tried: the day of the last try.
        heard: the day of the last one that went well; None before the first.
        failing: the day since which every try has failed; None where the last went well.
        reason: why the last one failed.
    """

    tried: date
    heard: date | None = None
    failing: date | None = None
    reason: str = ""


def read_health(corpus: Path) -> dict[str, Health]:
    """What is known of each source, by its id; a record that cannot be read is none, for it only informs."""
    try:
        found = json.loads((corpus / HEALTH).read_text(encoding="utf-8"))
        return {str(source): _health(record) for source, record in found.items()}
    except (OSError, ValueError, AttributeError, TypeError, KeyError):
        return {}


def note_heard(corpus: Path, source: str, day: date, *, failure: str = "") -> None:
    """Note that a source was heard on a day, or why it could not be.

    Raises:
        OutputError: the record cannot be written.
    """
    known = read_health(corpus)
    before = known.get(source, Health(day))
    known[source] = (
        Health(day, before.heard, before.failing or day, failure) if failure else Health(day, heard=day)
    )
    path = corpus / HEALTH
    part = path.with_name(f"{path.name}.part")
    records = {name: _record(one) for name, one in sorted(known.items())}
    try:
        part.write_text(json.dumps(records, indent=1, ensure_ascii=False), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); check space and rights") from error


def _health(record: dict[str, Any]) -> Health:
    days = {name: date.fromisoformat(record[name]) for name in ("tried", "heard", "failing") if record[name]}
    return Health(days["tried"], days.get("heard"), days.get("failing"), str(record["reason"]))


def _record(health: Health) -> dict[str, str | None]:
    return {
        "tried": health.tried.isoformat(),
        "heard": health.heard.isoformat() if health.heard else None,
        "failing": health.failing.isoformat() if health.failing else None,
        "reason": health.reason,
    }
