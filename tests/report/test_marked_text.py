from nlp.report.marked_text import Note, Stretch, date_meaning, find_paragraphs
from nlp.report.reading import Reader
from nlp.report.wording import Names, row_anchor
from tests.report.pieces import BOARD, HARBOUR, LABELS, ROWS, TEXTS, make_frames, place


def paragraphs(article_id, **rows):
    reader = Reader(make_frames(**rows))
    return find_paragraphs(reader, article_id, Names(reader, LABELS))


def test_stretches_put_together_are_the_text():
    for article_id, given in TEXTS.items():
        found = [
            ["".join(part.text for part in sentence.stretches) for sentence in paragraph.sentences]
            for paragraph in paragraphs(article_id)
        ]
        assert found == given


def test_names_dates_and_targets_are_marked():
    first = paragraphs(HARBOUR)[0].sentences[0]
    entity, day = row_anchor(HARBOUR, "gpe:kr"), row_anchor(HARBOUR, "date", 37)
    assert first.stretches == (
        Stretch("Seoul", ("name", "target"), "South Korea, country or city", entity),
        Stretch(" opened two berths in "),
        Stretch("Manila", ("name",), "Manila, country or city", row_anchor(HARBOUR, "Manila")),
        Stretch(" in "),
        Stretch("2019", ("date",), "2019-01-01 to 2019-12-31", day),
        Stretch("."),
    )


def test_only_the_first_mention_of_an_entity_is_a_link():
    links = [
        part.link
        for paragraph in paragraphs(BOARD)
        for sentence in paragraph.sentences
        for part in sentence.stretches
        if "name" in part.kinds
    ]
    assert links == [row_anchor(BOARD, "gpe:kr"), "", row_anchor(BOARD, "org:asean")]


def test_marks_that_overlap_are_cut_where_either_ends():
    doubts = [{**place(BOARD, 1, "29 May 2025, the chair"), "kind": "arithmetic", "message": "no"}]
    first = paragraphs(BOARD, findings=doubts)[0].sentences[0]
    assert [(part.text, part.kinds) for part in first.stretches] == [
        ("On ", ()),
        ("Monday, ", ("date",)),
        ("29 May 2025", ("date", "doubt")),
        (", the chair", ("doubt",)),
        (" stood empty.", ()),
    ]


def test_a_sentence_says_what_it_is_evidence_of():
    last = paragraphs(HARBOUR)[1].sentences[1]
    link = row_anchor(HARBOUR, "s004", "rok_asean_policy", "an official")
    assert last.notes == (Note("critical", "− Seoul’s policy toward ASEAN (an official)", link),)
    demand = paragraphs(BOARD)[1].sentences[0]
    assert demand.notes == (Note("statement", "prescription", row_anchor(BOARD, "p001")),)


def test_two_mentions_in_a_sentence_are_one_note():
    twice = [*ROWS["evidence"], {**ROWS["evidence"][0], "mention_start": 30, "mention_end": 36}]
    assert len(paragraphs(HARBOUR, evidence=twice)[0].sentences[0].notes) == 1


def test_a_date_is_told_by_the_days_it_covers():
    row = {"value": "PRESENT_REF", "start_date": None, "end_date": None}
    assert date_meaning(row) == "PRESENT_REF"
    day = ROWS["dates"][2]
    assert date_meaning(day) == "2025-05-29"
    assert date_meaning({**day, "start_date": None}) == "… to 2025-05-29"
