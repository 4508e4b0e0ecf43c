from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from nlp.analysis.records import AUTHOR, Analysis, Entity, Evidence, Sentence, Stance, ThemeScore, Timex
from nlp.analysis.theming.passages import NO_PASSAGES, pack_passages
from nlp.corpus.article import Article
from nlp.errors import OutputError
from nlp.labels import EntityLabel, LinkMethod, StanceLabel, TimexType
from nlp.provenance import code_hash, hash_models
from nlp.tables.arrow import to_arrow, to_pandas
from nlp.tables.frames import make_frame
from nlp.tables.partitions import Partition, Partitions, store
from nlp.tables.rows import ROW_MAKERS, Counts
from nlp.tables.schemas import THEMES, get_table

ARTICLE = Article("b", "Title", "Seoul spoke on 3 June 2025.", issued=date(2025, 5, 29))
EVIDENCE = Evidence("china", AUTHOR, 1, 0, 27, ARTICLE.text, 0, 5, -1, StanceLabel.CRITICAL, 0.1 + 0.2)
ANALYSIS = Analysis(
    sentences=(Sentence(1, 1, 0, 27, ARTICLE.text),),
    entities=(
        Entity(0, 5, "Seoul", EntityLabel.GPE, "South Korea", "south-korea", "Q884", LinkMethod.METONYM),
    ),
    dates=(Timex(15, 26, "3 June 2025", TimexType.DATE, "2025-06-03", start_date=date(2025, 6, 3)),),
    themes=(ThemeScore("trade", 0.5, None, True, True),),
    stances=(Stance("china", AUTHOR, -1, StanceLabel.CRITICAL, False, 1 / 3, (EVIDENCE,)),),
    n_words=6,
    lemmas=("speak", "june", "speak"),
    vector=(1.0, 0.0),
    passages=pack_passages(np.array([[1, 0]], dtype=np.float32), np.array([0.6, 0.8], dtype=np.float32)),
)
OTHERS = tuple(replace(ARTICLE, id=one) for one in "dac")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


def opened(folder: Path, basis: str = "models") -> Partitions:
    return Partitions(folder, basis=basis)


def fill(folder: Path, *batches: Iterable[Article], basis: str = "models") -> None:
    for batch in batches:
        opened(folder, basis).write([(article, ANALYSIS) for article in batch])


def read(folder: Path, name: str, articles: Iterable[Article]) -> pa.Table:
    return Partitions.read(name, opened(folder).of(articles))


def folders(folder: Path) -> list[str]:
    return sorted(one.parent.name for one in folder.glob("*/*/pieces.parquet"))


@pytest.mark.parametrize("name", sorted(ROW_MAKERS.keys() - {"articles", "themes"}))
def test_what_is_read_are_the_rows_of_all_pieces_in_the_order_of_their_ids(folder: Path, name: str) -> None:
    fill(folder, OTHERS[:2], [ARTICLE, OTHERS[2]])
    table, everyone = get_table(name), sorted((ARTICLE, *OTHERS), key=lambda one: one.id)
    expected = make_frame(table, (row for one in everyone for row in ROW_MAKERS[name](one, ANALYSIS)))
    found = read(folder, name, everyone)
    assert found.equals(to_arrow(table, expected))
    assert to_pandas(table, found).equals(expected)
    assert len(expected) >= 4 * (name != "statements" and name != "findings")


def test_only_what_has_no_rows_is_missing(folder: Path) -> None:
    assert opened(folder).missing([ARTICLE]) == [ARTICLE]
    fill(folder, [ARTICLE])
    assert opened(folder).missing([ARTICLE, OTHERS[0]]) == [OTHERS[0]]
    assert opened(folder).counts() == {next(iter(opened(folder).counts())): Counts(6, 1, 1)}


def test_rows_of_other_pieces_are_not_read(folder: Path) -> None:
    fill(folder, [ARTICLE, *OTHERS])
    found = read(folder, "sentences", [OTHERS[0], ARTICLE])
    assert found["article_id"].to_pylist() == ["b", "d"]
    assert read(folder, "sentences", []).num_rows == 0


def test_embeddings_come_back_exactly(folder: Path) -> None:
    fill(folder, [ARTICLE, *OTHERS])
    (partition,) = opened(folder).of([ARTICLE])
    assert dict(partition.passages()) == {"b": ANALYSIS.passages}


def test_a_piece_without_embeddings_has_none(folder: Path) -> None:
    opened(folder).write([(ARTICLE, replace(ANALYSIS, passages=NO_PASSAGES))])
    (partition,) = opened(folder).of([ARTICLE])
    assert dict(partition.passages()) == {"b": NO_PASSAGES}


def test_rows_made_on_another_basis_are_known(folder: Path) -> None:
    fill(folder, [ARTICLE], basis="others")
    gone = replace(ARTICLE, text="Gone.")
    assert opened(folder).missing([ARTICLE]) == [ARTICLE]
    assert opened(folder).has_other([ARTICLE, gone]) == {"b"}
    assert opened(folder, "others").has_other([ARTICLE]) == set()


