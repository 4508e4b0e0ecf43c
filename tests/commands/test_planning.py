"""What a run would do, and why."""

import json
from pathlib import Path

import pytest

from nlp import stages
from nlp.cli import main
from nlp.commands.planning import Step, What, plan_run
from nlp.settings import ComparisonSettings, Settings, StanceSettings, ThemeSettings

FRONT = "---\ntitle: One more\nlanguage: en\nissued: '2025-01-01'\n---\n\n"


def settings_for(corpus: Path) -> Settings:
    return Settings(corpus=corpus, outputs=corpus.parent / "outputs")


def own_codebook(corpus: Path, file: str, more: str) -> None:
    shipped = stages.take_in(settings_for(corpus)).codebook.folder
    (corpus / "codebook").mkdir()
    for source in shipped.iterdir():
        text = source.read_text(encoding="utf-8") + (more if source.name == file else "")
        (corpus / "codebook" / source.name).write_text(text, encoding="utf-8")


@pytest.fixture
def done(corpus: Path, finished_run: Settings) -> Settings:
    """A corpus with the outputs of a run, which may be changed."""
    import shutil

    shutil.copytree(finished_run.outputs, corpus.parent / "outputs", symlinks=True)
    return settings_for(corpus)


def test_before_the_first_run_all_pieces_are_new(corpus: Path) -> None:
    assert plan_run(settings_for(corpus)) == (Step(What.ANALYSE, 3, "new"),)
    assert not (corpus.parent / "outputs").exists()


def test_nothing_is_planned_where_nothing_changed(done: Settings) -> None:
    assert plan_run(done) == ()


def test_pieces_that_are_new_changed_or_gone_are_told_apart(done: Settings) -> None:
    articles = done.corpus / "articles"
    (articles / "new.md").write_text(FRONT + "Korea and ASEAN met.\n", encoding="utf-8")
    (articles / "2025-06-10-third.md").unlink()
    for name, old, new in (
        ("2024-11-01-warm", "has served both sides", "has served all sides"),
        ("2025-04-02-cold", "A strategy without", "The strategy without"),
    ):
        file = articles / f"{name}.md"
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert set(plan_run(done)) == {
        Step(What.ANALYSE, 1, "new"),
        Step(What.ANALYSE, 1, "text changed"),
        Step(What.ANALYSE, 1, "title, day or outlet country changed"),
        Step(What.REMOVE, 1, "no longer in the corpus, refused or left out"),
    }


@pytest.mark.parametrize(
    ("file", "step"),
    [
        ("themes.yaml", Step(What.CODE_THEMES, 3, "themes.yaml changed")),
        ("targets.yaml", Step(What.ANALYSE, 3, "targets.yaml changed")),
        ("gazetteer.csv", Step(What.ANALYSE, 3, "gazetteer.csv changed")),
    ],
)
def test_a_changed_part_of_the_codebook_is_named(done: Settings, file: str, step: Step) -> None:
    own_codebook(done.corpus, file, "\n")
    assert plan_run(done) == (step,)


@pytest.mark.parametrize(
    ("change", "step"),
    [
        (
            {"themes": ThemeSettings(max_per_paragraph=2)},
            Step(What.CODE_THEMES, 3, "settings of themes changed"),
        ),
        (
            {"stances": StanceSettings(min_evidence=2)},
            Step(What.ANALYSE, 3, "settings of models and stances changed"),
        ),
        (
            {"comparison": ComparisonSettings(bootstrap=10)},
            Step(What.TABULATE, 3, "settings of comparison changed"),
        ),
    ],
)
def test_changed_settings_are_named(done: Settings, change: dict[str, object], step: Step) -> None:
    assert plan_run(done.model_copy(update=change)) == (step,)


@pytest.mark.parametrize(
    ("unit", "code", "step"),
    [
        ("p001:themes", "trade_investment", Step(What.CODE_THEMES, 3, "human codes of themes changed")),
        ("article:stance:china", "neutral", Step(What.TABULATE, 3, "human codes of stances changed")),
    ],
)
def test_new_human_codes_are_named(done: Settings, unit: str, code: str, step: Step) -> None:
    folder = done.corpus / "codes"
    folder.mkdir()
    (folder / "anna.csv").write_text(f"unit_id,code\n2025-04-02-cold:{unit},{code}\n", encoding="utf-8")
    assert plan_run(done) == (step,)


def test_the_command_prints_a_line_a_step(done: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    own_codebook(done.corpus, "themes.yaml", "\n")
    arguments = ["run", "--dry-run", "--corpus", str(done.corpus), "--outputs", str(done.outputs)]
    before = (done.outputs / "run.json").read_bytes()
    with pytest.raises(SystemExit):
        main(arguments)
    assert capsys.readouterr().out == "code themes       3 pieces: themes.yaml changed\n"
    with pytest.raises(SystemExit):
        main([*arguments, "--json"])
    assert json.loads(capsys.readouterr().out) == {
        "what": "code themes",
        "pieces": 3,
        "reason": "themes.yaml changed",
    }
    assert (done.outputs / "run.json").read_bytes() == before


def test_what_waits_in_the_inbox_is_a_step(done: Settings) -> None:
    assert plan_run(done) == ()
    (done.corpus / "inbox").mkdir()
    (done.corpus / "inbox" / "a.txt").write_text("A piece.", encoding="utf-8")
    (done.corpus / "inbox" / "b.pdf.part").write_text("", encoding="utf-8")
    assert plan_run(done) == (Step(What.TAKE_IN, 1, "in the inbox"),)
    assert (done.corpus / "inbox" / "a.txt").is_file()
