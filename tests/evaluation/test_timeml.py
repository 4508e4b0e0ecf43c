"""TimeML files and JSONL rows give the same labelled texts."""

from datetime import date

import pytest

from nlp.errors import EvaluationError
from nlp.evaluation.timeml import LabelledTimex, read_labelled_dates

TML = """<?xml version="1.0" ?>
<TimeML><DOCID>x</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2025-05-29">May 29, 2025</TIMEX3></DCT>
<TEXT>Black &amp; white.
On <TIMEX3 tid="t1" type="DATE" value="2025-05-28"><EVENT>Wed</EVENT>nesday</TIMEX3> it met.</TEXT>
</TimeML>"""


def test_a_folder_of_timeml_is_read_in_the_order_of_names(tmp_path):
    (tmp_path / "b.tml").write_text(TML, encoding="utf-8")
    (tmp_path / "a.tml").write_text(TML.replace("2025-05-29", "29-05-2025"), encoding="utf-8")
    first, second = read_labelled_dates(tmp_path)
    assert (first.id, first.published) == ("a", date(2025, 5, 29))
    assert (second.id, second.published) == ("b", date(2025, 5, 29))
    assert second.text == "Black & white.\nOn Wednesday it met."
    assert second.timexes == (LabelledTimex(18, 27, "DATE", "2025-05-28"),)


def test_rows_are_read(tmp_path):
    file = tmp_path / "rows.jsonl"
    file.write_text(
        '{"id": "1", "text": "In 2019.", "timex": '
        '[{"start": 3, "end": 7, "type": "DATE", "value": "2019"}]}\n\n',
        encoding="utf-8",
    )
    (row,) = read_labelled_dates(file)
    assert (row.id, row.published, row.timexes) == ("1", None, (LabelledTimex(3, 7, "DATE", "2019"),))


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("{", "rows.jsonl:1"),
        ('{"id": "1", "text": "x"}', "timex"),
        (
            '{"id": "1", "text": "x", "timex": [{"start": 0, "end": 9, "type": "DATE", "value": "2019"}]}',
            "outside",
        ),
        ('{"id": "1", "text": "x", "published": "May", "timex": []}', "May"),
    ],
)
def test_a_bad_row_is_named(tmp_path, line, part):
    file = tmp_path / "rows.jsonl"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(EvaluationError, match=part):
        read_labelled_dates(file)


def test_a_bad_file_is_named(tmp_path):
    with pytest.raises(EvaluationError, match="no such file"):
        read_labelled_dates(tmp_path / "none.jsonl")
    with pytest.raises(EvaluationError, match=r"no \.tml file"):
        read_labelled_dates(tmp_path)
    (tmp_path / "a.tml").write_text("<TimeML>", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"a\.tml"):
        read_labelled_dates(tmp_path)
    (tmp_path / "a.tml").write_text("<TimeML/>", encoding="utf-8")
    with pytest.raises(EvaluationError, match="TEXT"):
        read_labelled_dates(tmp_path)
