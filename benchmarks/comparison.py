"""Time and memory of the comparison of many pieces, on tables that are made up.

    python -m benchmarks.comparison [PIECES]

The tables lie in a folder, as those of a run do that memory does not hold.

Words are drawn as words are (Zipf), stances, dates and entities as op-eds have them; every twentieth piece is
a copy of another. Prints seconds by table, their sum, the rows and the peak memory of the process.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd

from nlp.comparison.asking import Asked
from nlp.comparison.copies import find_copies
from nlp.comparison.focus import find_focus
from nlp.comparison.groups.table import compare_groups
from nlp.comparison.measures import make_measures
from nlp.comparison.networks.discourse import discourse_frame
from nlp.comparison.networks.tables import network_frames
from nlp.comparison.pairs.agreement import find_agreement
from nlp.comparison.pairs.similarity import compare_pairs
from nlp.comparison.profile import compare_pieces
from nlp.comparison.rest import make_copies, make_pieces
from nlp.comparison.timeline import make_time_profile, make_timeline
from nlp.comparison.words.keyness import find_key_terms
from nlp.comparison.words.texts import read_texts
from nlp.settings import ComparisonSettings
from nlp.tables.frames import frame_of
from nlp.tables.schemas import get_table
from nlp.tables.stored import StoredTables

SENTENCES, WORDS, VOCABULARY = 45, 18, 30_000  # of a piece, of a sentence, of the corpus
ENTITIES, TARGETS, DATES, STATEMENTS = 25, 5, 20, 10  # of a piece
SIDES, COUNTRIES, OUTLETS, THEMES, DIMENSIONS = ("KR", "ASEAN", "other"), 12, 150, 13, 384


def make_tables(n: int, seed: int = 1) -> dict[str, pd.DataFrame]:
    """The tables of so many made-up pieces."""
    draw = np.random.default_rng(seed)
    ids = np.array([f"piece-{number:06d}" for number in range(n)], dtype=object)
    days = np.datetime64("2015-01-01") + draw.integers(0, 4000, n)
    articles = {
        **{"article_id": ids, "title": ids, "sha256": ids, "published": pd.Series(days)},
        **{
            "side": draw.choice(SIDES, n),
            "outlet": [f"Outlet {one}" for one in draw.integers(0, OUTLETS, n)],
        },
        "author_country": [f"C{one}" for one in draw.integers(0, COUNTRIES, n)],
        **{"n_words": [SENTENCES * WORDS] * n, "n_sentences": [SENTENCES] * n, "n_paragraphs": [9] * n},
        "sample": [False] * n,
    }
    text, words = _texts(draw, n)
    place = np.repeat(np.arange(n), SENTENCES)
    sentence_id = np.char.add(np.repeat(ids.astype("U"), SENTENCES), np.tile(_numbers(":s", SENTENCES), n))
    start = np.tile(np.arange(SENTENCES) * 200, n)
    sentences = {
        **{"article_id": ids[place], "sentence_id": sentence_id.astype(object), "text": text},
        **{
            "start_char": start,
            "end_char": start + 150,
            "paragraph": np.tile(np.arange(SENTENCES) // 5 + 1, n),
        },
    }
    columns = {"articles": articles, "sentences": sentences, "terms": _terms(words, ids), **_found(draw, ids)}
    return {name: _frame(name, cells) for name, cells in columns.items()}


def _texts(draw: np.random.Generator, n: int) -> tuple[list[str], "np.ndarray"]:
    shares = 1 / np.arange(1, VOCABULARY + 1)
    words = draw.choice(VOCABULARY, (n, SENTENCES, WORDS), p=shares / shares.sum())
    words[19::20] = words[18::20][: len(words[19::20])]
    spelled = [f"w{''.join(chr(97 + int(digit)) for digit in str(code))}" for code in range(VOCABULARY)]
    return [
        " ".join(spelled[code] for code in sentence) + " should."
        for piece in words.tolist()
        for sentence in piece
    ], words


def _terms(words: "np.ndarray", ids: "np.ndarray") -> dict[str, object]:
    flat = words.reshape(len(ids), -1).astype(np.int64)
    keys, counts = np.unique(flat + np.arange(len(ids))[:, None] * VOCABULARY, return_counts=True)
    spelled = np.array(
        [f"w{''.join(chr(97 + int(digit)) for digit in str(code))}" for code in range(VOCABULARY)],
        dtype=object,
    )
    return {"article_id": ids[keys // VOCABULARY], "term": spelled[keys % VOCABULARY], "count": counts}


def _found(draw: np.random.Generator, ids: "np.ndarray") -> dict[str, dict[str, object]]:
    n = len(ids)
    return {
        "entity_summary": _entities(draw, ids),
        **_stances(draw, ids),
        "entities": {},
        "themes": {
            **{"article_id": np.repeat(ids, THEMES), "level": ["article"] * (n * THEMES)},
            **{"theme_id": np.tile(_numbers("theme", THEMES), n), "score": draw.random(n * THEMES) ** 4},
            **{name: [False] * (n * THEMES) for name in ("assigned", "dominant", "human")},
        },
        "dates": _dates(draw, ids),
        "statements": _statements(draw, ids),
        "vectors": {"article_id": ids, "vector": list(draw.normal(size=(n, DIMENSIONS)).astype("float32"))},
    }


def _entities(draw: np.random.Generator, ids: "np.ndarray") -> dict[str, object]:
    n = len(ids)
    entity = np.sort(
        np.argsort(draw.random((n, 400)) ** np.arange(1, 401) * -1, axis=1)[:, :ENTITIES], axis=1
    )
    entity = np.unique(np.arange(n)[:, None] * 5000 + entity + draw.integers(0, 20, (n, ENTITIES)) * 200)
    return {
        **{"article_id": ids[entity // 5000], "entity": [f"entity-{one}" for one in entity % 5000]},
        **{"canonical": ["x"] * len(entity), "label": ["ORG"] * len(entity)},
        "mentions": draw.integers(1, 9, len(entity)),
        "salience": np.round(draw.random(len(entity)), 2),
        "first_sentence": [f"{one}:s001" for one in ids[entity // 5000]],
    }


def _stances(draw: np.random.Generator, ids: "np.ndarray") -> dict[str, dict[str, object]]:
    """The tables of stances and of their evidence."""
    n = len(ids)
    names = [*(f"target-{one}" for one in range(6)), *(f"leader:l{one}" for one in range(200))]
    often, seldom = draw.integers(0, 6, (n, TARGETS)), draw.integers(6, 206, (n, TARGETS))
    drawn = np.where(draw.random((n, TARGETS)) < 0.8, often, seldom)
    chosen = np.unique(np.arange(n)[:, None] * 1000 + drawn)
    stance = draw.integers(-1, 2, len(chosen))
    held = {
        "article_id": ids[chosen // 1000],
        "target_id": np.array(names, dtype=object)[chosen % 1000],
        "stance": stance,
        "label": np.array(["critical", "neutral", "supportive"], dtype=object)[stance + 1],
        "confidence": draw.random(len(chosen)),
        "speaker": ["author"] * len(chosen),
        "human": [False] * len(chosen),
    }
    first = [f"{one}:s001" for one in ids[chosen // 1000]]
    return {
        "stances": {**held, "mixed": [False] * len(chosen), "n_evidence": [1] * len(chosen)},
        "evidence": {
            **{**held, "sentence_id": first, "text": ["A sentence that says so."] * len(chosen)},
            **{name: [0] * len(chosen) for name in ("start_char", "mention_start")},
            **{name: [9] * len(chosen) for name in ("end_char", "mention_end")},
        },
    }


def _dates(draw: np.random.Generator, ids: "np.ndarray") -> dict[str, object]:
    n = len(ids)
    day = np.repeat(np.datetime64("2015-01-01"), n * DATES) + draw.integers(-3000, 6000, n * DATES)
    piece, number = np.repeat(ids, DATES), np.tile(np.arange(DATES), n)
    return {
        **{"article_id": piece, "sentence_id": [f"{one}:s001" for one in piece]},
        **{"start_char": number, "end_char": number + 1, "text": ["x"] * len(piece)},
        **{"type": ["DATE"] * len(piece), "value": ["X"] * len(piece)},
        **{"granularity": ["day"] * len(piece), "anchor": ["none"] * len(piece)},
        **{"start_date": pd.Series(day), "end_date": pd.Series(day)},
        "tense": draw.choice(["past", "present", "future"], len(piece)),
    }


def _statements(draw: np.random.Generator, ids: "np.ndarray") -> dict[str, object]:
    said = np.repeat(ids, STATEMENTS)
    return {
        **{"article_id": said, "statement_id": [f"{one}:{k}" for k, one in enumerate(said)]},
        "kind": draw.choice(["prescription", "forecast"], len(said)),
        **{"sentence_id": [f"{one}:s001" for one in said], "text": ["x"] * len(said)},
        **{"start_char": [0] * len(said), "end_char": [1] * len(said), "speaker": ["author"] * len(said)},
        **{"modality": ["obligation"] * len(said), "polarity": ["affirmative"] * len(said)},
        "author": [True] * len(said),
        "addressee": [f"entity-{k}" for k in draw.integers(0, 60, len(said))],
    }


def _numbers(name: str, n: int) -> "np.ndarray":
    return np.array([f"{name}{number:03d}" for number in range(1, n + 1)])


def _frame(name: str, cells: Mapping[str, object]) -> pd.DataFrame:
    return frame_of(
        get_table(name),
        {
            key: list(values) if isinstance(values, np.ndarray) and values.dtype.kind in "OU" else values
            for key, values in cells.items()
        },
    )


def main() -> None:
    """Print a row for each table."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    if len(sys.argv) > 2:  # the tables are made in a process of their own, whose memory is not counted
        for name, frame in make_tables(n).items():
            frame.to_parquet(Path(sys.argv[2]) / f"{name}.parquet")
        return
    with TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "benchmarks.comparison", str(n), folder], check=True)
        before = _memory()
        started, used = time.perf_counter(), time.process_time()
        rows = _compare(StoredTables(Path(folder)), ComparisonSettings())
    spent = f"{time.perf_counter() - started:.0f} s, {time.process_time() - used:.0f} s CPU"
    memory = f"peak {_memory():.0f} MB ({before:.0f} MB before)"
    sys.stdout.write(f"{n} pieces, {rows} rows: {spent}, {memory}\n")


