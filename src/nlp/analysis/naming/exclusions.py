"""What looks like a name and is none: languages, currencies, parts of addresses and of longer names."""

from collections.abc import Iterable, Sequence
from itertools import islice

from nlp.analysis.naming.index import Hit, NameKind
from nlp.analysis.naming.reading import Reading
from nlp.analysis.naming.records import Mention
from nlp.analysis.naming.words import Word
from nlp.labels import EntityLabel

__all__ = ["is_amount", "is_generic", "is_known_name", "is_tagged_name", "tidy_edges"]

_AMOUNTS = frozenset({EntityLabel.MONEY, EntityLabel.PERCENT})
_CURRENCIES = frozenset(
    {"dollar", "dollars", "won", "rupiah", "baht", "ringgit", "yuan", "yen", "dong", "peso", "pesos"}
)
_TONGUES = frozenset({"language", "languages", "speaking", "speaker", "speakers", "subtitles", "words"})
_ALWAYS_TONGUES = frozenset({"english", "mandarin", "bahasa", "hangul", "hangeul"})
_AFTER_TONGUE = frozenset({"and", "or", "in", "at", "to", "with", "but", "as"})
_LINKS = frozenset({",", "and", "or"})
_SPEAKING = frozenset(
    """in into speak speaks spoke spoken speaking learn learns learned learning study studies studied
    studying teach teaches taught teaching read reads understand understands""".split()
)
# A name with one of these heads is borne by bodies of many countries ("National Assembly").
_GENERIC_HEADS = frozenset(
    {"ministry", "assembly", "court", "department", "office", "commission", "council", "congress", "party"}
    | {"coast", "guard", "navy", "partnership", "strategy", "treaty"}
)
_SMALL = frozenset({"of", "the", "and", "in", "for", "with", "to", "on", "at", "by", "from", "or", "a", "an"})
_CAPITALS = 3  # capitalised words from which a text is not all in small letters (mail, posts)
_SHOUTED = 4  # words in capitals from which a sentence is a headline, and "WHO" may be the pronoun


def is_amount(mention: Mention) -> bool:
    """Whether a mention is money or a share, which no name in it can replace."""
    return mention.label in _AMOUNTS


def is_generic(words: Iterable[Word]) -> bool:
    """Whether the words of a name leave open of which country it is."""
    return any(word.key in _GENERIC_HEADS for word in words)


def is_known_name(hit: Hit, hits: Sequence[Hit], reading: Reading) -> bool:
    """Whether what the gazetteer knows is a name here."""
    if hit.label is EntityLabel.NORP and _is_tongue(hit.start, hit.end, reading):
        return False
    if _is_in_address(hit.start, hit.end, reading.text) or _is_cut_out(hit, hits, reading):
        return False
    return not (all(name.kind is NameKind.ACRONYM for name in hit.names) and _is_shouted(hit.start, reading))


def is_tagged_name(mention: Mention, reading: Reading, small: frozenset[str]) -> bool:
    """Whether what a tagger found is a name: capitals, no language, no common noun that opens a sentence.

    Args:
        mention: what was found.
        reading: the text.
        small: the words that the text writes in small letters.
    """
    if is_amount(mention):
        return True
    text = reading.text[mention.start : mention.end]
    if text.islower() and _writes_capitals(reading):
        return False
    if mention.label is EntityLabel.NORP and (
        text.casefold() in _ALWAYS_TONGUES or _is_tongue(mention.start, mention.end, reading)
    ):
        return False
    opens = mention.start == reading.sentence(mention.start)[0]
    key = text.casefold()
    return not (opens and " " not in text and (key in small or key.removesuffix("s") in small))


def tidy_edges(mention: Mention, reading: Reading) -> Mention | None:
    """A tagged mention without small words at its ends ("Language Institute of"), or None."""
    if is_amount(mention):
        return mention
    words = list(reading.words_between(mention.start, mention.end))
    while words and words[-1].form in _SMALL:
        words.pop()
    while words and words[0].form in _SMALL:
        words.pop(0)
    if not words:
        return None
    start = max(mention.start, words[0].start)
    return Mention(start, min(mention.end, words[-1].end), mention.label)


def _writes_capitals(reading: Reading) -> bool:
    """Whether a text has capitalised words within sentences, so that one in small letters is no name."""
    capitalised = (
        word
        for word in reading.words
        if word.form[0].isupper() and word.form != "I" and word.start != reading.sentence(word.start)[0]
    )
    return len(list(islice(capitalised, _CAPITALS))) == _CAPITALS


def _is_tongue(start: int, end: int, reading: Reading) -> bool:
    """Whether an adjective names a language or a currency ("in Thai and Malay", "Indonesian rupiah")."""
    after = [word.key for word in reading.words_after(end, 1)]
    if after and (after[0] in _CURRENCIES or after[0] in _TONGUES):
        return True
    if after and after[0].isalpha() and after[0] not in _AFTER_TONGUE:
        return False
    before = list(reading.words_before(start, 12))
    while len(before) > 2 and before[-1].key in _LINKS and before[-2].form[0].isupper():
        before = before[:-2]
        while before and before[-1].key in _LINKS:
            before.pop()
    return bool(before) and before[-1].key in _SPEAKING


def _is_in_address(start: int, end: int, text: str) -> bool:
    first = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
    last = text.find(" ", end)
    around = text[first : last if last >= 0 else len(text)]
    return "://" in around or "www." in around or "@" in around


def _is_cut_out(hit: Hit, hits: Sequence[Hit], reading: Reading) -> bool:
    """Whether a common name of bodies is the rest of a longer, unknown one ("Social Democratic Party")."""
    words = reading.words_between(hit.start, hit.end)
    before = reading.words_before(hit.start, 1)
    if not is_generic(words) or not before or reading.text[before[0].end : hit.start] != " ":
        return False
    opens = before[0].start <= reading.sentence(hit.start)[0]
    known = any(other.start <= before[0].start < other.end for other in hits)
    return before[0].form[0].isupper() and not opens and not known and before[0].key != "the"


def _is_shouted(place: int, reading: Reading) -> bool:
    words = [word for word in reading.words_between(*reading.sentence(place)) if word.form.isalpha()]
    return len(words) >= _SHOUTED and all(word.form.isupper() for word in words)
