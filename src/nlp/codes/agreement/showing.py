"""Agreement on the terminal: a table for each group of coders, kind and level, and who said what."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from nlp.codes.agreement.comparing import Comparison

__all__ = ["show_agreement"]

_COLUMNS = ("", "units", "alpha", "95 %", "agree", "given", "where given")


def show_agreement(found: Sequence[Comparison], console: Console) -> None:
    """Print the comparisons in their order.

    `given` is the share of the codes that have the value, `where given` how often the other has it then, too.
    """
    for place in dict.fromkeys((one.coders, one.kind, one.level) for one in found):
        some = [one for one in found if (one.coders, one.kind, one.level) == place]
        console.print(f"\n[bold]{' and '.join(place[0])}[/bold]: {place[1]} of {place[2]}s")
        never = [one for one in some if _is_never_given(one)]
        table = Table(*_COLUMNS, box=None, pad_edge=False, header_style="")
        for column in table.columns[1:]:
            column.justify = "right"
        for one in some:
            if one not in never:
                table.add_row(*_cells(one))
        console.print(table)
        if never:
            names = ", ".join(one.variable for one in never)
            console.print(f"given by nobody, so that alpha is undefined: {names}", style="dim")
        for note in dict.fromkeys(one.note for one in some if one.note and one not in never):
            names = ", ".join(one.variable for one in some if one.note == note)
            console.print(f"{names}: {note}", style="dim")
        for one in some:
            if one.confusion and not one.is_binary:
                console.print(_confusion_table(one))


def _is_never_given(one: Comparison) -> bool:
    return one.is_binary and not one.prevalence.get("yes")


def _cells(one: Comparison) -> tuple[str, ...]:
    measured = (
        one.variable,
        str(one.n_units),
        "undefined" if one.alpha is None else f"{one.alpha:.2f}",
        "" if one.low is None else f"{one.low:.2f} to {one.high:.2f}",
        f"{one.agreement:.0%}",
    )
    if not one.is_binary:
        return (*measured, "", "")
    return (*measured, f"{one.prevalence['yes']:.0%}", f"{one.specific['yes']:.0%}")


def _confusion_table(one: Comparison) -> Table:
    first, second = one.coders
    said = {name for row in one.confusion.values() for name in row}
    values = [value for value in one.prevalence if value in one.confusion or value in said]
    table = Table(f"{one.variable}: {first} ↓ {second} →", *values, box=None, pad_edge=False, header_style="")
    for column in table.columns[1:]:
        column.justify = "right"
    for value in values:
        counts = one.confusion.get(value, {})
        table.add_row(value, *(str(counts.get(other, "·")) for other in values))
    return table
