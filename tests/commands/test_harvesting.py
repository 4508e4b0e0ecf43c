"""`commentary harvest`, and `commentary add` with an address, as a user calls them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nlp.cli import app
from nlp.corpus.folder import read_article
from tests.harvesting.pages import FORUM, article, rss, write_sources
from tests.web.site import Page, Site, site

__all__ = ["site"]
GONE = "- {id: gone, url: SITE/gone, kind: rss}"


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty corpus in the folder of the call, whose settings allow loopback."""
    monkeypatch.chdir(tmp_path)
    Path("commentary.toml").write_text("[web]\nallow_private = true\ndelay = 0\n", encoding="utf-8")
    Path("corpus").mkdir()
    return Path("corpus")


def call(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.stdout, result.stderr


def test_without_sources_nothing_is_fetched(corpus: Path) -> None:
    code, out, _ = call("harvest")
    assert (code, out) == (
        0,
        "No source is listed or switched on; docs/harvesting.md says how to list one in sources.yaml\n",
    )


def test_a_line_says_what_was_done_with_each_entry_and_why(corpus: Path, site: Site) -> None:
    write_sources(corpus, site, FORUM, GONE)
    site.pages |= {
        "/feed": rss(("The long table", "/a"), ("Houses", "/b")),
        "/a": article("The long table"),
        "/b": article("Houses", "korea"),
    }
    code, out, err = call("harvest", "--limit", "1")
    lines = out.splitlines()
    path = "corpus/articles/2025-05-29-a-forum-the-long-table.md"
    assert lines[0].startswith(f"taken      forum «The long table» {site.url}/a [Korea 4, ASEAN 8, score ")
    assert lines[0].endswith(f"]: {path}")
    assert lines[1:] == [
        "1 taken",
        "feeds that could not be read, to be asked again next time: 1",
        "entries left for the next run: 1",
        "Tell sites how to reach you: `contact` under [web] in commentary.toml",
    ]
    assert (
        err
        == f"failed     gone {site.url}/gone: {site.url}/gone: is not given out (404); check the address\n"
    )
    assert code == 1
    code, out, _ = call("harvest", "--source", "forum", "--json")
    assert [json.loads(line) for line in out.splitlines()] == [
        {
            "source": "forum",
            "outcome": "irrelevant",
            "url": f"{site.url}/b",
            "title": "Houses",
            "reason": "names nothing of ASEAN",
            "article_id": None,
            "score": 0.0,
            "korea": 3,
            "asean": 0,
        }
    ]
    assert code == 0
    assert call("harvest", "--source", "forum")[1].splitlines()[0] == "nothing new"


def test_what_a_user_can_mend_is_one_line(corpus: Path, site: Site) -> None:
    write_sources(corpus, site, "- {id: forum, url: SITE/feed, kind: telex}")
    result = CliRunner().invoke(app, ["harvest"])
    assert result.exit_code == 1
    assert str(result.exception).startswith(f"{corpus}/codebook/sources.yaml: entry 1 (`forum`): `kind`: ")
    assert "\n" not in str(result.exception)
    code, out, _ = call("check")
    assert (code, "? corpus/codebook/sources.yaml: entry 1" in out) == (0, True)


def test_an_address_is_added_as_a_file_is(corpus: Path, site: Site) -> None:
    site.pages |= {
        "/old?p=1": Page(status=301, headers={"Location": "/2025/05/29/table"}),
        "/2025/05/29/table": article("The long table"),
        "/film": Page(b"...", kind="video/mp4"),
        "/robots.txt": Page(b"User-agent: *\nDisallow: /"),
    }
    code, out, err = call("add", f"{site.url}/old?p=1", f"{site.url}/film", "--outlet", "A Forum")
    assert code == 1  # because of the film
    assert "«The long table»" in out
    assert (
        err == f"{site.url}/film: holds video/mp4, which is not read; give the address of the piece itself\n"
    )
    piece, _ = read_article(corpus / "articles" / "2025-05-29-a-forum-the-long-table.md")
    assert (piece.url, piece.source_file) == (f"{site.url}/2025/05/29/table", f"{site.url}/2025/05/29/table")
    assert piece.accessed is not None
    assert site.paths() == ["/old?p=1", "/2025/05/29/table", "/film"]  # a person asks: no robots.txt


def test_private_addresses_are_refused_unless_a_setting_allows_them(corpus: Path, site: Site) -> None:
    Path("commentary.toml").unlink()
    inside = "http://169.254.169.254/latest/meta-data/"
    remedy = "save the page and add the file, or set `allow_private` under [web] in commentary.toml"
    code, _, err = call("add", f"{site.url}/a", "file:///etc/passwd", inside)
    assert code == 1
    assert err.splitlines() == [
        f"{site.url}/a: its host 127.0.0.1 leads to 127.0.0.1, which is no public address; {remedy}",
        "file:///etc/passwd: only http and https are fetched; save it as a file and add that",
        f"{inside}: its host 169.254.169.254 leads to 169.254.169.254, which is no public address; {remedy}",
    ]
    assert site.asked == []
