"""The report: one self-contained page from the tables, the same bytes for the same tables."""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from nlp.errors import OutputError
from nlp.report import wording
from nlp.report.apart import SMALL
from nlp.report.marked_text import date_meaning, evidence_anchor, statement_anchor
from nlp.report.overview import make_overview
from nlp.report.piece import make_piece
from nlp.report.reading import Reader

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["PAGE", "write_report"]

PAGE: Final = "index.html"

_TEMPLATES: Final = Path(__file__).parent / "templates"
_HIDDEN: Final = frozenset({"labels", "fingerprint"})  # entries of `method` that are no part of the method


def write_report(frames: Mapping[str, "pd.DataFrame"], folder: Path, method: Mapping[str, object]) -> Path:
    """Write `index.html` into a folder, which is made; its path.

    Args:
        frames: tables by name; one that is missing counts as empty.
        folder: where the page goes.
        method: what the method box shows: versions, hashes, settings, error rates. `labels` are
            `{"themes": {id: label}, "targets": {id: label}}`, in the order of the codebook.

    Raises:
        OutputError: the page cannot be written.
    """
    file = folder / PAGE
    # A lone surrogate can stand in a text; it has no UTF-8 and must not cost the whole report.
    content = make_page(frames, method).encode("utf-8", errors="replace")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as error:
        raise OutputError(
            f"{file}: cannot be written ({error.strerror}); free space or allow writing"
        ) from error
    return file


def make_page(frames: Mapping[str, "pd.DataFrame"], method: Mapping[str, object]) -> str:
    """The page as HTML."""
    reader = Reader(frames)
    names = wording.Names(reader, _labels(method))
    script = (_TEMPLATES / "tables.js").read_text(encoding="utf-8")
    return (
        _environment()
        .get_template("page.html")
        .render(
            reader=reader,
            names=names,
            overview=make_overview(reader, names),
            pieces=(make_piece(row, reader, names) for row in reader.pieces),
            entries=list(_entries(method)),
            style=Markup((_TEMPLATES / "style.css").read_text(encoding="utf-8")),
            script=Markup(script),
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        )
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {
        "anchor": wording.anchor,
        "day": wording.day,
        "doubt": wording.doubt,
        "humanise": wording.humanise,
        "number": wording.number,
        "shorten": wording.shorten,
        "side": wording.side,
        "signed": wording.signed,
        "speaker": wording.speaker,
        "web_address": wording.web_address,
        "date_meaning": date_meaning,
        "evidence_anchor": evidence_anchor,
        "statement_anchor": statement_anchor,
    }
    environment.globals |= {
        "row_anchor": wording.row_anchor,
        "plural": wording.plural,
        "small": SMALL,
        "symbols": wording.SYMBOLS,
        "entity_kinds": wording.ENTITY_KINDS,
    }
    return environment


def _labels(method: Mapping[str, object]) -> dict[str, Mapping[str, str]]:
    labels = method.get("labels")
    if not isinstance(labels, Mapping):
        return {}
    return {str(kind): found for kind, found in labels.items() if isinstance(found, Mapping)}


def _entries(method: Mapping[str, object]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Headings of the method box, each with its lines; deeper nesting is written as `a.b`."""
    plain = [(key, value) for key, value in method.items() if not isinstance(value, Mapping)]
    if any(key not in _HIDDEN for key, _ in plain):
        yield "run", [(key, _said(value)) for key, value in plain if key not in _HIDDEN]
    for key, value in method.items():
        if isinstance(value, Mapping) and key not in _HIDDEN:
            yield key, list(_flatten(value))


def _flatten(entries: Mapping[object, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in entries.items():
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", _said(value)


def _said(value: object) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(_said(one) for one in value) or "none"
    return "not set" if value is None else "yes" if value is True else "no" if value is False else str(value)
