from pathlib import Path
from shutil import copytree

import pytest

from nlp.codebook import codebook_folder, find_problems, read_codebook
from nlp.errors import CodebookError

SHIPPED_THEMES = {
    "security_peninsula",
    "great_power_competition",
    "strategic_autonomy",
    "trade_investment",
    "supply_chain_technology",
    "digital_green",
    "development_cooperation",
    "people_culture",
    "regional_architecture",
    "domestic_politics",
    "maritime_defence",
    "nontraditional_security",
    "values_governance",
}
SHIPPED_TARGETS = {"korea_asean_ties", "rok_asean_policy", "us_alliance", "china", "north_korea", "asean"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(codebook_folder(), tmp_path / "codebook"))


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_codebook_holds_the_ids_of_the_contract_and_no_problem() -> None:
    codebook = read_codebook()
    assert set(codebook.theme_ids()) >= SHIPPED_THEMES
    assert {target.id for target in codebook.targets} >= SHIPPED_TARGETS
    assert find_problems(codebook.folder) == []


def test_a_changed_file_changes_the_hash_of_its_part_alone(folder: Path) -> None:
    before = read_codebook(folder)
    rewrite(folder / "themes.yaml", "Development cooperation", "Aid")
    after = read_codebook(folder)
    changed = [name for name, value in after.hashes if dict(before.hashes)[name] != value]
    assert changed == ["themes.yaml"]
    assert after.hash != before.hash
    assert "Aid" in {theme.label for theme in after.themes}


def test_a_theme_is_added_in_three_lines(folder: Path) -> None:
    with (folder / "themes.yaml").open("a", encoding="utf-8") as file:
        file.write("\n- id: nuclear_energy\n  label: Nuclear energy\n  definition: Reactors and fuel.\n")
    assert read_codebook(folder).theme_ids()[-1] == "nuclear_energy"


def test_partial_dates_span_their_month_or_year(folder: Path) -> None:
    with (folder / "gazetteer.csv").open("a", encoding="utf-8") as file:
        file.write("sample-term,Sample Term,EVENT,,,,2024-02|2025,2024-02|2025,,,,,,general knowledge\n")
    entry = next(one for one in read_codebook(folder).gazetteer if one.entity_id == "sample-term")
    spans = [(str(first), str(last)) for first, last in entry.terms]
    assert spans == [("2024-02-01", "2024-02-29"), ("2025-01-01", "2025-12-31")]


@pytest.mark.parametrize(
    ("file", "line", "message"),
    [
        ("themes.yaml", "\n- id: asean_way\n  label: Way\n", "definition"),
        (
            "themes.yaml",
            "\n- id: trade_investment\n  label: T\n  definition: T\n",
            "`trade_investment` stands 2",
        ),
        ("themes.yaml", "\n- id: [\n", "not valid YAML"),
        ("targets.yaml", "\n- id: x\n  label: X\n  definition: X\n  entity_ids: [atlantis]\n", "`atlantis`"),
        ("targets.yaml", "\n- id: x\n  label: X\n  definition: X\n  colour: red\n", "colour"),
        ("gazetteer.csv", "x,X,PLANET,,,,,,,,,,,\n", "type `PLANET` is unknown"),
        ("gazetteer.csv", "x,X,GPE,,,,2024-13,,,,,,,\n", "row"),
        ("gazetteer.csv", "x,X,GPE,,,,2025,2024,,,,,,\n", "lies after"),
        ("gazetteer.csv", "x,X,GPE,,,,2024|2025,2024,,,,,,\n", "equally many"),
        ("gazetteer.csv", "x,X,GPE,,,,,,,,atlantis,,,\n", "`atlantis`"),
        ("gazetteer.csv", "asean,X,ORG,,,,,,,,,,,\n", "have one id, `asean`"),
        ("gazetteer.csv", ",X,GPE,,,,,,,,,,,\n", "may not be empty"),
    ],
)
def test_what_is_wrong_is_named_with_its_file(folder: Path, file: str, line: str, message: str) -> None:
    with (folder / file).open("a", encoding="utf-8") as opened:
        opened.write(line)
    problems = find_problems(folder)
    assert any(str(folder / file) in problem and message in problem for problem in problems), problems
    with pytest.raises(CodebookError):
        read_codebook(folder)


def test_a_missing_file_and_a_wrong_encoding_are_named(folder: Path) -> None:
    (folder / "gazetteer.csv").write_bytes("entity_id,canonical\nx,Präsident\n".encode("latin-1"))
    assert "not UTF-8" in find_problems(folder)[0]
    (folder / "targets.yaml").unlink()
    assert "targets.yaml: no such file" in find_problems(folder)[0]
    with pytest.raises(CodebookError, match="no such file"):
        read_codebook(folder)


def test_a_corpus_without_a_codebook_uses_the_shipped_one(tmp_path: Path) -> None:
    assert codebook_folder(tmp_path) == codebook_folder()
    (tmp_path / "codebook").mkdir()
    assert codebook_folder(tmp_path) == tmp_path / "codebook"
