"""Which reader a file is for: by its ending, by what a server called it, or by how it begins."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePath

from nlp.corpus.article import RefusedArticleError
from nlp.corpus.folder import MAX_BYTES, read_bytes
from nlp.corpus.markdown.article_file import day_in_name
from nlp.corpus.markdown.front_matter import FrontMatterError, parse_yaml
from nlp.corpus.readers.candidate import Candidate, Layer, Origin, Reading, make_layer
from nlp.corpus.readers.lists.attachments import Attached
from nlp.labels import ProblemKind

__all__ = ["SUFFIXES", "is_sidecar", "read_content", "read_path"]

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    "": "text",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".pdf": "pdf",
    ".docx": "docx",
    ".odt": "odt",
    ".eml": "mail",
    ".json": "catalogue",
    ".csv": "spreadsheet",
}
_MEDIA_TYPES = {
    "text/plain": "text",
    "text/markdown": "text",
    "text/html": "page",
    "application/xhtml+xml": "page",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.oasis.opendocument.text": "odt",
    "message/rfc822": "mail",
    "application/json": "catalogue",
    "application/vnd.citationstyles.csl+json": "catalogue",
    "text/csv": "spreadsheet",
}
_SIDECARS = (".yaml", ".yml", ".json")
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html\b)", re.I | re.S
)


def read_path(path: Path) -> Iterator[Reading]:
    """The pieces in a file, with what a sidecar (`piece.yaml`, `piece.json`) and its name say about them.

    What cannot be taken in comes as a problem; nothing is raised.
    """
    try:
        if path.suffix.lower() not in SUFFIXES:
            raise _unknown(str(path), path.suffix)
        data = read_bytes(path)
        layers, doubts = _sidecar(path)
        for one in read_content(data, name=str(path), folder=path.parent):
            yield one.with_layers(*layers).with_doubts(*doubts) if isinstance(one, Candidate) else one
    except RefusedArticleError as refusal:
        yield refusal.problem


def read_content(
    data: bytes,
    *,
    name: str,
    media_type: str | None = None,
    url: str | None = None,
    folder: Path | None = None,
) -> Iterator[Reading]:
    """The pieces in the content of a file or of an answer from a server.

    What cannot be taken in comes as a problem; nothing is raised.

    Args:
        data: the content, at most 25 MB.
        name: what to call it in messages: a path, an address; its ending tells the format.
        media_type: what the server called it (`Content-Type`, parameters and all); it counts before the name.
        url: the address it came from, after all redirects.
        folder: where files that a catalogue names may lie.
    """
    try:
        if len(data) > MAX_BYTES:
            raise RefusedArticleError(
                name, ProblemKind.TOO_LARGE, f"is larger than {MAX_BYTES // 1024**2} MB"
            )
        kind = _kind(data, name, media_type, url)
        for one in _read(kind, data, name, media_type, url, folder):
            yield _with_name(one, name) if isinstance(one, Candidate) else one
    except RefusedArticleError as refusal:
        yield refusal.problem


def is_sidecar(path: Path) -> bool:
    """Whether a file only says something about another one beside it."""
    if path.suffix.lower() not in _SIDECARS:
        return False
    pieces = SUFFIXES.keys() - {"", ".json", ".csv"}  # catalogues speak for themselves
    others = (path.with_suffix(suffix) for suffix in sorted(pieces))
    return any(other.is_file() for other in others)


def _kind(data: bytes, name: str, media_type: str | None, url: str | None) -> str:
    """The format of a content; the beginning counts where it is unmistakable."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    told = (media_type or "").partition(";")[0].strip().lower()
    kind = _MEDIA_TYPES.get(told)
    suffix = "" if url else PurePath(name).suffix.lower()
    if kind is None and told and not told.endswith("octet-stream"):
        message = f"is of a kind that holds no article ({told[:60]}); add the page or document itself"
        raise RefusedArticleError(name, ProblemKind.FORMAT, message)
    if kind is None:
        kind = SUFFIXES.get(suffix, "text")
    if kind == "text" and _PAGE.match(data[:4000]):
        return "page"
    return _sniffed(data) if kind == "text" and suffix == "" else kind


def _sniffed(data: bytes) -> str:
    """The format of a content without an ending, as from standard input."""
    if data.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                names = archive.namelist()
        except zipfile.BadZipFile:
            return "text"
        return "docx" if "word/document.xml" in names else "odt" if "content.xml" in names else "text"
    if data[:1] in {b"[", b"{"}:
        try:
            json.loads(data)
        except (ValueError, RecursionError):
            return "text"
        return "catalogue"
    return "text"


def _read(
    kind: str, data: bytes, name: str, media_type: str | None, url: str | None, folder: Path | None
) -> Iterator[Reading]:
    """The pieces, by the reader of their format; its libraries are loaded only now."""
    source = _source_file(name, url)
    attached = Attached(folder, read_path)
    if kind == "text":
        from nlp.corpus.readers.plain import read_plain

        yield read_plain(data, name=name)
    elif kind == "page":
        from nlp.corpus.readers.pages import read_page

        charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,30})", media_type or "", re.IGNORECASE)
        yield read_page(data, name=name, source_file=source, url=url, charset=charset[1] if charset else None)
    elif kind in {"pdf", "docx", "odt"}:
        from nlp.corpus.readers.documents import read_document

        yield read_document(data, kind=kind, name=name, source_file=source)
    elif kind == "mail":
        from nlp.corpus.readers.mail import read_mail

        yield read_mail(data, name=name, source_file=source)
    elif kind == "catalogue":
        from nlp.corpus.readers.lists.catalogue import read_catalogue

        yield from read_catalogue(data, name=name, attached=attached)
    else:
        from nlp.corpus.readers.lists.spreadsheet import read_spreadsheet

        yield from read_spreadsheet(data, name=name, attached=attached)


def _with_name(piece: Candidate, name: str) -> Candidate:
    day = day_in_name(name)
    return piece.with_layers(Layer(Origin.FILE_NAME, {"issued": day})) if day else piece


def _source_file(name: str, url: str | None) -> str:
    return url or PurePath(name).name


def _sidecar(path: Path) -> tuple[tuple[Layer, ...], tuple[str, ...]]:
    """What a file beside the path says about it; nothing for a catalogue, which speaks for itself."""
    for suffix in _SIDECARS if path.suffix.lower() not in {".json", ".csv"} else ():
        beside = path.with_suffix(suffix)
        if beside == path or not (beside.is_file() or beside.is_symlink()):
            continue
        data, name = read_bytes(beside), str(beside)
        if suffix == ".json":
            from nlp.corpus.readers.lists.catalogue import item_layer, read_items

            layer, doubts = item_layer(read_items(data, name=name)[0], Origin.SIDECAR)
        else:
            try:
                layer, doubts = make_layer(Origin.SIDECAR, parse_yaml(data.decode("utf-8-sig")))
            except (FrontMatterError, UnicodeDecodeError) as error:
                message = f"its sidecar {beside.name} cannot be read ({error}); mend it as YAML in UTF-8"
                raise RefusedArticleError(str(path), ProblemKind.FRONT_MATTER, message) from error
        return (layer,), doubts
    return (), ()


def _unknown(name: str, suffix: str) -> RefusedArticleError:
    message = f"is of a format that cannot be read ({suffix}); save it as .txt, .docx, .pdf or .html"
    return RefusedArticleError(name, ProblemKind.FORMAT, message)
