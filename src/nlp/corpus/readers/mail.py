"""A saved mail (.eml) as a piece: its text or page, the subject, the day it was sent."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import PurePath

from nlp.corpus.article import RefusedArticleError
from nlp.corpus.encoding import decode
from nlp.corpus.readers.candidate import Candidate, Layer, Origin, make_layer
from nlp.corpus.text import clean_text
from nlp.labels import ProblemKind

__all__ = ["read_mail"]

_REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg|전달|회신)\s*:\s*)+", re.IGNORECASE)
_MOST_PARTS = 200
_SHORTEST = 20  # words


def read_mail(data: bytes, *, name: str, source_file: str | None = None) -> Candidate:
    """The piece in a mail; who sent it is taken neither for author nor for outlet.

    Raises:
        RefusedArticleError: it holds no text.
    """
    mail = message_from_bytes(data, policy=policy.default)
    source = source_file or PurePath(name).name
    layer = _told(mail)
    plain = _part(mail, "plain", name)
    page = _part(mail, "html", name) if len(plain.split()) <= _SHORTEST else ""
    if page:  # beside so short a note the page is the piece
        from nlp.corpus.readers.pages import read_page

        return read_page(page.encode(), name=name, source_file=source, charset="utf-8").with_layers(layer)
    if plain.strip():
        return Candidate(name, source, clean_text(plain).strip("\n"), (layer,))
    raise RefusedArticleError(
        name, ProblemKind.NO_TEXT, "holds no text; save what is attached to it and add that"
    )


def _told(mail: EmailMessage) -> Layer:
    fields = {"title": _REPLY.sub("", str(mail.get("Subject", "")).strip())}
    try:
        sent = parsedate_to_datetime(str(mail.get("Date", "")))
        fields["issued"] = sent.date().isoformat()
    except (ValueError, TypeError, OverflowError):
        pass  # no date, or none of the calendar
    return make_layer(Origin.MAIL, fields)[0]


def _part(mail: EmailMessage, subtype: str, name: str) -> str:
    for number, part in enumerate(mail.walk()):
        if number > _MOST_PARTS:
            break
        attached = part.get_content_disposition() == "attachment"
        if part.get_content_type() == f"text/{subtype}" and not attached:
            payload = part.get_payload(decode=True)
            data = payload if isinstance(payload, bytes) else b""
            try:
                return data.decode(part.get_content_charset() or "utf-8")
            except (UnicodeDecodeError, LookupError):
                return decode(data, name=name)
    return ""
