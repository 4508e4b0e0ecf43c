"""How long stages took, and what they got through."""

import pytest

from nlp.running import clock as clocks
from nlp.running.clock import Clock, count_words


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What the clock shows, to be set."""
    shown = [100.0]
    monkeypatch.setattr(clocks.time, "perf_counter", lambda: shown[0])
    return shown


def test_stages_have_seconds_and_what_is_counted_a_rate(now: list[float]) -> None:
    clock = Clock()
    with clock("take in"):
        now[0] += 0.5
        clock.counted("take in", pieces=3)
    with clock("analyse", pieces=2, words=1_000):
        now[0] += 4
    with clock("learn"):
        now[0] += 1.0004
    assert clock.seconds == {"take in": 0.5, "analyse": 4.0, "learn": 1.0}
    assert clock.throughput() == {
        "take in": {"seconds": 0.5, "pieces": 3, "pieces_per_second": 6.0},
        "analyse": {
            **{"seconds": 4.0, "pieces": 2, "pieces_per_second": 0.5},
            **{"words": 1_000, "words_per_second": 250.0},
        },
        "learn": {"seconds": 1.0},
    }


def test_a_stage_that_goes_on_is_told_up_to_now_with_its_parts(now: list[float]) -> None:
    clock = Clock()
    with clock("compare"):
        now[0] += 1
    with clock("publish", pieces=6):
        with clock.part("tables"):
            now[0] += 2
        with clock.part("report"):
            now[0] += 1
        so_far = clock.throughput()
        assert clock.seconds == {"compare": 1.0}
        now[0] += 5
    assert so_far == {
        "compare": {"seconds": 1.0},
        "publish": {
            **{"seconds": 3.0, "pieces": 6, "pieces_per_second": 2.0},
            "parts": {"tables": 2.0, "report": 1.0},
        },
    }
    assert clock.seconds == {"compare": 1.0, "publish": 8.0}


def test_a_part_outside_of_stages_is_not_kept(now: list[float]) -> None:
    clock = Clock()
    with clock.part("tables"):
        now[0] += 1
    assert clock.throughput() == {}


def test_nothing_in_no_time_has_no_rate(now: list[float]) -> None:
    clock = Clock()
    with clock("analyse", pieces=0, words=0):
        pass
    assert clock.throughput()["analyse"] == {
        **{"seconds": 0.0, "pieces": 0, "pieces_per_second": None},
        **{"words": 0, "words_per_second": None},
    }


def test_words_are_what_blanks_part() -> None:
    assert count_words(["one two-three,\nfour", "", " five "]) == 4


def test_a_stage_that_fails_has_no_seconds(now: list[float]) -> None:
    clock = Clock()
    with pytest.raises(KeyError), clock("compare"):
        raise KeyError
    assert clock.seconds == {}
