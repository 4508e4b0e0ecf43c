"""Three invented pieces of institutions, and the rows that an analysis of them might give."""

from datetime import date

from nlp.comparison.timeline import make_timeline
from nlp.tables.frames import make_frame
from nlp.tables.schemas import TABLES
from tests.report.company import agreement_rows, discourse_rows, edge_rows, node_rows

HARBOUR, DESK, BOARD = (
    "2021-03-02-harbour-desk-berths",
    "2023-09-11-trade-desk-fund",
    "2025-05-29-board-chair",
)

LABELS = {
    "themes": {
        "trade_investment": "Trade and investment",
        "regional_architecture": "Regional architecture",
        "security_peninsula": "Security on the Korean Peninsula",
    },
    "targets": {
        "korea_asean_ties": "Korea–ASEAN ties",
        "rok_asean_policy": "Seoul’s policy toward ASEAN",
        "china": "China",
    },
}

TEXTS = {
    HARBOUR: [
        ["Seoul opened two berths in Manila in 2019.", "The port has been busier since then."],
        ["ASEAN should welcome more of this.", "An official said that the terms were unfair."],
    ],
    DESK: [
        ["The cooperation fund has grown slowly.", "Seoul’s pledges outrun its payments."],
        ["By 2027 the fund will double.", "That would serve both sides."],
    ],
    BOARD: [
        ["On Monday, 29 May 2025, the chair stood empty.", "Nobody in Seoul seemed to mind."],
        ["Korea must send an envoy before next year.", "Ties with ASEAN are worth the fare."],
    ],
}

ARTICLES = [
    {
        "article_id": HARBOUR,
        "title": "Two berths and a promise",
        "authors": "Harbour Desk",
        "outlet": "Sample Gazette, Manila",
        "outlet_country": "PH",
        "side": "ASEAN",
        "published": date(2021, 3, 2),
        "published_origin": "front matter",
        "language": "en",
        "url": "https://example.org/berths",
        "sample": True,
    },
    {
        "article_id": DESK,
        "title": "The fund that grows by press release",
        "authors": "Trade Desk",
        "affiliation": "Institute for Practice",
        "outlet": "Sample Review",
        "side": "other",
        "published": date(2023, 9, 11),
        "language": "en",
        "genre": "column",
        "sample": True,
    },
    {
        "article_id": BOARD,
        "title": "The chair nobody is sitting in",
        "authors": "Editorial Board",
        "side": "KR",
        "published": date(2025, 5, 29),
        "language": "en",
        "keywords": "envoys; chairs",
        "sample": False,
    },
]

# article, sentence, target, speaker, stance, label, confidence, mention
EVIDENCE = [
    (HARBOUR, 1, "korea_asean_ties", "author", 1, "supportive", 0.91, "Seoul"),
    (HARBOUR, 3, "korea_asean_ties", "author", 1, "supportive", 0.72, "this"),
    (HARBOUR, 4, "rok_asean_policy", "an official", -1, "critical", 0.66, "terms"),
    (DESK, 2, "rok_asean_policy", "author", -1, "critical", 0.88, "pledges"),
    (DESK, 4, "korea_asean_ties", "author", 0, "neutral", 0.55, "That"),
    (BOARD, 2, "rok_asean_policy", "author", -1, "critical", 0.81, "Seoul"),
    (BOARD, 4, "korea_asean_ties", "author", 1, "supportive", 0.83, "Ties with ASEAN"),
]

ENTITIES = [
    (HARBOUR, 1, "Seoul", "GPE", "South Korea", "gpe:kr"),
    (HARBOUR, 1, "Manila", "GPE", "Manila", None),
    (HARBOUR, 3, "ASEAN", "ORG", "ASEAN", "org:asean"),
    (DESK, 2, "Seoul", "GPE", "South Korea", "gpe:kr"),
    (BOARD, 2, "Seoul", "GPE", "South Korea", "gpe:kr"),
    (BOARD, 3, "Korea", "GPE", "South Korea", "gpe:kr"),
    (BOARD, 4, "ASEAN", "ORG", "ASEAN", "org:asean"),
]

