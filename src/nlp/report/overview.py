"""What the report says of the corpus as a whole."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from nlp.labels import AUTHOR, Side, StanceLabel, ThemeLevel
from nlp.report.charts import Mark, count_bar, heat_level, timeline
from nlp.report.date_lanes import DateLanes, Lane, Span, draw_lanes
from nlp.report.marked_text import date_meaning
from nlp.report.reading import Reader, Row
from nlp.report.wording import Names, anchor, plural, shorten, side

__all__ = ["Matrix", "Overview", "TargetSummary", "make_overview"]

LEADER: Final = "leader:"  # begins the id of a target that is a person
LEADERS: Final = 4  # at most so many leaders have a column of the matrix
SHARED: Final = 2  # pieces that must address a target outside the codebook before it gets a column
TELLING: Final = 5  # words; a shorter sentence tells little when quoted alone
PARTS: Final = (StanceLabel.CRITICAL, StanceLabel.MIXED, StanceLabel.NEUTRAL, StanceLabel.SUPPORTIVE)


@dataclass(frozen=True, slots=True)
class TargetSummary:
    """How the pieces stand on one target, with the surest sentence for it and the surest against it."""

    target_id: str
    counts: Mapping[str, int]
    bar: Markup
    quotes: tuple[Row, ...]

    @property
    def n(self) -> int:
        """Pieces that address the target."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Matrix:
    """Pieces by targets, the author's stance in each cell; `left_out` targets have no column."""

    targets: tuple[str, ...]
    cells: Mapping[tuple[str, str], Row]
    left_out: int
    unaddressed: tuple[str, ...]  # labels


@dataclass(frozen=True, slots=True)
class ThemeYears:
    """How many pieces of each year treat each theme; pieces without a day of publication are not in it."""

    years: tuple[int, ...]
    pieces: Mapping[int, int]
    counts: Mapping[tuple[str, int], int]
    totals: Mapping[str, int]
    themes: tuple[str, ...]

    def level(self, theme_id: str, year: int) -> int:
        """The tint of a cell."""
        return heat_level(self.counts.get((theme_id, year), 0) / max(self.pieces[year], 1))


@dataclass(frozen=True, slots=True)
class Overview:
    """The first part of the report."""

    facts: tuple[tuple[str, str], ...]
    targets: tuple[TargetSummary, ...]
    matrix: Matrix
    years: ThemeYears
    timeline: Markup
    dates: DateLanes
    copies: tuple[Row, ...]


def make_overview(reader: Reader, names: Names) -> Overview:
    """Everything the first part shows."""
    stances = [row for row in reader.all("stances") if row["speaker"] == AUTHOR]
    marks = [
        Mark(piece["published"], piece["title"], piece["sample"])
        for piece in reader.pieces
        if piece["published"]
    ]
    return Overview(
        facts=tuple(_find_facts(reader)),
        targets=tuple(_find_targets(reader, stances, names)),
        matrix=_make_matrix(stances, names),
        years=_make_years(reader, names),
        timeline=timeline(marks, name="timeline"),
        dates=draw_lanes([_make_lane(piece, reader) for piece in reader.pieces], name="dates"),
        copies=tuple(
            row for row in reader.all("similarity") if row["copy"] and row["article_id"] < row["other_id"]
        ),
    )


def _make_lane(piece: Row, reader: Reader) -> Lane:
    spans = [
        Span(row["start_date"], row["end_date"], row["tense"], _said(row), anchor(row["sentence_id"]))
        for row in reader.of("timeline", piece["article_id"])
    ]
    # In the order in which they are laid out; equal dates of one sentence are one mark.
    spans = sorted(dict.fromkeys(spans), key=lambda span: (span.start, span.end, span.link))
    return Lane(piece["title"], anchor(piece["article_id"]), piece["published"], tuple(spans))


def _said(row: Row) -> str:
    """What a mark says when one points at it."""
    about = f" [{shorten(row['entities'], 80)}]" if row["entities"] else ""
    return f"“{shorten(row['text'], 60)}”, {date_meaning(row)}: {shorten(row['sentence'], 140)}{about}"


