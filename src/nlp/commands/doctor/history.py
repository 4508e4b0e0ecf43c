"""How the last runs went: as the log tells, or, where there is none, as the runs that are kept do."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from nlp.commands.doctor.examined import Examined, one_line
from nlp.running.journal import RunRecord, RunState, read_runs
from nlp.running.manifest import read_manifest
from nlp.tables.runs import kept_runs

__all__ = ["examine_runs"]

_SHOWN: Final = 5


def examine_runs(outputs: Path) -> Iterator[Examined]:
    """What stands in the outputs, and the last runs; where nothing came of the latest, that is a fault."""
    yield _standing(outputs)
    try:
        logged = read_runs(outputs, _SHOWN)
    except OSError as error:
        yield Examined("log", False, f"{error.filename}: cannot be read ({error.strerror}); mend its rights")
        logged = []
    if logged:
        yield from (_logged(run, latest=not number) for number, run in enumerate(logged))
        return
    for folder in reversed(kept_runs(outputs)[-_SHOWN:]):
        yield Examined(f"run {folder.name}", True, _kept(read_manifest(folder) or {}))


def _standing(outputs: Path) -> Examined:
    """The run whose tables people read now."""
    manifest = read_manifest(outputs)
    if manifest is None:
        return Examined("last run", True, "none yet")
    detail = _kept(manifest)
    heads = manifest.get("theme_heads", {})
    if heads.get("paragraphs"):
        detail += f"; theme heads refitted with {heads['paragraphs']} human-coded paragraphs"
    return Examined("last run", True, detail)


def _kept(manifest: Mapping[str, Any]) -> str:
    detail = (
        f"{manifest.get('finished', 'unknown')}, {_pieces(manifest.get('counts', {}).get('articles', 0))}"
    )
    if "new" in manifest:
        detail += f" ({manifest['new']} new)"
    seconds = manifest.get("seconds", {})
    return f"{detail}, {sum(seconds.values()):.1f} s" if seconds else detail


def _logged(run: RunRecord, *, latest: bool) -> Examined:
    """One run of the log. Only the latest one can be a fault: after it, others went well."""
    when = (run.last or run.first).get("time", "unknown")
    detail = f"{one_line(when)}, {one_line(run.status)}"
    if "read" in run.last:
        detail += f", {_pieces(run.last['read'])} ({run.last.get('new', 0)} new)"
    if isinstance(seconds := run.last.get("seconds"), float):
        detail += f", {seconds:.1f} s"
    if run.last.get("error"):
        detail += f": {one_line(run.last['error'])}"
    if run.state is not RunState.ENDED or run.bad:
        detail += f"; in stage `{one_line(run.stage)}`" if run.stage else ""
    return Examined(f"run {one_line(run.run)}", not (latest and run.bad), detail)


def _pieces(count: object) -> str:
    return "1 piece" if count == 1 else f"{count} pieces"
