"""A corpus of three tiny pieces, taken through a whole run once for all tests that look at what comes out."""

from pathlib import Path

import pytest

from nlp import stages
from nlp.settings import ExportSettings, Settings

# Workbook and Stata files take half of the time of a small run, and few tests look at them.
LEAN = ExportSettings(xlsx=False, stata=False)

PIECES = {
    "2024-11-01-warm": """---
title: The partnership has earned its name
author: [{literal: Economic Desk of the sample collection}]
issued: '2024-11-01'
language: en
side: ASEAN
sample: true
---

The partnership between Korea and ASEAN has served both sides well since 1989. Last month the leaders met in
Vientiane and raised it to a Comprehensive Strategic Partnership.

Seoul should open its market to farmers from Laos and Cambodia by 2027. Trade will grow, and Korea–ASEAN
relations are the better for it.
""",
    "2025-04-02-cold": """---
title: A strategy without a south
author: [{family: Board, given: Editorial}]
issued: '2025-04-02'
language: en
side: KR
---

The New Southern Policy promised much and delivered little. Officials in Seoul have neglected ASEAN for three
years, and the failure of the strategy is plain.

China has bullied the coast guards of Southeast Asia, and its conduct in the South China Sea is a danger
to all.
""",
    "2025-06-10-third": """---
title: Missiles first
author: [{literal: Security Desk of the sample collection}]
issued: '2025-06-10'
language: en
side: other
---

North Korea tested two missiles last week. Pyongyang threatens its neighbours, and its nuclear weapons are a
menace to the whole region. Washington must not look away.
""",
}


def write_pieces(corpus: Path) -> Path:
    articles = corpus / "articles"
    articles.mkdir(parents=True, exist_ok=True)
    for name, content in PIECES.items():
        (articles / f"{name}.md").write_text(content, encoding="utf-8")
    return corpus


@pytest.fixture(scope="session")
def finished_run(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a run that has been through; its outputs are not to be changed."""
    root = tmp_path_factory.mktemp("finished")
    settings = Settings(corpus=write_pieces(root / "corpus"), outputs=root / "outputs")
    stages.run(settings)
    return settings


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A fresh corpus of the three pieces."""
    return write_pieces(tmp_path / "corpus")
