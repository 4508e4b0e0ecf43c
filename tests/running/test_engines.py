"""What is done again, what is given up, in which portions pieces are handed out; no model is loaded here."""

from concurrent.futures import Future

import pytest

from nlp.corpus.article import Article
from nlp.errors import EngineError, OutputError, SettingsError
from nlp.labels import EngineKind
from nlp.running.engines import LostWorkerError, analyse_all, count_cores
from nlp.running.engines.engine import Here, count_workers, open_engine
from nlp.running.recipe import Failure, make_batches
from nlp.settings import EngineSettings, Settings, choose_engine, read_settings


def articles(count):
    return [Article(f"piece-{number:03}", "T", "Text.") for number in range(count)]


class Scripted:
    """An engine whose workers are lost over some pieces, so often, and fail on others."""

    workers, patience, address = 2, 2, None

    def __init__(self, deadly=None, error=None):
        self.deadly, self.error = dict(deadly or {}), error
        self.done, self.most_at_once, self.running = [], 0, 0

    def submit(self, batch, tell):
        told = tell(batch)
        future = Future()
        ids = [article.id for article in batch]
        self.done.append(ids)
        lost = [name for name in ids if self.deadly.get(name)]
        for name in lost:
            self.deadly[name] -= 1
        if self.error:
            future.set_exception(self.error)
        elif lost:
            future.set_exception(LostWorkerError("worker process was killed by signal 9"))
        else:
            for _ in ids:
                told()
            future.set_result(())
        return future

    def check(self):
        pass


def test_portions_are_fifty_until_the_end_where_no_worker_shall_wait_for_another():
    sizes = [len(batch) for batch in make_batches(articles(400), lambda: 2)]
    assert sizes == [50, 50, 50, 50, 50, 38, 28, 21, 16, 12, 9, 7, 5, 5, 5, 4]
    assert [len(batch) for batch in make_batches(articles(120))] == [50, 50, 20]
    assert [len(batch) for batch in make_batches(articles(18), lambda: 2)] == [5, 5, 5, 3]
    assert list(make_batches([], lambda: 3)) == []
    ordered = [article.id for batch in make_batches(articles(120), lambda: 4) for article in batch]
    assert ordered == [article.id for article in articles(120)]


@pytest.mark.parametrize(
    ("pieces", "given", "workers"),
    [(0, 8, 1), (15, 8, 1), (16, 8, 2), (40, 8, 5), (1000, 8, 8), (1000, 1, 1)],
)
def test_a_process_is_not_started_for_less_than_eight_pieces(pieces, given, workers):
    assert count_workers(EngineSettings(workers=given), pieces) == workers


def test_without_a_number_there_is_a_worker_for_each_core():
    assert count_workers(EngineSettings(), 10_000) == count_cores()


def test_few_pieces_are_done_in_this_process(tmp_path):
    recipe = type("Recipe", (), {"settings": Settings()})()
    with open_engine(recipe, articles(15)) as engine:
        assert isinstance(engine, Here)
    none = Settings(engine=EngineSettings(kind=EngineKind.DASK))
    with open_engine(type("Recipe", (), {"settings": none})(), []) as engine:
        assert isinstance(engine, Here)  # no cluster is asked for nothing


def test_portions_follow_the_workers_that_there_are_when_they_are_made():
    workers = iter([1, 4, 2])
    assert [len(batch) for batch in make_batches(articles(82), lambda: next(workers, 1))] == [50, 5, 7, 20]


def test_each_piece_is_told_once_however_often_it_is_done():
    told = []
    engine = Scripted({"piece-007": 1})
    assert analyse_all(articles(12), engine, lambda *what: told.append(what)) == []
    assert told == [("analyse", done, 12) for done in range(1, 13)]


def test_a_batch_that_loses_its_worker_is_done_again_alone():
    engine = Scripted({"piece-007": 1})
    assert analyse_all(articles(20), engine, None) == []
    again = [f"piece-{number:03}" for number in range(5, 10)]
    assert [batch for batch in engine.done if batch == again] == [again, again]
    assert sum(map(len, engine.done)) == 25


def test_a_piece_that_kills_its_workers_is_found_and_the_others_go_on():
    engine = Scripted({"piece-007": 9})
    (failure,) = analyse_all(articles(20), engine, None)
    assert failure == Failure(
        "piece-007",
        "ProcessKilled: the process that analysed it was killed, perhaps for want of memory",
        "worker process was killed by signal 9\n",
    )
    singles = [batch for batch in engine.done if len(batch) == 1]
    assert sorted(name for (name,) in singles) == sorted(
        [*(f"piece-{number:03}" for number in range(5, 10)), "piece-007"]
    )


def test_several_such_pieces_are_told_in_the_order_of_their_ids():
    engine = Scripted({"piece-019": 9, "piece-003": 9})
    assert [failure.article_id for failure in analyse_all(articles(20), engine, None)] == [
        "piece-003",
        "piece-019",
    ]


def test_where_every_process_is_killed_no_piece_is_to_blame():
    engine = Scripted({article.id: 99 for article in articles(60)})
    with pytest.raises(EngineError, match="perhaps for want of memory; what was analysed is kept"):
        analyse_all(articles(60), engine, None)
    assert len(engine.done) < 30


def test_an_error_of_a_worker_is_the_error_of_the_run():
    with pytest.raises(OutputError, match="no space"):
        analyse_all(articles(20), Scripted(error=OutputError("x: no space")), None)


def test_options_go_before_the_settings_file_which_goes_before_the_defaults(tmp_path):
    file = tmp_path / "commentary.toml"
    file.write_text("[engine]\nkind = 'dask'\nscheduler = 'tcp://one:8786'\nworkers = 3\n", encoding="utf-8")
    assert read_settings(file, engine=choose_engine(None, None, None)).engine == EngineSettings(
        kind=EngineKind.DASK, scheduler="tcp://one:8786", workers=3
    )
    local = read_settings(file, engine=choose_engine("local", None, 5)).engine
    assert (local.kind, local.workers) == (EngineKind.LOCAL, 5)
    named = choose_engine(None, "tls://other:8786", None)
    assert named == {"kind": EngineKind.DASK, "scheduler": "tls://other:8786", "workers": None}


@pytest.mark.parametrize(
    ("given", "where"),
    [
        (choose_engine("spark", None, None), "engine.kind"),
        (choose_engine(None, "http://one", None), "engine.scheduler"),
        (choose_engine(None, None, 0), "engine.workers"),
    ],
)
def test_what_cannot_be_is_one_clear_line(given, where):
    with pytest.raises(SettingsError, match=f"setting `{where}`"):
        read_settings(None, engine=given)
