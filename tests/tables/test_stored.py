"""Tables of a folder as a mapping, equal to those in memory."""

import pandas as pd
import pytest

from nlp.errors import TableError
from nlp.tables.files import write_tables
from nlp.tables.stored import StoredTables, count_rows, read_columns, read_pieces
from tests.tables.pieces import make_frames


@pytest.fixture(scope="module")
def frames():
    return make_frames()


@pytest.fixture
def stored(frames, tmp_path):
    write_tables(frames, tmp_path)
    return StoredTables(tmp_path)


def test_it_holds_what_was_written(frames, stored):
    assert set(stored) == set(frames)
    assert len(stored) == len(frames)
    for name, frame in frames.items():
        pd.testing.assert_frame_equal(stored[name], frame)


def test_columns_rows_of_pieces_and_counts_are_those_of_the_frame(frames, stored):
    for name, frame in frames.items():
        assert count_rows(stored, name) == count_rows(frames, name) == len(frame)
        columns = list(frame.columns[::-1])[:3]
        pd.testing.assert_frame_equal(read_columns(stored, name, *columns), frame[columns])
    one = frames["articles"]["article_id"].iloc[0]
    for name in ("articles", "sentences", "stances"):
        expected = read_pieces(frames, name, [one])
        assert set(expected["article_id"]) == {one}
        pd.testing.assert_frame_equal(read_pieces(stored, name, [one]), expected.reset_index(drop=True))


def test_a_table_may_be_a_folder_of_files(frames, tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    write_tables({"articles": frames["articles"].iloc[:1]}, tmp_path / "one")
    write_tables({"articles": frames["articles"].iloc[1:]}, tmp_path / "two")
    (tmp_path / "one" / "articles.parquet").rename(folder / "a.parquet")
    (tmp_path / "two" / "articles.parquet").rename(folder / "b.parquet")
    stored = StoredTables(tmp_path)
    assert list(stored) == ["articles"]
    pd.testing.assert_frame_equal(stored["articles"], frames["articles"])
    assert count_rows(stored, "articles") == len(frames["articles"])


def test_what_is_not_there_is_missing(tmp_path):
    stored = StoredTables(tmp_path)
    assert ("articles" in stored, "nonsense" in stored, list(stored)) == (False, False, [])
    with pytest.raises(KeyError, match="articles"):
        stored["articles"]


def test_a_damaged_file_is_named(tmp_path):
    (tmp_path / "articles.parquet").write_bytes(b"PAR1 no more")
    with pytest.raises(TableError, match=r"articles\.parquet: not a Parquet file of this version"):
        StoredTables(tmp_path)["articles"]


def test_a_file_without_the_columns_of_this_version_is_named(tmp_path):
    pd.DataFrame({"article_id": ["a"]}).to_parquet(tmp_path / "terms.parquet")
    with pytest.raises(TableError, match=r"terms\.parquet: not a Parquet file of this version"):
        StoredTables(tmp_path)["terms"]