DATES = [
    (HARBOUR, 1, "2019", "2019", date(2019, 1, 1), date(2019, 12, 31), "year", "past"),
    (DESK, 3, "2027", "2027", date(2027, 1, 1), date(2027, 12, 31), "year", "future"),
    (BOARD, 1, "Monday, 29 May 2025", "2025-05-29", date(2025, 5, 29), date(2025, 5, 29), "day", "present"),
    (BOARD, 3, "next year", "2026", date(2026, 1, 1), date(2026, 12, 31), "year", "future"),
]

THEME_SCORES = {
    HARBOUR: (0.71, 0.22, 0.05),
    DESK: (0.64, 0.31, 0.02),
    BOARD: (0.11, 0.58, 0.24),
}


def sentence_rows():
    rows = []
    for article_id, paragraphs in TEXTS.items():
        start, number = 0, 0
        for paragraph, sentences in enumerate(paragraphs, 1):
            for text in sentences:
                number += 1
                rows.append(
                    {
                        "article_id": article_id,
                        "sentence_id": f"{article_id}:s{number:03d}",
                        "paragraph": paragraph,
                        "start_char": start,
                        "end_char": start + len(text),
                        "text": text,
                    }
                )
                start += len(text) + 1
            start += 1
    return rows


def sentence(article_id, number):
    return next(row for row in sentence_rows() if row["sentence_id"] == f"{article_id}:s{number:03d}")


def place(article_id, number, words):
    row = sentence(article_id, number)
    start = row["start_char"] + row["text"].index(words)
    return {
        "article_id": article_id,
        "sentence_id": row["sentence_id"],
        "start_char": start,
        "end_char": start + len(words),
        "text": words,
    }


def article_rows():
    for row in ARTICLES:
        texts = [text for paragraph in TEXTS[row["article_id"]] for text in paragraph]
        yield {
            **row,
            "n_words": sum(len(text.split()) for text in texts),
            "n_sentences": len(texts),
            "n_paragraphs": len(TEXTS[row["article_id"]]),
            "sha256": "ab" * 32,
        }


def evidence_rows():
    for article_id, number, target, speaker, stance, label, confidence, mention in EVIDENCE:
        whole, part = sentence(article_id, number), place(article_id, number, mention)
        yield {
            **{name: whole[name] for name in ("article_id", "sentence_id", "start_char", "end_char", "text")},
            "target_id": target,
            "speaker": speaker,
            "stance": stance,
            "label": label,
            "confidence": confidence,
            "mention_start": part["start_char"],
            "mention_end": part["end_char"],
            "human": False,
        }


def stance_rows():
    seen = {}
    for row in evidence_rows():
        seen.setdefault((row["article_id"], row["target_id"], row["speaker"]), []).append(row)
    for (article_id, target, speaker), rows in seen.items():
        yield {
            "article_id": article_id,
            "target_id": target,
            "speaker": speaker,
            "stance": rows[0]["stance"],
            "label": rows[0]["label"],
            "mixed": False,
            "confidence": rows[0]["confidence"],
            "n_evidence": len(rows),
            "human": False,
        }


def entity_rows():
    for article_id, number, words, label, canonical, entity_id in ENTITIES:
        yield {
            **place(article_id, number, words),
            "label": label,
            "canonical": canonical,
            "entity_id": entity_id,
            "link_method": "alias" if entity_id else "nil",
        }


def summary_rows():
    seen = {}
    for row in entity_rows():
        seen.setdefault((row["article_id"], row["entity_id"] or row["canonical"]), []).append(row)
    for (article_id, entity), rows in seen.items():
        yield {
            "article_id": article_id,
            "entity": entity,
            **{name: rows[0][name] for name in ("entity_id", "canonical", "label")},
            "mentions": len(rows),
            "salience": 0.25 * len({row["sentence_id"] for row in rows}),
            "first_sentence": rows[0]["sentence_id"],
        }


def date_rows():
    for article_id, number, words, value, start, end, granularity, tense in DATES:
        yield {
            **place(article_id, number, words),
            "type": "DATE",
            "value": value,
            "start_date": start,
            "end_date": end,
            "granularity": granularity,
            "anchor": "none",
            "tense": tense,
        }


def theme_rows():
    for article_id, scores in THEME_SCORES.items():
        for theme_id, score in zip(LABELS["themes"], scores, strict=True):
            yield {
                "article_id": article_id,
                "level": "article",
                "theme_id": theme_id,
                "score": score,
                "assigned": score > 0.3,
                "dominant": score == max(scores),
                "human": False,
            }


