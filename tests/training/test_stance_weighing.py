import json

import numpy as np
import pytest

from nlp.analysis.attribution.weighing import FEATURES, NOT_ADDRESSED, read_weigher
from nlp.labels import StanceLabel
from training.stance.weighing import LABELS, PIECES, Coded, fit, mirror, write_weigher

TARGETS = {"korea_asean_ties", "rok_asean_policy", "us_alliance", "china", "north_korea", "asean"}
FILES = sorted(PIECES.glob("*.jsonl"))


def test_there_are_pieces_by_several_writers():
    assert len(FILES) >= 4


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_piece_is_coded_in_the_terms_of_the_codebook(path):
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert row["stances"], row["id"]
        assert set(row["stances"].values()) <= set(StanceLabel)
        assert not row["stances"].keys() & set(row["named_only"])
        known = {target for target in row["stances"] if target.startswith("leader:")} | TARGETS
        assert set(row["stances"]) <= known


def coded(label, **numbers):
    described = np.zeros(len(FEATURES))
    for name, value in numbers.items():
        described[FEATURES.index(name)] = value
    return Coded("piece", "writer", "asean", label, described)


def test_blame_and_praise_change_places_in_the_mirror():
    row = coded("critical", blame_mean=0.7, praise_last=0.2, share=0.5).described
    other = coded("supportive", praise_mean=0.7, blame_last=0.2, share=0.5).described
    assert np.array_equal(mirror(row[np.newaxis]), other[np.newaxis])


def test_what_blame_teaches_holds_for_praise_and_survives_the_file(tmp_path):
    examples = [
        coded("critical", blame_mean=0.8),
        coded("critical", blame_mean=0.6),
        coded("neutral", neutral=0.9),
    ]
    examples += [coded(NOT_ADDRESSED, share=0.01), coded("mixed", blame_mean=0.5, praise_mean=0.5)]
    fitted = fit(examples, 1.0)
    praised = coded("", praise_mean=0.8).described
    assert fitted.predict(praised[np.newaxis]) == ["supportive"]
    write_weigher(tmp_path / "weighing.json", fitted)
    chances = read_weigher(tmp_path / "weighing.json").predict(praised)
    assert set(chances) == set(LABELS)
    assert max(chances, key=chances.__getitem__) == "supportive"
