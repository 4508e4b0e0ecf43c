import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from nlp import stages
from nlp.errors import CommentaryError, OutputError
from nlp.settings import Settings
from nlp.tables.schemas import TABLES
from tests.conftest import LEAN

FRONT = "---\ntitle: One more\nlanguage: en\nissued: '2025-01-01'\n---\n\n"
GOOD = FRONT + "Korea and ASEAN met. Seoul should act.\n"


def read(settings: Settings, name: str) -> pd.DataFrame:
    return pd.read_parquet(settings.outputs / f"{name}.parquet")


def settings_for(corpus: Path) -> Settings:
    return Settings(corpus=corpus, outputs=corpus.parent / "outputs", exports=LEAN)


def test_every_table_is_written_in_every_format(finished_run: Settings) -> None:
    outputs = finished_run.outputs
    with duckdb.connect(str(outputs / "commentary.duckdb"), read_only=True) as database:
        in_database = {
            name for (name,) in database.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        }
    assert in_database == set(TABLES)
    for table in TABLES.values():
        assert tuple(read(finished_run, table.name).columns) == table.names
        assert (outputs / f"{table.name}.csv").is_file() == table.csv
    assert (outputs / "report" / "index.html").is_file()
    assert {one["name"] for one in json.loads((outputs / "datapackage.json").read_text())["resources"]} >= {
        "articles",
        "stances",
    }


def test_what_the_pieces_say_stands_in_the_tables(finished_run: Settings) -> None:
    stances = read(finished_run, "stances")
    labels = {(row.article_id, row.target_id): row.label for row in stances.itertuples()}
    assert labels["2024-11-01-warm", "korea_asean_ties"] == "supportive"
    assert labels["2025-04-02-cold", "china"] == "critical"
    assert labels["2025-06-10-third", "north_korea"] == "critical"
    statements = read(finished_run, "statements")
    demand = statements[(statements.article_id == "2024-11-01-warm") & (statements.kind == "prescription")]
    assert demand.text.str.startswith("Seoul should open").tolist() == [True]
    assert demand.addressee.tolist() == ["south-korea"]
    assert demand.horizon.tolist() == ["2027"]
    dates = read(finished_run, "dates")
    values = dict(zip(dates.text, dates.value, strict=True))
    assert values["Last month"] == "2024-10"
    assert values["last week"] == "2025-W23"
    themes = read(finished_run, "themes")
    dominant = themes[(themes.level == "article") & themes.dominant]
    assert (
        dict(zip(dominant.article_id, dominant.theme_id, strict=True))["2025-06-10-third"]
        == "security_peninsula"
    )


def test_offsets_point_at_the_text(finished_run: Settings) -> None:
    texts = {article.id: article.text for article in stages.take_in(finished_run).articles}
    for name in ("sentences", "entities", "dates", "evidence", "statements"):
        frame = read(finished_run, name)
        assert len(frame)
        for row in frame.itertuples():
            assert texts[row.article_id][row.start_char : row.end_char] == row.text


def test_a_run_says_what_it_was_made_of(finished_run: Settings) -> None:
    manifest = json.loads((finished_run.outputs / "run.json").read_text(encoding="utf-8"))
    assert set(manifest["models"]) >= {"parser", "ner", "encoder", "stance", "themes"}
    assert len(manifest["codebook"]["hash"]) == 64
    assert manifest["counts"]["articles"] == 3
    assert manifest["packages"]["spacy"]
    assert set(manifest["seconds"]) == {"take in", "analyse", "learn", "tabulate", "compare", "publish"}


