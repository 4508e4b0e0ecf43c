"""Charts as inline SVG: places are percentages, so that a chart takes any width and its text keeps its size.

Colours come from the style sheet (light, dark and print); what colour says, shape or text says, too.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from nlp.report.wording import SYMBOLS, number, plural, signed

__all__ = ["Mark", "Scale", "axis", "count_bar", "heat_level", "interval_strip", "make_scale", "timeline"]

HEAT_LEVELS: Final = 5  # tints of the style sheet
NUMBERED: Final = 6  # per cent of a bar in which a number finds room
WORDY: Final = 25  # per cent in which a number and a word do
STACK: Final = 12  # marks above one another in the timeline before a bar takes their place
LABELS: Final = 10  # years on the axis of the timeline before their labels touch
_ROW, _TOP, _FOOT = 13, 8, 24  # pixels: height of a mark, air above, room for the years


@dataclass(frozen=True, slots=True)
class Scale:
    """From values to places along the width."""

    low: float
    high: float

    def place(self, value: float) -> float:
        """Where a value stands, in per cent of the width, held inside it."""
        share = (value - self.low) / (self.high - self.low)
        return round(100 * min(max(share, 0.0), 1.0), 2)


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece in the timeline."""

    day: date
    title: str
    sample: bool


def make_scale(values: Sequence[float | None]) -> Scale:
    """A scale from 0 (or the round number below the least value) to the round number above the greatest."""
    known = [value for value in values if value is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    step = _round_up(max(high, -low, 1e-6))
    return Scale(-step if low < 0 else 0.0, step if high > 0 or low >= 0 else 0.0)


def interval_strip(
    scale: Scale,
    *,
    value: float | None,
    mean: float | None,
    interval: tuple[float | None, float | None],
) -> Markup:
    """One row of a chart: a dot for the piece, a stroke for the mean of the rest, a band for its interval.

    Hidden from screen readers, which find the numbers in the row beside it. Heights, radii and
    colours, the same in every row, stand in the style sheet, which tells the band by its width.
    """
    parts: list[str] = []  # the ground line is drawn by the style sheet
    if scale.low < 0 < scale.high:
        parts.append(f'<line x1="{scale.place(0)}%" x2="{scale.place(0)}%" y2="18"/>')
    low, high = interval
    if low is not None and high is not None:
        width = round(scale.place(high) - scale.place(low), 2)
        parts.append(f'<rect x="{scale.place(low)}%" width="{width}%"/>')
    if mean is not None:
        parts.append(f'<rect x="{scale.place(mean)}%"/>')
    if value is not None:
        parts.append(f'<circle cx="{scale.place(value)}%"/>')
    # Nothing but numbers is put in, which need no escape: a report draws thousands of these.
    return Markup(f'<svg class="strip" aria-hidden="true">{"".join(parts)}</svg>')


def axis(scale: Scale) -> Markup:
    """The ends of a scale, and its zero where that lies between them."""
    inside = (0.0,) if scale.low < 0 < scale.high else ()
    ends = [(scale.low, "start"), *((value, "middle") for value in inside), (scale.high, "end")]
    write = signed if scale.low < 0 else number
    labels = Markup("").join(
        Markup('<text x="{}%" y="11" text-anchor="{}">{}</text>').format(
            scale.place(value), side, write(value, _decimals(scale))
        )
        for value, side in ends
    )
    return Markup('<svg class="axis" height="14" aria-hidden="true">{}</svg>').format(labels)


def count_bar(counts: Mapping[str, int], *, total: int, title: str) -> Markup:
    """How many of `total` pieces take each stance, as one bar; a part too thin for its number has none."""
    parts, start = [], 0.0
    for label, count in counts.items():
        if not count:
            continue
        width = 100 * count / total
        said = f"{SYMBOLS.get(label, '')} {count} {label if width >= WORDY else ''}".rstrip()
        text = said if width >= NUMBERED else ""
        parts.append(
            Markup(
                '<rect class="{}" x="{:.2f}%" width="{:.2f}%" y="0" height="22"/>'
                '<text x="{:.2f}%" y="15.5" text-anchor="middle">{}</text>'
            ).format(label, start, width, start + width / 2, text)
        )
        start += width
    whole = ", ".join(f"{count} {label}" for label, count in counts.items() if count)
    return Markup(
        '<svg class="counts" height="22" role="img" aria-label="{0}: {1}"><title>{0}: {1}</title>{2}</svg>'
    ).format(title, whole or "none", Markup("").join(parts))


def heat_level(share: float) -> int:
    """Which tint a share from 0 to 1 gets; 0 for nothing at all."""
    return 0 if share <= 0 else min(1 + int(share * HEAT_LEVELS), HEAT_LEVELS)


def timeline(marks: Sequence[Mark], *, name: str) -> Markup:
    """When the pieces appeared, by quarter: a mark for each, hollow for samples; bars where they are many.

    `name` is unique on the page; title and description are found by it.
    """
    if not marks:
        return Markup("")
    first, last = min(mark.day for mark in marks).year, max(mark.day for mark in marks).year
    scale = Scale(first, last + 1)
    quarters: dict[int, list[Mark]] = {}
    for mark in sorted(marks, key=lambda mark: (mark.day, mark.title)):
        quarters.setdefault(4 * mark.day.year + (mark.day.month - 1) // 3, []).append(mark)
    most = max(len(found) for found in quarters.values())
    ground = _TOP + _ROW * min(most, STACK)
    parts = [
        _dots(found, scale.place((quarter + 0.5) / 4), ground)
        if most <= STACK
        else _bar(found, scale.place((quarter + 0.5) / 4), ground, most)
        for quarter, found in quarters.items()
    ]
    years = _year_labels(first, last, scale, ground)
    said = "; ".join(
        f"{year}: {sum(mark.day.year == year for mark in marks)}" for year in range(first, last + 1)
    )
    return Markup(
        '<svg class="timeline" height="{height}" role="img" aria-labelledby="{name}-title {name}-text">'
        '<title id="{name}-title">Publication of {count} by quarter</title>'
        '<desc id="{name}-text">Pieces per year. {said}.</desc>'
        '<line class="ground" x1="0" x2="100%" y1="{ground}" y2="{ground}"/>{years}{parts}</svg>'
    ).format(
        height=ground + _FOOT,
        name=name,
        count=plural(len(marks), "piece"),
        said=said,
        ground=ground,
        years=years,
        parts=Markup("").join(parts),
    )


def _dots(found: Sequence[Mark], x: float, ground: int) -> Markup:
    return Markup("").join(
        Markup('<circle class="{}" cx="{}%" cy="{}" r="4.5"><title>{}</title></circle>').format(
            "sample" if mark.sample else "piece",
            x,
            ground - _ROW * place - _ROW // 2,
            f"{mark.day.isoformat()}: {mark.title[:120]}",
        )
        for place, mark in enumerate(found)
    )


def _bar(found: Sequence[Mark], x: float, ground: int, most: int) -> Markup:
    height = round((ground - 2 * _TOP) * len(found) / most, 1)
    return Markup(
        '<line class="bar" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"><title>{3}</title></line>'
        '<text x="{0}%" y="{4}" text-anchor="middle">{5}</text>'
    ).format(x, ground, ground - height, plural(len(found), "piece"), ground - height - 3, len(found))


def _year_labels(first: int, last: int, scale: Scale, ground: int) -> Markup:
    every = math.ceil((last + 1 - first) / LABELS)
    return Markup("").join(
        Markup(
            '<line class="tick" x1="{start}%" x2="{start}%" y1="{ground}" y2="{below}"/>'
            '<text x="{middle}%" y="{line}" text-anchor="middle">{year}</text>'
        ).format(
            start=scale.place(year),
            middle=scale.place(year + 0.5),
            ground=ground,
            below=ground + 5,
            line=ground + 18,
            year="" if (year - first) % every else year,
        )
        for year in range(first, last + 1)
    )


def _round_up(value: float) -> float:
    """The next of 1, 2, 2.5, 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(value))
    return next((step * power for step in (1, 2, 2.5, 5) if value <= step * power * (1 + 1e-9)), 10 * power)


def _decimals(scale: Scale) -> int:
    widest = max(abs(scale.low), abs(scale.high))
    return 0 if widest >= 5 or widest in (1, 2) else 1 if widest >= 0.5 else 2
