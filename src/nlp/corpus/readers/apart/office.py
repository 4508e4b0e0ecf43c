"""Word and OpenDocument files: paragraphs, what stands in the style of a title, and properties.

They are zip archives of XML. Their sizes are looked at before anything is unpacked, nothing is unpacked to
disk, and entities are not resolved. To be called in a child process (`sandbox.read_apart`).
"""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from nlp.corpus.article import RefusedArticleError
from nlp.corpus.readers.apart.sandbox import Extract
from nlp.corpus.text import clean_line
from nlp.labels import ProblemKind

__all__ = ["read_docx", "read_odt"]

MOST_UNPACKED = 200 * 1024**2  # bytes; a book with pictures stays below
MOST_RATIO = 200  # XML of real documents packs 5 to 20 times
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"


def read_docx(data: bytes) -> Extract:
    """The content of a Word file, without deleted words of tracked changes, notes, headers and footers.

    Raises:
        RefusedArticleError: it is no Word file, protected, or unpacks to too much.
    """
    _check(data, "word/document.xml", "a Word file (.docx)")
    import docx

    document = docx.Document(io.BytesIO(data))
    paragraphs: list[str] = []
    title = ""
    for paragraph in document.element.body.iter(f"{_W}p"):
        for line in "".join(_docx_words(paragraph)).split("\n"):
            if line := clean_line(line):
                paragraphs.append(line)
                style = paragraph.find(f"{_W}pPr/{_W}pStyle")
                if not title and style is not None and style.get(f"{_W}val") == "Title":
                    title = line
    told = document.core_properties
    properties = {"title": told.title, "author": told.author, "language": told.language}
    return _extract(paragraphs, title, properties)


def read_odt(data: bytes) -> Extract:
    """The content of an OpenDocument text, without notes and comments.

    Raises:
        RefusedArticleError: it is no OpenDocument text, protected, or unpacks to too much.
    """
    _check(data, "content.xml", "an OpenDocument text (.odt)")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        manifest = "META-INF/manifest.xml"
        if manifest in archive.namelist() and b"encryption-data" in archive.read(manifest):
            message = "is protected by a password; save it without one"
            raise RefusedArticleError("", ProblemKind.UNREADABLE, message)
        content = _parse(archive.read("content.xml"))
        meta = _parse(archive.read("meta.xml")) if "meta.xml" in archive.namelist() else None
    titles = {"Title"} | {
        str(style.get(f"{_STYLE}name"))
        for style in content.iter(f"{_STYLE}style")
        if style.get(f"{_STYLE}parent-style-name") == "Title"
    }
    paragraphs: list[str] = []
    title = ""
    for element in content.iter(f"{_TEXT}p", f"{_TEXT}h"):
        if any(up.tag in {f"{_TEXT}note", f"{_OFFICE}annotation"} for up in element.iterancestors()):
            continue
        for line in "".join(_odt_words(element)).split("\n"):
            if line := clean_line(line):
                paragraphs.append(line)
                title = title or (line if element.get(f"{_TEXT}style-name") in titles else "")
    found = {"title": f"{_DC}title", "author": f"{_META}initial-creator", "language": f"{_DC}language"}
    properties = {} if meta is None else {key: meta.findtext(f".//{tag}") for key, tag in found.items()}
    return _extract(paragraphs, title, properties)


def _check(data: bytes, needed: str, what: str) -> None:
    """Refuse what is not such an archive, and what would unpack to far more than it is."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):  # encrypted documents are wrapped in the old format
        message = f"is protected by a password, or of an old format; save it as {what} without one"
        raise RefusedArticleError("", ProblemKind.UNREADABLE, message)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile as error:
        message = f"is not {what}, or damaged; save it anew"
        raise RefusedArticleError("", ProblemKind.FORMAT, message) from error
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    # Small files may pack well: a picture of one colour, an empty style sheet.
    if unpacked > MOST_UNPACKED or (unpacked > MOST_UNPACKED / 10 and unpacked / packed > MOST_RATIO):
        message = f"would unpack to {unpacked / 1024**2:.0f} MB; save its text as .txt and add that"
        raise RefusedArticleError("", ProblemKind.TOO_LARGE, message)
    if needed not in {entry.filename for entry in entries}:
        raise RefusedArticleError("", ProblemKind.FORMAT, f"is not {what}; save it anew, or its text as .txt")


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    return etree.fromstring(data, parser)


def _docx_words(paragraph: etree._Element) -> Iterator[str]:
    """The words of a paragraph as they stand when all changes are accepted."""
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        inner = next(element.iterancestors(f"{_W}p"), None)
        if inner is not paragraph:
            continue  # of a text box, which is a paragraph of its own
        if element.tag == f"{_W}t":
            yield element.text or ""
        else:
            yield {"tab": "\t", "noBreakHyphen": "-"}.get(etree.QName(element).localname, "\n")


def _odt_words(element: etree._Element) -> Iterator[str]:
    if element.tag in {f"{_TEXT}note", f"{_OFFICE}annotation"}:
        return
    if element.tag == f"{_TEXT}s":
        yield " " * int(element.get(f"{_TEXT}c", "1"))
    elif element.tag in {f"{_TEXT}tab", f"{_TEXT}line-break"}:
        yield "\t" if element.tag.endswith("tab") else "\n"
    else:
        yield element.text or ""
        for child in element:
            yield from _odt_words(child)
            yield child.tail or ""


def _extract(paragraphs: list[str], title: str, properties: dict[str, str | None]) -> Extract:
    known = {key: value.strip() for key, value in properties.items() if value and value.strip()}
    return Extract(tuple(paragraphs), {"title": title} if title else {}, known)
