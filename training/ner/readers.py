"""The data sets of the tagger, each as documents of `NamedSentence`: one reader per set."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from training.ner.labels import ANYTHING, OTHERS
from training.ner.names import is_demonym, make_mention
from training.ner.sentence import Mention, NamedSentence

Document = list[NamedSentence]

# Types of CrossNER that are names; what is missing here (fields, tasks, metrics, genres …) is none to us.
_CROSSNER: Mapping[str, str] = {
    **dict.fromkeys(("person", "politician", "researcher", "writer", "musicalartist", "scientist"), "PER"),
    **dict.fromkeys(("organisation", "politicalparty", "university", "band"), "ORG"),
    **dict.fromkeys(("location", "country"), "PLACE"),
    **dict.fromkeys(("event", "election", "conference"), "EVENT"),
    **dict.fromkeys(("book", "poem", "album", "song"), "WORK_OF_ART"),
    **dict.fromkeys(("misc", "award", "magazine", "academicjournal", "product", "theory"), "MISC"),
    "astronomicalobject": "LOC",
}
_WNUT: Mapping[str, str] = {
    "person": "PER",
    "corporation": "ORG",
    "group": "ORG",
    "location": "PLACE",
    "creative-work": "WORK_OF_ART",
    "product": "PRODUCT",
}
_CONLL: Mapping[str, str] = {"PER": "PER", "ORG": "ORG", "LOC": "PLACE", "MISC": "MISC"}
_DOCRED: Mapping[str, str] = _CONLL


def read_crossner(path: Path) -> list[Document]:
    """One file of CrossNER; its sentences stand alone."""
    return [[sentence] for sentence in _iter_sentences(path, (0, 1), _CROSSNER)]


def read_wnut(path: Path) -> list[Document]:
    """One file of WNUT-17, which codes neither nationalities nor events nor laws."""
    return [[loosen(sentence, OTHERS)] for sentence in _iter_sentences(path, (0, 1), _WNUT)]


def read_wikigold(path: Path) -> list[Document]:
    """Wikigold, whose sentences follow each other."""
    return [list(_iter_sentences(path, (1, 2), _CONLL))]


def read_uner(path: Path) -> list[Document]:
    """Universal NER in IOB2."""
    return [list(_iter_sentences(path, (1, 2), _CONLL))]


def read_docred(path: Path) -> list[Document]:
    """Re-DocRED; times and numbers are no names."""
    documents = []
    for row in json.loads(path.read_text(encoding="utf-8")):
        spans: list[list[Mention]] = [[] for _ in row["sents"]]
        for mention in (mention for cluster in row["vertexSet"] for mention in cluster):
            words, (start, end) = row["sents"][mention["sent_id"]], mention["pos"]
            if mention["type"] in _DOCRED:
                made = make_mention(words, start, end, _DOCRED[mention["type"]])
                spans[mention["sent_id"]] += [made] if made else []
        documents.append(
            [
                NamedSentence(tuple(words), keep_longest(found))
                for words, found in zip(row["sents"], spans, strict=True)
            ]
        )
    return documents


def keep_longest(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Mentions that do not overlap, the longest first served, in order."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda found: (found.start - found.end, found.start)):
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return tuple(sorted(kept, key=lambda found: found.start))


def loosen(sentence: NamedSentence, labels: frozenset[str]) -> NamedSentence:
    """``sentence`` with its inner capitalised words open to ``labels`` and its nationality words coded."""
    taken = {place for mention in sentence.mentions for place in range(mention.start, mention.end)}
    free = [place for place in range(len(sentence.words)) if place not in taken]
    nations = [Mention(p, p + 1, frozenset({"NORP"})) for p in free if is_demonym(sentence.words[p : p + 1])]
    coded = {mention.start for mention in nations}
    loose = {p: labels for p in free if p > 0 and p not in coded and sentence.words[p][:1].isupper()}
    mentions = tuple(sorted((*sentence.mentions, *nations), key=lambda found: found.start))
    return NamedSentence(sentence.words, mentions, {**loose, **sentence.loose})


def read_columns(path: Path, word_at: int, tag_at: int) -> Iterator[list[tuple[str, str]]]:
    """Word and tag of each line, sentence by sentence; comment lines are skipped."""
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cells = line.split("\t") if "\t" in line else line.split()
        if line.startswith("# ") and (len(cells) > 2 or "newdoc" in line):
            continue
        if line.strip() and len(cells) > tag_at:
            rows.append((cells[word_at].strip(), cells[tag_at].strip()))
        elif rows:
            yield rows
            rows = []


def _iter_sentences(
    path: Path, columns: tuple[int, int], types: Mapping[str, str]
) -> Iterator[NamedSentence]:
    for rows in read_columns(path, *columns):
        yield _make_sentence(rows, types)


def _make_sentence(rows: Sequence[tuple[str, str]], types: Mapping[str, str]) -> NamedSentence:
    words = tuple(word for word, _ in rows)
    mentions: list[Mention] = []
    loose: dict[int, frozenset[str]] = {}
    for start, end, kind in find_spans([tag for _, tag in rows]):
        made = make_mention(words, start, end, types[kind]) if kind in types else None
        if made:
            mentions.append(made)
        elif any(word[:1].isupper() for word in words[start:end]):
            loose |= dict.fromkeys(range(start, end), ANYTHING)
    return NamedSentence(words, tuple(mentions), loose)


def find_spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Start, end and type of the BIO spans in ``tags``."""
    spans: list[tuple[int, int, str]] = []
    start, kind = 0, ""
    for place, tag in enumerate([*tags, "O"]):
        part, _, label = tag.partition("-")
        if kind and (part != "I" or label != kind):
            spans.append((start, place, kind))
            kind = ""
        if part in {"B", "I"} and not kind:
            start, kind = place, label
    return spans
