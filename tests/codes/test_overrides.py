import pandas as pd
import pytest

from nlp.codes.overrides.themes import ThemeLimits
from nlp.codes.settled import code_tables
from nlp.tables.schemas import TABLES
from nlp.tables.validation import validate
from tests.codes.coding import code, pieces
from tests.comparison.corpora import rows_of

LIMITS = ThemeLimits(
    article_threshold=0.3, per_article=2, title_share=0.2, paragraph_threshold=lambda theme_id: 0.5
)
# Words: 4 in the first paragraph and 4 in the second of `a`, and a title that weighs a fifth of both.
SHARE = 4 / (8 * 1.2)
SCORES = {"trade": (0.8, 0.1, 0.5), "security": (0.2, 0.6, 0.3), "people": (0.0, 0.0, 0.0)}


def theme_rows():
    for theme_id, scores in SCORES.items():
        for paragraph, score in enumerate(scores[:2], 1):
            yield {"level": "paragraph", "paragraph": paragraph, "score": score} | (
                {"theme_id": theme_id, "assigned": score > 0.5, "dominant": score > 0.5}
            )
        assigned = {"assigned": scores[2] >= 0.3, "dominant": theme_id == "trade"}
        yield {"level": "article", "theme_id": theme_id, "score": scores[2]} | assigned


def frames():
    china = {"target_id": "china"}
    evidence = [
        {"sentence_id": "a:s003", "label": "critical", "stance": -1, "mention_start": 60, "mention_end": 65},
        {"sentence_id": "a:s003", "speaker": "Hanoi", "label": "supportive", "stance": 1},
        {"sentence_id": "a:s002", "label": "neutral"},
    ]
    stances = [
        {"label": "critical", "stance": -1, "n_evidence": 2},
        {"speaker": "Hanoi", "label": "supportive", "stance": 1},
    ]
    return pieces(
        themes=[{"article_id": "a", **row} for row in theme_rows()],
        evidence=[{"article_id": "a", **china, **row} for row in evidence],
        stances=[{"article_id": "a", **china, **row} for row in stances],
    )


def coded(*codes):
    tables, problems = code_tables(frames(), codes, LIMITS)
    for name, frame in tables.items():
        validate(TABLES[name], frame)
    return tables, problems


def themes_of(frame, paragraph):
    rows = frame[frame["paragraph"].isna() if paragraph is None else frame["paragraph"] == paragraph]
    return {row.theme_id: (row.score, row.assigned, row.dominant, row.human) for row in rows.itertuples()}


def test_without_codes_nothing_changes():
    tables, problems = coded()
    assert problems == ()
    for name, frame in tables.items():
        pd.testing.assert_frame_equal(frame, frames()[name])


def test_a_coded_paragraph_and_the_scores_of_its_piece():
    themes = coded(code("a:p001:themes", "people", "trade"))[0]["themes"]
    assert themes_of(themes, 1) == {
        "people": (1.0, True, True, True),
        "trade": (1.0, True, False, True),
        "security": (0.0, False, False, True),
    }
    assert themes_of(themes, 2) == themes_of(frames()["themes"], 2)
    whole = themes_of(themes, None)
    assert whole["people"] == (pytest.approx(SHARE, abs=1e-6), True, False, False)
    assert whole["trade"] == (pytest.approx(0.5 + 0.2 * SHARE, abs=1e-6), True, True, False)
    assert whole["security"] == (pytest.approx(0.3 - 0.2 * SHARE, abs=1e-6), False, False, False)


def test_no_theme_leaves_the_paragraph_without():
    themes = coded(code("a:p001:themes"))[0]["themes"]
    assert {row[:3] for row in themes_of(themes, 1).values()} == {(0.0, False, False)}
    assert sum(row[2] for row in themes_of(themes, None).values()) == 1  # a piece always has a theme


def test_a_coded_piece_keeps_its_scores():
    themes = coded(code("a:article:themes", "people"))[0]["themes"]
    assert themes_of(themes, None) == {
        "people": (0.0, True, True, True),
        "trade": (0.5, False, False, True),
        "security": (0.3, False, False, True),
    }


def stances_of(tables):
    return rows_of(
        tables["stances"], "target_id", "speaker", "label", "stance", "mixed", "n_evidence", "human"
    )


def evidence_of(tables):
    return rows_of(tables["evidence"], "sentence_id", "target_id", "speaker", "label", "human")


HANOI = ("china", "Hanoi", "supportive", 1, False, 1, False)


def test_a_coded_stance_of_a_piece():
    tables = coded(code("a:article:stance:china", "mixed"), code("a:article:stance:asean", "supportive"))[0]
    assert stances_of(tables) == [
        ("asean", "author", "supportive", 1, False, 0, True),
        HANOI,
        ("china", "author", "mixed", 0, True, 2, True),
    ]
    assert set(tables["stances"].query("human")["confidence"]) == {1.0}


def test_not_addressed_takes_the_authors_rows_away():
    tables = coded(code("a:article:stance:china", "not addressed"))[0]
    assert stances_of(tables) == [HANOI]
    assert evidence_of(tables) == [("a:s003", "china", "Hanoi", "supportive", False)]


def test_coded_sentences():
    tables = coded(
        code("a:s003:stance:china", "neutral"),
        code("a:s002:stance:china", "not addressed"),
        code("a:s002:stance:asean", "supportive"),
    )[0]
    assert evidence_of(tables) == [
        ("a:s003", "china", "Hanoi", "supportive", False),
        ("a:s003", "china", "author", "neutral", True),
        ("a:s002", "asean", "author", "supportive", True),
    ]
    added = tables["evidence"].query("target_id == 'asean'").iloc[0]
    assert (added.text, added.start_char, added.end_char) == ("ASEAN delivers.", 40, 55)
    assert (added.mention_start, added.mention_end, added.confidence) == (40, 55, 1.0)
    assert [row[-2] for row in stances_of(tables)] == [1, 1]  # one sentence of the author's is left


def test_lines_on_codes_that_do_not_count():
    apart = [code("a:p001:themes", "trade"), code("a:p001:themes", "people", coder="bo")]
    tables, problems = coded(*apart, code("z:p001:themes", "trade"))
    pd.testing.assert_frame_equal(tables["themes"], frames()["themes"])
    assert [problem.message.partition(" `")[0] for problem in problems] == [
        "row 2: there is no article",
        "the coders disagree on",
    ]
