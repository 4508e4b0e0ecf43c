"""How numbers, days, ids and labels are written for people."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from nlp.labels import AUTHOR, EntityLabel, FindingKind, Side, StanceLabel, TermUnit
from nlp.report.reading import Reader, Row

__all__ = [
    "ENTITY_KINDS",
    "SYMBOLS",
    "TERM_KINDS",
    "Names",
    "date_meaning",
    "day",
    "doubt",
    "humanise",
    "number",
    "plural",
    "shorten",
    "side",
    "signed",
    "speaker",
    "web_address",
]

SYMBOLS: Final = {  # told apart by shape, not by colour alone
    StanceLabel.SUPPORTIVE.value: "+",
    StanceLabel.CRITICAL.value: "−",
    StanceLabel.NEUTRAL.value: "○",
    StanceLabel.MIXED.value: "±",
}

ENTITY_KINDS: Final = {
    EntityLabel.PERSON.value: "person",
    EntityLabel.ORG.value: "organisation",
    EntityLabel.GPE.value: "country or city",
    EntityLabel.LOC.value: "place",
    EntityLabel.NORP.value: "people or nationality",
    EntityLabel.FAC.value: "building",
    EntityLabel.EVENT.value: "event",
    EntityLabel.LAW.value: "treaty or law",
    EntityLabel.PRODUCT.value: "product",
    EntityLabel.WORK_OF_ART.value: "work",
    EntityLabel.INITIATIVE.value: "initiative",
    EntityLabel.MONEY.value: "amount",
    EntityLabel.PERCENT.value: "percentage",
}

TERM_KINDS: Final = {TermUnit.LEMMA.value: "word", TermUnit.TERM.value: "term", TermUnit.ENTITY.value: "name"}

_SIDES: Final = {
    Side.KR.value: "Korean side",
    Side.ASEAN.value: "ASEAN side",
    Side.OTHER.value: "third country",
}

_DOUBTS: Final = {
    FindingKind.WEEKDAY_MISMATCH.value: "Weekday and date do not fit",
    FindingKind.KNOWN_DATE_CONFLICT.value: "Contradicts a known date",
    FindingKind.ARITHMETIC.value: "Numbers do not add up",
    FindingKind.RELATIVE_MISMATCH.value: "Relative date does not fit",
    FindingKind.REVERSED_INTERVAL.value: "Interval runs backwards",
    FindingKind.TWO_DATES.value: "Two dates for one event",
    FindingKind.NO_PUBLICATION_DATE.value: "No day of publication",
    FindingKind.FUTURE_PUBLICATION.value: "Published in the future",
    FindingKind.HEADER.value: "Header not fully read",
    FindingKind.LANGUAGE.value: "Language not covered",
}


_MEASURES: Final = {
    "share_past": "Dates before publication",
    "share_present": "Dates at publication",
    "share_future": "Dates after publication",
    "span_years": "Time spanned by its dates",
    "median_offset_years": "Middle of its dates",
    "expressions": "Dates and times named",
    "words_per_sentence": "Sentence length",
    "sentence_length_sd": "Spread of sentence length",
    "words_per_paragraph": "Paragraph length",
    "questions": "Questions",
    "modals": "Modal verbs",
    "hedges": "Hedges",
    "boosters": "Boosters",
    "first_person": "First person",
    "prescriptions": "Prescriptions",
    "forecasts": "Forecasts",
}


class Names:
    """What themes, targets, entities and pieces are called; an id without a label is written out as words."""

    def __init__(self, reader: Reader, labels: Mapping[str, Mapping[str, str]]) -> None:
        self.themes = dict(labels.get("themes", {}))
        self.targets = dict(labels.get("targets", {}))
        self._entities = _find_names(reader, "entity_summary", "entity") | _find_names(
            reader, "entities", "entity_id"
        )
        self._titles = {row["article_id"]: row["title"] for row in reader.pieces}

    def theme(self, theme_id: str) -> str:
        """Label of a theme."""
        return self.themes.get(theme_id) or humanise(theme_id)

    def target(self, target_id: str) -> str:
        """Label of a target; of a leader, the name."""
        if target_id in self.targets:
            return self.targets[target_id]
        kind, _, entity_id = target_id.partition(":")
        return self.entity(entity_id) if kind == "leader" and entity_id else humanise(target_id)

    def entity(self, entity: str) -> str:
        """Canonical name of an entity, given its id or name."""
        return str(self._entities.get(entity, entity))

    def title(self, article_id: str) -> str:
        """Title of a piece."""
        return str(self._titles.get(article_id) or article_id)

    def item(self, dimension: str, item: str) -> str:
        """What a row of the comparison is about."""
        match dimension:
            case "theme":
                return self.theme(item)
            case "stance":
                return self.target(item)
            case "entity":
                return self.entity(item)
            case "prescription":
                return f"Asked of {self.entity(item)}"
            case _:
                return _MEASURES.get(item) or humanise(item)


def _find_names(reader: Reader, table: str, key: str) -> dict[str, str]:
    """Canonical names by entity; of several the last."""
    named = reader.columns(table, key, "canonical").dropna().drop_duplicates(key, keep="last")
    return dict(zip(named[key], named["canonical"], strict=True))


def number(value: float | None, digits: int = 2) -> str:
    """A number with a fixed count of decimals and a true minus; a dash for none."""
    if value is None:
        return "–"
    text = f"{value:,.{digits}f}" if isinstance(value, float) else f"{value:,}"
    return f"−{text[1:]}" if text.startswith("-") and text.strip("-0.,") else text.lstrip("-")


def signed(value: float | None, digits: int = 2) -> str:
    """A number with its sign; zero has none."""
    text = number(value, digits)
    return f"+{text}" if value is not None and value > 0 and text.strip("0.,") else text


def day(value: date | None) -> str:
    """A day as `29 May 2025`."""
    return "undated" if value is None else f"{value.day} {value:%B} {value.year}"


def date_meaning(row: Row) -> str:
    """The days a temporal expression covers, or its value where it covers none."""
    start, end = row["start_date"], row["end_date"]
    if start is None and end is None:
        return str(row["value"])
    if start == end:
        return str(start.isoformat())
    return f"{start.isoformat() if start else '…'} to {end.isoformat() if end else '…'}"


def plural(count: int, noun: str, many: str = "") -> str:
    """`1 piece`, `2 pieces`."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


def humanise(name: str) -> str:
    """An id as words: `rok_asean_policy` as `Rok asean policy`; what is no id stays."""
    if not re.fullmatch(r"[a-z0-9_]+", name):
        return name
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def doubt(kind: str) -> str:
    """What kind of doubt a finding is."""
    return _DOUBTS.get(kind, humanise(kind))


def side(value: str | None) -> str:
    """From which side a piece is written."""
    return _SIDES.get(value or "", "side unknown")


def speaker(value: str) -> str:
    """Whose view it is."""
    return "the author" if value == AUTHOR else value


def shorten(text: str, length: int = 90) -> str:
    """The text, cut at a word where it is longer, with an ellipsis."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > length // 2 else cut).rstrip(" ,;:.") + "…"


def web_address(url: str | None) -> str:
    """The address if it is one of the web; nothing for any other scheme, which a click might run."""
    return url if url and re.match(r"https?://", url, re.IGNORECASE) else ""
