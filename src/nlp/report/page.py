"""The report: an overview and a page for each piece in focus; the same bytes for the same tables.

`index.html` holds its style sheet and its script and can be passed on alone; the pages of the pieces share
one copy of both, so that five hundred of them stay small. No page asks for anything outside the folder.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nlp.errors import OutputError
from nlp.report.cards import read_cards
from nlp.report.corpus.overview import make_overview
from nlp.report.focus.piece import make_piece
from nlp.report.links import INDEX, PIECES, Links, page_name
from nlp.report.method import count_coded, find_entries, find_labels
from nlp.report.reading import Reader
from nlp.report.templating import ASSETS, make_environment, read_asset
from nlp.report.wording import Names

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["PAGE", "make_index", "make_pages", "write_report"]

PAGE: Final = INDEX
# End tags that HTML lets one leave out (13.1.2.4): a tenth of a page with its many small cells. Texts are
# escaped and hold none.
_OPTIONAL: Final = re.compile(r"</t[dhr]>\n?")


def write_report(
    frames: Mapping[str, "pd.DataFrame"],
    folder: Path,
    method: Mapping[str, object],
    *,
    focus: Collection[str] | None = None,
) -> Path:
    """Write overview and pages into a folder, which is made; the path of the overview.

    Args:
        frames: tables by name; one that is missing counts as empty.
        folder: where the pages go; what stands there from an earlier report stays unless it is written anew.
        method: what the method box shows: versions, hashes, settings. `labels` are
            `{"themes": {id: label}, "targets": {id: label}}`, in the order of the codebook.
        focus: ids of the pieces that get a page; default: all.

    Raises:
        OutputError: a page cannot be written.
    """
    reader = Reader(frames, focus)
    _write(folder / PAGE, _make_index(reader, method))
    for article_id, content in _make_pages(reader, method):
        _write(folder / PIECES / page_name(article_id), content)
    if reader.paged:
        for name in ASSETS:
            _write(folder / PIECES / name, read_asset(name))
    return folder / PAGE


def make_index(
    frames: Mapping[str, "pd.DataFrame"], method: Mapping[str, object], focus: Collection[str] | None = None
) -> str:
    """The overview as HTML."""
    return _make_index(Reader(frames, focus), method)


def make_pages(
    frames: Mapping[str, "pd.DataFrame"], method: Mapping[str, object], focus: Collection[str] | None = None
) -> Iterator[tuple[str, str]]:
    """The id of each piece in focus (default: all) and its page as HTML, in the order of publication."""
    return _make_pages(Reader(frames, focus), method)


def _make_index(reader: Reader, method: Mapping[str, object]) -> str:
    names, links = Names(reader, find_labels(method)), Links(paged=_find_paged(reader))
    return (
        make_environment()
        .get_template("index.html")
        .render(
            reader=reader,
            names=names,
            links=links,
            overview=make_overview(reader, names, links),
            cards=read_cards(),
            coded=count_coded(reader),
            entries=list(find_entries(method)),
        )
    )


def _make_pages(reader: Reader, method: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    template = make_environment().get_template("piece.html")
    names = Names(reader, find_labels(method))
    pieces, paged = reader.paged, _find_paged(reader)
    for before, row, after in zip((None, *pieces), pieces, (*pieces[1:], None), strict=False):
        content = template.render(
            reader=reader,
            names=names,
            links=Links(row["article_id"], paged),
            piece=make_piece(row, reader, names),
            before=before,
            after=after,
            version=method.get("version", ""),
        )
        yield row["article_id"], _OPTIONAL.sub("", content)


def _find_paged(reader: Reader) -> frozenset[str]:
    return frozenset(row["article_id"] for row in reader.paged)


def _write(file: Path, content: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # A lone surrogate can stand in a text; it has no UTF-8 and must not cost the whole report.
        file.write_bytes(content.encode("utf-8", errors="replace"))
    except OSError as error:
        raise OutputError(
            f"{file}: cannot be written ({error.strerror}); free space or allow writing"
        ) from error
