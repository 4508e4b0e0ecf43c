from pathlib import Path

import pytest

from nlp.errors import EvaluationError
from nlp.evaluation.gold import Kind, published, read_gold


def write(tmp_path: Path, content: str) -> Path:
    file = tmp_path / "gold.jsonl"
    file.write_text(content, encoding="utf-8")
    return file


def test_rows_are_read_and_empty_lines_passed_over(tmp_path: Path) -> None:
    file = write(
        tmp_path, '{"id": "1", "text": "a", "themes": ["x"]}\n\n{"id": "2", "text": "b", "themes": []}\n'
    )
    assert [row["id"] for row in read_gold(file, Kind.THEMES)] == ["1", "2"]


@pytest.mark.parametrize(
    ("kind", "line", "message"),
    [
        (Kind.THEMES, "{", "line 1: not JSON"),
        (Kind.THEMES, "[]", "not a JSON object"),
        (Kind.THEMES, '{"id": "1", "text": "a"}', "`themes` must be list"),
        (Kind.STANCE, '{"id": "1", "text": "abc", "start": 2, "end": 9, "label": "neutral"}', "outside"),
        (Kind.STANCE, '{"id": "1", "text": "abc", "start": 2, "end": 2, "label": "neutral"}', "outside"),
        (Kind.ENTITIES, '{"id": "1", "text": "abc", "entities": [{"start": 0, "end": 1}]}', "`label`"),
        (Kind.ENTITIES, '{"id": "1", "text": "abc", "entities": [[0, 1]]}', "object is expected"),
        (Kind.THEMES, "", "holds no row"),
    ],
)
def test_a_malformed_line_is_named(tmp_path: Path, kind: Kind, line: str, message: str) -> None:
    with pytest.raises(EvaluationError, match=message):
        read_gold(write(tmp_path, line), kind)


def test_a_missing_file_and_another_encoding_are_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="no such file"):
        read_gold(tmp_path / "none.jsonl", Kind.THEMES)
    (tmp_path / "x.jsonl").write_bytes(b"\xff\xfe{")
    with pytest.raises(EvaluationError, match="not UTF-8"):
        read_gold(tmp_path / "x.jsonl", Kind.THEMES)


def test_a_day_of_publication_must_be_iso() -> None:
    assert str(published({"id": "1", "published": "2025-05-29"})) == "2025-05-29"
    assert published({"id": "1"}) is None
    with pytest.raises(EvaluationError, match="29 May"):
        published({"id": "1", "published": "29 May"})
