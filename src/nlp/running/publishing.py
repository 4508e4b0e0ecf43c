"""What a run makes is written beside the outputs that stand, and at the end replaces them."""

from collections.abc import Iterator
from contextlib import contextmanager
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

if TYPE_CHECKING:  # a run with nothing to do needs no pandas
    from nlp.tables.stored import StoredTables

__all__ = ["is_current", "publish", "staging"]


def is_current(intake: Intake, settings: Settings) -> bool:
    """Whether the outputs that stand are those this run would make, every file in its place."""
    if not is_whole(settings.outputs):
        return False
    written = manifest.read_manifest(settings.outputs)
    return written is not None and written.get("fingerprint") == _fingerprint(intake, settings)


@contextmanager
def staging(intake: Intake, settings: Settings) -> Iterator[Path]:
    """An empty folder for what a run makes; it is removed where the run comes to nothing.

    Raises:
        OutputError: it cannot be made.
    """
    tag = _fingerprint(intake, settings)
    staged = new_run(settings.outputs, started=datetime.now(UTC), tag=tag)
    with dropping(staged):
        yield staged


def publish(folder: Path, intake: Intake, settings: Settings, clock: Clock, *, new: int = 0) -> Path:
    """Complete the tables of a folder with database, exports, report and `run.json`; make it what counts.

    Gives the folder under its final name.

    Raises:
        TableError: an id points to no row.
        OutputError: the outputs cannot be written. Either way what stood there still stands.
    """
    from nlp.tables.stored import StoredTables

    with writing(settings.outputs):
        content = _complete(StoredTables(folder), intake, settings, clock)
        throughput = clock.throughput()
        content |= {
            "finished": datetime.now(UTC).isoformat(timespec="seconds"),
            "new": new,
            "seconds": {stage: record["seconds"] for stage, record in throughput.items()},
            "throughput": throughput,
            "fingerprint": _fingerprint(intake, settings),
            "parts": {part.name: part.hash for part in find_parts(intake, settings)},
            "theme_heads": learn_themes(intake, settings).record.as_record(),
        }
        manifest.write_manifest(folder, content)
        return publish_run(settings.outputs, folder)


def _complete(tables: "StoredTables", intake: Intake, settings: Settings, clock: Clock) -> dict[str, Any]:
    """Write all files of a run but its manifest; the manifest's content."""
    from nlp.comparison.focus import find_focus, focus_notes
    from nlp.report.page import write_report
    from nlp.running.exports import write_exports
    from nlp.tables.files import complete_tables

    content = manifest.make_manifest(tables, intake.articles, intake.codebook, settings, intake.codes)
    articles = tables["articles"]
    with clock.part("tables"):
        complete_tables(tables)
    with clock.part("exports"):
        targets = content["labels"]["targets"]
        left_out = write_exports(tables, tables.folder, settings.exports, labels=targets)
    with clock.part("report"):
        focus = find_focus(articles, settings.comparison)
        write_report(tables, tables.folder / "report", content, focus=focus)
    return content | {manifest.NOTES: [*focus_notes(articles, settings.comparison), *left_out]}


def _fingerprint(intake: Intake, settings: Settings) -> str:
    return manifest.fingerprint(intake.articles, intake.problems, intake.codebook, settings, intake.codes)
