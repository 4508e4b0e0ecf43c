"""The gazetteer: entities with their names, terms and acronyms, read from a table that a researcher edits."""

import csv
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dateutil.relativedelta import relativedelta

from nlp.labels import EntityLabel

__all__ = ["GAZETTEER_COLUMNS", "GazetteerEntry", "find_repeated_ids", "find_shared_names", "read_gazetteer"]

GAZETTEER_COLUMNS = (
    "entity_id",
    "canonical",
    "type",
    "aliases",
    "acronyms",
    "wikidata_id",
    "valid_from",
    "valid_to",
    "country",
    "role",
    "represents",
    "demonyms",
    "note",
    "source",
    "context",
)
OPTIONAL_COLUMNS = ("country", "role", "represents", "demonyms", "context")


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """One entity with its names. `terms` are its spans of validity (terms of office, days of an event)."""

    entity_id: str
    canonical: str
    label: EntityLabel
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    wikidata_id: str | None = None
    terms: tuple[tuple[date | None, date | None], ...] = ()
    country: str | None = None
    role: str | None = None  # office held during `terms` (one for all, or one each between `|`)
    represents: str | None = None  # entity_id that the name stands for as a metonym
    demonyms: tuple[str, ...] = ()
    context: tuple[str, ...] = ()  # words that speak for this reading of an acronym or of a shared name
    note: str = ""
    source: str = ""
    row: int = field(default=0, compare=False)  # its line in the file

    @property
    def names(self) -> tuple[str, ...]:
        """Canonical name, aliases and acronyms."""
        return (self.canonical, *self.aliases, *self.acronyms)


def read_gazetteer(file: Path, problems: list[str]) -> tuple[GazetteerEntry, ...]:
    """The entries of a gazetteer; what is wrong with a row is added to `problems`, one line each."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        problems.append(f"{file}: not UTF-8; save it as «CSV UTF-8»")
        return ()
    reader = csv.DictReader(lines)
    required = [name for name in GAZETTEER_COLUMNS if name not in OPTIONAL_COLUMNS]
    absent = [name for name in required if name not in (reader.fieldnames or ())]
    if absent:
        problems.append(
            f"{file}: column `{absent[0]}` is missing; the header must name {', '.join(required)}"
        )
        return ()
    entries: list[GazetteerEntry] = []
    for row in reader:
        try:
            entries.append(_gazetteer_entry(row, reader.line_num))
        except ValueError as error:
            problems.append(f"{file}: row {reader.line_num} (`{row['entity_id']}`): {error}")
    return tuple(entries)


def find_repeated_ids(file: Path, gazetteer: tuple[GazetteerEntry, ...]) -> list[str]:
    """Ids that more than one row bears."""
    rows: dict[str, list[int]] = {}
    for entry in gazetteer:
        rows.setdefault(entry.entity_id, []).append(entry.row)
    return [
        f"{file}: rows {', '.join(map(str, numbers))} have one id, `{entity_id}`; give each row its own"
        for entity_id, numbers in rows.items()
        if len(numbers) > 1
    ]


def find_shared_names(file: Path, gazetteer: tuple[GazetteerEntry, ...]) -> list[str]:
    """Names that two rows of one type bear at the same time, with no `context` to tell them apart."""
    bearers: dict[tuple[str, EntityLabel], list[GazetteerEntry]] = {}
    problems: list[str] = []
    for entry in gazetteer:
        for name in dict.fromkeys(entry.names):
            others = bearers.setdefault((name.casefold(), entry.label), [])
            problems += [
                f"{file}: rows {other.row} and {entry.row} (`{other.entity_id}`, `{entry.entity_id}`) are "
                f"both called `{name}` at the same time; rename one, part their dates, or give both "
                "`context` words"
                for other in others
                if other.entity_id != entry.entity_id
                and _terms_overlap(entry, other)
                and not (entry.context and other.context)
            ]
            others.append(entry)
    return problems


def _terms_overlap(one: GazetteerEntry, other: GazetteerEntry) -> bool:
    always = ((None, None),)
    return any(
        (a_first or date.min) <= (b_last or date.max) and (b_first or date.min) <= (a_last or date.max)
        for a_first, a_last in one.terms or always
        for b_first, b_last in other.terms or always
    )


def _gazetteer_entry(row: dict[str, str | None], number: int) -> GazetteerEntry:
    cell = {name: (row.get(name) or "").strip() for name in GAZETTEER_COLUMNS}
    if not cell["entity_id"] or not cell["canonical"]:
        raise ValueError("entity_id and canonical may not be empty")
    if cell["type"] not in EntityLabel.__members__:
        raise ValueError(f"type `{cell['type']}` is unknown; use one of {', '.join(EntityLabel)}")
    return GazetteerEntry(
        entity_id=cell["entity_id"],
        canonical=cell["canonical"],
        label=EntityLabel(cell["type"]),
        aliases=_split(cell["aliases"]),
        acronyms=_split(cell["acronyms"]),
        wikidata_id=cell["wikidata_id"] or None,
        terms=_terms(cell["valid_from"], cell["valid_to"]),
        country=cell["country"] or None,
        role=cell["role"] or None,
        represents=cell["represents"] or None,
        demonyms=_split(cell["demonyms"]),
        context=_split(cell["context"]),
        note=cell["note"],
        source=cell["source"],
        row=number,
    )


def _terms(starts: str, ends: str) -> tuple[tuple[date | None, date | None], ...]:
    if not starts and not ends:
        return ()
    firsts, lasts = starts.split("|"), ends.split("|")
    if len(firsts) != len(lasts):
        raise ValueError("valid_from and valid_to must hold equally many values between their `|`")
    terms = tuple(
        (_first_day(first.strip()), _last_day(last.strip()))
        for first, last in zip(firsts, lasts, strict=True)
    )
    for first, last in terms:
        if first and last and first > last:
            raise ValueError(f"valid_from {first} lies after valid_to {last}")
    return terms


def _first_day(value: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value + "-01" * (2 - value.count("-")))
    except ValueError as error:
        raise ValueError(f"`{value}` is no date; write YYYY, YYYY-MM or YYYY-MM-DD") from error


def _last_day(value: str) -> date | None:
    first = _first_day(value)
    if first is None:
        return None
    step = {0: relativedelta(years=1), 1: relativedelta(months=1)}.get(
        value.count("-"), relativedelta(days=1)
    )
    return first + step - relativedelta(days=1)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())
