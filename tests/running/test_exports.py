"""What a whole run writes for other programs, and that the pages that tell of it name real files."""

import re
from pathlib import Path

import duckdb
import frictionless
import networkx
import openpyxl
import pandas as pd
import pytest

from nlp import stages
from nlp.cli import main
from nlp.running.exports import write_exports
from nlp.settings import ExportSettings, Settings
from nlp.tables.files import complete_tables
from nlp.tables.schemas import TABLES
from nlp.tables.stored import StoredTables

PAGE = Path(__file__).parents[2] / "outputs" / "README.md"


def test_a_run_writes_them_all(finished_run):
    folder = finished_run.outputs
    assert {"articles", "evidence", "discourse"} < set(
        openpyxl.load_workbook(folder / "commentary.xlsx").sheetnames
    )
    assert pd.read_stata(folder / "stata" / "articles.dta")["published"].dt.year.tolist() == [
        2024,
        2025,
        2025,
    ]
    graph = networkx.read_graphml(folder / "networks" / "actor_concept.graphml")
    assert networkx.read_gexf(folder / "networks" / "by_year" / "2024" / "actor_concept.gexf").order() > 1
    people = {values["label"] for _, values in graph.nodes(data=True) if values["type"] == "person"}
    assert "Economic Desk of the sample collection" in people


def test_networks_call_concepts_by_their_names(finished_run):
    graph = networkx.read_graphml(finished_run.outputs / "networks" / "actor_concept.graphml")
    labels = {node: values["label"] for node, values in graph.nodes(data=True) if values["type"] == "concept"}
    assert labels
    assert not any(node == f"concept:{label}" for node, label in labels.items())


def test_every_file_that_the_page_names_is_there(finished_run):
    page = PAGE.read_text(encoding="utf-8")
    named = set(re.findall(r"outputs/([\w./]+\.\w+)", page))
    assert {"stances.parquet", "stata/stances.dta", "networks/actor_congruence.gexf"} <= named
    assert [name for name in sorted(named) if not (finished_run.outputs / name).exists()] == []
    mentioned = set(re.findall(r"^\| `([\w./]+)`", page, flags=re.M))
    assert [name for name in sorted(mentioned) if not (finished_run.outputs / name).exists()] == []


def test_the_question_on_the_page_can_be_asked(finished_run):
    query = re.search(r"^SELECT .*;$", PAGE.read_text(encoding="utf-8"), flags=re.M).group()
    with duckdb.connect(str(finished_run.outputs / "commentary.duckdb"), read_only=True) as connection:
        assert connection.execute(query).description is not None


