"""Whether the doctor sees what is there, and what is not in order."""

import importlib.metadata
import importlib.util
import json
import os
import platform
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from nlp.codebook import codebook_folder
from nlp.commands.doctor import Examined, examine
from nlp.commands.doctor.examined import one_line
from nlp.commands.doctor.feeds import examine_feeds
from nlp.commands.doctor.folders import examine_folders
from nlp.commands.doctor.history import examine_runs
from nlp.commands.doctor.installation import examine_installation
from nlp.commands.doctor.models import examine_models
from nlp.locking import locked
from nlp.provenance import hash_models
from nlp.running.journal import Event, Recording, note
from nlp.settings import Settings
from nlp.web.feeds.health import note_heard


def by_name(found: object) -> dict[str, Examined]:
    return {one.name: one for one in found}  # type: ignore[attr-defined]


def test_everything_is_looked_at_once(
    finished_run: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    (tmp_path / "api-url").write_text("http://127.0.0.1:1/api", encoding="utf-8")
    found = examine(finished_run.corpus, finished_run.outputs)
    names = [one.name for one in found]
    assert len(set(names)) == len(names)
    assert [name for name in names if not name.startswith(("extra ", "run "))] == [
        *("version", "packages", "dependencies", "byte code"),
        *("model parser", "model ner", "model encoder", "model stance", "model themes"),
        *("codebook", "corpus", "outputs", "lock", "feeds", "server", "schedule", "last run"),
    ]
    assert [one for one in found if not one.ok] == []


def test_a_text_of_others_is_one_line() -> None:
    assert one_line("a\n\x1b[31mb\u2028 c\x00") == "a [31mb c"
    assert one_line("x" * 300) == "x" * 199 + "…"


def test_versions_and_extras_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["numpy>=1", "prefect==1.0", "nowhere", 'pandas; extra == "dask"', 'absent>=1; extra == "dask"']
    monkeypatch.setattr(importlib.metadata, "requires", lambda _name: lines)
    monkeypatch.setattr(importlib.metadata, "metadata", lambda _name: Extras("dask", "empty"))
    found = by_name(examine_installation())
    version = importlib.metadata.version
    assert found["version"].detail == f"0.1.0 on Python {platform.python_version()}"
    assert f"prefect {version('prefect')}, " in found["packages"].detail
    assert found["dependencies"] == Examined(
        "dependencies",
        False,
        f"prefect {version('prefect')} does not fit ==1.0; nowhere is missing: run `make install`",
    )
    remedy = "without absent: `pip install 'korea-asean-commentary[dask]'`"
    assert found["extra dask"] == Examined("extra dask", True, remedy)
    assert found["extra empty"].detail == "installed"


class Extras:
    """Metadata of a distribution that has these extras."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def get_all(self, _name: str) -> tuple[str, ...]:
        return self.names


def test_packages_without_byte_code_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(importlib.util, "cache_from_source", lambda file: f"{file}c")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    told = by_name(examine_installation())["byte code"]
    assert told.ok
    assert told.detail.startswith(
        "not compiled: prefect, fastapi, sqlalchemy, spacy, pandas, nlp; PYTHONDONT"
    )
    monkeypatch.setattr(importlib.util, "cache_from_source", str)
    assert by_name(examine_installation())["byte code"].detail == "compiled"


def test_models_are_told_with_the_hashes_that_a_run_notes() -> None:
    found = by_name(examine_models())
    assert list(found) == ["model parser", "model ner", "model encoder", "model stance", "model themes"]
    for name, model in hash_models().items():
        assert found[f"model {name}"].detail.endswith(f" MB, sha256 {model[:12]}…")


def test_a_model_that_is_missing_or_damaged_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("parser", "ner"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "config.json").write_text('{"sha256": "0"}', encoding="utf-8")
    (tmp_path / "ner" / "model.onnx").write_bytes(b"x")
    monkeypatch.setattr("nlp.commands.doctor.models.SHIPPED_MODELS", tmp_path)
    found = by_name(examine_models())
    assert found["model parser"].ok
    damaged = (
        f"{tmp_path / 'ner' / 'model.onnx'} is not the model its config.json names: reinstall the package"
    )
    assert found["model ner"] == Examined("model ner", False, damaged)
    missing = f"{tmp_path / 'themes'} is missing: reinstall the package"
    assert found["model themes"] == Examined("model themes", False, missing)


def test_who_holds_the_outputs_is_told(corpus: Path) -> None:
    outputs = corpus.parent / "outputs"

    def lock() -> Examined:
        return by_name(examine_folders(corpus, outputs))["lock"]

    assert lock() == Examined("lock", True, "free")
    with locked(outputs):
        assert lock().detail.startswith(f"held by process {os.getpid()} on {platform.node()}, since 20")
        content = json.loads((outputs / ".lock").read_text(encoding="utf-8"))
    since = datetime.now(UTC) - timedelta(hours=3)
    content |= {"started": "before", "since": since.isoformat(timespec="seconds"), "command": "a\nb"}
    (outputs / ".lock").write_text(json.dumps(content), encoding="utf-8")
    start = f"stale, the next run takes it over: process {os.getpid()} on {platform.node()}, since "
    assert lock().detail.startswith(start)
    assert lock().detail.endswith("(3:00:00 h): `a b`")
    (outputs / ".lock").write_text(json.dumps(content | {"host": "elsewhere"}), encoding="utf-8")
    assert lock().detail.endswith(f"; if that process has ended, remove {outputs / '.lock'}")
    (outputs / ".lock").write_text("{", encoding="utf-8")
    assert lock() == Examined("lock", True, f"{outputs / '.lock'} is damaged; the next run takes it over")


def test_folders_that_are_not_there_are_told(tmp_path: Path) -> None:
    found = by_name(examine_folders(tmp_path / "corpus", tmp_path / "outputs"))
    assert not found["corpus"].ok
    assert found["outputs"].detail.startswith(f"{tmp_path}: ")


def test_before_the_first_run_there_is_none(tmp_path: Path) -> None:
    assert list(examine_runs(tmp_path)) == [Examined("last run", True, "none yet")]


def test_without_a_log_the_runs_that_are_kept_tell(tmp_path: Path) -> None:
    for day in range(1, 8):
        folder = tmp_path / ".runs" / f"2026010{day}T060000000000-0123abcd"
        folder.mkdir(parents=True)
        content = {
            "finished": f"2026-01-0{day}",
            "counts": {"articles": day},
            "new": 1,
            "seconds": {"a": 1, "b": 2},
        }
        (folder / "run.json").write_text(json.dumps(content if day > 3 else {}), encoding="utf-8")
    found = list(examine_runs(tmp_path))
    assert [one.detail for one in found] == [
        "none yet",
        *(f"2026-01-0{day}, {day} pieces (1 new), 3.0 s" for day in (7, 6, 5, 4)),
        "unknown, 0 pieces",
    ]
    assert found[1].name == "run 20260107T060000000000-0123abcd"


def test_the_last_runs_of_the_log_are_told_the_latest_first(tmp_path: Path) -> None:
    (tmp_path / "outputs").mkdir()
    settings = Settings(corpus=tmp_path / "corpus", outputs=tmp_path / "outputs")
    with pytest.raises(ValueError, match="first"), Recording(settings):
        raise ValueError("first")
    outcome = {"status": "completed", "read": 3, "new": 1, "skipped": 2, "quarantined": 0, "left_out": 0}
    with Recording(settings) as journal:
        journal.end(outcome | {"problems": [], "seconds": {"take in": 0.25}})
    with Recording(settings):
        note(Event.STAGE_STARTED, stage="compare")
        at_work, went_well, failed = list(examine_runs(settings.outputs))[1:]
    assert at_work.detail.endswith(", at work; in stage `compare`")
    assert went_well.detail.endswith("+00:00, completed, 3 pieces (1 new), 0.0 s")
    assert failed.detail.endswith(", failed, 0.0 s: ValueError")
    assert (at_work.ok, went_well.ok, failed.ok) == (
        True,
        True,
        True,
    )  # others came after the one that failed
    assert [one.name for one in (at_work, went_well, failed)] == sorted(
        (one.name for one in (at_work, went_well, failed)), reverse=True
    )


def test_where_nothing_came_of_the_latest_run_that_is_a_fault(tmp_path: Path) -> None:
    settings = Settings(outputs=tmp_path)
    with pytest.raises(ValueError, match="x"), Recording(settings):
        raise ValueError("x")
    assert [one.ok for one in examine_runs(tmp_path)] == [True, False]


def test_a_log_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_outputs: Path, _limit: int) -> None:
        raise PermissionError(13, "Permission denied", "outputs/.logs")

    monkeypatch.setattr("nlp.commands.doctor.history.read_runs", refuse)
    found = list(examine_runs(tmp_path))
    refused = "outputs/.logs: cannot be read (Permission denied); mend its rights"
    assert found[1] == Examined("log", False, refused)


@pytest.fixture
def listening(tmp_path: Path) -> Path:
    """A corpus that listens to three feeds, one of them switched off."""
    shutil.copytree(codebook_folder(), tmp_path / "codebook")
    entries = "".join(
        f"- {{id: {name}, url: 'https://example.org/{name}', kind: rss, enabled: {enabled}}}\n"
        for name, enabled in (("forum", "true"), ("post", "true"), ("quiet", "false"))
    )
    (tmp_path / "codebook" / "sources.yaml").write_text(entries, encoding="utf-8")
    return tmp_path


def test_feeds_that_fail_for_more_than_a_day_are_named(listening: Path) -> None:
    assert list(examine_feeds(listening)) == [
        Examined("feeds", True, "2 listed, none was heard yet: `commentary harvest`")
    ]
    for day in (1, 2):
        note_heard(listening, "quiet", date(2026, 1, day), failure="gone")
    note_heard(listening, "forum", date(2026, 1, 1))
    note_heard(listening, "post", date(2026, 1, 2), failure="is not\x1b[2J given out (404)")
    once = "cannot be heard since 2026-01-02 (never heard): is not [2J given out (404)"
    listed = Examined("feeds", True, "2 listed, last heard 2026-01-01")
    assert list(examine_feeds(listening)) == [listed, Examined("feed post", True, once)]
    note_heard(listening, "post", date(2026, 1, 3), failure="is not\x1b[2J given out (404)")
    remedy = "; mend its `url` in sources.yaml, or set `enabled: false`"
    assert list(examine_feeds(listening)) == [listed, Examined("feed post", False, once + remedy)]


def test_feeds_without_a_list_and_with_a_bad_one_are_told(listening: Path) -> None:
    sources = listening / "codebook" / "sources.yaml"
    sources.write_text("- {id: forum}\n", encoding="utf-8")
    (bad,) = examine_feeds(listening)
    assert (bad.name, bad.ok, "sources.yaml" in bad.detail) == ("feeds", False, True)
    sources.unlink()
    assert list(examine_feeds(listening)) == [Examined("feeds", True, f"none is listed in {sources}")]
