"""Training and evaluation documents: runs of consecutive sentences as spaCy examples."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from training.parser import noise
from training.parser.treebank import Sentence, Word

_BREAKS = ("\n\n", "\n\n", "\n\n", "\n", "\n\n\n", " \n\n")
_MOST_WORDS = 200
_CLOSING = frozenset(".!?:;\"'”’)]…")


def make_training_examples(
    language: Language, sentences: Sequence[Sentence], rng: random.Random
) -> Iterator[Example]:
    """One pass over the sentences: shuffled documents of one to eight sentences, set in varying ways."""
    runs = list(_runs(sentences, rng))
    rng.shuffle(runs)
    for run in runs:
        noisy = _noisy(run, rng)
        yield _example(language, noisy, _varied_gaps(noisy, rng))


def make_plain_examples(
    language: Language, sentences: Sequence[Sentence], *, paragraph_break: str = "\n\n"
) -> Iterator[Example]:
    """The sentences as whole documents, untouched but for what parts the paragraphs."""
    run: list[Sentence] = []
    for place, sentence in enumerate(sentences):
        run.append(sentence)
        if place + 1 == len(sentences) or sentences[place + 1].starts_document:
            yield _example(language, run, _plain_gaps(run, paragraph_break))
            run = []


def _runs(sentences: Sequence[Sentence], rng: random.Random) -> Iterator[list[Sentence]]:
    """Consecutive sentences of one document; where the cuts fall differs with every pass."""
    run: list[Sentence] = []
    size = 1
    for sentence in sentences:
        long = sum(len(each.words) for each in run) > _MOST_WORDS
        if run and (sentence.starts_document or len(run) >= size or long):
            yield run
            run = []
        if not run:
            size = 1 if rng.random() < 0.1 else rng.randint(2, 8)
        run.append(sentence)
    if run:
        yield run


def _noisy(run: Sequence[Sentence], rng: random.Random) -> list[Sentence]:
    """The run with one typography throughout; one in thirty-odd is in the wrong case."""
    quotes, dashes, names, case = (rng.random() for _ in range(4))
    changed = []
    for sentence in run:
        words = list(sentence.words)
        if quotes < 0.35:
            words = noise.with_curly_quotes(words)
        elif quotes < 0.5:
            words = noise.with_straight_quotes(words)
        elif quotes < 0.58:
            words = noise.with_single_quotes(noise.with_curly_quotes(words))
        if dashes < 0.25:
            words = noise.with_other_dashes(words, rng)
        if names < 0.1:
            words = noise.with_korean_names(words, rng)
        if case < 0.01:
            words = noise.in_lower_case(words)
        elif case > 0.98 and len(words) < 15:
            words = noise.in_capitals(words) if case > 0.99 else noise.in_title_case(words)
        changed.append(replace(sentence, words=tuple(words)))
    return changed


def _plain_gaps(run: Sequence[Sentence], paragraph_break: str) -> Iterator[str]:
    """What follows each word: what the treebank says, and the given break between paragraphs."""
    for sentence, following in zip(run, [*run[1:], None], strict=True):
        yield from (" " if word.space_after else "" for word in sentence.words[:-1])
        if following is not None and following.starts_paragraph:
            yield paragraph_break
        else:
            yield _sentence_gap(sentence) if following else ""


def _varied_gaps(run: Sequence[Sentence], rng: random.Random) -> Iterator[str]:
    """What follows each word, now and then with two spaces between sentences or with wrapped lines."""
    wide, wrapped = rng.random() < 0.04, rng.random() < 0.03
    for sentence, following in zip(run, [*run[1:], None], strict=True):
        for word in sentence.words[:-1]:
            wraps = word.space_after and wrapped and rng.random() < 0.08
            yield "\n" if wraps else " " if word.space_after else ""
        if following is None:
            yield ""
        elif following.starts_paragraph:
            visible = rng.random() < 0.8 or sentence.words[-1].form[-1] not in _CLOSING
            yield rng.choice(_BREAKS) if visible else " "
        else:
            yield "  " if wide else _sentence_gap(sentence)


def _sentence_gap(sentence: Sentence) -> str:
    # A space that is lost between two sentences is kept lost, but a bare word never runs into the next one.
    last = sentence.words[-1]
    return " " if last.space_after or last.form[-1] not in _CLOSING else ""


def _example(language: Language, run: Sequence[Sentence], gaps: Iterable[str]) -> Example:
    """The sentences as one text with its gold analysis; `gaps` are what follows each word.

    White space beyond one space is a token of its own, as spaCy's tokenizer has it.
    """
    following = iter(gaps)
    rows: list[_Row] = []
    for sentence in run:
        start = len(rows)
        places: list[int] = []
        for word in sentence.words:
            places.append(len(rows))
            gap = next(following)
            rows.append(_Row(word, space=gap.startswith(" "), starts=word is sentence.words[0]))
            if gap not in {"", " "}:
                text = gap.removeprefix(" ")
                space = Word(text, text, "SPACE", "_SP", "", len(rows) - 1, "dep", False)
                rows.append(_Row(space, space=False, starts=False))
        for place, row in enumerate(rows[start:], start):
            if row.word.pos != "SPACE":
                rows[place] = replace(row, word=replace(row.word, head=places[row.word.head]))
    reference = _doc(language, rows)
    return Example(language.make_doc(reference.text), reference)


@dataclass(frozen=True, slots=True)
class _Row:
    word: Word
    space: bool
    starts: bool


def _doc(language: Language, rows: Sequence[_Row]) -> Doc:
    words = [row.word for row in rows]
    return Doc(
        language.vocab,
        words=[word.form for word in words],
        spaces=[row.space for row in rows],
        tags=[word.tag for word in words],
        pos=[word.pos for word in words],
        morphs=[word.morph for word in words],
        lemmas=[word.lemma for word in words],
        heads=[word.head for word in words],
        deps=[word.dep for word in words],
        sent_starts=[row.starts for row in rows],
    )
