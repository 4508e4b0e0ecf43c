from nlp.corpus.article import Problem
from nlp.labels import ProblemKind
from nlp.tables.rows import ROW_MAKERS, make_rows, problem_rows
from nlp.tables.schemas import PIECE_TABLES, get_table
from tests.tables.pieces import bare_piece, full_piece


def rows_of(name):
    return make_rows(*full_piece())[name]


def test_there_is_a_generator_for_every_table_of_pieces():
    assert list(ROW_MAKERS) == [table.name for table in PIECE_TABLES]


def test_rows_have_the_declared_columns_in_their_order():
    for name, rows in make_rows(*full_piece()).items():
        assert {tuple(row) for row in rows} == {get_table(name).names}, name


def test_an_article_row_tells_what_is_known():
    (row,) = rows_of("articles")
    assert row["authors"] == "Ana Dela Cruz; Trade Desk"
    assert row["keywords"] == "aid; trade"
    assert row["published_origin"] == "file name"
    assert row["origins"] == '{"issued": "file name", "title": "header line"}'
    assert (row["n_words"], row["n_sentences"], row["n_paragraphs"]) == (12, 3, 2)


def test_what_is_not_known_is_missing():
    (row,) = make_rows(*bare_piece())["articles"]
    assert {name for name, value in row.items() if value is not None} == {
        *("article_id", "title", "n_words", "n_sentences", "n_paragraphs", "sha256", "sample"),
    }


def test_a_mention_belongs_to_the_sentence_it_begins_in():
    assert [row["sentence_id"] for row in rows_of("entities")] == ["one:s001", "one:s001", "one:s003"]
    assert [row["sentence_id"] for row in rows_of("dates")] == ["one:s001"]


def test_the_summary_counts_mentions_and_leaves_amounts_out():
    assert rows_of("entity_summary") == [
        {
            "article_id": "one",
            "entity": "gpe:kr",
            "entity_id": "gpe:kr",
            "canonical": "South Korea",
            "label": "GPE",
            "mentions": 2,
            "salience": 2 / 3,
            "first_sentence": "one:s001",
        }
    ]


def test_themes_of_the_piece_have_no_paragraph():
    assert [(row["level"], row["paragraph"]) for row in rows_of("themes")] == [
        ("article", None),
        ("paragraph", 2),
    ]


def test_a_stance_counts_the_sentences_of_its_evidence():
    (row,) = rows_of("stances")
    assert (row["stance"], row["n_evidence"], row["human"]) == (1, 1, False)


def test_evidence_keeps_sentence_and_mention_apart():
    (row,) = rows_of("evidence")
    assert (row["start_char"], row["end_char"], row["text"]) == (49, 66, "Seoul should act.")
    assert (row["mention_start"], row["mention_end"]) == (49, 54)


def test_statements_are_numbered_by_kind():
    (row,) = rows_of("statements")
    assert (row["statement_id"], row["author"]) == ("one:p001", True)


def test_a_finding_about_the_whole_piece_stands_nowhere():
    placed, whole = rows_of("findings")
    assert (placed["sentence_id"], placed["text"]) == ("one:s001", "2019")
    assert (whole["sentence_id"], whole["start_char"], whole["text"]) == (None, None, None)


def test_terms_are_counted():
    assert [(row["term"], row["count"]) for row in rows_of("terms")] == [("pay", 2), ("act", 1)]


def test_a_piece_without_embedding_has_no_vector_row():
    assert make_rows(*bare_piece())["vectors"] == []
    assert rows_of("vectors") == [{"article_id": "one", "vector": [0.6, 0.8]}]


def test_a_problem_met_twice_is_one_row():
    problem = Problem("a.md", ProblemKind.NO_TEXT, "holds no text; add it below the front matter")
    assert list(problem_rows([problem, problem])) == [
        {
            "file": "a.md",
            "kind": "no_text",
            "message": "holds no text; add it below the front matter",
            "article_id": None,
        }
    ]
