"""What a disk may refuse, for real: no more room, or no more rights. One clear line, and nothing is lost."""

import ctypes
import resource
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from nlp.settings import Settings
from tests.conftest import LEAN, write_pieces
from tests.warm import Warm, warm

__all__ = ["warm"]

PIECE = "2025-06-10-third"


def fill_disk(room: int) -> None:
    """No file may grow beyond so many bytes: each writer meets it at a place of its own."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))


def lose_rights() -> None:
    """Rights count for root, too."""
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # version 3 of the calls, this process
    none = (ctypes.c_uint32 * 6)()
    ctypes.CDLL(None).capset(header, none)


@pytest.fixture(scope="module")
def finished(warm: Warm, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a corpus and its outputs."""
    root = tmp_path_factory.mktemp("disk")
    write_pieces(root / "corpus")
    assert not warm.run(make_settings(root)).error
    return root


@pytest.fixture
def settings(tmp_path: Path, finished: Path) -> Settings:
    """A corpus in which a piece has changed since it was run."""
    shutil.copytree(finished, tmp_path, symlinks=True, dirs_exist_ok=True)
    piece = tmp_path / "corpus" / "articles" / f"{PIECE}.md"
    text = piece.read_text(encoding="utf-8").replace("two missiles", "three missiles")
    piece.write_text(text, encoding="utf-8")
    return make_settings(tmp_path)


def make_settings(root: Path) -> Settings:
    return Settings(corpus=root / "corpus", outputs=root / "outputs", exports=LEAN)


def read_outputs(outputs: Path) -> dict[str, bytes]:
    current = (outputs / ".current").resolve()
    return {
        str(file.relative_to(current)): file.read_bytes() for file in current.rglob("*") if file.is_file()
    }


def assert_whole_again(warm: Warm, settings: Settings) -> None:
    ended = warm.run(settings)
    assert (ended.error, ended.line) == ("", "completed")
    assert not list((settings.outputs / ".runs").glob("*.staged"))
    assert b"three missiles" in read_outputs(settings.outputs)["sentences.csv"]


@pytest.mark.parametrize("room", [3_000, 300_000])
def test_a_disk_that_is_full_at_some_point_is_one_clear_line(
    warm: Warm, settings: Settings, room: int
) -> None:
    before = read_outputs(settings.outputs)
    ended = warm.run(settings, partial(fill_disk, room))
    assert ended.error == "OutputError", ended.line
    assert ended.line.startswith(f"{settings.outputs}")
    assert "; free space" in ended.line
    assert "\n" not in ended.line
    assert read_outputs(settings.outputs) == before
    assert not list((settings.outputs / ".runs").glob("*.staged"))  # room for others again
    assert_whole_again(warm, settings)


@pytest.fixture
def locking() -> Iterator[Callable[[Path, int], None]]:
    """Takes the rights to a folder or file, and gives them back."""
    taken: list[tuple[Path, int]] = []

    def lock(path: Path, left: int) -> None:
        for one in sorted((path, *path.rglob("*")), reverse=True):
            taken.append((one, one.stat().st_mode))
            one.chmod(left if one.is_dir() else left & 0o444)

    yield lock
    for path, mode in reversed(taken):
        path.chmod(mode)


@pytest.mark.parametrize(
    ("place", "left", "error", "line"),
    [
        ("outputs/.runs", 0o500, "OutputError", "outputs: cannot be written (Permission denied)"),
        ("outputs/.analyses", 0o500, "OutputError", "cannot be written (Permission denied)"),
        ("outputs/.analyses", 0, "OutputError", "Permission denied; mend its rights"),
        ("corpus/articles", 0, "ArticleError", "articles: cannot be read (Permission denied)"),
    ],
)
def test_rights_that_were_lost_are_one_clear_line(
    warm: Warm,
    settings: Settings,
    locking: Callable[[Path, int], None],
    place: str,
    left: int,
    error: str,
    line: str,
) -> None:
    before = read_outputs(settings.outputs)
    locking(settings.corpus.parent / place, left)
    ended = warm.run(settings, lose_rights)
    assert ended.error == error, ended.line
    assert line in ended.line
    assert "\n" not in ended.line
    assert read_outputs(settings.outputs) == before


def test_outputs_that_may_not_be_written_any_more_are_one_clear_line(warm: Warm, settings: Settings) -> None:
    settings.outputs.chmod(0o500)
    ended = warm.run(settings, lose_rights)
    settings.outputs.chmod(0o755)
    assert ended.error == "OutputError"
    assert ended.line.startswith(
        f"{settings.outputs}: cannot be written (Permission denied); free space, mend"
    )
    assert_whole_again(warm, settings)


def test_a_piece_that_may_not_be_read_is_set_aside_until_it_may(
    warm: Warm, settings: Settings, locking: Callable[[Path, int], None]
) -> None:
    locking(settings.corpus / "articles" / "2024-11-01-warm.md", 0)
    ended = warm.run(settings, lose_rights)
    assert (ended.error, ended.line) == ("", "completed with 1 problem")
    assert b"2024-11-01-warm" not in read_outputs(settings.outputs)["articles.csv"]
    assert_whole_again(warm, settings)
    assert b"2024-11-01-warm" in read_outputs(settings.outputs)["articles.csv"]
