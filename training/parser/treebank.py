"""Sentences of a Universal Dependencies treebank, read from CoNLL-U files."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

TREEBANKS = ("ewt", "gum")

# Features that say something about one text's spelling or one treebank's practice, not about grammar.
_DROPPED_FEATURES = frozenset({"Abbr", "ExtPos", "Foreign", "NumForm", "Style", "Typo"})
_PROPER_TAGS = frozenset({"NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word; `head` is its index in the sentence (its own for the root)."""

    form: str
    lemma: str
    pos: str
    tag: str
    morph: str
    head: int
    dep: str
    space_after: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of one sentence, with where it stands in its document."""

    words: tuple[Word, ...]
    document: str
    starts_document: bool
    starts_paragraph: bool


def read_treebank(data: Path, name: str, part: str) -> list[Sentence]:
    """The sentences of a treebank's part ("train", "dev") in the data folder, in the order of the file."""
    path = data / "parse" / name / f"en_{name}-ud-{part}.conllu"
    sentences: list[Sentence] = []
    document, new_document, new_paragraph = path.stem, True, True
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("#"):
            if line.startswith("# newdoc"):
                document, new_document = line.partition("=")[2].strip() or path.stem, True
            new_paragraph = new_paragraph or line.startswith(("# newpar", "# newdoc"))
        elif line.strip():
            rows.append(line.split("\t"))
        elif rows:
            sentences.append(Sentence(tuple(_words(rows)), document, new_document, new_paragraph))
            rows, new_document, new_paragraph = [], False, False
    return sentences


def with_names_as_names(sentence: Sentence) -> Sentence:
    """The sentence with every word tagged NNP(S) made a PROPN whose lemma is its form.

    UD gives "United" in "United States" the class VERB and the lemma "Unite", and "States" the lemma
    "State". Whoever counts words or looks for names wants the name as it is written.
    """
    words = tuple(
        replace(word, pos="PROPN", lemma=word.form) if word.tag in _PROPER_TAGS else word
        for word in sentence.words
    )
    return replace(sentence, words=words)


def _words(rows: list[list[str]]) -> Iterator[Word]:
    """The words of a sentence; multiword tokens come as words that together spell the token."""
    groups = list(_groups(rows))
    index = {row[0]: place for place, row in enumerate(row for _, group in groups for row in group)}
    for (surface, space_after), group in groups:
        for number, (row, form) in enumerate(zip(group, _forms(surface, group), strict=True)):
            place = index[row[0]]
            yield Word(
                form=form,
                lemma=form if row[2] == "_" and row[1] != "_" else row[2],
                pos=row[3],
                tag=row[4],
                morph=_morph(row[5]),
                head=index.get(row[6], place),
                dep="ROOT" if row[6] == "0" else row[7],
                space_after=space_after and number == len(group) - 1,
            )


def _groups(rows: Iterable[list[str]]) -> Iterator[tuple[tuple[str, bool], list[list[str]]]]:
    """Each written token (its surface, and whether a space follows) with the rows of its words."""
    pending: tuple[str, bool] | None = None
    group: list[list[str]] = []
    last = 0
    for row in rows:
        if "." in row[0]:  # an empty node of the enhanced graph
            continue
        surface = (row[1], "SpaceAfter=No" not in row[9])
        if "-" in row[0]:
            pending, last = surface, int(row[0].partition("-")[2])
            continue
        group.append(row)
        if pending is None or int(row[0]) == last:
            yield pending or surface, group
            pending, group = None, []


def _forms(surface: str, group: list[list[str]]) -> list[str]:
    """The written part of the token that each word stands for."""
    forms = [row[1] for row in group]
    if "".join(forms) == surface:
        return forms
    parts: list[str] = []
    rest = surface
    for place, form in enumerate(forms):
        left = len(forms) - place - 1
        size = len(rest) if not left else max(1, min(len(form), len(rest) - left))
        parts.append(rest[:size])
        rest = rest[size:]
    return parts


def _morph(features: str) -> str:
    if features == "_":
        return ""
    kept = (pair for pair in features.split("|") if re.split(r"[=\[]", pair)[0] not in _DROPPED_FEATURES)
    return "|".join(kept)
