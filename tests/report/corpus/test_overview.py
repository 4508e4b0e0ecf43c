from nlp.report.corpus.overview import make_overview
from nlp.report.links import Links
from nlp.report.reading import Reader
from nlp.report.wording import Names
from tests.report.html_page import Page
from tests.report.pieces import BOARD, DESK, HARBOUR, LABELS, ROWS, make_frames


def overview(labels=LABELS, **rows):
    reader = Reader(make_frames(**rows))
    return make_overview(reader, Names(reader, labels), Links())


def test_facts_are_counts():
    assert dict(overview().facts) == {
        "Pieces": "3, of which 2 made-up samples",
        "Published": "2021-03-02 to 2025-05-29",
        "Written from": "1 Korean side, 1 ASEAN side, 1 third country",
        "Text": "81 words in 12 sentences",
        "Stances": "5 author’s stances and 1 reported one, resting on 7 mentions",
        "Statements": "1 prescription and 1 forecast by the authors",
        "Doubts": "2 about the pieces’ own words, 1 about files",
    }


def test_each_target_has_the_surest_sentence_on_either_side():
    ties, policy = overview().targets
    assert (ties.target_id, ties.n, ties.counts) == (
        "korea_asean_ties",
        3,
        {"critical": 0, "mixed": 0, "neutral": 1, "supportive": 2},
    )
    assert [row["sentence_id"] for row in ties.quotes] == [f"{HARBOUR}:s001"]
    assert [row["sentence_id"] for row in policy.quotes] == [f"{DESK}:s002"]


def test_leaders_get_a_column_when_two_pieces_address_them():
    stance = ROWS["stances"][0]
    leaders = [
        {**stance, "article_id": one, "target_id": target}
        for one, target in ((HARBOUR, "leader:a"), (BOARD, "leader:a"), (BOARD, "leader:b"))
    ]
    labels = {**LABELS, "targets": {**LABELS["targets"], "leader:b": "B", "leader:c": "C"}}
    matrix = overview(labels, stances=[*ROWS["stances"], *leaders]).matrix
    assert matrix.targets == ("korea_asean_ties", "rok_asean_policy", "leader:a")
    assert matrix.left_out == 1
    assert matrix.unaddressed == ("China",)


def test_themes_are_counted_by_year():
    years = overview().years
    assert years.years == (2021, 2022, 2023, 2024, 2025)
    assert years.counts == {
        ("trade_investment", 2021): 1,
        ("trade_investment", 2023): 1,
        ("regional_architecture", 2023): 1,
        ("regional_architecture", 2025): 1,
    }
    assert years.totals == {"trade_investment": 2, "regional_architecture": 2}
    assert (years.level("trade_investment", 2021), years.level("trade_investment", 2022)) == (5, 0)


def test_a_side_is_quoted_only_from_pieces_that_take_it():
    praise = {**ROWS["evidence"][3], "stance": 1, "label": "supportive", "confidence": 0.99}
    policy = overview(evidence=[*ROWS["evidence"], {**praise, "mention_start": 0}]).targets[1]
    assert [row["label"] for row in policy.quotes] == ["critical"]


def test_dated_statements_are_drawn_with_sentence_and_entities():
    page = Page(str(overview().dates.drawing))
    said = {one.parents[-1].attributes["href"]: one.text for one in page.all("title")[1:]}
    assert (
        said[f"pieces/{DESK}.html#s003"] == "“2027”, 2027-01-01 to 2027-12-31: By 2027 the fund will double."
    )
    assert said[f"pieces/{HARBOUR}.html#s001"] == (
        "“2019”, 2019-01-01 to 2019-12-31: Seoul opened two berths in Manila in 2019. [South Korea; Manila]"
    )
