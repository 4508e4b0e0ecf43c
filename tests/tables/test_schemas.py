import pytest

from nlp.errors import TableError
from nlp.tables.schemas import TABLES, get_table

# The columns every reader of the tables may rely on, as the design names them.
CONTRACT = {
    "articles": "title authors affiliation outlet published language genre side n_words n_sentences sha256 "
    "source_file sample",
    "sentences": "sentence_id paragraph start_char end_char text",
    "entities": "sentence_id start_char end_char text label canonical entity_id wikidata_id link_method",
    "dates": "sentence_id start_char end_char text type value mod start_date end_date granularity tense",
    "themes": "level paragraph theme_id score assigned dominant",
    "stances": "target_id speaker stance label mixed confidence n_evidence",
    "evidence": "sentence_id target_id speaker stance confidence start_char end_char text",
    "statements": "kind sentence_id start_char end_char text actor addressee modality polarity horizon",
    "findings": "kind sentence_id message",
    "comparison": "dimension item value rest_mean rest_sd n_rest difference percentile interval",
    "similarity": "other_id cosine theme_distance entity_overlap stance_agreement",
    "keyness": "count_focus count_rest log_odds z g2",
    "discourse": "person organisation concept agreement start_char end_char",
}


@pytest.mark.parametrize("name", CONTRACT)
def test_the_columns_of_the_contract_are_there(name):
    assert {"article_id", *CONTRACT[name].split()} <= set(get_table(name).names)
    assert get_table(name).names[0] == "article_id"


@pytest.mark.parametrize("table", TABLES.values(), ids=str)
def test_declarations_are_sound(table):
    assert len(set(table.names)) == len(table.names)
    assert set(table.sort_columns) <= set(table.names)
    assert all(column.description for column in table.columns)
    for column in table.columns:
        if column.references:
            other, _, target = column.references.partition(".")
            assert get_table(other).column(target).dtype is column.dtype
            assert get_table(other).key == (target,)


def test_names_fit_into_stata():
    assert all(len(name) <= 32 for table in TABLES.values() for name in table.names)


def test_an_unknown_table_is_named_with_those_there_are():
    with pytest.raises(TableError, match=r"no table `entitys`; choose one of articles, sentences"):
        get_table("entitys")


def test_an_unknown_column_is_named():
    with pytest.raises(TableError, match=r"table terms has no column `n`; it has article_id, term, count"):
        get_table("terms").column("n")
