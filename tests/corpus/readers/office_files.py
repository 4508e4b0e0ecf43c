"""Makes Word, OpenDocument and mail files with given paragraphs, for the tests of their readers."""

import io
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage
from html import escape

import docx

__all__ = ["make_docx", "make_mail", "make_odt", "make_zip"]

_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def make_docx(paragraphs: Sequence[str], *, title: str = "", author: str = "", creator: str = "") -> bytes:
    """A Word file; the title stands in its own style, author and program in the properties."""
    document = docx.Document()
    document.core_properties.author = author or creator
    if title:
        document.add_paragraph(title, style="Title")
    for text in paragraphs:
        document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def make_odt(paragraphs: Sequence[str], *, title: str = "") -> bytes:
    """An OpenDocument text; the title stands in its own style."""
    head = f'<text:p text:style-name="Title">{escape(title)}</text:p>' if title else ""
    body = head + "".join(f"<text:p>{escape(text)}</text:p>" for text in paragraphs)
    content = (
        f"<office:document-content {_NAMES}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    meta = (
        f"<office:document-meta {_NAMES}><office:meta><dc:language>en-GB</dc:language></office:meta>"
        "</office:document-meta>"
    )
    return make_zip(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "meta.xml": meta}
    )


def make_mail(text: str, *, subject: str = "", html: str = "", date: str = "") -> bytes:
    """A mail with a text, a page, or both."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Sample Letter <letter@sample.example>", subject
    if date:
        mail["Date"] = date
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    return mail.as_bytes()


def make_zip(files: dict[str, str]) -> bytes:
    """A zip archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()
