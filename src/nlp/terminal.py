"""What commands say on the terminal: a line a stage, a bar for long ones, tables that fit its width."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from nlp.stages import Outcome

__all__ = ["Terminal", "show_comparison", "show_outcome", "show_rows"]

_SHOWN = 12  # differences of a focus piece; all of them are in the table
_NARROWEST = 20  # characters that a column of prose is folded to at the least
# Ids cut short and offsets say nothing on a terminal; programs read them with --json.
_HIDDEN = frozenset(
    """vector origins sha256 start_char end_char mention_start mention_end statement_id published_origin
    source_file keywords""".split()
)
_LONGEST_ID = 30
_IDS = frozenset({"article_id", "other_id", "sentence_id", "first_sentence"})


class Terminal:
    """Shows how a run goes: `terminal.stage("analyse")` around each stage, itself as progress callback."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(stderr=True, highlight=False)
        columns = (
            TextColumn("{task.description:<9}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        self._bar = Progress(*columns, console=self.console, transient=True)

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Note that `done` of `total` pieces have passed a stage."""
        task = self._bar.tasks[0].id if self._bar.tasks else self._bar.add_task(stage, total=total)
        self._bar.update(task, completed=done, total=total)
        if not self.console.is_terminal and (done == total or done % 50 == 0):
            self.console.print(f"{stage:<9} {done}/{total}")

    @contextmanager
    def stage(self, name: str, detail: str = "") -> Iterator[None]:
        """Show that a stage is going on, with a bar where it reports progress."""
        self.console.print(f"{name:<9} {detail}".rstrip())
        # Where no one watches, an empty bar would leave an empty line.
        with self._bar if self.console.is_terminal else nullcontext():
            yield
        for task in list(self._bar.task_ids):
            self._bar.remove_task(task)


def show_outcome(outcome: Outcome, console: Console) -> None:
    """The short table a run ends with, and each problem in a line of its own."""
    if not outcome.seconds:
        console.print("Nothing new: the outputs are those of the last run.")
    table = Table(box=None, show_header=True, pad_edge=False)
    for heading in ("read", "new", "skipped", "quarantined"):
        table.add_column(heading, justify="right")
    table.add_row(*map(str, (outcome.read, outcome.new, outcome.skipped, outcome.quarantined)))
    console.print(table)
    for problem in outcome.problems:
        console.print(f"! {problem}", markup=False, soft_wrap=True)
    if outcome.left_out:
        console.print(f"{outcome.left_out} sample pieces left out")
    if not outcome.read:
        console.print("The corpus holds no piece yet: add one with `commentary add FILE`")
    console.print(f"report: {outcome.report}", soft_wrap=True)


def show_rows(rows: Sequence[Mapping[str, Any]], console: Console) -> None:
    """Rows as a table that fits the terminal.

    Columns that are empty throughout, or the same in every row, are left out; so are the last ones that find
    no room, which a line below names.
    """
    if not rows:
        console.print("no rows")
        return
    rows = [{name: _short_id(name, value) for name, value in row.items()} for row in rows]
    names = [name for name in rows[0] if name not in _HIDDEN and _tells(rows, name)]
    widths = {name: max(len(name), *(len(_cell(row[name])) for row in rows)) for name in names}
    kept: list[str] = []
    left = console.width
    for name in names:
        left -= min(widths[name], _NARROWEST) + 2
        if kept and left < 0:
            break
        kept.append(name)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in kept:
        table.add_column(name, overflow="fold", justify="right" if _is_number(rows[0][name]) else "left")
    for row in rows:
        table.add_row(*(Text(_cell(row[name])) for name in kept))
    console.print(table)
    if len(kept) < len(names):
        console.print(f"not shown for want of room: {', '.join(names[len(kept) :])} (--json has all columns)")


def show_comparison(rows: Sequence[Mapping[str, Any]], focus: str, console: Console) -> None:
    """What sets a piece apart: its largest differences from the rest, in standard deviations of the rest."""
    apart = [row for row in rows if row["difference"] and row["rest_sd"]]
    apart.sort(key=lambda row: (-abs(row["difference"] / row["rest_sd"]), row["dimension"], row["item"]))
    console.print(f"What sets {focus} apart:" if apart else f"There is nothing to compare {focus} with.")
    kept = ("dimension", "item", "value", "rest_mean", "n_rest", "percentile", "interval", "note")
    if apart:
        show_rows([{name: row[name] for name in kept} for row in apart[:_SHOWN]], console)


def _short_id(name: str, value: object) -> object:
    if not isinstance(value, str) or name not in _IDS:
        return value
    _, mark, sentence = value.rpartition(":")
    if mark:
        return sentence
    return value if len(value) <= _LONGEST_ID else f"{value[: _LONGEST_ID - 1]}…"


def _tells(rows: Sequence[Mapping[str, Any]], name: str) -> bool:
    values = {str(row[name]) for row in rows if row[name] not in (None, "", [])}
    return len(values) > 1 or (len(rows) == 1 and bool(values))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.3g}" if isinstance(value, float) else str(value)
