from nlp.report.focus.marked_text import Note, Stretch, find_paragraphs
from nlp.report.links import evidence_anchor
from nlp.report.reading import Reader
from nlp.report.wording import Names
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
    entity, day = "e:gpe:kr", "d37"
    assert first.stretches == (
        Stretch("Seoul", ("name", "target"), "South Korea, country or city", entity),
        Stretch(" opened two berths in "),
        Stretch("Manila", ("name",), "Manila, country or city", "e:Manila"),
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
    assert links == ["e:gpe:kr", "", "e:org:asean"]


def test_a_later_mention_says_what_it_means_where_its_words_do_not():
    again = [
        {
            **place(BOARD, 4, words),
            "label": "ORG",
            "canonical": "ASEAN",
            "entity_id": "org:asean",
            "link_method": "alias",
        }
        for words in ("Ties", "ASEAN")
    ]
    first = {
        **place(BOARD, 3, "envoy"),
        **{key: again[0][key] for key in ("label", "canonical", "entity_id")},
    }
    found = paragraphs(BOARD, entities=[{**first, "link_method": "alias"}, *again], evidence=[])
    stretches = [part for part in found[1].sentences[1].stretches if part.kinds]
    assert [(part.text, part.meaning) for part in stretches] == [("Ties", "ASEAN"), ("ASEAN", "")]


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
    link = evidence_anchor(ROWS["evidence"][2])
    assert last.notes == (Note("critical", "− Seoul’s policy toward ASEAN (an official)", link),)
    demand = paragraphs(BOARD)[1].sentences[0]
    assert demand.notes == (Note("statement", "prescription", "p001"),)


def test_two_mentions_in_a_sentence_are_one_note():
    twice = [*ROWS["evidence"], {**ROWS["evidence"][0], "mention_start": 30, "mention_end": 36}]
    assert len(paragraphs(HARBOUR, evidence=twice)[0].sentences[0].notes) == 1