@pytest.mark.parametrize(
    "change",
    [
        {"id": "x"},
        {"text": "Other."},
        {"title": "Other"},
        {"issued": date(2025, 5, 30)},
        {"outlet_country": "VN"},
    ],
)
def test_what_rows_are_made_of_makes_another_key(folder: Path, change: dict[str, object]) -> None:
    fill(folder, [ARTICLE])
    changed = replace(ARTICLE, **change)
    assert opened(folder).missing([changed]) == [changed]


def test_what_they_are_not_made_of_makes_none(folder: Path) -> None:
    fill(folder, [ARTICLE])
    assert opened(folder).missing([replace(ARTICLE, genre="brief", outlet="Page")]) == []


def test_the_same_batch_twice_is_one_partition(folder: Path) -> None:
    fill(folder, [ARTICLE, *OTHERS], [ARTICLE, *OTHERS])
    assert len(folders(folder)) == 1
    assert read(folder, "sentences", [ARTICLE]).num_rows == 1


def test_a_piece_in_two_partitions_has_its_rows_once(folder: Path) -> None:
    fill(folder, [ARTICLE], [ARTICLE, OTHERS[0]])
    found = read(folder, "sentences", [ARTICLE, OTHERS[0]])
    assert found["article_id"].to_pylist() == ["b", "d"]


def test_a_damaged_partition_is_named_and_made_anew(folder: Path) -> None:
    fill(folder, [ARTICLE])
    file = next(folder.glob("*/*/sentences.parquet"))
    file.write_bytes(file.read_bytes()[:40])
    with pytest.raises(OutputError, match=r"sentences\.parquet: was damaged and is removed; run again"):
        read(folder, "sentences", [ARTICLE])
    assert opened(folder).missing([ARTICLE]) == [ARTICLE]


def test_what_follows_from_a_partition_is_made_once_for_its_pieces_and_mark(folder: Path) -> None:
    fill(folder, OTHERS[:2], [ARTICLE, OTHERS[2]])
    made: list[list[str]] = []

    def make(partition: Partition) -> object:
        names = sorted(partition.pieces.values())
        made.append(names)
        pairs = ((one, ANALYSIS) for one in (ARTICLE, *OTHERS) if one.id in names)
        rows = (row for pair in pairs for row in ROW_MAKERS["themes"](*pair))
        return to_arrow(THEMES, make_frame(THEMES, rows))

    def derive(mark: str, articles: Iterable[Article]) -> list[str]:
        kept = opened(folder)
        derived = kept.derive("themes", mark, kept.of(articles), make)
        found: list[str] = derived["article_id"].to_pylist()
        return found

    assert derive("heads", (ARTICLE, *OTHERS)) == ["a", "b", "c", "d"]
    assert derive("heads", (ARTICLE, *OTHERS)) == ["a", "b", "c", "d"]
    assert sorted(made) == [["a", "d"], ["b", "c"]]
    assert derive("other heads", (ARTICLE, *OTHERS)) == ["a", "b", "c", "d"]
    assert len(made) == 4
    assert derive("other heads", OTHERS) == ["a", "c", "d"]
    assert made[4:] == [["c"]]
    assert len(list(folder.glob("*/*/themes-*.parquet"))) == 2


def test_what_belongs_to_no_piece_is_removed(folder: Path) -> None:
    gone = replace(ARTICLE, text="Gone.")
    fill(folder, [ARTICLE, replace(gone, id="x")], [gone])
    fill(folder, [ARTICLE], basis="others")
    (folder / "ab").mkdir()
    (folder / "ab" / "old.json").write_text("{}", encoding="utf-8")
    opened(folder).tidy([ARTICLE])
    assert [one.name for one in folder.iterdir()] == ["models"]
    assert len(folders(folder)) == 1
    assert opened(folder).counts().keys() == {next(iter(opened(folder).counts()))}
    assert opened(folder).missing([ARTICLE, gone, OTHERS[0]]) == [gone, OTHERS[0]]


def test_many_small_partitions_become_few(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_MERGED", 8)
    everyone = [replace(ARTICLE, id=f"piece-{number:02d}") for number in range(20)]
    fill(folder, *([one] for one in everyone))
    before = {name: read(folder, name, everyone) for name in ("sentences", "terms", "vectors")}
    opened(folder).tidy(everyone)
    assert len(folders(folder)) == 3
    assert opened(folder).missing(everyone) == []
    for name, content in before.items():
        assert read(folder, name, everyone).equals(content)
    kept = folders(folder)
    opened(folder).tidy(everyone)
    assert folders(folder) == kept


def test_what_a_killed_worker_left_is_no_partition(folder: Path) -> None:
    fill(folder, [ARTICLE])
    left = folder / "models" / ".partial-1-x"
    left.mkdir()
    (left / "pieces.parquet").write_bytes(b"PAR1")
    assert opened(folder).missing([ARTICLE]) == []
    opened(folder).tidy([ARTICLE])
    assert not left.exists()


def test_a_store_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        fill(tmp_path / "file", [ARTICLE])


def test_hashes_are_of_each_model_and_of_the_code() -> None:
    assert {"parser", "encoder", "ner", "stance", "themes"} <= set(hash_models())
    assert len({code_hash("analysis"), code_hash(), code_hash("tables/rows.py")}) == 3
