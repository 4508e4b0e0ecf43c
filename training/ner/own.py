"""The sentences written for this project: inline markup to words and mentions."""

import re
from pathlib import Path

from training.ner.labels import LABELS
from training.ner.sentence import Mention, NamedSentence

OWN_SENTENCES = Path(__file__).parent / "sentences.txt"
_ABBREVIATION = r"(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Lt|Col|St|Jr|No)\."
_WORD = re.compile(rf"{_ABBREVIATION}|(?:(?<=\w)|^)['’]s\b|\w+(?:[-'’.,&]\w+)*|\S")
_MARKUP = re.compile(r"\[([^\]|]+)\|([A-Z_]+)\]")


def read_own(path: Path = OWN_SENTENCES) -> list[list[NamedSentence]]:
    """Sentences with inline markup, ``[New Southern Policy|INITIATIVE]``; ``#`` lines are skipped.

    Raises:
        SystemExit: when a label is unknown.
    """
    documents = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            documents.append([_make_own_sentence(line, f"{path}:{number}")])
    return documents


def split_words(text: str) -> list[tuple[str, int]]:
    """Words and their offsets, with the possessive apart, roughly as treebanks have them."""
    words = []
    for found in _WORD.finditer(text):
        word, start = found.group(), found.start()
        possessive = re.search(r"['’]s$", word)
        if possessive and possessive.start():
            words += [
                (word[: possessive.start()], start),
                (word[possessive.start() :], start + possessive.start()),
            ]
        else:
            words.append((word, start))
    return words


def _make_own_sentence(line: str, where: str) -> NamedSentence:
    words: list[str] = []
    mentions = []
    last = 0
    for mark in _MARKUP.finditer(line):
        name, label = mark.groups()
        if label not in LABELS:
            raise SystemExit(f"{where}: unknown label {label}, use one of {', '.join(LABELS)}")
        words += [word for word, _ in split_words(line[last : mark.start()])]
        inside = [word for word, _ in split_words(name)]
        mentions.append(Mention(len(words), len(words) + len(inside), frozenset({label})))
        words += inside
        last = mark.end()
    words += [word for word, _ in split_words(line[last:])]
    return NamedSentence(tuple(words), tuple(mentions))
