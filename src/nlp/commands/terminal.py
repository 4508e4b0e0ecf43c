"""What commands say on the terminal: a line a stage, a bar for long ones, tables that fit its width."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from textwrap import fill
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:  # what a run needs is slow to import, and most commands only show
    from nlp.stages import Outcome

__all__ = ["Terminal", "show_comparison", "show_outcome", "show_rows"]

_SHOWN = 12  # differences of a focus piece; all of them are in the table
# Characters that a column is folded to at the least: any, and one of prose where all of these find room.
_NARROWEST, _NARROWEST_PROSE = 16, 32
_PROSE = 40  # characters in the mean cell from which a column is prose
_GAP = 2  # blanks between columns
# Ids cut short and offsets say nothing on a terminal; programs read them with --json.
_HIDDEN = frozenset(
    """vector origins sha256 start_char end_char mention_start mention_end statement_id published_origin
    source_file keywords""".split()
)
_LONGEST_ID = 30
_IDS = frozenset({"article_id", "other_id", "sentence_id", "first_sentence"})
# Columns that a name beside them says for people; they go first where there is no room for all.
_SPARE = ("entity", "wikidata_id", "entity_id")


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


def show_outcome(outcome: "Outcome", console: Console) -> None:
    """The short table a run ends with, and each problem in a line of its own."""
    if not outcome.seconds:
        console.print("Nothing new: the outputs are those of the last run.")
    table = Table(box=None, show_header=True, pad_edge=False)
    for heading in ("read", "new", "skipped", "quarantined"):
        table.add_column(heading, justify="right")
    table.add_row(*map(str, (outcome.read, outcome.new, outcome.skipped, outcome.quarantined)))
    console.print(table)
    for arrival in outcome.arrivals:
        console.print(arrival, markup=False, soft_wrap=True)
    for problem in outcome.problems:
        console.print(f"! {problem}", markup=False, soft_wrap=True)
    if outcome.exit_code:
        console.print(outcome.status)
    if outcome.left_out:
        console.print(f"{outcome.left_out} sample pieces left out")
    if not outcome.read:
        console.print("The corpus holds no piece yet: add one with `commentary add FILE`")
    console.print(f"report: {outcome.report}", soft_wrap=True)


def show_rows(rows: Sequence[Mapping[str, Any]], console: Console) -> None:
    """Rows as a table that fits the terminal.

    Columns that are empty throughout, or the same in every row, are left out; so are those that find no room
    (ids that a name stands beside, then the last ones), which a line below names.
    """
    if not rows:
        console.print("no rows")
        return
    rows = [{name: _short_id(name, value) for name, value in _with_reason(row).items()} for row in rows]
    names = [name for name in rows[0] if name not in _HIDDEN and _tells(rows, name)]
    cells = {name: [_cell(row[name]) for row in rows] for name in names}
    widths = _fit({name: [name, *column] for name, column in cells.items()}, console.width)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, width in widths.items():
        table.add_column(name, width=width, justify="right" if _is_number(rows[0][name]) else "left")
    for place in range(len(rows)):
        table.add_row(*(Text(fill(cells[name][place], width)) for name, width in widths.items()))
    console.print(table)
    left_out = [name for name in names if name not in widths]
    if left_out:
        console.print(f"not shown for want of room: {', '.join(left_out)} (--json has all columns)")


def show_comparison(rows: Sequence[Mapping[str, Any]], focus: str, console: Console) -> None:
    """What sets a piece apart: its largest differences from the rest, in standard deviations of the rest."""
    apart = [row for row in rows if row["difference"] and row["rest_sd"]]
    apart.sort(key=lambda row: (-abs(row["difference"] / row["rest_sd"]), row["dimension"], row["item"]))
    console.print(f"What sets {focus} apart:" if apart else f"There is nothing to compare {focus} with.")
    kept = ("dimension", "item", "value", "rest_mean", "n_rest", "percentile", "interval", "note")
    if apart:
        show_rows([{name: row[name] for name in kept} for row in apart[:_SHOWN]], console)


def _with_reason(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The row, in which "nil" stands with its reason."""
    if not row.get("nil_reason"):
        return row
    return {**row, "link_method": f"{row['link_method']}: {row['nil_reason']}", "nil_reason": None}


def _fit(columns: Mapping[str, Sequence[str]], width: int) -> dict[str, int]:
    """The columns that find room, with their widths; the first one always does."""
    needs = {name: max(map(len, column)) for name, column in columns.items()}
    prose = {name for name, column in columns.items() if sum(map(len, column)) > _PROSE * len(column)}
    fitted = _least(needs, dict.fromkeys(prose, _NARROWEST_PROSE), width)
    if not prose <= set(fitted):  # what is said matters more than how it is folded
        fitted = _least(needs, {}, width)
    spare = width - sum(fitted.values()) - _GAP * (len(fitted) - 1)
    wanting = sorted(fitted, key=lambda name: needs[name] - fitted[name])
    for place, name in enumerate(
        wanting
    ):  # those that want little get it, those that want more share the rest
        given = max(0, min(needs[name] - fitted[name], spare // (len(wanting) - place)))
        fitted[name] += given
        spare -= given
    return fitted


def _least(needs: Mapping[str, int], narrowest: Mapping[str, int], width: int) -> dict[str, int]:
    """The least width of each column that finds room; ids cut short already are not folded."""
    least = {
        name: need if name in _IDS else min(need, narrowest.get(name, _NARROWEST))
        for name, need in needs.items()
    }
    for name in (*_SPARE, *reversed(list(needs)[1:])):
        if sum(least.values()) + _GAP * (len(least) - 1) <= width:
            break
        least.pop(name, None)
    return least


def _short_id(name: str, value: object) -> object:
    if not isinstance(value, str) or name not in _IDS:
        return value
    _, mark, sentence = value.rpartition(":")
    if mark:
        return sentence
    return value if len(value) <= _LONGEST_ID else f"{value[: _LONGEST_ID - 1]}…"


def _tells(rows: Sequence[Mapping[str, Any]], name: str) -> bool:
    values = {"" if row[name] in (None, []) else str(row[name]) for row in rows}
    return len(values) > 1 or (len(rows) == 1 and values != {""})


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.3g}" if isinstance(value, float) else str(value)
