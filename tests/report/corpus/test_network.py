from nlp.report.corpus.network import make_network
from nlp.report.reading import Reader
from nlp.report.wording import Names
from tests.report.pieces import BOARD, DESK, HARBOUR, LABELS, make_frames


def network(**rows):
    reader = Reader(make_frames(**rows))
    return make_network(reader, Names(reader, LABELS))


def test_rows_name_actor_target_and_sentences_most_statements_first():
    found = network()
    assert [
        (one.actor.label, one.concept.label, one.row["weight"], one.sentences) for one in found.drawn
    ] == [
        ("Harbour Desk", "Korea–ASEAN ties", 2, ((HARBOUR, (f"{HARBOUR}:s001", f"{HARBOUR}:s003")),)),
        ("Trade Desk", "Seoul’s policy toward ASEAN", 1, ((DESK, (f"{DESK}:s002",)),)),
        ("Editorial Board", "Korea–ASEAN ties", 1, ((BOARD, (f"{BOARD}:s004",)),)),
        ("Editorial Board", "Seoul’s policy toward ASEAN", 1, ((BOARD, (f"{BOARD}:s002",)),)),
        ("an official", "Seoul’s policy toward ASEAN", 1, ((HARBOUR, (f"{HARBOUR}:s004",)),)),
    ]
    assert (found.n_actors, found.n_concepts, found.n_drawn) == (4, 2, 4)


def test_actors_who_agree_are_named():
    assert [(one.one.label, one.other.label, one.agree) for one in network().bonds] == [
        ("Editorial Board", "Harbour Desk", True)
    ]


def test_a_corpus_in_which_no_one_speaks_has_no_drawing():
    found = network(network_nodes=[], network_edges=[])
    assert (str(found.drawing), found.drawn, found.bonds) == ("", (), ())
