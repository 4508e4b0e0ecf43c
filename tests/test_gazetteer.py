"""The gazetteer that ships, and what makes a gazetteer inconsistent."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from nlp.codebook import codebook_folder, read_codebook
from nlp.gazetteer import GAZETTEER_COLUMNS, GazetteerEntry, find_shared_names, read_gazetteer
from nlp.labels import EntityLabel

ENTRIES = {entry.entity_id: entry for entry in read_codebook().gazetteer}
HEADER = ",".join(GAZETTEER_COLUMNS)


def write_rows(folder: Path, *rows: str) -> Path:
    file = folder / "gazetteer.csv"
    file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return file


def test_it_is_large_and_covers_every_kind() -> None:
    assert len(ENTRIES) >= 400
    kinds = Counter(entry.label for entry in ENTRIES.values())
    wanted = "PERSON ORG GPE LOC FAC EVENT LAW PRODUCT INITIATIVE".split()
    assert all(kinds[EntityLabel(label)] >= 20 for label in wanted), kinds


def test_ids_are_kebab_case_and_wikidata_ids_well_formed_and_given_once() -> None:
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", entity_id) for entity_id in ENTRIES)
    ids = [entry.wikidata_id for entry in ENTRIES.values() if entry.wikidata_id]
    assert all(re.fullmatch(r"Q[1-9]\d*", one) for one in ids)
    assert len(ids) == len(set(ids))


def test_each_row_names_a_public_source_or_general_knowledge() -> None:
    sources = {entry.source for entry in ENTRIES.values()}
    assert all(one.startswith("http") or one == "general knowledge" for one in sources)


def test_every_regular_summit_stands_with_number_city_and_day() -> None:
    places = {}
    for number in range(1, 27):
        suffix = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number not in (11, 12, 13) else "th"
        entry = ENTRIES[f"{number}{suffix}-asean-rok-summit"]
        assert entry.note.startswith(f"number: {number}; city: ")
        ((first, last),) = entry.terms
        assert first is not None
        assert last is not None
        assert first <= last
        places[number] = (entry.note.split("city: ")[1], first.year)
    assert places[25] == ("Vientiane", 2024)
    assert places[22] == ("virtual", 2021)
    assert ENTRIES["25th-asean-rok-summit"].terms == ((date(2024, 10, 10), date(2024, 10, 10)),)
    # Busan's commemorative summits stood in for regular ones.
    assert not {2014, 2019} & {year for _, year in places.values()}


@pytest.mark.parametrize(
    ("entity_id", "day"),
    [
        ("yoon-suk-yeol", date(2025, 4, 4)),
        ("lee-jae-myung", date(2025, 6, 4)),
        ("kao-kim-hourn", date(2023, 1, 1)),
        ("donald-trump", date(2025, 1, 20)),
    ],
)
def test_terms_of_office_hold_their_first_and_last_days(entity_id: str, day: date) -> None:
    terms = ENTRIES[entity_id].terms
    assert any(day in (first, last) for first, last in terms)


def test_capitals_and_palaces_stand_for_their_countries() -> None:
    pairs = {"seoul": "south-korea", "blue-house": "south-korea", "manila": "philippines"}
    assert {one: ENTRIES[one].represents for one in pairs} == pairs


def test_rows_that_share_a_name_at_the_same_time_are_named(tmp_path: Path) -> None:
    problems: list[str] = []
    file = write_rows(tmp_path, "a,Alpha Pact,LAW" + "," * 12, "b,Beta,LAW,alpha pact" + "," * 11)
    assert find_shared_names(file, read_gazetteer(file, problems)) == [
        f"{file}: rows 2 and 3 (`a`, `b`) are both called `alpha pact` at the same time; rename one, part "
        "their dates, or give both `context` words"
    ]
    assert problems == []


@pytest.mark.parametrize(
    "entries",
    [
        (GazetteerEntry("a", "Alpha", EntityLabel.LAW), GazetteerEntry("b", "Alpha", EntityLabel.ORG)),
        (
            GazetteerEntry("a", "Alpha", EntityLabel.LAW, terms=((None, date(2020, 1, 1)),)),
            GazetteerEntry("b", "Alpha", EntityLabel.LAW, terms=((date(2020, 1, 2), None),)),
        ),
        (
            GazetteerEntry("a", "Alpha", EntityLabel.LAW, context=("north",)),
            GazetteerEntry("b", "Alpha", EntityLabel.LAW, context=("south",)),
        ),
    ],
)
def test_a_name_may_be_shared_by_types_by_dates_or_with_context(entries: tuple[GazetteerEntry, ...]) -> None:
    assert find_shared_names(Path("gazetteer.csv"), entries) == []


def test_a_gazetteer_without_the_optional_columns_is_read(tmp_path: Path) -> None:
    file = tmp_path / "gazetteer.csv"
    header = "entity_id,canonical,type,aliases,acronyms,wikidata_id,valid_from,valid_to,note,source"
    file.write_text(header + "\nalpha,Alpha,ORG,The Alpha,AL,Q1,2020,,,\n", encoding="utf-8")
    problems: list[str] = []
    (entry,) = read_gazetteer(file, problems)
    assert (entry.names, entry.terms, problems) == (
        ("Alpha", "The Alpha", "AL"),
        ((date(2020, 1, 1), None),),
        [],
    )


def test_the_shipped_file_has_exactly_the_columns() -> None:
    with (codebook_folder() / "gazetteer.csv").open(encoding="utf-8") as file:
        assert file.readline().strip() == HEADER
