from pathlib import Path

from nlp.tables.dictionary import dictionary_markdown

DOCUMENT = Path(__file__).parents[2] / "docs" / "tables.md"


def test_the_document_is_current():
    assert DOCUMENT.read_text(encoding="utf-8") == dictionary_markdown(), (
        "write it again: python -m nlp.tables.dictionary docs/tables.md"
    )


def test_a_column_is_described_with_type_choices_and_reference():
    text = dictionary_markdown()
    assert "| `count` | integer |  | Occurrences |" in text
    assert "| `kind` | text |  | What the statement does; one of `prescription`, `forecast` |" in text
    assert "see `sentences.sentence_id`" in text
    assert "| `tense` | text | yes |" in text
