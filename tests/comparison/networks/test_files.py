"""The files of the networks, read back by networkx, as visone and Gephi would."""

import csv
import hashlib
from xml.etree import ElementTree

import networkx
import pytest

from nlp.comparison.networks.files import write_networks
from nlp.comparison.networks.graph import EDGE_ATTRIBUTES, NODE_ATTRIBUTES
from nlp.errors import OutputError
from nlp.labels import NetworkKind
from tests.comparison.networks.statements import networks

WORDS = (
    "Ana+china@2019",
    "Ana+china@2020",
    "Bo+china@2022",
    "Bo-asean",
    "Org:A & <B>-china@2020",
    "Cy+asean",
)
GEXF = "{http://www.gexf.net/1.2draft}"
VIZ = "{http://www.gexf.net/1.2draft/viz}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("networks")
    write_networks(networks(*WORDS), folder, labels={"china": "China & its conduct"})
    return folder


def read(folder, kind, form):
    file = folder / f"{kind}.{form}"
    return networkx.read_graphml(file) if form == "graphml" else networkx.read_gexf(file)


def test_each_network_is_there_in_each_form(folder):
    names = {f"{kind}{end}" for kind in NetworkKind for end in (".graphml", ".gexf", "_edges.csv")}
    assert {file.name for file in folder.iterdir()} == {*names, "nodes.csv", "README.md", "by_year"}
    years = {one.name: {file.name for file in one.iterdir()} for one in (folder / "by_year").iterdir()}
    assert years == {year: {*names, "nodes.csv"} for year in ("2019", "2020", "2022")}


@pytest.mark.parametrize("kind", NetworkKind)
@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_every_node_and_edge_has_every_attribute_in_its_type(folder, kind, form):
    graph = read(folder, kind, form)
    assert not graph.is_directed()
    assert len(graph) > 1
    for _, values in graph.nodes(data=True):
        assert isinstance(values["label"], str)
        assert {name: type(values[name]) for name in NODE_ATTRIBUTES} == NODE_ATTRIBUTES
    for _, _, values in graph.edges(data=True):
        assert isinstance(values["weight"], float)
        assert {name: type(values[name]) for name in EDGE_ATTRIBUTES} == EDGE_ATTRIBUTES


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_both_formats_hold_the_same_graph(folder, form):
    graph = read(folder, "actor_concept", form)
    assert sorted(graph) == [
        *("concept:asean", "concept:china", "organisation:A & <B>", "person:Ana", "person:Bo", "person:Cy"),
    ]
    assert graph.nodes["concept:china"]["label"] == "China & its conduct"
    assert graph.nodes["concept:china"]["side"] == "none"
    known = ("organisation", "side", "years", "first_year", "last_year")
    assert [graph.nodes["person:Cy"][name] for name in known] == ["not stated", "unknown", "undated", 0, 0]
    edge = graph.edges["person:Ana", "concept:china"]
    assert (edge["weight"], edge["polarity"], edge["years"]) == (2.0, "supports", "2019; 2020")


def test_actors_without_a_partner_are_still_nodes(folder):
    graph = read(folder, "actor_congruence", "graphml")
    assert "organisation:A & <B>" in graph
    assert list(graph.edges) == [("person:Ana", "person:Bo")]


def test_time_runs_through_the_years_of_the_statements(folder):
    root = ElementTree.parse(folder / "actor_concept.gexf").getroot()
    assert root[1].attrib == {"defaultedgetype": "undirected", "mode": "dynamic", "timeformat": "date"}
    spells = {
        node.get("id"): [(one.get("start"), one.get("end")) for one in node.iter(f"{GEXF}spell")]
        for node in root.iter(f"{GEXF}node")
    }
    assert spells["person:Ana"] == [("2019-01-01", "2020-12-31")]
    assert spells["concept:china"] == [("2019-01-01", "2020-12-31"), ("2022-01-01", "2022-12-31")]
    assert spells["person:Cy"] == []
    year = ElementTree.parse(folder / "by_year" / "2020" / "actor_concept.gexf").getroot()
    assert year[1].get("mode") == "static"
    assert list(year.iter(f"{GEXF}spell")) == []


def colours(file, what, name):
    """The colours of nodes or edges by one of their attributes."""
    found = {}
    for element in ElementTree.parse(file).iter(f"{GEXF}{what}"):
        values = {cell.get("for"): cell.get("value") for cell in element.iter(f"{GEXF}attvalue")}
        colour = element.find(f"{VIZ}color")
        found.setdefault(values[name], set()).add(tuple(int(colour.get(channel)) for channel in "rgb"))
    return found


def test_gephi_shows_who_supports_and_who_opposes_in_colour(folder):
    blue, vermilion = (0, 114, 178), (213, 94, 0)
    file = folder / "actor_concept.gexf"
    assert colours(file, "edge", "polarity") == {"supports": {blue}, "opposes": {vermilion}}
    nodes = colours(file, "node", "type")
    assert len({*nodes["person"], *nodes["organisation"], *nodes["concept"]}) == 3
    conflicts = colours(folder / "actor_conflict.gexf", "edge", "polarity")
    assert set().union(*conflicts.values()) == {vermilion}


def test_lists_of_edges_have_the_columns_that_gephi_knows(folder):
    with (folder / "actor_conflict_edges.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0][:4] == ["Source", "Target", "Type", "Weight"]
    assert [row[:4] for row in rows[1:]] == [
        ["organisation:A & <B>", "person:Ana", "Undirected", "1"],
        ["organisation:A & <B>", "person:Bo", "Undirected", "1"],
        ["person:Bo", "person:Cy", "Undirected", "1"],
    ]


def test_the_list_of_nodes_runs_no_formula(tmp_path):
    write_networks(networks('=HYPERLINK("x")+china'), tmp_path)
    with (tmp_path / "nodes.csv").open(encoding="utf-8", newline="") as stream:
        assert [row[:2] for row in csv.reader(stream)][2] == [
            'person:=HYPERLINK("x")',
            '\'=HYPERLINK("x")',
        ]


def test_long_and_strange_names_come_back(tmp_path):
    name = f"\u202eÉlan 🚢 {'x' * 10_000}"
    write_networks(networks(f"{name}+china"), tmp_path)
    assert read(tmp_path, "actor_concept", "graphml").nodes[f"person:{name}"]["label"] == name
    assert read(tmp_path, "actor_concept", "gexf").nodes[f"person:{name}"]["label"] == name


def test_no_discourse_gives_empty_networks_that_open(tmp_path):
    write_networks(networks(), tmp_path)
    for kind in NetworkKind:
        assert len(read(tmp_path, kind, "graphml")) == len(read(tmp_path, kind, "gexf")) == 0
    assert not (tmp_path / "by_year").exists()


def test_the_same_tables_give_the_same_bytes(folder, tmp_path):
    write_networks(networks(*reversed(WORDS)), tmp_path, labels={"china": "China & its conduct"})

    def digests(root):
        files = (file for file in root.rglob("*") if file.is_file())
        return {str(file.relative_to(root)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}

    assert digests(tmp_path) == digests(folder)


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(OutputError, match=r"file: cannot be written \(.+\); free space or choose --outputs"):
        write_networks(networks("Ana+china"), tmp_path / "file")
