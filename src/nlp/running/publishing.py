"""The last stage: tables, report and `run.json` are written beside those that stand, then replace them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.running import manifest
from nlp.running.intake import Intake
from nlp.running.learning import learn_themes
from nlp.running.parts import find_parts, open_store
from nlp.settings import Settings
from nlp.tables.runs import dropping, is_whole, new_run, publish_run, writing

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["is_current", "publish"]


def is_current(intake: Intake, settings: Settings) -> bool:
    """Whether the outputs that stand are those this run would make, every file in its place."""
    if not is_whole(settings.outputs):
        return False
    written = manifest.read_manifest(settings.outputs)
    return written is not None and written.get("fingerprint") == _fingerprint(intake, settings)


def publish(
    frames: Mapping[str, "pd.DataFrame"],
    intake: Intake,
    settings: Settings,
    seconds: Mapping[str, float],
    *,
    new: int = 0,
) -> Path:
    """Write tables, report and `run.json`, and make them the outputs that count; the report's path.

    Raises:
        TableError: a table does not fit its schema.
        OutputError: the outputs cannot be written. Either way what stood there still stands.
    """
    finished, mark = datetime.now(UTC), _fingerprint(intake, settings)
    staged = new_run(settings.outputs, started=finished, tag=mark)
    with dropping(staged), writing(settings.outputs):
        content = _write(frames, intake, settings, staged)
        content |= {
            "finished": finished.isoformat(timespec="seconds"),
            "new": new,
            "seconds": dict(seconds),
            "fingerprint": mark,
            "parts": {part.name: part.hash for part in find_parts(intake, settings)},
            "theme_heads": learn_themes(intake, settings).record.as_record(),
        }
        manifest.write_manifest(staged, content)
        publish_run(settings.outputs, staged)
    open_store(intake, settings).prune(intake.articles)
    return settings.outputs / "report" / "index.html"


def _write(
    frames: Mapping[str, "pd.DataFrame"], intake: Intake, settings: Settings, folder: Path
) -> dict[str, Any]:
    """Write all files of a run but its manifest; the manifest's content."""
    from nlp.report.page import write_report
    from nlp.running.exports import write_exports
    from nlp.tables.files import write_tables

    content = manifest.make_manifest(frames, intake.articles, intake.codebook, settings, intake.codes)
    write_tables(frames, folder)
    write_exports(frames, folder, settings.exports, labels=content["labels"]["targets"])
    write_report(frames, folder / "report", content)
    return content


def _fingerprint(intake: Intake, settings: Settings) -> str:
    return manifest.fingerprint(intake.articles, intake.problems, intake.codebook, settings, intake.codes)
