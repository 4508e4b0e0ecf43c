import hashlib
import os
import subprocess
import sys

import duckdb
import frictionless
import pandas as pd
import pytest

from nlp.errors import OutputError, TableError
from nlp.tables import database
from nlp.tables.files import complete_tables, write_tables
from nlp.tables.schemas import TABLES
from nlp.tables.stored import StoredTables
from tests.tables.pieces import make_frames

REWRITE = """
import sys
from pathlib import Path
from nlp.tables.files import complete_tables, write_tables
from nlp.tables.stored import StoredTables
from nlp.tables.frames import frame_of
from nlp.tables.schemas import TABLES
frames = dict(StoredTables(Path(sys.argv[1])))
turned = {name: frame_of(TABLES[name], dict(frame[::-1].items())) for name, frame in frames.items()}
write_tables(turned, Path(sys.argv[2]))
complete_tables(StoredTables(Path(sys.argv[2])))
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    write_tables(make_frames(), folder)
    complete_tables(StoredTables(folder))
    return folder


def test_every_table_is_there_in_each_form(written):
    expected = {f"{name}.parquet" for name in TABLES} | {
        f"{name}.csv" for name in TABLES if name != "vectors"
    }
    expected |= {"commentary.duckdb", "datapackage.json"}
    assert {file.name for file in written.iterdir()} == expected


@pytest.mark.parametrize("name", TABLES)
def test_what_is_read_is_what_was_written(written, name):
    pd.testing.assert_frame_equal(StoredTables(written)[name], make_frames()[name])


def test_csv_is_plain_and_formulas_are_guarded(written):
    lines = (written / "sentences.csv").read_text(encoding="utf-8").splitlines()
    assert lines == [
        '"article_id","sentence_id","paragraph","start_char","end_char","text"',
        '"one","one:s001",1,0,30,"Seoul paid $5 million in 2019."',
        '"one","one:s002",2,32,48,"\'=SUM(A1) is odd."',
        '"one","one:s003",2,49,66,"Seoul should act."',
        '"two","two:s001",1,0,12,"Hanoi waits."',
    ]
    assert StoredTables(written)["sentences"]["text"][1] == "=SUM(A1) is odd."
    assert (written / "dates.csv").read_text(encoding="utf-8").splitlines()[1] == (
        '"one","one:s001",25,29,"2019","DATE","2019",,,,2019-01-01,2019-12-31,"year","none","past"'
    )


def test_an_apostrophe_before_a_sign_is_guarded_too(tmp_path):
    frames = make_frames()
    frames["articles"]["title"] = ["'=1", "'tis"]
    write_tables(frames, tmp_path)
    csv = pd.read_csv(tmp_path / "articles.csv", dtype="str")
    assert csv["title"].tolist() == ["''=1", "'tis"]


def test_the_database_holds_all_tables_with_their_descriptions(written):
    with duckdb.connect(str(written / "commentary.duckdb"), read_only=True) as connection:
        comments = dict(connection.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall())
        days = connection.execute("SELECT start_date FROM dates").fetchall()
        vector = connection.execute("SELECT vector FROM vectors").fetchall()
        column = connection.execute(
            "SELECT comment FROM duckdb_columns() WHERE table_name = 'terms' AND column_name = 'term'"
        ).fetchone()
    assert comments == {name: table.description for name, table in TABLES.items()}
    assert str(days[0][0]) == "2019-01-01"
    assert vector[0][0] == pytest.approx([0.6, 0.8])
    assert column == ("The lemma",)


def test_a_database_written_group_by_group_holds_every_table(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "_ROWS", 3)
    write_tables(make_frames(), tmp_path)
    complete_tables(StoredTables(tmp_path))
    with duckdb.connect(str(tmp_path / "commentary.duckdb"), read_only=True) as connection:
        counts = dict(connection.execute("SELECT table_name, estimated_size FROM duckdb_tables()").fetchall())
    assert counts == {name: len(frame) for name, frame in make_frames().items()}


def test_the_data_package_is_valid(written):
    report = frictionless.validate(str(written / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert report.stats["tasks"] == len(TABLES) - 1


def test_the_same_bytes_from_another_process_with_another_hash_seed(written, tmp_path):
    path = os.pathsep.join(part for part in sys.path if part)
    subprocess.run(
        [sys.executable, "-c", REWRITE, str(written), str(tmp_path)],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": path},
    )
    assert digests(tmp_path) == digests(written)


def digests(folder):
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


def test_nothing_is_written_where_a_frame_does_not_fit(tmp_path):
    frames = make_frames()
    frames["terms"].loc[0, "count"] = 0
    with pytest.raises(TableError, match="`count` holds 0, but must be 1 or more"):
        write_tables(frames, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_an_id_that_points_to_no_row_is_named_before_the_database_is_made(tmp_path):
    frames = make_frames()
    frames["terms"].loc[0, "article_id"] = "three"
    write_tables(frames, tmp_path)
    with pytest.raises(TableError, match="table terms: `article_id` 'three' stands in no row of articles"):
        complete_tables(StoredTables(tmp_path))
    assert not (tmp_path / "commentary.duckdb").exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(OutputError, match=r"file: cannot be written \(.+\); free space or choose --outputs"):
        write_tables(make_frames(), tmp_path / "file")


def test_reading_loads_neither_pandera_nor_spacy():
    code = (
        "import sys, nlp.tables.files; print([m for m in ('pandera', 'spacy', 'duckdb') if m in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment
    )
    assert done.stdout.strip() == "[]"
