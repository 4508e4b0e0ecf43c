"""A byline taken apart: authors and affiliation, without titles, degrees and roles."""

import re
from dataclasses import dataclass, field

from nlp.corpus.article import Name
from nlp.corpus.header.lines import find_genre
from nlp.corpus.header.names import is_body, is_name, is_role, make_name, split_hangul, without_degrees

__all__ = ["Byline", "find_affiliation", "read_byline", "read_parts", "split_by"]

_BY = re.compile(
    r"(?:(?P<genre>opinion|analysis|commentary|comment|column|essay|editorial)\s+by"
    r"|(?:written |words |text |story |posted )?by|authors?\s*:|oleh|penulis\s*:?|ditulis oleh|글쓴이)"
    r"\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_PARENTHESES = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_AND = re.compile(r"\s+(?:and|&|dan|with|và)\s+|\s*/\s*")
_LEADING_AND = re.compile(r"^(?:and|&|dan)\s+")
_AT = re.compile(r",?\s+(?:is\s+an?\s+\w+\s+at|of|from|at|with|in)(?:\s+the)?\s+")
_HANDLES = re.compile(r"\(?\S*@\S*\)?|\s+(?:and|&)\s+others\b|,?\s+et al\.?", re.IGNORECASE)
_ACRONYM = re.compile(r"[A-Z][A-Z&-]{2,9}")
_LONGEST_BYLINE = 40  # words: four authors with affiliations


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote a piece and where they work."""

    authors: tuple[Name, ...]
    affiliation: str | None = None


@dataclass(slots=True)
class _Parts:
    strict: bool
    authors: list[Name] = field(default_factory=list)
    affiliations: list[list[str]] = field(default_factory=list)

    def add_affiliation(self, text: str) -> None:
        if self.affiliations:
            self.affiliations[-1].append(text)
        else:
            self.affiliations.append([text])


def split_by(line: str) -> tuple[str, str | None] | None:
    """What follows "By" (or "Author:", "Oleh") and the genre in "Opinion by"; None without such a word."""
    match = _BY.match(line)
    return (line[match.end() :], match["genre"]) if match else None


def read_byline(text: str, *, strict: bool = False) -> Byline | None:
    """Authors and affiliation in a byline without its "By"; None where it is not all names, roles and bodies.

    `strict` takes no single names and no names that hold words common in headings.
    """
    text = _HANDLES.sub("", text).strip(" \t,;|·•–—-*_")
    if not text or len(text.split()) > _LONGEST_BYLINE:
        return None
    inverted = re.fullmatch(r"([^\W\d_]{2,}), ([^\W\d_]{2,})", text)
    if inverted and not (is_body(text) or is_role(text) or without_degrees(text) != text):
        return Byline((Name(family=inverted[1], given=inverted[2]),))
    parts = _Parts(strict)
    known = all(_read_chunk(chunk.strip(), parts) for chunk in text.split(";") if chunk.strip())
    if not known or not parts.authors:
        return _institution(text)
    joined = (", ".join(places) for places in parts.affiliations)
    return Byline(tuple(parts.authors), "; ".join(dict.fromkeys(joined)) or None)


def read_parts(text: str, *, strict: bool) -> Byline | None:
    """A byline whose parts stand between bars or dashes ("Jane Roe | Institute of Sample Studies")."""
    parts = [part for part in re.split(r"\s*[|·•]\s*|\s+[–—-]\s+", text) if part]
    byline = read_byline(parts[0], strict=strict) if parts else None
    if byline is None:
        return None
    places = [find_affiliation(part) for part in parts[1:]]
    if not all(
        place or is_role(part) or find_genre(part) for place, part in zip(places, parts[1:], strict=True)
    ):
        return None
    affiliation = next((place for place in places if place), byline.affiliation)
    return Byline(byline.authors, affiliation)


def find_affiliation(line: str) -> str | None:
    """The body in a line like "Senior Fellow, Institute of Sample Studies"; None where there is none."""
    pieces = [piece.strip() for piece in line.strip(" ()*_").split(",")]
    for number, piece in enumerate(pieces):
        if not is_body(piece) and not _ACRONYM.fullmatch(piece):
            continue
        at = _AT.search(piece)
        if at and is_role(piece[: at.start()]):
            piece = _after_role(piece)
        words = piece.split()
        while len(words) > 2 and is_role(words[0]):
            words.pop(0)  # "Dosen Universitas Contoh"
        piece = " ".join(words)
        return ", ".join([piece, *pieces[number + 1 :]])
    return None


def _after_role(piece: str) -> str:
    """The place in a piece like "Professor of Politics at Sample University"."""
    ends = [at.end() for at in _AT.finditer(piece) if is_body(piece[at.end() :])]
    own = [end for end in ends if not is_body(piece[:end])]
    return piece[own[-1] :] if own else piece


def _read_chunk(chunk: str, parts: _Parts) -> bool:
    for inside in _PARENTHESES.finditer(chunk):
        place = (inside[1] or inside[2] or "").strip()
        if place and (is_body(place) or not is_role(place)) and without_degrees(place):
            parts.affiliations.append([find_affiliation(place) or place])
    flat = _PARENTHESES.sub(" , ", chunk)
    opened = False  # an affiliation has begun: what follows a comma may belong to it
    for piece in (re.sub(r"\s+", " ", part).strip() for part in flat.split(",")):
        piece = without_degrees(_LEADING_AND.sub("", piece))
        if not piece:
            continue
        for one in _split_and(piece, parts.strict):
            kind = _read_piece(one, parts, opened)
            if kind is None:
                return False
            opened = kind
    return True


def _split_and(piece: str, strict: bool) -> list[str]:
    """The piece parted at "and" where a name follows: "Institute of Peace and Security" stays whole."""
    split: list[str] = []
    rest = piece
    for joint in reversed(list(_AND.finditer(piece))):
        if is_name(rest[joint.end() :], strict=strict):
            split.insert(0, rest[joint.end() :])
            rest = rest[: joint.start()]
    return [rest, *split]


def _read_piece(piece: str, parts: _Parts, opened: bool) -> bool | None:
    """Add one piece of a byline; whether an affiliation is open after it, None if it is nothing known."""
    if hangul := split_hangul(piece):
        parts.authors.append(make_name(hangul[0]))
        places = [word for word in hangul[1].split() if not is_role(word)]
        parts.affiliations += [[" ".join(places)]] if places else []
        return bool(places)
    if is_name(piece, strict=parts.strict):
        parts.authors.append(make_name(piece))
        return False
    if is_body(piece) or (parts.authors and _ACRONYM.fullmatch(piece)):
        return _read_body(piece, parts, opened)
    if is_role(piece):
        return opened
    if opened and parts.affiliations:
        parts.add_affiliation(piece)
        return True
    if (
        not parts.strict
        and not parts.authors
        and len(piece.split()) == 1
        and piece[:1].isupper()
        and piece.isalpha()
    ):
        parts.authors.append(make_name(piece))  # a single name, as many Indonesians have
        return False
    if not parts.strict and parts.authors and len(piece.split()) == 1 and piece.istitle() and piece.isalpha():
        return False  # the place it was written at: "Jane Roe, Jakarta"
    return None


def _read_body(piece: str, parts: _Parts, opened: bool) -> bool | None:
    at = _AT.search(piece)
    if at and is_name(piece[: at.start()], strict=parts.strict):
        parts.authors.append(make_name(piece[: at.start()]))
        parts.affiliations.append([piece[at.end() :]])
        return True
    if not parts.authors:
        return None
    place = find_affiliation(piece) or piece
    if opened:
        parts.add_affiliation(place)
    else:
        parts.affiliations.append([place])
    return True


def _institution(text: str) -> Byline | None:
    """A body as the author ("Editorial Board"), with its place after a comma as it stands."""
    words = text.split()
    if not is_body(text) or len(words) > 12 or is_role(words[0]) or text.endswith((".", "?", "!")):
        return None
    return Byline((Name(literal=text),))
