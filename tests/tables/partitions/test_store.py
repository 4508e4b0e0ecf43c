from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from nlp.analysis.records import AUTHOR, Analysis, Entity, Evidence, Sentence, Stance, ThemeScore, Timex
from nlp.analysis.store import AnalysisStore
from nlp.analysis.theming.passages import pack_passages
from nlp.corpus.article import Article
from nlp.errors import OutputError
from nlp.labels import EntityLabel, LinkMethod, StanceLabel, TimexType
from nlp.provenance import code_hash, hash_models

ARTICLE = Article("a", "Title", "Seoul spoke on 3 June 2025.", issued=date(2025, 5, 29))
EVIDENCE = Evidence("china", AUTHOR, 1, 0, 27, ARTICLE.text, 0, 5, -1, StanceLabel.CRITICAL, 0.1 + 0.2)
ANALYSIS = Analysis(
    sentences=(Sentence(1, 1, 0, 27, ARTICLE.text),),
    entities=(
        Entity(0, 5, "Seoul", EntityLabel.GPE, "South Korea", "south-korea", "Q884", LinkMethod.METONYM),
    ),
    dates=(Timex(15, 26, "3 June 2025", TimexType.DATE, "2025-06-03", start_date=date(2025, 6, 3)),),
    stances=(Stance("china", AUTHOR, -1, StanceLabel.CRITICAL, False, 1 / 3, (EVIDENCE,)),),
    n_words=6,
    lemmas=("speak",),
    vector=(1.0, 0.0),
    passages=pack_passages(np.array([[1, 0]], dtype=np.float32), np.array([0.6, 0.8], dtype=np.float32)),
)


@pytest.fixture
def store(tmp_path: Path) -> AnalysisStore:
    return AnalysisStore(tmp_path / "store", basis="models")


def test_what_is_read_is_what_was_written(store: AnalysisStore) -> None:
    assert not store.has(ARTICLE)
    assert store.read(ARTICLE) is None
    store.write(ARTICLE, ANALYSIS)
    assert store.has(ARTICLE)
    assert store.read(ARTICLE) == ANALYSIS


def test_themes_are_not_kept(store: AnalysisStore) -> None:
    store.write(ARTICLE, replace(ANALYSIS, themes=(ThemeScore("trade", 0.5, None, True, True),)))
    assert store.read(ARTICLE) == ANALYSIS


def test_an_analysis_made_on_another_basis_is_known(store: AnalysisStore) -> None:
    AnalysisStore(store.folder, basis="others").write(ARTICLE, ANALYSIS)
    assert not store.has(ARTICLE)
    assert store.has_other(ARTICLE)
    assert not store.has_other(replace(ARTICLE, text="Gone."))


@pytest.mark.parametrize(
    "change",
    [{"text": "Other."}, {"title": "Other"}, {"issued": date(2025, 5, 30)}, {"outlet_country": "VN"}],
)
def test_what_an_analysis_depends_on_makes_another_key(
    store: AnalysisStore, change: dict[str, object]
) -> None:
    assert store.key(replace(ARTICLE, **change)) != store.key(ARTICLE)


def test_what_it_does_not_depend_on_makes_none(store: AnalysisStore) -> None:
    assert store.key(replace(ARTICLE, id="b", genre="brief")) == store.key(ARTICLE)
    assert AnalysisStore(store.folder, basis="others").key(ARTICLE) != store.key(ARTICLE)


def test_a_damaged_analysis_is_named_and_made_anew(store: AnalysisStore) -> None:
    store.write(ARTICLE, ANALYSIS)
    file = next(store.folder.glob("*/*.json"))
    file.write_bytes(file.read_bytes()[:40])
    with pytest.raises(OutputError, match="run again"):
        store.read(ARTICLE)
    assert not store.has(ARTICLE)


def test_analyses_of_no_article_are_removed(store: AnalysisStore) -> None:
    store.write(ARTICLE, ANALYSIS)
    store.write(replace(ARTICLE, text="Gone."), ANALYSIS)
    assert store.prune([ARTICLE]) == 1
    assert store.has(ARTICLE)


def test_a_store_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        AnalysisStore(tmp_path / "file", basis="x").write(ARTICLE, ANALYSIS)


def test_hashes_are_of_each_model_and_of_the_code() -> None:
    assert {"parser", "encoder", "ner", "stance", "themes"} <= set(hash_models())
    assert code_hash("analysis") != code_hash()
