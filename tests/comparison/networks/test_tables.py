import pandas as pd
import pytest

from nlp.comparison.networks.tables import network_frames
from nlp.tables.network_schemas import NETWORK_TABLES
from nlp.tables.validation import validate
from tests.comparison.corpora import corpus, rows_of
from tests.comparison.networks.statements import discourse, edges, networks


def checked(frames):
    for table in NETWORK_TABLES:
        validate(table, frames[table.name])
    return frames


def nodes(frames, *columns):
    frame = frames["network_nodes"]
    return rows_of(
        frame[frame["year"].isna()].astype("object").where(lambda cells: cells.notna(), None), *columns
    )


def test_actors_and_concepts_are_bound_by_statements():
    frames = checked(networks("Ana+china", "Ana+china", "Ana-china", "Ana-asean", "Bo+asean"))
    assert edges(frames, "actor_concept") == [
        ("Ana", "asean", 1, 0, 1, "opposes"),
        ("Ana", "china", 3, 2, 1, "both"),
        ("Bo", "asean", 1, 1, 0, "supports"),
    ]
    share = frames["network_edges"].query("network == 'actor_concept'")["share"]
    assert share.tolist() == [0.25, 0.75, 1.0]


def test_actors_are_congruent_in_the_positions_they_share():
    frames = checked(networks("Ana+china", "Ana+china", "Ana-asean", "Bo+china", "Bo-asean", "Cy-china"))
    assert edges(frames, "actor_congruence") == [("Ana", "Bo", 2, 1, 1, "both")]


def test_actors_are_in_conflict_where_one_is_for_what_the_other_is_against():
    frames = checked(networks("Ana+china", "Ana-asean", "Bo-china", "Bo+asean", "Cy-china"))
    assert edges(frames, "actor_conflict") == [
        ("Ana", "Bo", 2, 1, 1, "both"),
        ("Ana", "Cy", 1, 1, 0, "supports"),
    ]
    share = frames["network_edges"].query("network == 'actor_conflict'")["share"]
    assert share.tolist() == [1.0, 0.5]


def test_concepts_are_congruent_where_the_same_actors_hold_them_the_same_way():
    frames = checked(networks("Ana+china", "Ana+asean", "Bo-china", "Bo-asean", "Cy+china", "Cy-asean"))
    assert edges(frames, "concept_congruence") == [("asean", "china", 2, 1, 1, "both")]


def test_each_year_has_networks_of_its_own():
    frames = checked(networks("Ana+china@2019", "Bo+china@2021", "Cy+china@2021", "Di+china"))
    assert len(edges(frames, "actor_congruence")) == 6
    assert edges(frames, "actor_congruence", 2019) == []
    assert edges(frames, "actor_congruence", 2021) == [("Bo", "Cy", 1, 1, 0, "supports")]
    years = frames["network_edges"].query("network == 'actor_congruence'")
    assert years[years["year"].isna()]["years"].fillna("").tolist() == [
        "2019; 2021",
        "2019; 2021",
        "2019",
        "2021",
        "2021",
        "2021",
    ]


def test_a_node_says_who_it_is():
    articles = [
        {"article_id": "Ana2020", "authors": "Ana; Bo", "side": "KR"},
        {"article_id": "Cy2021", "authors": "Bo", "side": "ASEAN"},
    ]
    frames = checked(networks("Ana+china@2020", "Ana-china@2020", "Cy+china@2021", articles=articles))
    assert nodes(
        frames, "node_id", "type", "side", "author", "statements", "supports", "pieces", "years"
    ) == [
        ("concept:china", "concept", None, False, 3, 2, 2, "2020; 2021"),
        ("person:Ana", "person", "KR", True, 2, 1, 1, "2020"),
        ("person:Cy", "person", None, False, 1, 1, 1, "2021"),
    ]


def test_one_name_as_person_and_as_organisation_is_two_nodes():
    frames = checked(networks("Vietnam+china", "Org:Vietnam+china"))
    assert nodes(frames, "node_id", "label")[1:] == [
        ("organisation:Vietnam", "Vietnam"),
        ("person:Vietnam", "Vietnam"),
    ]


def test_copies_do_not_speak_twice():
    rows = discourse("Ana+china", "Bo+china")
    articles = corpus("Ana", "Bo")["articles"]
    frames = network_frames(rows, articles, ["Ana"], limit=9)
    assert nodes(frames, "node_id") == [("concept:china",), ("person:Ana",)]


def test_names_lose_what_no_file_can_hold():
    frames = checked(networks("A\x00na\u202e  \n X+china", "\x01+asean"))
    assert nodes(frames, "label")[2:] == [("Ana\u202e X",), ("unnamed",)]


def test_the_heaviest_edges_are_kept():
    words = [f"{name}+{concept}" for name in "ABCDEFGHIJ" for concept in ("china", "asean")]
    frames = checked(
        networks(*words, "Ana+x", "Bo+x", "Ana+china", "Bo+china", "Ana+asean", "Bo+asean", limit=3)
    )
    assert edges(frames, "actor_congruence") == [
        ("A", "B", 2, 2, 0, "supports"),
        ("A", "C", 2, 2, 0, "supports"),
        ("Ana", "Bo", 3, 3, 0, "supports"),
    ]
    assert len(edges(frames, "actor_concept")) == 26


def test_no_discourse_gives_typed_empty_tables():
    frames = checked(networks())
    assert {name: len(frame) for name, frame in frames.items()} == {"network_nodes": 0, "network_edges": 0}


@pytest.mark.parametrize("words", [("Ana+china",), ("Org:Vietnam-asean@2020",)])
def test_a_single_statement_is_a_network(words):
    frames = checked(networks(*words))
    assert len(edges(frames, "actor_concept")) == 1
    assert edges(frames, "actor_congruence") == []


def test_the_order_of_the_statements_does_not_matter():
    words = ["Ana+china@2020", "Bo+china@2020", "Cy-china@2021", "Ana-asean@2021"]
    one, other = networks(*words), networks(*reversed(words))
    for name in one:
        pd.testing.assert_frame_equal(one[name], other[name])
