"""Who holds which concept: one row per statement, in the columns of Discourse Network Analyzer.

The author's own statements stand under each author's name, with the affiliation as the organisation; reported
ones under the speaker: a person, or else an organisation (a country or ministry speaks as one). Supportive is
agreement 1, critical 0. Neutral and mixed statements are neither for nor against and are left out; so are
speakers that are only a pronoun, who would become one node of many people.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pandas as pd

from nlp.labels import AUTHOR, EntityLabel, StanceLabel
from nlp.tables.comparison_schemas import DISCOURSE
from nlp.tables.frames import make_frame

__all__ = ["PRONOUNS", "discourse_frame"]

# Personal, indefinite and relative pronouns, and demonstratives that stand alone.
PRONOUNS: Final = frozenset(
    "i you he she it we they one oneself who whoever someone somebody anyone anybody everyone everybody "
    "no-one nobody none some many few most all both several others another this that these those".split()
)

_AGREEMENT: Final = {str(StanceLabel.SUPPORTIVE): 1, str(StanceLabel.CRITICAL): 0}

Actor = tuple[str | None, str | None]  # person and organisation


def discourse_frame(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The `discourse` table. Reads `articles`, `entities` and `evidence`."""
    return make_frame(DISCOURSE, _discourse_rows(frames))


def _discourse_rows(frames: Mapping[str, pd.DataFrame]) -> Iterator[dict[str, Any]]:
    articles = {row["article_id"]: row for row in frames["articles"].to_dict("records")}
    labels = _speaker_labels(frames["entities"])
    seen: set[tuple[Any, ...]] = set()
    evidence = frames["evidence"]
    for row in evidence[evidence["label"].isin(_AGREEMENT)].to_dict("records"):
        if _is_pronoun(str(row["speaker"])):
            continue
        article = articles[row["article_id"]]
        for person, organisation in _actors(article, str(row["speaker"]), labels):
            found = {
                "article_id": row["article_id"],
                "date": None if pd.isna(article["published"]) else article["published"].date(),
                "person": person,
                "organisation": organisation,
                "concept": row["target_id"],
                "agreement": _AGREEMENT[row["label"]],
                "start_char": row["start_char"],
                "end_char": row["end_char"],
                "sentence_id": row["sentence_id"],
                "text": row["text"],
            }
            key = tuple(found[name] for name in DISCOURSE.key)
            if key not in seen:
                seen.add(key)
                yield found


def _is_pronoun(speaker: str) -> bool:
    # WHO is an organisation; "I" is the one pronoun that is always a capital.
    return speaker.lower() in PRONOUNS and (len(speaker) == 1 or not speaker.isupper())


def _speaker_labels(entities: pd.DataFrame) -> dict[tuple[str, str], str]:
    """What kind of name each canonical name of a piece is."""
    once = entities.drop_duplicates(["article_id", "canonical"])
    columns = (once[name].tolist() for name in ("article_id", "canonical", "label"))
    return {(article_id, canonical): label for article_id, canonical, label in zip(*columns, strict=True)}


def _actors(article: Mapping[Any, Any], speaker: str, labels: Mapping[tuple[str, str], str]) -> list[Actor]:
    if speaker == AUTHOR:
        affiliation = None if pd.isna(article["affiliation"]) else article["affiliation"]
        if pd.isna(article["authors"]):
            return [(f"author of {article['article_id']}", affiliation)]
        return [(name, affiliation) for name in str(article["authors"]).split("; ")]
    label = labels.get((article["article_id"], speaker))
    if label is None or label == EntityLabel.PERSON:
        return [(speaker, None)]
    return [(None, speaker)]
