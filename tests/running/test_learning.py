"""Human codes of themes in a run: they refit the heads, and nothing but themes is told anew."""

import csv
import json
from pathlib import Path

import pandas as pd
import pytest

from nlp import analyse_text, stages
from nlp.analysis.theming import learning
from nlp.running.learning import make_coder
from nlp.settings import Settings
from tests.conftest import LEAN

CODED, OTHER = "2025-04-02-cold", "2024-11-01-warm"
ADDED = """- id: food_security
  label: Food security
  definition: Whether there is enough to eat, with rice reserves, harvests, fertiliser and the price of grain.
"""


def settings_for(corpus: Path) -> Settings:
    return Settings(corpus=corpus, outputs=corpus.parent / "outputs", exports=LEAN)


def read(settings: Settings, name: str) -> pd.DataFrame:
    return pd.read_parquet(settings.outputs / f"{name}.parquet")


def tables(settings: Settings) -> dict[str, bytes]:
    files = sorted(settings.outputs.glob("*.parquet"))
    return {file.name: file.read_bytes() for file in files}


def kept(settings: Settings) -> dict[str, bytes]:
    return {
        file.name: file.read_bytes() for file in (settings.outputs / ".analyses").glob("*/*/[!t]*.parquet")
    }


def write_codes(corpus: Path, codes: dict[str, str]) -> Path:
    file = corpus / "codes" / "anna.csv"
    file.parent.mkdir(exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["unit_id", "code"])
        writer.writerows(codes.items())
    return file


def own_codebook(corpus: Path, more: str) -> None:
    shipped = stages.take_in(settings_for(corpus)).codebook.folder
    (corpus / "codebook").mkdir()
    for file in shipped.iterdir():
        text = file.read_text(encoding="utf-8") + (more if file.name == "themes.yaml" else "")
        (corpus / "codebook" / file.name).write_text(text, encoding="utf-8")


def machine_rows(settings: Settings, piece: str) -> pd.DataFrame:
    frames = stages.tabulate_machine(stages.take_in(settings), settings, ["themes"])
    return frames["themes"].query(f"article_id == '{piece}'").reset_index(drop=True)


def theme_heads(settings: Settings) -> dict[str, object]:
    content = json.loads((settings.outputs / "run.json").read_text(encoding="utf-8"))
    heads: dict[str, object] = content["theme_heads"]
    return heads


def test_tables_hold_the_themes_that_the_library_tells(finished_run: Settings) -> None:
    themes = read(finished_run, "themes")
    for article in stages.take_in(finished_run).articles:
        told = analyse_text(article.text, published=article.issued, title=article.title).themes
        expected = {(one.theme_id, one.paragraph): one for one in told}
        rows = list(themes[themes["article_id"] == article.id].itertuples())
        assert len(rows) == len(expected)
        for row in rows:
            one = expected[row.theme_id, None if pd.isna(row.paragraph) else int(row.paragraph)]
            assert (row.score, row.assigned, row.dominant) == (
                round(one.score, 6),
                one.assigned,
                one.dominant,
            )


def test_codes_refit_the_heads_and_without_them_all_is_as_before(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_for(corpus)
    stages.run(settings)
    before, stored, other = tables(settings), kept(settings), machine_rows(settings, OTHER)
    assert theme_heads(settings)["source"] == "shipped"

    file = write_codes(
        corpus, {f"{CODED}:p001:themes": "values_governance", f"{CODED}:p002:themes": "people_culture"}
    )
    outcome = stages.run(settings)
    assert (outcome.new, kept(settings)) == (0, stored)
    heads = theme_heads(settings)
    assert (heads["source"], heads["paragraphs"], heads["pieces"], heads["added"]) == ("refitted", 2, 1, [])
    after = machine_rows(settings, OTHER)
    assert after["theme_id"].equals(other["theme_id"])
    moved = (after["score"] - other["score"]).abs().max()
    assert 0 < moved < 0.2
    changed = {name for name, content in tables(settings).items() if before[name] != content}
    untouched = {
        "sentences.parquet",
        "entities.parquet",
        "dates.parquet",
        "evidence.parquet",
        "statements.parquet",
    }
    assert "themes.parquet" in changed
    assert not changed & untouched

    coded = tables(settings)
    monkeypatch.setattr(learning, "_fit", lambda *_: pytest.fail("fitted again"))
    (corpus / "articles" / "new.md").write_text(
        "---\ntitle: New\nlanguage: en\nissued: '2025-01-01'\n---\n\nTariffs fell, and exports rose.\n",
        encoding="utf-8",
    )
    assert stages.run(settings).new == 1
    assert machine_rows(settings, OTHER).equals(after)
    (corpus / "articles" / "new.md").unlink()
    assert stages.run(settings).new == 0
    assert tables(settings) == coded

    file.unlink()
    assert stages.run(settings).new == 0
    assert tables(settings) == before


def test_a_changed_theme_recodes_themes_only(corpus: Path) -> None:
    settings = settings_for(corpus)
    stages.run(settings)
    themes, stored = read(settings, "themes"), kept(settings)
    own_codebook(corpus, ADDED)
    assert stages.run(settings).new == 0
    assert kept(settings) == stored
    after = read(settings, "themes")
    assert set(after["theme_id"]) - set(themes["theme_id"]) == {"food_security"}
    old = after[after["theme_id"] != "food_security"].reset_index(drop=True)
    assert old[["article_id", "theme_id", "score"]].equals(themes[["article_id", "theme_id", "score"]])


def test_a_changed_alias_has_the_texts_read_again(corpus: Path) -> None:
    settings = settings_for(corpus)
    stages.run(settings)
    own_codebook(corpus, "")
    targets = corpus / "codebook" / "targets.yaml"
    targets.write_text(targets.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert stages.run(settings).new == 3


def test_an_added_theme_gets_a_head_from_eight_coded_paragraphs_on(corpus: Path) -> None:
    settings = settings_for(corpus)
    grain = [
        "The price of rice rose again, and the granaries of the province are empty before the harvest.",
        "Fertiliser is scarce, and farmers sow less grain than their fathers did.",
        "Reserves of rice would last the city for nine days, its mayor says.",
        "A drought has halved the harvest, and bread is rationed in the camps.",
        "Wheat imports stopped, and families eat cassava in place of bread.",
        "An emergency reserve of rice, shared by ten countries, stands mostly on paper.",
        "Hunger returned to the hills when the seed stock spoiled.",
        "Cooking oil and grain cost twice what they did, and school meals were cut.",
    ]
    others = [
        "The navy sent another frigate to the shoal.",
        "Students from Busan filled the lecture hall in Hanoi.",
    ]
    text = "\n\n".join((*grain, *others))
    front = "---\ntitle: Bowls\nlanguage: en\nissued: '2025-01-01'\n---\n\n"
    (corpus / "articles" / "bowls.md").write_text(front + text + "\n", encoding="utf-8")
    own_codebook(corpus, ADDED)
    codes = {f"bowls:p{n:03d}:themes": "food_security" for n in range(1, 8)}
    codes |= {"bowls:p009:themes": "maritime_defence", "bowls:p010:themes": "people_culture"}
    write_codes(corpus, codes)
    stages.run(settings)
    assert theme_heads(settings)["added"] == []
    write_codes(corpus, codes | {"bowls:p008:themes": "food_security"})
    assert stages.run(settings).new == 0
    assert theme_heads(settings)["added"] == ["food_security"]
    coder = make_coder(stages.take_in(settings), settings)
    assert "food_security" in coder.model.heads.theme_ids
    assert coder.model.descriptions == {}
