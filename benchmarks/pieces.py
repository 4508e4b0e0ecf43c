"""A corpus of generated pieces: sentences in the forms of policy commentary, drawn by a seed.

    python -m benchmarks.pieces FOLDER [PIECES] [WORDS]

The pieces say nothing; they only have what costs an analysis time: names, dates, targets, demands, clauses.
Each carries `sample: true`. The same numbers give the same files.
"""

import random
import shutil
import sys
from datetime import date, timedelta
from pathlib import Path

__all__ = ["make_corpus", "make_piece"]

ROOT = Path(__file__).parents[1]
PARAGRAPH = 5  # sentences
WORDS = 700  # of a piece, as op-eds have

SLOTS = {
    "country": (
        "Vietnam Indonesia Thailand Malaysia Singapore Cambodia Laos Brunei Myanmar Japan China"
    ).split(),
    "capital": "Seoul Jakarta Hanoi Bangkok Manila Beijing Tokyo Washington Canberra Brussels".split(),
    "body": ["ASEAN", "the ASEAN Secretariat", "the East Asia Summit", "the ASEAN Regional Forum", "APEC"],
    "policy": [
        "the New Southern Policy",
        "the Indo-Pacific Strategy",
        "the Korea–ASEAN Solidarity Initiative",
    ],
    "month": "January February March April May June July August September October November".split(),
    "year": [str(year) for year in range(2009, 2031)],
    "number": "two three four five six seven nine eleven fifteen forty".split(),
    "field": (
        "trade energy shipping semiconductors fisheries tourism farming health education defence"
    ).split(),
    "good": "useful patient sound welcome practical generous durable honest".split(),
    "bad": "timid hollow wasteful confused late narrow costly careless".split(),
    "verb": "widen slow deepen repair review delay finance postpone restore".split(),
    "noun": "agreement budget summit dialogue fund plan network corridor standard pledge port".split(),
}
SENTENCES = """
In {month} {year}, {capital} signed a {good} {noun} on {field} with {country} and {country}.
{policy} has been {bad}, because it treats {field} as a matter for {capital} alone.
Korea should {verb} its {noun} with {body} before {year}, and {country} should follow.
Over the last {number} years the {noun} with {country} has grown, although {capital} seldom says so.
If {country} and {country} {verb} the {noun}, {body} will probably {verb} its own within {number} years.
The alliance with the United States is {good}, but it cannot replace a {noun} with {country}.
What {capital} called a {good} {noun} last {month} was, in truth, a {bad} compromise over {field}.
Trade between Korea and ASEAN reached {number} billion dollars in {year}, according to the customs service.
{body} must {verb} the {noun} on {field}; otherwise the {noun} of {year} will remain {bad}.
North Korea tested another missile on 12 {month} {year}, and the {noun} was put off for {number} weeks.
Critics in {country} describe {policy} as {bad}, a charge that deserves a {good} answer.
Nobody in {capital} expects China to {verb} its {noun} in the South China Sea by {year}.
By the end of {year} more than {number} companies from {country} had joined the {noun} for {field}.
That is why {policy} needs a {good} {noun}, a {good} budget and {number} people who know {country}.
Since early {year} students, nurses and engineers from {country} have made {field} in Korea more {good}.
Every {month} ministers meet in {capital}, and every {month} the {noun} on {field} is left for later.
The government would do well to {verb} the {noun}, since {country} has waited for it since {month} {year}.
Neither {country} nor {country} wants to choose between Washington and Beijing over {field}.
""".strip().splitlines()


def make_piece(number: int, *, words: int = WORDS) -> str:
    """The article file of a piece: front matter, blank line, paragraphs of at least so many words in all."""
    draw = random.Random(f"piece {number}")
    day = date(2010, 1, 1) + timedelta(days=draw.randrange(5800))
    sentences: list[str] = []
    while sum(len(sentence.split()) for sentence in sentences) < words:
        sentences.append(_fill(draw.choice(SENTENCES), draw))
    paragraphs = [
        " ".join(sentences[first : first + PARAGRAPH]) for first in range(0, len(sentences), PARAGRAPH)
    ]
    title = f"{draw.choice(SLOTS['noun'])} and {draw.choice(SLOTS['field'])}, number {number}".capitalize()
    head = [f"title: '{title}'", "author:", "  - literal: Benchmark Desk", f"issued: {day}", "language: en"]
    head += [f"outlet_country: {draw.choice(['KR', 'SG', 'VN', 'ID', 'TH'])}", "sample: true"]
    return "\n".join(["---", *head, "---", "", "\n\n".join(paragraphs), ""])


def make_corpus(folder: Path, pieces: int, *, words: int = WORDS, first: int = 0) -> Path:
    """A corpus folder with the shipped codebook and pieces of these numbers; what is there stays.

    Returns:
        The folder.
    """
    articles = folder / "articles"
    articles.mkdir(parents=True, exist_ok=True)
    if not (folder / "codebook").exists():
        shutil.copytree(ROOT / "corpus" / "codebook", folder / "codebook")
    for number in range(first, first + pieces):
        (articles / f"piece-{number:06d}.md").write_text(make_piece(number, words=words), encoding="utf-8")
    return folder


def _fill(pattern: str, draw: random.Random) -> str:
    """The pattern with each slot filled by a draw of its own."""
    while "{" in pattern:
        before, _, rest = pattern.partition("{")
        slot, _, after = rest.partition("}")
        pattern = before + draw.choice(SLOTS[slot]) + after
    return pattern[0].upper() + pattern[1:]


if __name__ == "__main__":
    size, length = (int(word) for word in (*sys.argv[2:4], *("1000", str(WORDS))[len(sys.argv) - 2 :]))
    make_corpus(Path(sys.argv[1]), size, words=length)
