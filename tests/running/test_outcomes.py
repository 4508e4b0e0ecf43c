"""What a run says at its end, and what of it the log gets."""

import json
from pathlib import Path

from nlp import stages
from nlp.running.journal import Recording
from nlp.running.journal.files import find_files
from nlp.running.outcomes import note_problems
from nlp.settings import Settings


def test_the_log_has_file_and_kind_of_what_was_set_aside_and_no_word_of_its_text(corpus: Path) -> None:
    (corpus / "articles" / "torn.md").write_text(
        "---\ntitle: [A secret\n---\n\nSecret text.\n", encoding="utf-8"
    )
    (corpus / "articles" / "bare.md").write_text("---\ntitle: Bare\n---\n", encoding="utf-8")
    settings = Settings(corpus=corpus, outputs=corpus.parent)
    intake = stages.take_in(settings)
    with Recording(settings):
        note_problems(intake, ("a lock was taken over",))
    lines = [
        json.loads(line) for file in find_files(corpus.parent) for line in file.read_bytes().splitlines()
    ]
    keys = ("level", "event", "kind", "file", "message")
    assert [tuple(line.get(key) for key in keys) for line in lines[1:]] == [
        *(
            ("warning", "problem", str(one.kind), one.file, None)
            for one in sorted(intake.problems, key=str)
            if one.blocking
        ),
        ("warning", "notice", None, None, "a lock was taken over"),
    ]
    assert len(lines) == 4
    assert "ecret" not in json.dumps(lines)
