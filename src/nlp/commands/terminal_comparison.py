"""How groups of pieces differ, and where a term stands, as lines that fit the terminal."""

import unicodedata
from collections.abc import Mapping, Sequence
from math import sqrt
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from nlp.commands.terminal import show_rows

if TYPE_CHECKING:
    from nlp.comparison.words.concordance import Hit

__all__ = ["show_groups", "show_hits"]

_SHOWN = 12  # differences of a group; all are in the rows
_SHOWN_OF_EACH = 5  # where all groups are shown
_NARROWEST = 8  # columns of context on either side
_COLUMNS = ("dimension", "item", "mean", "other_mean", "n", "n_other", "difference", "interval")


def show_groups(rows: Sequence[Mapping[str, Any]], console: Console) -> None:
    """What sets each group apart: its largest differences, those with an interval first."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row["group_value"], []).append(row)
    shown = _SHOWN if len(groups) == 1 else _SHOWN_OF_EACH
    for value, found in groups.items():
        first = found[0]
        against = "all others" if first["against"] is None else first["against"]
        sizes = _pieces(first["n_pieces"]), _pieces(first["n_against"])
        head = f"{first['field']} {value} ({sizes[0]}) against {against} ({sizes[1]})"
        console.print(head, style="bold", markup=False, soft_wrap=True)
        apart = [row for row in found if row["difference"] and _distance(row)]
        apart.sort(key=_order)
        if apart:
            show_rows([{name: row[name] for name in _COLUMNS} for row in apart[:shown]], console)
        else:
            console.print("no difference to tell")
    for line in _remarks(rows):
        console.print(line, markup=False, soft_wrap=True)


def show_hits(hits: Sequence["Hit"], console: Console, *, total: int) -> None:
    """Hits below each other, keyword under keyword, under the id of their piece."""
    numbers = [hit.sentence_id.rpartition(":")[2] for hit in hits]
    cells = [_cells(hit) for hit in hits]
    margin = max(map(cell_len, numbers), default=0) + 2
    room = console.width - margin
    middle = min(max((cell_len(keyword + hanging) for _, keyword, hanging, _ in cells), default=0), room // 3)
    side = max((room - middle) // 2, _NARROWEST)
    article = None
    for number, hit, (left, keyword, hanging, right) in zip(numbers, hits, cells, strict=True):
        if hit.article_id != article:
            article = hit.article_id
            console.print(article, style="dim", markup=False, soft_wrap=True)
        line = Text(f"{number:<{margin}}" + _fit(left, side, keep_end=True), no_wrap=True)
        whole = _fit(keyword + hanging, middle)
        line.append(whole[: len(keyword)], style="bold")
        line.append(whole[len(keyword) :] + _fit(right, side).rstrip())
        console.print(line, soft_wrap=True)
    if total > len(hits):
        console.print(f"{len(hits)} of {total} hits; --limit {total} shows all")


def _order(row: Mapping[str, Any]) -> tuple[bool, bool, float, str, str]:
    """Differences with an interval first, those that rest on a single piece last, then the largest."""
    single = min(row["n"], row["n_other"]) < 2
    return row["interval"] is None, single, -_distance(row), row["dimension"], row["item"]


def _remarks(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    lines = ["Copies count once, where they appeared first; --json has all rows."]
    unknown = rows[0]["n_unknown"] if rows else 0
    if unknown:
        lines.insert(0, f"{_pieces(unknown)} without a value: on neither side.")
    if any(row["note"] for row in rows):
        lines.insert(0, "Some of these rest on few pieces; the fewest have no interval (`note` in --json).")
    return lines


def _cells(hit: "Hit") -> tuple[str, str, str, str]:
    """Left context, keyword, what hangs on it (a comma, "'s"), right context."""
    hanging, space, right = hit.right.partition(" ")
    return _plain(hit.left), _plain(hit.keyword), _plain(hanging), _plain(space + right)


def _pieces(n: int) -> str:
    return "1 piece" if n == 1 else f"{n} pieces"


def _distance(row: Mapping[str, Any]) -> float:
    """The difference in standard deviations of both groups together; 0 where nothing spreads."""
    parts = [(row["sd"], row["n"]), (row["other_sd"], row["n_other"])]
    known = [(sd, n) for sd, n in parts if sd is not None and n > 1]
    degrees = sum(n - 1 for _, n in known)
    pooled = sqrt(sum(sd * sd * (n - 1) for sd, n in known) / degrees) if degrees else 0.0
    return abs(row["difference"]) / pooled if pooled else 0.0


def _plain(text: str) -> str:
    """The text without what would move the cursor or turn the direction of the line."""
    return "".join(character for character in text if unicodedata.category(character) not in ("Cc", "Cf"))


def _fit(text: str, width: int, *, keep_end: bool = False) -> str:
    """The text in exactly so many columns (wide characters take two); what is cut off is marked."""
    if cell_len(text) > width:
        while text and cell_len(text) > width - 1:
            text = text[1:] if keep_end else text[:-1]
        text = f"…{text}" if keep_end else f"{text}…"
    padding = " " * (width - cell_len(text))
    return padding + text if keep_end else text + padding
