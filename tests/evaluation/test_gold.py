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


def test_themes_and_stances_are_read_from_csv(tmp_path: Path) -> None:
    themes, stances = tmp_path / "themes.csv", tmp_path / "stances.csv"
    themes.write_bytes(
        'id;text;themes\r\n1;"One; two";a; \r\n2;Café;\r\n'.replace(";a; ", ';"a; b"').encode("cp1252")
    )
    assert read_gold(themes, Kind.THEMES) == [
        {"id": "1", "text": "One; two", "themes": ["a", "b"]},
        {"id": "2", "text": "Café", "themes": []},
    ]
    stances.write_text(
        "id,text,start,end,label,target_id\n7,Hanoi waits.,0,5,neutral,\n", encoding="utf-8-sig"
    )
    assert read_gold(stances, Kind.STANCE) == [
        {"id": "7", "text": "Hanoi waits.", "start": 0, "end": 5, "label": "neutral"}
    ]


@pytest.mark.parametrize(
    ("kind", "content", "message"),
    [
        (Kind.THEMES, "text,themes\na,b\n", "no column `id`"),
        (Kind.THEMES, "id,text\n1,b\n", "row 2: `themes` must be list"),
        (Kind.STANCE, "id,text,start,end,label\n1,ab,x,1,neutral\n", "row 2: `start` must be int"),
        (Kind.STANCE, "id,text,start,end,label\n1,ab,0,9,neutral\n", "row 2: offsets 0–9 lie outside"),
        (Kind.ENTITIES, "id,text,entities\n1,ab,[]\n", "are read from JSONL"),
    ],
)
def test_a_malformed_csv_row_is_named(tmp_path: Path, kind: Kind, content: str, message: str) -> None:
    file = tmp_path / "gold.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError, match=message):
        read_gold(file, kind)
