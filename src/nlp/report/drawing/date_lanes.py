"""What the pieces date, as one inline SVG: a lane for each piece, a mark for each dated statement.

Marks are told apart by pattern, not by colour alone: past filled, present hollow, future hatched. They are
for the pointer: the page of each piece lists the same dates for keyboard and screen reader.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from nlp.labels import Tense
from nlp.report.drawing.charts import Scale
from nlp.report.wording import plural, shorten

__all__ = ["LANES", "DateLanes", "Lane", "Span", "draw_lanes"]

LANES: Final = 40  # pieces drawn; more make the page long and nothing clearer
SPANS: Final = 120  # marks of one piece; more lie on top of one another
TRACKS: Final = 10  # marks above one another in a lane before they share the lowest
FAR: Final = 2  # the axis is cut where all dates span so many times the years of the 2nd to 98th percentile
TAIL: Final = 0.02
FEW: Final = 5  # dates below which each of them counts
SHORT: Final = 40  # years that find room on any axis
TICKS: Final = 12  # years on the axis before their labels touch
LEAST: Final = 0.5  # per cent of the width under which a mark could not be hit
EDGE: Final = 94  # per cent of the width behind which a year must stand before its stroke to be read
_LABEL, _TRACK, _BAR, _GAP, _AXIS = 18, 9, 7, 12, 20  # pixels
_STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class Span:
    """One dated statement and its address; `tense` none where its piece has no day of publication."""

    start: date
    end: date
    tense: str | None
    meaning: str
    link: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One piece: its name, the address of its page, when it appeared, what it dates."""

    title: str
    link: str
    published: date | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class DateLanes:
    """The chart, and what a reader must know of what it leaves out."""

    drawing: Markup
    notes: tuple[str, ...]


def draw_lanes(lanes: Sequence[Lane], *, name: str, n_dating: int | None = None) -> DateLanes:
    """The chart of the pieces that date something, those published last where they are too many.

    Args:
        lanes: the pieces.
        name: unique on the page; title and description are found by it.
        n_dating: pieces that date something, those without a lane among them; default: those that have one.
    """
    dating = sorted((lane for lane in lanes if lane.spans), key=_by_day)
    shown = [_thin(lane) for lane in dating[-LANES:]]
    if not shown:
        return DateLanes(Markup(""), ())
    first, last = _find_ends(shown)
    scale = Scale(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal() + 1)
    parts, top = [], _AXIS
    for lane in shown:
        part, height = _draw_lane(lane, scale, top, name)
        parts.append(part)
        top += height
    drawing = Markup(
        '<svg class="lanes" height="{height}" role="group" aria-labelledby="{name}-title {name}-text">'
        '<title id="{name}-title">What {count} {verb}, from {first} to {last}</title>'
        '<desc id="{name}-text">{said}</desc><defs><pattern id="{name}-future" width="4" height="4" '
        'patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V4"/></pattern></defs>'
        "{years}{parts}</svg>"
    ).format(
        height=top,
        name=name,
        count=plural(len(shown), "piece"),
        verb="dates" if len(shown) == 1 else "date",
        first=first,
        last=last,
        said=" ".join(_describe(lane) for lane in shown),
        years=_draw_years(first, last, scale, top),
        parts=Markup("").join(parts),
    )
    return DateLanes(
        drawing, tuple(_find_notes(dating[-LANES:], scale, (first, last), n_dating or len(dating)))
    )


def _by_day(lane: Lane) -> tuple[date, str]:
    return lane.published or date.min, lane.link


def _thin(lane: Lane) -> Lane:
    return Lane(lane.title, lane.link, lane.published, lane.spans[:SPANS])


def _find_ends(lanes: Sequence[Lane]) -> tuple[int, int]:
    """First and last year of the axis; days of publication always lie on it."""
    published = [lane.published.year for lane in lanes if lane.published]
    starts = sorted(span.start.year for lane in lanes for span in lane.spans)
    ends = sorted(span.end.year for lane in lanes for span in lane.spans)
    cut = math.ceil(TAIL * len(starts)) if len(starts) >= FEW else 0
    inner = min([starts[cut], *published]), max([ends[-1 - cut], *published])
    whole = min([starts[0], *published]), max([ends[-1], *published])
    years = whole[1] + 1 - whole[0]
    return inner if years > max(SHORT, FAR * (inner[1] + 1 - inner[0])) else whole