def _find_facts(reader: Reader) -> list[tuple[str, str]]:
    pieces = reader.pieces
    samples = sum(piece["sample"] for piece in pieces)
    days = [piece["published"] for piece in pieces if piece["published"]]
    sides = Counter(piece["side"] for piece in pieces)
    kinds = Counter(row["kind"] for row in reader.all("statements") if row["author"])
    span = f"{min(days).isoformat()} to {max(days).isoformat()}" if days else "no piece is dated"
    undated = len(pieces) - len(days)
    by_side = [
        f"{sides[one]} {side(one)}" for one in (*(member.value for member in Side), None) if sides[one]
    ]
    own = sum(row["speaker"] == AUTHOR for row in reader.all("stances"))
    reported = len(reader.all("stances")) - own
    return [
        ("Pieces", f"{len(pieces):,}" + (f", of which {samples:,} made-up samples" if samples else "")),
        ("Published", span + (f"; {undated} undated" if undated and days else "")),
        ("Written from", ", ".join(by_side) or "–"),
        (
            "Text",
            f"{sum(piece['n_words'] for piece in pieces):,} words in "
            f"{plural(sum(piece['n_sentences'] for piece in pieces), 'sentence')}",
        ),
        (
            "Stances",
            f"{plural(own, 'author’s stance')} and {plural(reported, 'reported one')}, resting on "
            f"{plural(len(reader.all('evidence')), 'mention')}",
        ),
        (
            "Statements",
            f"{plural(kinds['prescription'], 'prescription')} and "
            f"{plural(kinds['forecast'], 'forecast')} by the authors",
        ),
        (
            "Doubts",
            f"{len(reader.all('findings')):,} about the pieces’ own words, "
            f"{len(reader.all('problems')):,} about files",
        ),
    ]


def _find_targets(reader: Reader, stances: Sequence[Row], names: Names) -> list[TargetSummary]:
    """Targets that two pieces address (in a corpus of one: all of its), most addressed first."""
    labels: dict[str, dict[str, str]] = {}
    for row in stances:
        labels.setdefault(row["target_id"], {})[row["article_id"]] = row["label"]
    evidence: dict[str, list[Row]] = {}
    for row in reader.all("evidence"):
        if row["speaker"] == AUTHOR:
            evidence.setdefault(row["target_id"], []).append(row)
    shown = [target for target, found in labels.items() if len(found) >= min(SHARED, len(reader.pieces))]
    shown.sort(key=lambda target: (-len(labels[target]), names.target(target)))
    return [_summary(target, labels[target], evidence.get(target, ()), names) for target in shown]


def _summary(target: str, labels: Mapping[str, str], evidence: Sequence[Row], names: Names) -> TargetSummary:
    counts = Counter(labels.values())
    parts = {label.value: counts[label.value] for label in PARTS}
    quotes = (_surest(evidence, labels, side) for side in (StanceLabel.SUPPORTIVE, StanceLabel.CRITICAL))
    return TargetSummary(
        target,
        parts,
        count_bar(parts, total=len(labels), title=names.target(target)),
        tuple(quote for quote in quotes if quote is not None),
    )


def _surest(evidence: Sequence[Row], labels: Mapping[str, str], side: StanceLabel) -> Row | None:
    """The surest sentence for a side, out of pieces that take that side or are mixed as a whole."""
    taking = (side, StanceLabel.MIXED)
    found = [row for row in evidence if row["label"] == side and labels.get(row["article_id"]) in taking]
    return min(
        found,
        key=lambda row: (len(row["text"].split()) < TELLING, -row["confidence"], row["sentence_id"]),
        default=None,
    )


def _make_matrix(stances: Sequence[Row], names: Names) -> Matrix:
    counts = Counter(row["target_id"] for row in stances)
    codebook = [target for target in names.targets if not target.startswith(LEADER)]
    others = sorted(set(counts) - set(codebook), key=lambda target: (-counts[target], names.target(target)))
    # Without labels every target counts as one of the codebook's, leaders apart.
    plain = [target for target in others if not target.startswith(LEADER)]
    leaders = [target for target in others if target.startswith(LEADER) and counts[target] >= SHARED]
    columns = (*(target for target in codebook if counts[target]), *plain, *leaders[:LEADERS])
    return Matrix(
        columns,
        {(row["article_id"], row["target_id"]): row for row in stances},
        left_out=len(counts) - len(columns),
        unaddressed=tuple(names.target(target) for target in codebook if not counts[target]),
    )


def _make_years(reader: Reader, names: Names) -> ThemeYears:
    years = {piece["article_id"]: piece["published"].year for piece in reader.pieces if piece["published"]}
    treated = [row for row in reader.all("themes") if row["level"] == ThemeLevel.ARTICLE and row["assigned"]]
    totals = Counter(row["theme_id"] for row in treated)
    counts = Counter(
        (row["theme_id"], years[row["article_id"]]) for row in treated if row["article_id"] in years
    )
    pieces = Counter(years.values())
    spanned = tuple(range(min(pieces), max(pieces) + 1)) if pieces else ()
    others = sorted(set(totals) - set(names.themes))
    return ThemeYears(spanned, pieces, counts, totals, (*names.themes, *others))
