"""The harvest flow on a real Prefect server, over a site on loopback."""

from pathlib import Path

import pytest

from tests.harvesting.pages import FORUM, article, rss, write_sources
from tests.web.site import Site, site

__all__ = ["site"]
pytestmark = pytest.mark.filterwarnings("ignore")  # Prefect's own; ours are errors in every other file


def test_the_flow_takes_in_what_the_shell_would(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.harvest import harvest

    monkeypatch.chdir(tmp_path)
    Path("commentary.toml").write_text("[web]\nallow_private = true\ndelay = 0\n", encoding="utf-8")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    write_sources(corpus, site, "- {id: gone, url: SITE/gone, kind: rss}", FORUM)
    site.pages |= {
        "/feed": rss(("The long table", "/a"), ("Houses", "/b")),
        "/a": article("The long table"),
        "/b": article("Houses", "korea"),
    }
    items = harvest(corpus)
    assert [(item.source, item.outcome.value, item.title) for item in items] == [
        ("gone", "failed", ""),
        ("forum", "taken", "The long table"),
        ("forum", "irrelevant", "Houses"),
    ]
    assert "is not given out (404)" in items[0].reason
    assert [path.stem for path in (corpus / "articles").iterdir()] == ["2025-05-29-a-forum-the-long-table"]
    assert site.paths().count("/gone") == 1  # a feed that is not there is not asked for again
    assert harvest(corpus, source="forum") == ()
