"""Scores of a pipeline on whole documents of raw text."""

import random
import time
from collections.abc import Sequence

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Token
from spacy.training import Example

from training.parser.documents import make_plain_examples
from training.parser.treebank import Sentence


def measure_scores(
    language: Language, sentences: Sequence[Sentence], *, paragraph_break: str = "\n\n"
) -> dict[str, float]:
    """Percent of UPOS, XPOS, morphology, lemma, UAS, LAS, token and sentence F; and words per CPU second.

    Everything is measured from raw text: tokens that do not match a gold token count as wrong.
    """
    examples = list(make_plain_examples(language, sentences, paragraph_break=paragraph_break))
    started = time.process_time()
    predicted = list(language.pipe(example.reference.text for example in examples))
    seconds = time.process_time() - started
    examples = [Example(doc, example.reference) for doc, example in zip(predicted, examples, strict=True)]
    words = sum(len(example.reference) for example in examples)
    return {**_percents(examples), "words_per_cpu_second": round(words / seconds)}


def selection_score(scores: dict[str, float]) -> float:
    """The number a checkpoint is chosen by: tags, trees, sentences and lemmas, trees counting most."""
    parts = ((0.15, "upos"), (0.1, "xpos"), (0.15, "lemma"), (0.4, "las"), (0.2, "sentence_f"))
    return sum(weight * scores[name] for weight, name in parts)


def pick_documents(
    sentences: Sequence[Sentence], share: float, rng: random.Random
) -> tuple[list[Sentence], list[Sentence]]:
    """The sentences parted by whole documents into the rest and about this share of all words."""
    documents = sorted({sentence.document for sentence in sentences})
    rng.shuffle(documents)
    sizes: dict[str, int] = dict.fromkeys(documents, 0)
    for sentence in sentences:
        sizes[sentence.document] += len(sentence.words)
    wanted, held = share * sum(sizes.values()), set[str]()
    # A document that alone is a third of what is wanted would make the sample one voice.
    for document in documents:
        if sizes[document] < wanted / 3 and sum(sizes[each] for each in held) < wanted:
            held.add(document)
    kept = [sentence for sentence in sentences if sentence.document not in held]
    return kept, [sentence for sentence in sentences if sentence.document in held]


def _percents(examples: Sequence[Example]) -> dict[str, float]:
    """The scores in percent; white space counts neither as a token nor in a sentence's bounds."""
    ratios = {"token_f": Scorer.score_tokenization(examples)["token_f"]}
    for name, attribute in (("upos", "pos_"), ("xpos", "tag_"), ("lemma", "lemma_"), ("morph", "morph")):
        scores = Scorer.score_token_attr(examples, attribute, getter=_attribute)
        ratios[name] = scores[f"{attribute}_acc"]
    trees = Scorer.score_deps(examples, "dep", ignore_labels=("punct",), getter=_dependency)
    ratios |= {"uas": trees["dep_uas"], "las": trees["dep_las"], "sentence_f": _sentence_f(examples)}
    return {name: round(100 * ratio, 2) for name, ratio in ratios.items()}


def _attribute(token: Token, name: str) -> str:
    # An empty value is left out of the count.
    return "" if token.is_space else str(getattr(token, name)) or "_"


def _dependency(token: Token, _: str) -> str:
    # White space is left out as punctuation is.
    return "punct" if token.is_space else token.dep_


def _sentence_f(examples: Sequence[Example]) -> float:
    found, gold, both = 0, 0, 0
    for example in examples:
        predicted, reference = _bounds(example.predicted), _bounds(example.reference)
        found, gold, both = found + len(predicted), gold + len(reference), both + len(predicted & reference)
    return 2 * both / (found + gold)


def _bounds(doc: Doc) -> set[tuple[int, int]]:
    bounds = set()
    for sent in doc.sents:
        tokens = [token for token in sent if not token.is_space]
        if tokens:
            bounds.add((tokens[0].idx, tokens[-1].idx + len(tokens[-1])))
    return bounds
