"""Readers of GUM and re3d, which code more than names."""

import json
import re
from itertools import pairwise
from pathlib import Path

from training.ner.labels import ANYTHING, OTHERS
from training.ner.names import make_mention
from training.ner.own import split_words
from training.ner.readers import Document, keep_longest, loosen
from training.ner.sentence import Mention, NamedSentence

_BRACKET = re.compile(r"\((?P<opens>\d+)-(?P<kind>[a-z]+)[^()]*(?P<single>\))?|(?P<closes>\d+)\)")
_GUM = {"person": "PER", "place": "PLACE", "organization": "ORG", "event": "EVENT"}
_GUM_SKIPPED = ("GUM_conversation", "GUM_vlog", "GUM_academic")
_SMALL = frozenset(
    {"of", "the", "and", "for", "de", "la", "von", "van", "al", "on", "in", "-", "–", "&", ".", "to"}
)
_RE3D = {"Person": "PER", "Organisation": "BODY", "Location": "PLACE", "Nationality": "NORP"}
_MAX_NAME = 8


def read_gum(path: Path) -> list[Document]:
    """GUM: of all its mentions those that are names; other proper nouns stay open."""
    documents: list[Document] = []
    skipped, rows = False, []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# newdoc"):
            skipped = line.split(" = ")[1].startswith(_GUM_SKIPPED)
            documents += [] if skipped else [[]]
        elif line and not line.startswith("#") and line.split("\t")[0].isdigit():
            rows.append(line.split("\t"))
        elif not line and rows:
            if not skipped:
                documents[-1].append(_make_gum_sentence(rows))
            rows = []
    return documents


def read_re3d(folder: Path) -> list[Document]:
    """One source of re3d, tokenised here; what is not a plain name there stays open."""
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for line in (folder / "entities.json").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["type"] in _RE3D:
            spans.setdefault(row["documentId"], []).append((row["begin"], row["end"], _RE3D[row["type"]]))
    documents = []
    for line in (folder / "documents.json").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        documents.append(_make_re3d_document(row["text"], spans.get(row["_id"], [])))
    return documents


def _make_gum_sentence(rows: list[list[str]]) -> NamedSentence:
    words = [row[1] for row in rows]
    proper = {place for place, row in enumerate(rows) if row[4] in {"NNP", "NNPS"}}
    found = []
    for start, end, kind in _find_gum_mentions(rows):
        while start < end and start not in proper:
            start += 1
        while end > start and end - 1 not in proper:
            end -= 1
        fits = all(p in proper or words[p].lower() in _SMALL or rows[p][4] == "CD" for p in range(start, end))
        if (
            start == end
            or end - start > _MAX_NAME
            or not fits
            or (kind == "person" and "and" in words[start:end])
        ):
            continue
        if kind != "time":
            made = make_mention(words, start, end, _GUM.get(kind, "MISC"))
            found += [made] if made else []
    mentions = keep_longest(found)
    covered = {place for mention in mentions for place in range(mention.start, mention.end)}
    sentence = NamedSentence(tuple(words), mentions, dict.fromkeys(proper - covered, ANYTHING))
    return loosen(sentence, OTHERS)


def _find_gum_mentions(rows: list[list[str]]) -> list[tuple[int, int, str]]:
    open_ones: list[tuple[str, int, str]] = []
    mentions = []
    for place, row in enumerate(rows):
        value = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        for bracket in _BRACKET.finditer(value):
            if bracket["single"]:
                mentions.append((place, place + 1, bracket["kind"]))
            elif bracket["opens"]:
                open_ones.append((bracket["opens"], place, bracket["kind"]))
            else:
                match = next((one for one in reversed(open_ones) if one[0] == bracket["closes"]), None)
                if match:
                    open_ones.remove(match)
                    mentions.append((match[1], place + 1, match[2]))
    return mentions


def _make_re3d_document(text: str, spans: list[tuple[int, int, str]]) -> Document:
    document = []
    for block in re.finditer(r"[^\n]+", text):
        words = split_words(block.group())
        places = [(start + block.start(), start + block.start() + len(word)) for word, start in words]
        names, found, unclear = [word for word, _ in words], [], set()
        for begin, finish, kind in spans:
            inside = [p for p, (start, end) in enumerate(places) if start >= begin and end <= finish]
            made = make_mention(names, inside[0], inside[-1] + 1, kind) if inside else None
            if (
                made
                and not _is_description(names[made.start : made.end], kind)
                and all(w[:1].isupper() or w.lower() in _SMALL for w in names[made.start : made.end])
            ):
                found.append(made)
            else:
                unclear |= set(inside)
        mentions = keep_longest(found)
        covered = {p for mention in mentions for p in range(mention.start, mention.end)}
        loose = {p: ANYTHING for p in unclear - covered if names[p][:1].isupper()}
        document += _cut(loosen(NamedSentence(tuple(names), mentions, loose), OTHERS))
    return document


def _is_description(words: list[str], kind: str) -> bool:
    """Whether a mention of re3d is a pronoun, or a person named by office ("Deputy Secretary of State …")."""
    return words[0] in {"I", "He", "She", "We", "They"} or (kind == "PER" and not _SMALL.isdisjoint(words))


def _cut(sentence: NamedSentence) -> Document:
    """The paragraph's sentences, cut after full stops outside mentions."""
    inside = {p for mention in sentence.mentions for p in range(mention.start, mention.end)}
    ends = [p + 1 for p, word in enumerate(sentence.words) if word in {".", "?", "!"} and p not in inside]
    cuts = sorted({0, *ends, len(sentence.words)})
    parts = []
    for start, end in pairwise(cuts):
        mentions = tuple(
            Mention(one.start - start, one.end - start, one.labels)
            for one in sentence.mentions
            if start <= one.start and one.end <= end
        )
        loose = {place - start: labels for place, labels in sentence.loose.items() if start <= place < end}
        parts.append(NamedSentence(sentence.words[start:end], mentions, loose))
    return parts
