from pathlib import Path

import pytest
from pydantic import ValidationError

from nlp.errors import SettingsError
from nlp.settings import Settings, read_settings


def test_given_values_count_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / "commentary.toml"
    file.write_text('corpus = "a"\n[comparison]\nneighbours = 3\n', encoding="utf-8")
    settings = read_settings(file, corpus=Path("b"), outputs=None)
    assert settings.corpus == Path("b")
    assert settings.outputs == Path("outputs")
    assert settings.comparison.neighbours == 3


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("colour = 1\n", "`colour`"),
        ("[comparison]\nneighbours = 0\n", "`comparison.neighbours`"),
        ("[stances]\nmin_confidence = 1.5\n", "`stances.min_confidence`"),
        ("corpus = \n", "not valid TOML"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "commentary.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=message) as caught:
        read_settings(file)
    assert str(file) in str(caught.value)


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such settings file"):
        read_settings(tmp_path / "none.toml")


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        Settings().samples = False  # type: ignore[misc]


def test_threads_do_not_make_another_analysis_but_thresholds_do() -> None:
    assert read_settings(models={"threads": 2}).analysis_hash() == Settings().analysis_hash()
    assert read_settings(stances={"min_confidence": 0.9}).analysis_hash() != Settings().analysis_hash()
