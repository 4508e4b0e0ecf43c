"""Text that XML may hold: files of spreadsheets and of networks are XML inside."""

import re
from typing import Final

__all__ = ["legal_text"]

# XML 1.0, section 2.2: tab, line feed, carriage return, and everything from the space on but surrogates and
# the two non-characters. Nothing else can be written, not even escaped.
_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal_text(text: str) -> str:
    """The text without the characters that XML forbids."""
    return _ILLEGAL.sub("", text)
