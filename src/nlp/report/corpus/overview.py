"""What the report says of the corpus as a whole."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from nlp.labels import AUTHOR, Side, ThemeLevel
from nlp.report.corpus.network import Network, make_network
from nlp.report.corpus.stances import Matrix, TargetSummary, find_targets, make_matrix
from nlp.report.drawing.charts import Mark, heat_level, timeline
from nlp.report.drawing.date_lanes import DateLanes, Lane, Span, draw_lanes
from nlp.report.links import Links
from nlp.report.reading import Reader, Row
from nlp.report.wording import Names, date_meaning, plural, shorten, side

__all__ = ["Overview", "ThemeYears", "make_overview"]

YEARS: Final = 20  # columns up to which years without a piece are shown, too


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
    network: Network


def make_overview(reader: Reader, names: Names, links: Links) -> Overview:
    """Everything the first part shows."""
    stances = [row for row in reader.all("stances") if row["speaker"] == AUTHOR]
    marks = [
        Mark(piece["published"], piece["title"], piece["sample"])
        for piece in reader.pieces
        if piece["published"]
    ]
    return Overview(
        facts=tuple(_find_facts(reader)),
        targets=tuple(find_targets(reader, stances, names)),
        matrix=make_matrix(stances, names),
        years=_make_years(reader, names),
        timeline=timeline(marks, name="timeline"),
        dates=draw_lanes(
            [_make_lane(piece, reader, links) for piece in reader.paged],
            name="dates",
            n_dating=reader.columns("timeline", "article_id")["article_id"].nunique(),
        ),
        network=make_network(reader, names),
    )


def _make_lane(piece: Row, reader: Reader, links: Links) -> Lane:
    article_id = piece["article_id"]
    spans = [
        Span(row["start_date"], row["end_date"], row["tense"], _said(row), links.sentence(row["sentence_id"]))
        for row in reader.of("timeline", article_id)
    ]
    # In the order in which they are laid out; equal dates of one sentence are one mark.
    spans = sorted(dict.fromkeys(spans), key=lambda span: (span.start, span.end, span.link))
    return Lane(piece["title"], links.piece(article_id), piece["published"], tuple(spans))


def _said(row: Row) -> str:
    """What a mark says when one points at it."""
    about = f" [{shorten(row['entities'], 80)}]" if row["entities"] else ""
    return f"“{shorten(row['text'], 60)}”, {date_meaning(row)}: {shorten(row['sentence'], 140)}{about}"


def _find_facts(reader: Reader) -> list[tuple[str, str]]:
    pieces = reader.pieces
    samples = sum(piece["sample"] for piece in pieces)
    days = [piece["published"] for piece in pieces if piece["published"]]
    sides = Counter(piece["side"] for piece in pieces)
    statements = reader.columns("statements", "kind", "author")
    kinds = Counter(statements["kind"][statements["author"]])
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
            f"{plural(reader.count('evidence'), 'mention')}",
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


def _make_years(reader: Reader, names: Names) -> ThemeYears:
    years = {piece["article_id"]: piece["published"].year for piece in reader.pieces if piece["published"]}
    themes = reader.columns("themes", "article_id", "level", "theme_id", "assigned")
    treated = themes[(themes["level"] == ThemeLevel.ARTICLE) & themes["assigned"]]
    totals = Counter(treated["theme_id"])
    counts = Counter(
        (theme_id, years[article_id])
        for theme_id, article_id in zip(treated["theme_id"], treated["article_id"], strict=True)
        if article_id in years
    )
    pieces = Counter(years.values())
    spanned = tuple(range(min(pieces), max(pieces) + 1)) if pieces else ()
    if len(spanned) > YEARS:
        spanned = tuple(sorted(pieces))
    others = sorted(set(totals) - set(names.themes))
    return ThemeYears(spanned, pieces, counts, totals, (*names.themes, *others))
