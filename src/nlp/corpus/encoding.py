"""Bytes of a text file as a string: Unicode by its marks, cp949 and Windows code pages by their content."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

import charset_normalizer
import ftfy

from nlp.corpus.article import RefusedArticleError
from nlp.labels import ProblemKind

__all__ = ["decode"]

_MARKS = (  # the longer marks first: UTF-32's begins with UTF-16's
    (BOM_UTF32_LE, "utf-32"),
    (BOM_UTF32_BE, "utf-32"),
    (BOM_UTF8, "utf-8-sig"),
    (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
)
_FORMATS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
)
# Code pages of the region beside cp949; the more particular first, cp1252 takes nearly any bytes.
_CODE_PAGES = ["cp1252", "cp1258", "cp874", "gb18030", "shift_jis", "big5"]
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.02  # a text file has none; a share beyond this is a binary file read as text


def decode(data: bytes, *, name: str) -> str:
    """The text in a file's bytes; text that was once decoded wrongly (mojibake) is mended.

    Raises:
        RefusedArticleError: the bytes are no text, or in no encoding that is known here.
    """
    for magic, what in _FORMATS:
        if data.startswith(magic):
            raise RefusedArticleError(
                name, ProblemKind.FORMAT, f"is {what}, not plain text; save it as UTF-8 text and add that"
            )
    text = _decode(data, name)
    controls = len(_CONTROLS.findall(text))
    if controls > _MOST_CONTROLS * len(text):
        raise RefusedArticleError(
            name, ProblemKind.FORMAT, "holds binary data, not text; save it as UTF-8 text and add that"
        )
    return ftfy.fix_encoding(text)


def _decode(data: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding) or _refuse(name, f"begins like {encoding} but goes on otherwise")
    text = _decoded(data, _unmarked_utf16(data) or "utf-8")
    if text is None:
        text = _korean(data) or _western(data)
    return text if text is not None else _refuse(name, "is in no encoding that could be recognised")


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark shows in Latin text as a zero in every other byte."""
    head = data[:4000]
    if len(head) < 8 or len(data) % 2:
        return None
    zeros = head[0::2].count(0), head[1::2].count(0)
    if zeros[1] * 5 > len(head) and zeros[0] == 0:  # 40 % of the high bytes
        return "utf-16-le"
    if zeros[0] * 5 > len(head) and zeros[1] == 0:
        return "utf-16-be"
    return None


def _korean(data: bytes) -> str | None:
    """The text as cp949, if what is not ASCII in it is nearly all of the syllables that are in use.

    Nearly any byte pair is some rare syllable of cp949, while Korean text lies in the 2,350 of KS X 1001.
    """
    text = _decoded(data, "cp949")
    if text is None:
        return None
    others = [char for char in text if ord(char) > 127]
    syllables = [char for char in others if "가" <= char <= "힣" and char.encode("euc_kr", "ignore")]
    return text if len(syllables) * 10 >= len(others) * 7 else None


def _western(data: bytes) -> str | None:
    best = charset_normalizer.from_bytes(data, cp_isolation=_CODE_PAGES).best()
    return str(best) if best is not None else _decoded(data, "cp1252")


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _refuse(name: str, what: str) -> str:
    raise RefusedArticleError(name, ProblemKind.ENCODING, f"{what}; save it as UTF-8")
