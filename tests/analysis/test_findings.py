"""Doubts about dates: planted contradictions are found, look-alikes are left alone."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
import spacy

from nlp.analysis.dates import find_dates
from nlp.analysis.findings import FindingsComponent, find_findings
from nlp.analysis.records import Context, Entity
from nlp.codebook import GazetteerEntry
from nlp.labels import EntityLabel, FindingKind, LinkMethod

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "date_doubts.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
LANGUAGE = spacy.blank("en")


def event(entity_id, canonical, aliases, first, last):
    days = (date.fromisoformat(first), date.fromisoformat(last))
    return GazetteerEntry(entity_id, canonical, EntityLabel.EVENT, aliases=aliases, terms=(days,))


def place(entity_id, canonical):
    return GazetteerEntry(entity_id, canonical, EntityLabel.GPE)


ENTRIES = {
    entry.entity_id: entry
    for entry in (
        event("summit-25", "25th ASEAN-ROK Summit", (), "2024-10-10", "2024-10-10"),
        event("camp-david", "Camp David summit", (), "2023-08-18", "2023-08-18"),
        event("hanoi", "2019 Hanoi Summit", ("Hanoi summit",), "2019-02-27", "2019-02-28"),
        event("busan-2014", "2014 Busan summit", (), "2014-12-11", "2014-12-12"),
        event("busan-2019", "2019 Busan summit", ("Busan summit",), "2019-11-25", "2019-11-26"),
        event("pyongyang-summit", "Pyongyang summit", (), "2018-09-18", "2018-09-20"),
        event("war", "Korean War", (), "1950-06-25", "1953-07-27"),
        place("vientiane", "Vientiane"),
    )
}
NAMES = {name: entry for entry in ENTRIES.values() for name in entry.names}
MENTION = re.compile("|".join(sorted(map(re.escape, NAMES), key=len, reverse=True)))


def find(text, published):
    doc = LANGUAGE(text)
    doc._.context = Context(published=date.fromisoformat(published) if published else None)
    doc._.entities = tuple(
        Entity(
            found.start(),
            found.end(),
            found.group(),
            NAMES[found.group()].label,
            NAMES[found.group()].canonical,
            NAMES[found.group()].entity_id,
            None,
            LinkMethod.ALIAS,
        )
        for found in MENTION.finditer(text)
    )
    doc._.dates = find_dates(doc, ENTRIES)
    return find_findings(doc, ENTRIES)


@pytest.mark.parametrize("row", [row for row in ROWS if row["kind"]], ids=lambda row: row["text"][:40])
def test_planted_contradictions_are_found(row):
    assert row["kind"] in {finding.kind for finding in find(row["text"], row["published"])}


@pytest.mark.parametrize("row", [row for row in ROWS if not row["kind"]], ids=lambda row: row["text"][:40])
def test_look_alikes_are_left_alone(row):
    assert find(row["text"], row["published"]) == ()


def test_a_finding_says_where_and_why():
    text = "Seoul came. The 25th ASEAN-ROK Summit in Vientiane, 2025, raised the ties."
    (finding,) = find(text, "2025-05-29")
    assert finding.kind is FindingKind.KNOWN_DATE_CONFLICT
    assert text[finding.start : finding.end] == "25th ASEAN-ROK Summit in Vientiane, 2025"
    assert finding.message == (
        "“25th ASEAN-ROK Summit” is dated “2025”, but 25th ASEAN-ROK Summit was 2024-10-10 by the gazetteer"
    )


def test_the_value_stays_as_written():
    doc = LANGUAGE("The vote is on Monday, 3 June 2025.")
    doc._.context = Context(published=date(2025, 5, 29))
    doc._.dates = before = find_dates(doc)
    assert find_findings(doc) != ()
    assert doc._.dates == before
    assert before[0].value == "2025-06-03"


def test_open_dates_give_one_finding_for_the_piece():
    (finding,) = find("Last year it met; next week it will meet.", None)
    assert (finding.kind, finding.start, finding.end) == (FindingKind.NO_PUBLICATION_DATE, 0, 0)


def test_the_component_writes_findings():
    doc = LANGUAGE("The policy ran from 2022 to 2017.")
    doc._.context = Context(published=date(2025, 5, 29))
    doc._.dates = find_dates(doc)
    assert [one.kind for one in FindingsComponent(None)(doc)._.findings] == [FindingKind.REVERSED_INTERVAL]