def _draw_lane(lane: Lane, scale: Scale, top: int, name: str) -> tuple[Markup, int]:
    """The lane with its top at so many pixels, and its height."""
    tracks = _find_tracks(lane.spans, scale)
    height = _LABEL + _TRACK * (max(tracks) + 1) + _GAP
    marks = Markup("").join(
        _draw_span(span, scale, top + _LABEL + _TRACK * track, name)
        for span, track in zip(lane.spans, tracks, strict=True)
    )
    published = Markup("")
    if lane.published:
        published = Markup('<rect class="published" x="{}%" width="2" y="{}" height="{}"/>').format(
            scale.place(lane.published.toordinal()), top + _LABEL - 3, height - _LABEL - _GAP + 4
        )
    label = Markup('<a href="{}" tabindex="-1"><text x="0" y="{}">{} {}</text></a>').format(
        lane.link, top + 12, lane.published or "undated", shorten(lane.title, 70)
    )
    return label + marks + published, height


def _find_tracks(spans: Sequence[Span], scale: Scale) -> list[int]:
    """For each span how far down it is drawn, so that none covers another as long as there is room."""
    taken: list[float] = []
    tracks = []
    for span in spans:
        start, width = _place(span, scale)
        free = (track for track, end in enumerate(taken) if end <= start)
        track = next(free, min(len(taken), TRACKS - 1))
        taken[track : track + 1] = [start + width + LEAST / 2]
        tracks.append(track)
    return tracks


def _place(span: Span, scale: Scale) -> tuple[float, float]:
    """Where a span begins and how wide it is, in per cent."""
    start = scale.place(span.start.toordinal())
    width = max(scale.place(span.end.toordinal() + 1) - start, LEAST)
    return min(start, 100 - width), round(width, 2)


def _draw_span(span: Span, scale: Scale, y: int, name: str) -> Markup:
    if _is_outside(span, scale):  # an arrowhead at the edge
        before = span.end.toordinal() < scale.low
        drawn = Markup('<text class="far" x="{}%" y="{}" text-anchor="{}">{}</text>').format(
            0 if before else 100, y + _BAR, "start" if before else "end", "◂" if before else "▸"
        )
    else:
        start, width = _place(span, scale)
        # A style sheet cannot know the id of the hatching.
        fill = Markup(' fill="url(#{}-future)"').format(name) if span.tense == Tense.FUTURE else ""
        drawn = Markup('<rect class="{}"{} x="{}%" width="{}%" y="{}" height="{}"/>').format(
            span.tense or "open", fill, round(start, 2), width, y, _BAR
        )
    return Markup('<a href="{}" tabindex="-1"><title>{}</title>{}</a>').format(span.link, span.meaning, drawn)


def _is_outside(span: Span, scale: Scale) -> bool:
    return span.end.toordinal() < scale.low or span.start.toordinal() >= scale.high


def _draw_years(first: int, last: int, scale: Scale, bottom: int) -> Markup:
    step = next((step for step in _STEPS if (last + 1 - first) / step <= TICKS), _STEPS[-1])
    places = {year: scale.place(date(year, 1, 1).toordinal()) for year in range(first, last + 1)}
    return Markup("").join(
        Markup(
            '<line class="tick" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/>'
            '<text x="{0}%" y="11" text-anchor="{3}">{4}</text>'
        ).format(places[year], _AXIS - 4, bottom, "end" if places[year] > EDGE else "start", year)
        for year in places
        if year % step == 0
    )


def _describe(lane: Lane) -> str:
    tenses = [span.tense for span in lane.spans]
    counts = ", ".join(f"{tenses.count(tense)} {tense}" for tense in Tense)
    when = (
        f"published {lane.published}: {counts}"
        if lane.published
        else f"undated: {plural(len(tenses), 'date')}"
    )
    first, last = min(span.start for span in lane.spans), max(span.end for span in lane.spans)
    return f"{shorten(lane.title, 70)}, {when}; {first} to {last}."


def _find_notes(lanes: Sequence[Lane], scale: Scale, ends: tuple[int, int], n_dating: int) -> list[str]:
    notes = []
    shown = [_thin(lane) for lane in lanes]
    if n_dating > len(shown):
        notes.append(
            f"Of {n_dating:,} pieces that date something, the {len(shown)} published last are drawn."
        )
    thick = sum(len(lane.spans) > SPANS for lane in lanes)
    if thick:
        notes.append(f"Of {plural(thick, 'piece')} only the earliest {SPANS} dates are drawn.")
    outside = sum(_is_outside(span, scale) for lane in shown for span in lane.spans)
    if outside:
        verb = "lies" if outside == 1 else "lie"
        notes.append(
            f"The axis ends at {ends[0]} and {ends[1]}: {plural(outside, 'date')} that {verb} farther off "
            f"{'stands' if outside == 1 else 'stand'} at its edge as an arrowhead."
        )
    return notes