def _compare(frames: Mapping[str, pd.DataFrame], settings: ComparisonSettings) -> int:
    """As `compare_corpus`, step by step; the number of rows made."""
    articles, threshold = frames["articles"], settings.duplicate_jaccard
    ids, focus = make_pieces(articles).ids, find_focus(articles, settings)
    with Asked(frames, settings) as asked:
        texts = _timed("read texts", lambda: read_texts(asked, ids))
        pairs = _timed("find copies", lambda: find_copies(texts, ids, threshold=threshold))
        pieces = make_pieces(articles, pairs)
        measures = _timed("measures", lambda: make_measures(frames, ids, texts))
        discourse = _timed("discourse", lambda: discourse_frame(frames))
        counted = np.array(ids, dtype=object)[pieces.counted]
        steps: dict[str, Callable[[], Any]] = {
            "comparison": lambda: compare_pieces(measures, pieces, settings, focus=focus),
            "group_comparison": lambda: compare_groups(articles, measures, pieces, settings),
            "agreement": lambda: find_agreement(frames, pieces, settings, focus=focus),
            "similarity": lambda: compare_pairs(frames, pieces, settings, focus=focus),
            "copies": lambda: make_copies(pieces, pairs),
            "keyness": lambda: find_key_terms(asked, texts, pieces, settings, focus=focus),
            "timeline": lambda: make_timeline(frames),
            "time_profile": lambda: make_time_profile(frames, ids),
            "networks": lambda: network_frames(discourse, articles, counted, limit=settings.network_edges),
        }
        made = [_timed(name, step) for name, step in steps.items()]  # kept, as a run keeps them
    return sum(len(one) for one in made if isinstance(one, pd.DataFrame))


def _timed(name: str, make: Callable[[], Any]) -> Any:  # noqa: ANN401  whatever is made
    started, used = time.perf_counter(), time.process_time()
    made = make()
    rows = f"{len(made):>9} rows" if isinstance(made, pd.DataFrame) else ""
    spent = f"{time.perf_counter() - started:7.1f} s {time.process_time() - used:7.1f} s CPU"
    sys.stdout.write(f"{name:<18}{spent} {rows:>16}  peak {_memory():.0f} MB\n")
    sys.stdout.flush()
    return made


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
