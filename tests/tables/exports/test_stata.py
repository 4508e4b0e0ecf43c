"""The Stata files, read back by pandas with all their labels."""

import hashlib
import re
from datetime import date

import pandas as pd
import pytest

from nlp.errors import OutputError
from nlp.tables.exports.stata import write_stata
from nlp.tables.frames import make_frame
from nlp.tables.schemas import TABLES
from tests.tables.exports.test_workbook import LINK, with_titles
from tests.tables.pieces import make_frames

WRITTEN = [name for name in TABLES if name not in ("terms", "vectors")]
RESERVED = "aggregate array boolean break byte case catch class colvector complex const continue default delegate delete do double else eltypedef end enum explicit export external float for friend function global goto if inline int local long mata matrix namespace new NULL pragma private protected quad real return rowvector scalar short signed static strL string struct super switch template this throw transmorphic try typedef typename union unsigned using vector version virtual void volatile while with _all _n _N _skip _b _pi _cons".split()  # noqa: E501  the manual's list


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stata")
    write_stata(make_frames(), folder, max_rows=1000)
    return folder


def read(folder, name, **options):
    return pd.read_stata(folder / f"{name}.dta", **options)


def open_file(folder, name):
    return pd.read_stata(folder / f"{name}.dta", iterator=True)


def test_there_is_a_file_for_each_table(folder):
    assert {file.name for file in folder.iterdir()} == {f"{name}.dta" for name in WRITTEN}


@pytest.mark.parametrize("name", WRITTEN)
def test_names_are_legal_and_labels_say_what_the_schema_says(folder, name):
    with open_file(folder, name) as reader:
        labels, title = reader.variable_labels(), reader.data_label
    assert tuple(labels) == TABLES[name].names
    for column in TABLES[name].columns:
        assert re.fullmatch(r"[a-z_]\w{0,31}", column.name)
        assert column.name not in RESERVED
        assert not re.fullmatch(r"str\d+", column.name)
        assert len(labels[column.name]) <= 80
        assert (
            labels[column.name].rstrip("…")
            == column.description.replace("`", "")[: len(labels[column.name].rstrip("…"))]
        )
    assert title.startswith(f"{name}: ")
    assert len(title) <= 80


@pytest.mark.parametrize("name", WRITTEN)
def test_rows_come_back(folder, name):
    frame, found = make_frames()[name], read(folder, name)
    assert len(found) == len(frame)
    for column in TABLES[name].columns:
        if column.dtype == "text":
            assert (
                found[column.name].astype("object").fillna("").tolist()
                == frame[column.name].fillna("").tolist()
            )
        elif column.dtype in ("integer", "number") and not hasattr(found[column.name], "cat"):
            assert found[column.name].isna().tolist() == frame[column.name].isna().tolist()
            assert found[column.name].dropna().tolist() == pytest.approx(frame[column.name].dropna().tolist())


def test_days_are_days(folder):
    days = read(folder, "articles")["published"]
    assert (days[0], bool(pd.isna(days[1]))) == (pd.Timestamp(2020, 2, 1), True)
    with open_file(folder, "articles") as reader:
        raw = reader.read(convert_dates=False)
    assert raw["published"][0] == (date(2020, 2, 1) - date(1960, 1, 1)).days


def test_closed_sets_numbers_and_yes_or_no_have_value_labels(folder):
    with open_file(folder, "stances") as reader:
        labels = reader.value_labels()
    assert labels["stance"] == {-1: "critical", 0: "neutral or mixed", 1: "supportive"}
    assert labels["label"] == {1: "supportive", 2: "critical", 3: "neutral", 4: "mixed"}
    assert labels["mixed"] == {0: "no", 1: "yes"}
    assert read(folder, "articles", convert_categoricals=False)["side"].dropna().tolist() == [1]
    assert read(folder, "discourse")["agreement"].tolist() == [
        "supports" if one else "opposes" for one in make_frames()["discourse"]["agreement"]
    ]


def test_long_and_strange_text_comes_back(tmp_path):
    titles = [LINK, "\u202eÉlan 🚢", "x" * 10_000, "nul\x00 bell\x07"]
    write_stata(with_titles(*titles), tmp_path, max_rows=10)
    assert read(tmp_path, "articles")["title"].tolist() == [*titles[:3], "nul bell"]


def test_a_long_key_stays_a_text_that_stata_can_merge_on(tmp_path):
    rows = [{"file": "f" * 300, "kind": "encoding", "message": "é" * 1500, "article_id": "a" * 300}]
    write_stata({"problems": make_frame(TABLES["problems"], rows)}, tmp_path, max_rows=10)
    content = (tmp_path / "problems.dta").read_bytes()
    types = content.partition(b"<variable_types>")[2][:8]
    widths = [int.from_bytes(types[place : place + 2], "little") for place in range(0, 8, 2)]
    assert widths == [300, 65530, 32768, 32768]  # str300, byte, strL, strL


def test_of_longer_tables_there_is_no_file(tmp_path):
    assert write_stata(with_titles("a", "b"), tmp_path, max_rows=1) == []


def test_empty_tables_keep_their_columns(tmp_path):
    write_stata({"problems": make_frame(TABLES["problems"], ())}, tmp_path, max_rows=10)
    assert list(read(tmp_path, "problems")) == list(TABLES["problems"].names)


def test_the_same_tables_give_the_same_bytes(folder, tmp_path):
    def digests(root):
        return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in root.iterdir()}

    write_stata(make_frames(), tmp_path, max_rows=1000)
    assert digests(tmp_path) == digests(folder)


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(OutputError, match=r"file: cannot be written \(.+\); free space or choose --outputs"):
        write_stata(make_frames(), tmp_path / "file", max_rows=10)
