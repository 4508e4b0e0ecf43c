from nlp.report.focus.piece import make_piece
from nlp.report.reading import Reader
from nlp.report.wording import Names
from tests.report.pieces import BOARD, HARBOUR, LABELS, ROWS, compared, make_frames


def piece(article_id, **rows):
    reader = Reader(make_frames(**rows))
    (row,) = [row for row in reader.pieces if row["article_id"] == article_id]
    return make_piece(row, reader, Names(reader, LABELS))


def test_themes_stand_by_strength_with_what_the_piece_makes_of_them():
    strips = piece(BOARD).themes.strips
    assert [(strip.label, strip.remark, strip.row["value"]) for strip in strips] == [
        ("Regional architecture", "dominant", 0.58),
        ("Security on the Korean Peninsula", "", 0.24),
        ("Trade and investment", "", 0.11),
    ]


def test_a_stance_without_a_rest_is_drawn_all_the_same():
    strips = piece(BOARD).stances.strips
    assert [(strip.label, strip.remark, strip.row["n_rest"]) for strip in strips] == [
        ("Korea–ASEAN ties", "supportive", 2),
        ("Seoul’s policy toward ASEAN", "critical", 0),
    ]
    assert piece(BOARD).unaddressed == ("China (1 other piece)",)


def test_evidence_of_the_author_stands_before_that_of_others():
    found = piece(HARBOUR).evidence
    assert [(one.stance["target_id"], one.stance["speaker"]) for one in found] == [
        ("korea_asean_ties", "author"),
        ("rok_asean_policy", "an official"),
    ]
    assert [row["sentence_id"] for row in found[0].sentences] == [f"{HARBOUR}:s001", f"{HARBOUR}:s003"]


def test_a_sentence_with_two_mentions_is_quoted_once_with_the_surer_one():
    twice = [
        *ROWS["evidence"],
        {**ROWS["evidence"][0], "mention_start": 30, "mention_end": 36, "confidence": 0.95},
    ]
    first = piece(HARBOUR, evidence=twice).evidence[0].sentences
    assert [row["confidence"] for row in first] == [0.95, 0.72]


def test_neutral_sentences_stand_back_where_others_take_a_side():
    neutral = {**ROWS["evidence"][1], "stance": 0, "label": "neutral"}
    found = piece(HARBOUR, evidence=[ROWS["evidence"][0], neutral]).evidence[0]
    assert [row["sentence_id"] for row in found.sentences] == [f"{HARBOUR}:s001"]
    assert [row["sentence_id"] for row in found.more] == [f"{HARBOUR}:s003"]
    alone = piece(HARBOUR, evidence=[neutral]).evidence[0]
    assert [row["sentence_id"] for row in alone.sentences] == [f"{HARBOUR}:s003"]
    assert alone.more == ()


def test_own_statements_stand_before_reported_ones():
    own = ROWS["statements"][0]
    reported = {
        **own,
        "statement_id": f"{BOARD}:p000",
        "start_char": 0,
        "speaker": "a minister",
        "author": False,
    }
    found = piece(BOARD, statements=[reported, own]).prescriptions
    assert [row["author"] for row in found] == [True, False]


def test_names_stand_by_mentions():
    assert [(row["canonical"], row["mentions"]) for row in piece(BOARD).entities] == [
        ("South Korea", 2),
        ("ASEAN", 1),
    ]


def test_words_used_less_are_left_out():
    less = {**ROWS["keyness"][0], "term": "fund", "z": -3.0}
    assert [row["term"] for row in piece(BOARD, keyness=[*ROWS["keyness"], less]).terms] == ["envoy"]


def test_words_terms_and_names_stand_together_by_z():
    name = {**ROWS["keyness"][0], "unit": "entity", "term": "gpe:kr", "z": 3.0}
    more = [{**ROWS["keyness"][0], "term": f"word{number}", "z": 1.0 - number / 100} for number in range(9)]
    found = piece(BOARD, keyness=[*ROWS["keyness"], name, *more]).terms
    assert [row["term"] for row in found] == ["gpe:kr", "envoy", *(f"word{number}" for number in range(7))]


def test_near_pieces_are_few_and_the_farthest_is_told():
    row = ROWS["similarity"][0]
    rows = [
        {**row, "article_id": BOARD, "other_id": f"p{rank}", "rank": rank, "farthest": rank == 9}
        for rank in range(1, 10)
    ]
    assert [one["rank"] for one in piece(BOARD, similarity=rows).near] == [1, 2, 3, 4, 5, 9]


def test_company_is_that_of_the_author_alone():
    found = {(one.stance["target_id"], one.stance["speaker"]): one.company for one in piece(HARBOUR).evidence}
    assert [row["other_id"] for row in found["korea_asean_ties", "author"].shares] == [BOARD]
    assert found["korea_asean_ties", "author"].opposes == ()
    assert found["rok_asean_policy", "an official"] is None


def test_addressees_of_others_alone_are_no_measure():
    asked = [
        compared(BOARD, "prescription", item, "per 1,000 words", value, mean=1.0, sd=0.5, n=2)
        for item, value in (("gpe:kr", 33.3), ("org:asean", 0.0))
    ]
    found = piece(BOARD, comparison=[*ROWS["comparison"], *asked]).measures
    assert [row["item"] for row in found] == ["words_per_sentence", "gpe:kr"]
