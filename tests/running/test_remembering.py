from pathlib import Path

from nlp import stages
from nlp.corpus import folder
from nlp.running.intake import REMEMBERED
from nlp.settings import Settings


def test_a_first_run_remembers_its_files_and_a_look_makes_no_folder(corpus: Path, monkeypatch) -> None:
    settings = Settings(corpus=corpus, outputs=corpus.parent / "outputs")
    stages.take_in(settings)
    assert not settings.outputs.exists()
    monkeypatch.setattr("nlp.corpus.remembered._SETTLED", 0)  # the files were made a moment ago
    first = stages.take_in(settings, inbox=True)
    assert (settings.outputs / REMEMBERED).is_file()
    monkeypatch.setattr(folder, "_parse_file", None)
    assert stages.take_in(settings).articles == first.articles
