"""The inflected forms of an English word, by rule and a list of irregular ones; no model is needed."""

import re
from collections.abc import Collection
from typing import Final

__all__ = ["word_forms"]

_VOWELS: Final = "aeiou"

# Verbs and nouns of the genre whose forms no rule gives: lemma, then its forms.
_IRREGULAR: Final = {
    forms.split()[0]: tuple(forms.split())
    for forms in (
        "be am is are was were been being|become becomes became becoming|begin begins began begun beginning|"
        "break breaks broke broken breaking|bring brings brought bringing|build builds built building|"
        "buy buys bought buying|choose chooses chose chosen choosing|come comes came coming|"
        "cut cuts cutting|deal deals dealt dealing|do does did done doing|draw draws drew drawn drawing|"
        "drive drives drove driven driving|fall falls fell fallen falling|feel feels felt feeling|"
        "fight fights fought fighting|find finds found finding|get gets got gotten getting|"
        "give gives gave given giving|go goes went gone going|grow grows grew grown growing|"
        "have has had having|hear hears heard hearing|hold holds held holding|keep keeps kept keeping|"
        "know knows knew known knowing|lead leads led leading|leave leaves left leaving|"
        "let lets letting|lose loses lost losing|make makes made making|man men|mean means meant meaning|"
        "meet meets met meeting|overcome overcomes overcame overcoming|pay pays paid paying|"
        "put puts putting|rise rises rose risen rising|run runs ran running|say says said saying|"
        "see sees saw seen seeing|seek seeks sought seeking|sell sells sold selling|send sends sent sending|"
        "set sets setting|show shows showed shown showing|speak speaks spoke spoken speaking|"
        "spend spends spent spending|stand stands stood standing|take takes took taken taking|"
        "tell tells told telling|think thinks thought thinking|undertake undertakes undertook undertaken|"
        "understand understands understood understanding|win wins won winning|withdraw withdraws withdrew "
        "withdrawn withdrawing|woman women|write writes wrote written writing|child children|crisis crises|"
        "person persons people|foot feet|life lives|analysis analyses|basis bases|half halves"
    ).split("|")
}


def word_forms(word: str, lemmas: Collection[str] = ()) -> tuple[str, ...]:
    """The forms of a word, itself first; an inflected one is taken back to those of `lemmas` it may be of."""
    word = word.casefold()
    forms = dict.fromkeys([word])
    for lemma in [word] if word in lemmas else _lemmas(word, lemmas):
        forms |= dict.fromkeys(_IRREGULAR.get(lemma) or (lemma, *_regular(lemma)))
    return tuple(forms)


def _lemmas(word: str, lemmas: Collection[str]) -> list[str]:
    """What the word may be a form of; the word itself where nothing is known of it."""
    irregular = [lemma for lemma, forms in _IRREGULAR.items() if word in forms]
    stripped = (
        word[: -len(end)] + new
        for end in ("s", "es", "ies", "d", "ed", "ied", "ing")
        if word.endswith(end)
        for new in ("", "e", "y")
    )
    undoubled = [found[1] for found in re.finditer(r"^(\w+?(\w))\2(?:ed|ing)$", word)]
    return irregular or [one for one in (*stripped, *undoubled) if one in lemmas] or [word]


def _regular(lemma: str) -> tuple[str, ...]:
    after_consonant = len(lemma) > 1 and lemma[-2] not in _VOWELS
    if lemma.endswith("y") and after_consonant:
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma[:-1] + "ing"
    plural = lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")
    forms: tuple[str, ...] = (plural, lemma + "ed", lemma + "ing")
    if re.search(r"(?:^|[^aeiou])[aeiou][bdgklmnprt]$", lemma):  # plan, planned; visit, visited
        forms += (lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing")
    return forms