def test_nothing_is_done_where_nothing_is_new(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_for(corpus)
    first = stages.run(settings)
    assert (first.read, first.new, first.skipped) == (3, 3, 0)
    stamp = (settings.outputs / "run.json").resolve()
    monkeypatch.setattr(stages, "tabulate", lambda *_: pytest.fail("tabulated again"))
    again = stages.run(settings)
    assert (again.read, again.new, again.skipped, dict(again.seconds)) == (3, 0, 3, {})
    assert (settings.outputs / "run.json").resolve() == stamp


def test_where_nothing_is_new_nothing_is_loaded(corpus: Path) -> None:
    settings = settings_for(corpus)
    stages.run(settings)
    script = (
        "import sys; from pathlib import Path; from nlp import stages\n"
        "from nlp.settings import ExportSettings, Settings\n"
        "lean = ExportSettings(xlsx=False, stata=False)\n"
        "stages.run(Settings(corpus=Path(sys.argv[1]), outputs=Path(sys.argv[2]), exports=lean))\n"
        "print(*sorted({'spacy', 'pandas', 'duckdb', 'onnxruntime', 'sklearn'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", script, str(corpus), str(settings.outputs)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    assert done.stdout.split() == []


def test_a_new_piece_is_analysed_alone_and_a_removed_one_leaves_every_table(corpus: Path) -> None:
    settings = settings_for(corpus)
    stages.run(settings)
    kept = read(settings, "stances").query("article_id == '2025-04-02-cold'").to_dict("records")
    (corpus / "articles" / "new.md").write_text(GOOD, encoding="utf-8")
    (corpus / "articles" / "2025-06-10-third.md").unlink()
    outcome = stages.run(settings)
    assert (outcome.read, outcome.new, outcome.skipped) == (3, 1, 2)
    for name, table in TABLES.items():
        for column in {"article_id", "other_id"} & set(table.names):
            assert "2025-06-10-third" not in set(read(settings, name)[column])
    assert read(settings, "stances").query("article_id == '2025-04-02-cold'").to_dict("records") == kept


def test_samples_can_be_left_out(corpus: Path) -> None:
    settings = settings_for(corpus).model_copy(update={"samples": False})
    outcome = stages.run(settings)
    assert (outcome.read, outcome.left_out) == (2, 1)
    assert not read(settings, "articles")["sample"].any()


def test_the_same_corpus_gives_the_same_bytes_in_another_process(corpus: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from nlp import stages; from nlp.settings import Settings;"
        "stages.run(Settings(corpus=Path(sys.argv[1]), outputs=Path(sys.argv[2])))"
    )
    outputs = [corpus.parent / name for name in ("one", "two")]
    for seed, folder in enumerate(outputs):
        environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
        subprocess.run(
            [sys.executable, "-c", script, str(corpus), str(folder)], env=environment, check=True, timeout=300
        )
    names = sorted(
        file.name for file in outputs[0].iterdir() if file.suffix in {".parquet", ".csv", ".duckdb"}
    )
    assert len(names) > 2 * len(TABLES) - 3
    for name in [*names, "datapackage.json", "report/index.html"]:
        assert (outputs[0] / name).read_bytes() == (outputs[1] / name).read_bytes(), name


def test_an_empty_corpus_gives_typed_empty_tables(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    settings = settings_for(tmp_path / "corpus")
    outcome = stages.run(settings)
    assert outcome.read == 0
    for table in TABLES.values():
        frame = read(settings, table.name)
        assert len(frame) == 0
        assert tuple(frame.columns) == table.names
    assert str(read(settings, "dates")["start_date"].dtype).startswith(("date", "object"))


def test_no_corpus_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CommentaryError, match="no such folder; name the corpus with --corpus"):
        stages.run(settings_for(tmp_path / "none"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"---\ntitle: [\n---\n\nText.\n", "front matter"),
        (b"---\nlanguage: en\n---\n\nText.\n", "title"),
        (b"---\ntitle: T\n---\n\n", "text"),
        ("---\ntitle: T\n---\n\nPräsident.\n".encode("latin-1"), "UTF-8"),
    ],
)
def test_a_broken_piece_is_set_aside_and_the_others_go_on(corpus: Path, content: bytes, message: str) -> None:
    broken = corpus / "articles" / "broken.md"
    broken.write_bytes(content)
    settings = settings_for(corpus)
    outcome = stages.run(settings)
    assert (outcome.read, outcome.quarantined) == (3, 1)
    assert str(broken) in outcome.problems[0]
    assert message in outcome.problems[0]
    reason = corpus / "quarantine" / "broken.md.reason.txt"
    assert message in reason.read_text(encoding="utf-8")
    assert broken.read_bytes() == content
    assert len(read(settings, "problems")) == 1
    broken.write_text(GOOD, encoding="utf-8")
    mended = stages.run(settings)
    assert (mended.read, mended.new, mended.quarantined) == (4, 1, 0)
    assert not reason.exists()


def test_a_quarantine_that_cannot_be_written_stops_nothing(corpus: Path) -> None:
    (corpus / "articles" / "broken.md").write_text("---\nlanguage: en\n---\n\nText.\n", encoding="utf-8")
    (corpus / "quarantine").write_text("in the way", encoding="utf-8")
    outcome = stages.run(settings_for(corpus))
    assert (outcome.read, outcome.quarantined) == (3, 1)
    assert "quarantine: cannot be written" in outcome.problems[-1]
    assert stages.run(settings_for(corpus)).new == 0


def test_a_future_date_and_another_language_are_findings(corpus: Path) -> None:
    (corpus / "articles" / "future.md").write_text(GOOD.replace("2025-01-01", "2099-01-01"), encoding="utf-8")
    korean = "---\ntitle: 신남방정책\nlanguage: ko\n---\n\n한국과 아세안은 가까워져야 한다.\n"
    (corpus / "articles" / "korean.md").write_text(korean, encoding="utf-8")
    settings = settings_for(corpus)
    outcome = stages.run(settings)
    assert (outcome.read, outcome.quarantined) == (5, 0)
    kinds = dict(zip(*(read(settings, "findings")[name] for name in ("article_id", "kind")), strict=True))
    assert kinds["future"] == "future_publication"
    assert kinds["korean"] == "language"
    assert "korean" in set(read(settings, "articles")["article_id"])
    assert "korean" not in set(read(settings, "sentences")["article_id"])


def test_outputs_that_cannot_be_written_leave_what_stood_there(corpus: Path) -> None:
    settings = settings_for(corpus)
    stages.run(settings)
    before = (settings.outputs / "articles.csv").read_bytes()
    runs = settings.outputs / ".runs"
    kept = runs.rename(settings.outputs / "kept")
    runs.write_text("in the way", encoding="utf-8")  # root ignores permissions, but not this
    (corpus / "articles" / "new.md").write_text(GOOD, encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        stages.run(settings)
    runs.unlink()
    kept.rename(runs)
    assert (settings.outputs / "articles.csv").read_bytes() == before


def test_a_database_that_finds_no_space_is_one_clear_line(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(*_: object) -> None:
        raise duckdb.TransactionException("Failed to commit: No space left on device")

    monkeypatch.setattr("nlp.tables.database._write_table", fill)
    with pytest.raises(OutputError, match="No space left"):
        stages.run(settings_for(corpus))
    assert not (corpus.parent / "outputs" / "articles.csv").exists()


def test_a_run_that_is_killed_leaves_the_last_good_one(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_for(corpus)
    stages.run(settings)
    before = {name: read(settings, name) for name in TABLES}
    (corpus / "articles" / "new.md").write_text(GOOD, encoding="utf-8")

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("nlp.report.page.write_report", die)
    with pytest.raises(KeyboardInterrupt):
        stages.run(settings)
    for name, frame in before.items():
        pd.testing.assert_frame_equal(read(settings, name), frame)
    monkeypatch.undo()
    assert stages.run(settings).read == 4


def test_a_piece_that_breaks_the_analysis_does_not_stop_the_others(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nlp.analysis import pipeline

    real = pipeline.analyse_job

    def fail_on_missiles(job: pipeline.Job, language: object) -> object:
        if "Missiles" in job.context.title:
            raise RuntimeError("out of range")
        return real(job, language)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "analyse_job", fail_on_missiles)
    settings = settings_for(corpus)
    outcome = stages.run(settings)
    assert outcome.read == 3
    assert any("RuntimeError: out of range" in problem for problem in outcome.problems)
    assert "2025-06-10-third" not in set(read(settings, "sentences")["article_id"])
    monkeypatch.undo()
    piece = corpus / "articles" / "2025-06-10-third.md"
    piece.write_text(piece.read_text(encoding="utf-8").replace("two missiles", "three"), encoding="utf-8")
    assert stages.run(settings).new == 1
    assert "2025-06-10-third" in set(read(settings, "sentences")["article_id"])


def test_doubts_are_listed_without_a_run(corpus: Path) -> None:
    assert stages.find_doubts(corpus) == []
    (corpus / "articles" / "broken.md").write_text("---\nlanguage: en\n---\n\nText.\n", encoding="utf-8")
    assert [one.blocking for one in stages.find_doubts(corpus)] == [True]
