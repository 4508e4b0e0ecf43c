"""How a run went: what it says at its end, on the terminal, in JSON and by its exit code."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from nlp.labels import LogLevel, ProblemKind
from nlp.running.clock import Clock
from nlp.running.intake import Intake
from nlp.running.journal import Event, note
from nlp.running.manifest import NOTES, read_manifest
from nlp.settings import Settings

__all__ = ["Clock", "Outcome", "make_outcome", "note_problems"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run went; `new` pieces were analysed, `skipped` ones had been before."""

    read: int
    new: int
    skipped: int
    quarantined: int
    left_out: int
    report: Path
    problems: tuple[str, ...] = ()
    arrivals: tuple[str, ...] = ()  # what became of each file of the inbox
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def status(self) -> str:
        """How the run ended; a problem is a piece that was set aside."""
        if not self.quarantined:
            return "completed"
        return f"completed with {self.quarantined} problem{'s' if self.quarantined > 1 else ''}"

    @property
    def exit_code(self) -> int:
        """What the process says at its end: 0, or 3 where a piece was set aside."""
        return 3 if self.quarantined else 0

    def as_record(self) -> dict[str, Any]:
        """The outcome as JSON values."""
        return {"status": self.status} | asdict(self) | {"report": str(self.report)}


def make_outcome(
    intake: Intake,
    settings: Settings,
    *,
    new: int,
    seconds: Mapping[str, float] | None = None,
    notes: tuple[str, ...] = (),
) -> Outcome:
    """What a run has to say at its end, when its tables stand; the log has its problems then."""
    note_problems(intake, notes)
    told = (*_code_notes(settings), *_output_notes(settings), *notes)
    lines = dict.fromkeys((*(str(problem) for problem in intake.problems), *told))
    return Outcome(
        read=len(intake.articles),
        new=new,
        skipped=len(intake.articles) - new,
        quarantined=sum(problem.blocking for problem in intake.problems),
        left_out=intake.left_out,
        report=settings.outputs / "report" / "index.html",
        problems=tuple(lines),
        arrivals=intake.arrivals,
        seconds=seconds or {},
    )


def note_problems(intake: Intake, notes: tuple[str, ...] = ()) -> None:
    """Tell the log which files and pieces were set aside, and what the run tells beside.

    Of a problem the log has file and kind: its message, which may quote the text, is in the table `problems`.
    """
    for problem in intake.problems:
        if problem.blocking:
            note(Event.PROBLEM, LogLevel.WARNING, kind=problem.kind, file=problem.file)
    for line in notes:
        note(Event.NOTICE, LogLevel.WARNING, message=line)


def _output_notes(settings: Settings) -> Iterator[str]:
    """What the current outputs have not, and why; told also by a run that finds them current."""
    written = read_manifest(settings.outputs) or {}
    yield from written.get(NOTES, ())


def _code_notes(settings: Settings) -> Iterator[str]:
    """What the tables say of human codes that do not fit the texts; only they know the sentences."""
    from nlp.tables.reading import read_rows

    for row in read_rows(settings.outputs, "problems"):
        if row["kind"] == ProblemKind.CODES:
            yield f"{row['file']}: {row['message']}"