def test_the_data_package_of_a_run_is_valid_and_lists_every_table(finished_run):
    report = frictionless.validate(str(finished_run.outputs / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert {task.name for task in report.tasks} == {name for name, table in TABLES.items() if table.csv}


def test_what_is_not_wanted_is_not_written(finished_run, tmp_path):
    frames = dict(StoredTables(finished_run.outputs))
    write_exports(frames, tmp_path, ExportSettings(xlsx=False, stata=False, networks=False))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("wanted", ["xlsx", "stata", "networks"])
def test_each_can_be_had_alone(finished_run, tmp_path, wanted):
    frames = dict(StoredTables(finished_run.outputs))
    others = dict.fromkeys({"xlsx", "stata", "networks"} - {wanted}, False)
    write_exports(frames, tmp_path, ExportSettings(**others))
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    ("others", "said"),
    [
        (
            {},
            "commentary.xlsx and stata/ left out: {n} rows in all, more than the 10 of `exports.max_rows`; "
            "`commentary export --xlsx FILE --stata FOLDER` writes them",
        ),
        (
            {"stata": False},
            "commentary.xlsx left out: {n} rows in all, more than the 10 of "
            "`exports.max_rows`; `commentary export --xlsx FILE` writes it",
        ),
    ],
)
def test_of_too_many_rows_neither_workbook_nor_stata_files_are_made(finished_run, tmp_path, others, said):
    frames = dict(StoredTables(finished_run.outputs))
    n = sum(len(frame) for name, frame in frames.items() if name not in ("terms", "vectors"))
    assert write_exports(frames, tmp_path, ExportSettings(max_rows=n, networks=False, **others)) == ()
    assert (tmp_path / "commentary.xlsx").is_file()
    left = tmp_path / "left"
    left.mkdir()
    notes = write_exports(frames, left, ExportSettings(max_rows=10, networks=False, **others))
    assert notes == (said.format(n=f"{n:,}"),)
    assert list(left.iterdir()) == []


def test_the_command_writes_the_tables_of_a_run(finished_run, tmp_path, capsys):
    file, folder = tmp_path / "tables.xlsx", tmp_path / "dta"
    outputs = ["--outputs", str(finished_run.outputs)]
    with pytest.raises(SystemExit) as done:
        main(["export", "--xlsx", str(file), "--stata", str(folder), *outputs])
    assert done.value.code == 0
    assert file.read_bytes() == (finished_run.outputs / "commentary.xlsx").read_bytes()
    for one in (finished_run.outputs / "stata").iterdir():
        assert (folder / one.name).read_bytes() == one.read_bytes()
    assert capsys.readouterr().out.splitlines() == [
        f"the tables of {finished_run.outputs} → {file}",
        f"{len(list(folder.iterdir()))} tables of {finished_run.outputs} → {folder}",
    ]


def test_the_command_asks_for_a_run(tmp_path, capsys):
    with pytest.raises(SystemExit) as done:
        main(["export", "--xlsx", str(tmp_path / "a.xlsx"), "--outputs", str(tmp_path / "none")])
    assert done.value.code == 1
    assert capsys.readouterr().err == f"{tmp_path / 'none'}: holds no tables; run `commentary run` first\n"
    assert not (tmp_path / "a.xlsx").exists()


HOSTILE = """---
title: '=HYPERLINK("http://example.org","click") \u202eesrever 🚢'
author: [{literal: '@SUM(A1:A9) <b>Desk</b> & "Co"'}]
container-title: '-1+1'
issued: '2024-11-01'
language: en
sample: true
---

=1+1 is how this paragraph begins. %s

North Korea tested two missiles last week. Pyongyang threatens its neighbours, and its nuclear weapons are a
menace to the whole region.
"""


def test_one_piece_with_a_hostile_head_goes_through_to_every_file(tmp_path):
    articles = tmp_path / "corpus" / "articles"
    articles.mkdir(parents=True)
    (articles / "one.md").write_text(HOSTILE % ("w" * 10_000), encoding="utf-8")
    settings = Settings(corpus=tmp_path / "corpus", outputs=tmp_path / "outputs")
    intake = stages.take_in(settings)
    assert stages.analyse(intake.readable, intake, settings) == ()
    stages.tabulate(intake, settings, settings.outputs)
    stages.compare(settings.outputs, settings)
    frames = StoredTables(settings.outputs)
    complete_tables(frames)
    write_exports(frames, settings.outputs, settings.exports)
    title = frames["articles"]["title"][0]
    assert title.startswith("=HYPERLINK(")
    sheet = openpyxl.load_workbook(settings.outputs / "commentary.xlsx")["articles"]
    assert (sheet["B2"].value, sheet["B2"].data_type) == (title, "s")
    assert pd.read_stata(settings.outputs / "stata" / "articles.dta")["title"].tolist() == [title]
    graph = networkx.read_gexf(settings.outputs / "networks" / "actor_concept.gexf")
    assert 'person:@SUM(A1:A9) <b>Desk</b> & "Co"' in list(graph)
    assert networkx.read_graphml(settings.outputs / "networks" / "actor_congruence.graphml").size() == 0
    assert frictionless.validate(str(settings.outputs / "datapackage.json")).valid
