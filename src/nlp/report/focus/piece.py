"""What the report says of one piece."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from nlp.labels import AUTHOR, Dimension, StatementKind, TermUnit, ThemeLevel
from nlp.report.drawing.charts import Scale, axis, interval_strip, make_scale
from nlp.report.focus.apart import apart_sentences
from nlp.report.focus.evidence import TargetEvidence, find_evidence
from nlp.report.focus.marked_text import Paragraph, find_paragraphs
from nlp.report.reading import Reader, Row
from nlp.report.wording import Names, plural

__all__ = ["Chart", "Piece", "Strip", "make_piece"]

KEY_TERMS: Final = {TermUnit.LEMMA: 8, TermUnit.TERM: 4, TermUnit.ENTITY: 4}  # what a reader takes in
NEAREST: Final = 5  # pieces; the table has more
STANCES: Final = Scale(-1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of a chart; `remark` is what the piece makes of the item: its stance, or `dominant`."""

    row: Row
    label: str
    remark: str
    human: bool
    drawing: Markup


@dataclass(frozen=True, slots=True)
class Chart:
    """Rows drawn on one scale."""

    axis: Markup
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One page of the report."""

    row: Row
    apart: tuple[str, ...]
    n_rest: int
    themes: Chart
    stances: Chart
    unaddressed: tuple[str, ...]
    evidence: tuple[TargetEvidence, ...]
    prescriptions: tuple[Row, ...]
    forecasts: tuple[Row, ...]
    measures: tuple[Row, ...]
    entities: tuple[Row, ...]
    named: Mapping[str, Row]  # comparison rows by entity
    terms: tuple[Row, ...]
    near: tuple[Row, ...]
    paragraphs: tuple[Paragraph, ...]


def make_piece(row: Row, reader: Reader, names: Names) -> Piece:
    """The page of the piece that this row of articles describes."""
    article_id = row["article_id"]
    compared = reader.of("comparison", article_id)
    by_dimension: dict[str, list[Row]] = {}
    for one in compared:
        by_dimension.setdefault(one["dimension"], []).append(one)
    stances = by_dimension.get(Dimension.STANCE, [])
    statements = reader.of("statements", article_id)
    return Piece(
        row=row,
        apart=tuple(apart_sentences(compared, names)),
        n_rest=max((one["n_rest"] for one in compared), default=0),
        themes=_theme_chart(by_dimension.get(Dimension.THEME, []), reader.of("themes", article_id), names),
        stances=_stance_chart(stances, reader.of("stances", article_id), names),
        unaddressed=tuple(
            f"{names.target(one['item'])} ({plural(one['n_rest'], 'other piece')})"
            for one in stances
            if one["value"] is None and one["n_rest"]
        ),
        evidence=tuple(find_evidence(reader, article_id, names)),
        prescriptions=_of_kind(statements, StatementKind.PRESCRIPTION),
        forecasts=_of_kind(statements, StatementKind.FORECAST),
        measures=tuple(
            one
            for dimension in (Dimension.TIME, Dimension.STYLE, Dimension.PRESCRIPTION)
            for one in by_dimension.get(dimension, ())
            if dimension != Dimension.PRESCRIPTION or one["value"]  # of whom only others ask is no news here
        ),
        entities=tuple(
            sorted(
                reader.of("entity_summary", article_id), key=lambda one: (-one["mentions"], one["canonical"])
            )
        ),
        named={one["item"]: one for one in by_dimension.get(Dimension.ENTITY, ())},
        terms=tuple(_find_terms(reader.of("keyness", article_id))),
        near=tuple(
            one
            for one in reader.of("similarity", article_id)
            if one["rank"] <= NEAREST or one["farthest"] or one["copy"]
        ),
        paragraphs=tuple(find_paragraphs(reader, article_id, names)),
    )


def _find_terms(keyness: Sequence[Row]) -> list[Row]:
    """The words, terms and names that most set it apart, all together by z."""
    ordered = sorted(keyness, key=lambda row: (-row["z"], row["unit"], row["term"]))
    most = {
        unit: [row for row in ordered if row["unit"] == unit][:number] for unit, number in KEY_TERMS.items()
    }
    return [row for row in ordered if row in most[TermUnit(row["unit"])]]


def _theme_chart(rows: Sequence[Row], themes: Sequence[Row], names: Names) -> Chart:
    """Strongest theme first; themes of a piece that is compared with nothing are drawn all the same."""
    own = {row["theme_id"]: row for row in themes if row["level"] == ThemeLevel.ARTICLE}
    compared = {row["item"]: row for row in rows}
    remarks = {
        theme_id: "dominant" if row["dominant"] else "treated" if row["assigned"] else ""
        for theme_id, row in own.items()
    }
    alone = [_bare(theme_id, row["score"]) for theme_id, row in own.items() if theme_id not in compared]
    order = sorted([*rows, *alone], key=lambda row: (-(row["value"] or 0.0), row["item"]))
    labels = {row["item"]: names.theme(row["item"]) for row in order}
    return _chart(order, labels, remarks, _by_hand(own), make_scale(_numbers(order)))


def _stance_chart(rows: Sequence[Row], stances: Sequence[Row], names: Names) -> Chart:
    own = {row["target_id"]: row for row in stances if row["speaker"] == AUTHOR}
    compared = {row["item"] for row in rows}
    alone = [
        _bare(target, float(row["stance"]))
        for target, row in own.items()
        if target not in compared and row["stance"] is not None
    ]
    order = [row for row in (*rows, *alone) if row["value"] is not None]
    order.sort(key=lambda row: (-row["n_rest"], names.target(row["item"])))
    return _chart(
        order,
        {row["item"]: names.target(row["item"]) for row in order},
        {target: row["label"] for target, row in own.items()},
        _by_hand(own),
        STANCES,
    )


def _by_hand(own: Mapping[str, Row]) -> Set[str]:
    return {item for item, row in own.items() if row["human"]}


def _chart(
    rows: Sequence[Row],
    labels: Mapping[str, str],
    remarks: Mapping[str, str],
    human: Set[str],
    scale: Scale,
) -> Chart:
    strips = [
        Strip(
            row,
            labels[row["item"]],
            remarks.get(row["item"], ""),
            row["item"] in human,
            interval_strip(
                scale,
                value=row["value"],
                mean=row["rest_mean"],
                interval=(row["interval_low"], row["interval_high"]),
            ),
        )
        for row in rows
    ]
    return Chart(axis(scale), tuple(strips))


def _bare(item: str, value: float) -> Row:
    """A row with a value and nothing to hold it against."""
    empty = dict.fromkeys(
        ("rest_mean", "rest_sd", "difference", "percentile", "interval", "interval_low", "interval_high")
    )
    return {"item": item, "value": value, "n_rest": 0, **empty}


def _numbers(rows: Sequence[Row]) -> list[float | None]:
    return [row[name] for row in rows for name in ("value", "rest_mean", "interval_high")]


def _of_kind(statements: Sequence[Row], kind: StatementKind) -> tuple[Row, ...]:
    """The author's own first."""
    found = [row for row in statements if row["kind"] == kind]
    return tuple(sorted(found, key=lambda row: (not row["author"], row["start_char"])))
