"""Authors as pages name them: bylines cleaned, and the names of accounts told from those of people."""

import re
from collections.abc import Mapping

from nlp.corpus.header.bylines import read_parts, split_by
from nlp.corpus.readers.pages.lines import letters_of

__all__ = ["split_accounts"]

_ACCOUNTS = frozenset(
    """admin administrator author by cms contributor default editor editorial guest guestauthor guestwriter
    newsdesk newsroom none onlinedesk publisher redaksi root staff staffwriter superuser test unknown user
    webadmin webdesk webeditor webmaster webteam writer""".split()
)
_LOGIN = re.compile(r"[a-z0-9][a-z0-9_.-]*")  # one word in small letters: how people log in
_MAIL = re.compile(r"[\w.+-]+@[\w.-]+\.\w+")


def split_accounts(
    fields: Mapping[str, object], site: str
) -> tuple[dict[str, object], dict[str, object] | None]:
    """The fields with their authors cleaned, and the authors apart where all of them are accounts.

    An account is what publishing software calls its users ("admin"), or the outlet itself: a byline in the
    text knows better.
    """
    fields = dict(fields)
    told = fields.pop("author", None)
    names = [told] if isinstance(told, str) else [str(one) for one in told] if isinstance(told, list) else []
    authors: list[str] = []
    for name in names:
        author, place = _clean(name)
        authors += [author] if author else []
        if place and author:
            fields.setdefault("affiliation", place)
    people = [one for one in authors if not _is_account(one, site)]
    if people:
        fields["author"] = list(dict.fromkeys(people))
        return fields, None
    return fields, {"author": authors} if authors and letters_of(authors[0]) not in _ACCOUNTS else None


def _clean(text: str) -> tuple[str, str | None]:
    """A name without "By" and addresses of mail, and the affiliation that stood behind it."""
    text = re.sub(r"[(<]\s*[)>]", "", _MAIL.sub("", text)).strip(" ,;|")
    by = split_by(text)
    text = by[0] if by else text
    byline = read_parts(text, strict=False)
    if byline is None or not byline.affiliation:
        return text, None
    return "; ".join(name.display for name in byline.authors), byline.affiliation


def _is_account(name: str, site: str) -> bool:
    letters = letters_of(name)
    outlet = bool(site) and letters == letters_of(site)
    return letters in _ACCOUNTS or outlet or bool(_LOGIN.fullmatch(name))
