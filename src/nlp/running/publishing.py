"""The last stage: tables, report and `run.json` are written beside those that stand, then replace them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.running import manifest
from nlp.running.clock import Clock
from nlp.running.intake import Intake
from nlp.running.learning import learn_themes
from nlp.running.parts import find_parts
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
    clock: Clock,
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
        content = _write(frames, intake, settings, staged, clock)
        content |= {
            "finished": finished.isoformat(timespec="seconds"),
            "new": new,
            "seconds": clock.seconds,
            "throughput": clock.throughput(),
            "fingerprint": mark,
            "parts": {part.name: part.hash for part in find_parts(intake, settings)},
            "theme_heads": learn_themes(intake, settings).record.as_record(),
        }
        manifest.write_manifest(staged, content)
        publish_run(settings.outputs, staged)
    return settings.outputs / "report" / "index.html"


def _write(
    frames: Mapping[str, "pd.DataFrame"], intake: Intake, settings: Settings, folder: Path, clock: Clock
) -> dict[str, Any]:
    """Write all files of a run but its manifest; the manifest's content."""
    from nlp.comparison.focus import find_focus, focus_notes
    from nlp.report.page import write_report
    from nlp.running.exports import write_exports
    from nlp.tables.files import write_tables

    content = manifest.make_manifest(frames, intake.articles, intake.codebook, settings, intake.codes)
    with clock.part("tables"):
        write_tables(frames, folder)
    with clock.part("exports"):
        left_out = write_exports(frames, folder, settings.exports, labels=content["labels"]["targets"])
    with clock.part("report"):
        focus = find_focus(frames["articles"], settings.comparison)
        write_report(frames, folder / "report", content, focus=focus)
    notes = (*focus_notes(frames["articles"], settings.comparison), *left_out)
    return content | {manifest.NOTES: list(notes)}


def _fingerprint(intake: Intake, settings: Settings) -> str:
    return manifest.fingerprint(intake.articles, intake.problems, intake.codebook, settings, intake.codes)