def comparison_rows():
    for article_id, scores in THEME_SCORES.items():
        for theme_id, score in zip(LABELS["themes"], scores, strict=True):
            yield compared(article_id, "theme", theme_id, "score", score, mean=0.3, sd=0.1, n=2)
    yield compared(BOARD, "stance", "korea_asean_ties", "-1 to 1", 1.0, mean=0.5, sd=0.7, n=2)
    yield compared(BOARD, "stance", "china", "-1 to 1", None, mean=-1.0, sd=None, n=1)
    yield compared(BOARD, "style", "words_per_sentence", "words", 8.0, mean=6.5, sd=0.5, n=2)


def compared(article_id, dimension, item, unit, value, *, mean, sd, n, percentile=100.0):
    return {
        "article_id": article_id,
        "dimension": dimension,
        "item": item,
        "unit": unit,
        "value": value,
        "rest_mean": mean,
        "rest_sd": sd,
        "n_rest": n,
        "difference": None if value is None else value - mean,
        "percentile": None if value is None else percentile,
        "interval": None,
        "interval_low": None if sd is None else mean - sd,
        "interval_high": None if sd is None else mean + sd,
        "note": f"only {n} other pieces",
    }


def similarity_rows():
    pairs = ((HARBOUR, DESK, 0.62), (HARBOUR, BOARD, 0.41), (DESK, BOARD, 0.38))
    ranks = dict.fromkeys(THEME_SCORES, 0)
    for one, other, cosine in [*pairs, *((two, one, cosine) for one, two, cosine in pairs)]:
        ranks[one] += 1
        yield {
            "article_id": one,
            "other_id": other,
            "rank": ranks[one],
            "farthest": ranks[one] == 2,
            "cosine": cosine,
            "theme_distance": 0.2,
            "entity_overlap": 0.5,
            "stance_agreement": 0.5,
            "n_targets": 2,
            "copy": False,
        }


ROWS = {
    "articles": list(article_rows()),
    "sentences": sentence_rows(),
    "entities": list(entity_rows()),
    "entity_summary": list(summary_rows()),
    "dates": list(date_rows()),
    "themes": list(theme_rows()),
    "stances": list(stance_rows()),
    "evidence": list(evidence_rows()),
    "statements": [
        {
            **sentence(BOARD, 3),
            "statement_id": f"{BOARD}:p001",
            "kind": "prescription",
            "actor": "Korea",
            "addressee": "gpe:kr",
            "modality": "obligation",
            "polarity": "affirmative",
            "horizon": "2026",
            "speaker": "author",
            "author": True,
        },
        {
            **sentence(DESK, 3),
            "statement_id": f"{DESK}:f001",
            "kind": "forecast",
            "actor": "the fund",
            "modality": "certainty",
            "polarity": "affirmative",
            "speaker": "author",
            "author": True,
        },
    ],
    "findings": [
        {
            **place(BOARD, 1, "Monday, 29 May 2025"),
            "kind": "weekday_mismatch",
            "message": "29 May 2025 was a Thursday, not a Monday",
        },
        {"article_id": DESK, "kind": "header", "message": "no byline was found"},
    ],
    "comparison": list(comparison_rows()),
    "similarity": list(similarity_rows()),
    "keyness": [
        {
            "article_id": BOARD,
            "unit": "lemma",
            "term": "envoy",
            "count_focus": 3,
            "count_rest": 0,
            "pieces_rest": 0,
            "log_odds": 2.1,
            "z": 2.4,
            "g2": 7.9,
        }
    ],
    "agreement": list(agreement_rows(list(stance_rows()), sentence, (HARBOUR, DESK, BOARD))),
    "network_nodes": list(node_rows()),
    "network_edges": list(edge_rows()),
    "discourse": list(discourse_rows(list(evidence_rows()), ARTICLES)),
    "problems": [
        {"file": "articles/torn.md", "kind": "front_matter", "message": "line 3 is no YAML; mend it"}
    ],
}


def make_frames(**rows):
    """All tables, some of them with other rows."""
    chosen = {**ROWS, **rows}
    frames = {
        name: make_frame(
            table, [{key: one[key] for key in one if key in table.names} for one in chosen.get(name, ())]
        )
        for name, table in TABLES.items()
    }
    return {**frames, "timeline": make_timeline(frames)}
