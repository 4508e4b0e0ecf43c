import os
import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from nlp.corpus import folder as folders
from nlp.corpus.article import Article, Problem
from nlp.corpus.folder import read_folder
from nlp.corpus.remembered import remembering

PIECE = "---\ntitle: {title}\nlanguage: en\nissued: 2025-05-29\n---\n\nSeoul spoke.\n"
Read = Callable[[], tuple[list[Article], list[Problem]]]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in "ab":
        write(folder / f"{name}.md", name)
    return folder


def write(path: Path, title: str, *, seconds_ago: float = 10.0) -> None:
    path.write_text(PIECE.format(title=title), encoding="utf-8")
    then = time.time() - seconds_ago
    os.utime(path, (then, then))


def read(articles: Path, *, basis: str = "code") -> tuple[list[Article], list[Problem]]:
    with remembering(articles.parent / "intake.sqlite", basis=basis) as remembered:
        return read_folder(articles, remembered=remembered)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are parsed; the clock is far enough from when they were made."""
    names: list[str] = []
    parse, now = folders._parse_file, time.time_ns

    def noted(path: Path) -> tuple[Article, tuple[Problem, ...]]:
        names.append(path.name)
        return parse(path)

    monkeypatch.setattr(folders, "_parse_file", noted)
    monkeypatch.setattr(time, "time_ns", lambda: now() + 3_000_000_000)
    return names


def test_a_file_that_has_not_changed_is_not_parsed_again(articles: Path, parsed: list[str]) -> None:
    first = read(articles)
    assert parsed == ["a.md", "b.md"]
    assert read(articles) == first
    assert parsed == ["a.md", "b.md"]
    assert [article.title for article in first[0]] == ["a", "b"]


def test_new_changed_and_removed_files_are_seen(articles: Path, parsed: list[str]) -> None:
    read(articles)
    parsed.clear()
    write(articles / "c.md", "c")
    write(articles / "b.md", "B", seconds_ago=20)
    (articles / "a.md").unlink()
    found, _ = read(articles)
    assert [article.title for article in found] == ["B", "c"]
    assert parsed == ["b.md", "c.md"]
    read(articles)
    assert parsed == ["b.md", "c.md"]


def test_a_change_that_keeps_size_and_time_is_seen(articles: Path, parsed: list[str]) -> None:
    read(articles)
    before = (articles / "a.md").stat()
    (articles / "a.md").write_text(PIECE.format(title="A"), encoding="utf-8")
    os.utime(articles / "a.md", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert read(articles)[0][0].title == "A"


def test_a_file_touched_a_moment_ago_is_read_again(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(articles)
    with remembering(articles.parent / "intake.sqlite", basis="code") as remembered:
        assert remembered.known == {}


def test_doubts_come_back_and_the_day_decides_on_future_dates(articles: Path, parsed: list[str]) -> None:
    text = (articles / "a.md").read_text(encoding="utf-8").replace("2025-05-29", "2049-01-01")
    (articles / "a.md").write_text(text, encoding="utf-8")
    (articles / "b.md").write_text("---\nlanguage: en\n---\n\n", encoding="utf-8")
    first = read(articles)
    assert len(first[1]) == 2
    assert read(articles) == first
    assert parsed == ["a.md", "b.md", "b.md"]  # what is refused is parsed again


def test_a_database_of_other_code_or_damaged_is_nothing_lost(articles: Path, parsed: list[str]) -> None:
    first = read(articles)
    assert read(articles, basis="other code") == first
    database = articles.parent / "intake.sqlite"
    database.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    assert read(articles, basis="other code") == first
    assert read(articles, basis="other code") == first
    assert read(articles, basis="other code") == first
    assert len(parsed) == 2 * 4
    database.unlink()
    database.mkdir()
    assert read(articles) == first


def test_a_record_of_another_form_is_parsed_again(articles: Path, parsed: list[str]) -> None:
    read(articles)
    with sqlite3.connect(articles.parent / "intake.sqlite") as connection:
        connection.execute("UPDATE files SET parsed = ?", (b'{"article": {"id": 3}}',))
    connection.close()
    assert [article.id for article in read(articles)[0]] == ["a", "b"]
    assert parsed == ["a.md", "b.md"] * 2


def test_a_link_is_not_followed_in_place_of_a_known_file(articles: Path, parsed: list[str]) -> None:
    read(articles)
    other = articles.parent / "other.md"
    write(other, "other")
    (articles / "a.md").unlink()
    (articles / "a.md").symlink_to(other)
    found, problems = read(articles)
    assert [article.id for article in found] == ["b"]
    assert "is a link" in problems[0].message


def test_nothing_is_written_where_there_is_no_folder(articles: Path) -> None:
    with remembering(articles.parent / "none" / "intake.sqlite", basis="code") as remembered:
        read_folder(articles, remembered=remembered)
    assert not (articles.parent / "none").exists()


def test_pieces_that_are_remembered_equal_those_that_are_read(articles: Path, parsed: list[str]) -> None:
    (first,), _ = read_folder(articles.parent / "articles")[0][:1], None
    read(articles)
    with remembering(articles.parent / "intake.sqlite", basis="code") as remembered:
        found = remembered.get(articles / "a.md")
    assert found is not None
    assert replace(found.article) == first
