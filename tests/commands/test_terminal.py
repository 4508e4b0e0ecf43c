from io import StringIO

import pytest
from rich.console import Console

from nlp.commands.terminal import show_rows


def shown(rows: list[dict[str, object]], width: int) -> list[str]:
    console = Console(file=StringIO(), width=width, highlight=False)
    show_rows(rows, console)
    assert isinstance(console.file, StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def mention(
    text: str, canonical: str, method: str, reason: str | None, entity_id: str | None
) -> dict[str, object]:
    return {
        **{"article_id": "one", "sentence_id": "one:s001", "start_char": 0, "text": text, "label": "ORG"},
        **{"canonical": canonical, "entity_id": entity_id, "wikidata_id": None},
        **{"link_method": method, "nil_reason": reason},
    }


MENTIONS = [
    mention("ASEAN", "ASEAN", "alias", None, "asean"),
    mention("Long Name of a Body", "Long Name of a Body", "nil", "unknown to the gazetteer", None),
    {
        **mention("Beijing", "China", "metonym", None, "china"),
        **{"sentence_id": "one:s002", "label": "GPE", "wikidata_id": "Q148"},
    },
]


def test_mentions_say_why_in_eighty_columns() -> None:
    assert shown(MENTIONS, 80) == [
        "sentence_id  text                label  canonical            link_method",
        "s001         ASEAN               ORG    ASEAN                alias",
        "s001         Long Name of a      ORG    Long Name of a Body  nil: unknown to the",
        "             Body                                            gazetteer",
        "s002         Beijing             GPE    China                metonym",
        "not shown for want of room: entity_id, wikidata_id (--json has all columns)",
    ]


def test_all_columns_stand_where_they_find_room() -> None:
    assert shown(MENTIONS, 120) == [
        "sentence_id  text                 label  canonical            entity_id  wikidata_id  link_method",
        "s001         ASEAN                ORG    ASEAN                asean                   alias",
        "s001         Long Name of a Body  ORG    Long Name of a Body"
        "                          nil: unknown to the gazetteer",
        "s002         Beijing              GPE    China                china      Q148         metonym",
    ]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    rows = [
        {"kind": kind, "text": "A sentence of some length. " * 4, "message": "It contradicts another. " * 4}
        for kind in ("two_dates", "arithmetic")
    ]
    lines = shown(
        [
            {**row, "text": f"{place} {row['text']}", "message": f"{place} {row['message']}"}
            for place, row in enumerate(rows)
        ],
        width,
    )
    assert lines[0].split() == ["kind", "text", "message"][: len(lines[0].split())]
    assert max(map(len, lines[:-1])) <= width


def test_prose_is_folded_rather_than_left_out() -> None:
    rows = [
        {"kind": f"kind_{n:020}", "text": f"{n} word " * 20, "message": f"{n} word " * 20} for n in (1, 2)
    ]
    assert shown(rows, 80)[0].split() == ["kind", "text", "message"]


def test_ids_of_pieces_are_not_folded() -> None:
    rows = [
        {"other_id": f"2024-01-0{n}-outlet-a-long-title-of-a-piece", "title": "word " * 30 + str(n)}
        for n in (1, 2)
    ]
    assert shown(rows, 60)[1].startswith("2024-01-01-outlet-a-long-titl…  word")


def test_no_rows_and_columns_that_tell_nothing() -> None:
    assert shown([], 80) == ["no rows"]
    assert shown([{"a": 1, "b": None}, {"a": 1, "b": "x"}, {"a": 1, "b": "y"}], 80) == ["b", "", "x", "y"]
