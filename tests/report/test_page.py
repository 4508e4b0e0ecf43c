import base64
import hashlib
import re
import subprocess
import sys
from itertools import pairwise

import pytest

from nlp.errors import OutputError
from nlp.report.page import make_page, write_report
from nlp.report.wording import anchor, row_anchor
from tests.report.html_page import Page
from tests.report.pieces import BOARD, DESK, HARBOUR, ROWS, TEXTS, make_frames, sentence

HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)> \u202etfel ot thgir & \"quoted\" 'too'"
)


@pytest.fixture(scope="module")
def page(frames, method):
    return Page(make_page(frames, method))


def test_the_page_is_one_file_in_the_folder(frames, method, tmp_path):
    file = write_report(frames, tmp_path / "report", method)
    assert file == tmp_path / "report" / "index.html"
    assert [path.name for path in file.parent.iterdir()] == ["index.html"]
    assert file.read_text(encoding="utf-8") == make_page(frames, method)


def test_the_page_asks_for_nothing_from_outside(page):
    policy = page.all("meta", http_equiv="Content-Security-Policy")[0].attributes["content"]
    assert policy.startswith("default-src 'none';")
    assert not [one for one in page.elements if one.tag in ("link", "img", "iframe", "object", "base")]
    assert not [one for one in page.elements if "src" in one.attributes or "style" in one.attributes]
    outside = [one.attributes["href"] for one in page.all("a") if not one.attributes["href"].startswith("#")]
    assert outside == ["https://example.org/berths"]


def test_the_policy_allows_the_script_of_the_page_and_no_other(page):
    (script,) = page.all("script")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    policy = page.all("meta", http_equiv="Content-Security-Policy")[0].attributes["content"]
    assert f"script-src 'sha256-{digest}'" in policy


def test_ids_are_unique_and_every_link_arrives(page):
    ids = [one.attributes["id"] for one in page.elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    targets = {one.attributes["href"][1:] for one in page.all("a") if one.attributes["href"].startswith("#")}
    assert targets - set(ids) == set()


def test_every_piece_and_every_sentence_has_its_place(page):
    for article_id, paragraphs in TEXTS.items():
        assert page.by_id(anchor(article_id)).tag == "article"
        for number, text in enumerate((text for part in paragraphs for text in part), 1):
            shown = page.by_id(anchor(f"{article_id}:s{number:03d}"))
            assert shown.text == f"{number}{text}"


def test_headings_go_down_one_level_at_a_time(page):
    levels = [int(one.tag[1]) for one in page.elements if re.fullmatch("h[1-6]", one.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_scopes(page):
    assert page.all("table")
    for table in page.all("table"):
        assert page.inside(table, "caption")
        assert all(one.attributes.get("scope") in ("col", "row") for one in page.inside(table, "th"))


def test_charts_say_what_they_show(page):
    timeline = page.all("svg", class_="timeline")[0]
    assert (
        page.inside(timeline, "desc")[0].text
        == "Pieces per year. 2021: 1; 2022: 0; 2023: 1; 2024: 0; 2025: 1."
    )
    bars = [one.attributes["aria-label"] for one in page.all("svg", class_="counts")]
    assert bars == ["Korea–ASEAN ties: 1 neutral, 2 supportive", "Seoul’s policy toward ASEAN: 2 critical"]
    for svg in page.all("svg"):
        assert svg.attributes.get("aria-hidden") == "true" or svg.attributes.get("role") == "img"


def test_the_matrix_tells_stances_in_words_and_leaves_out_reported_views(page):
    (matrix,) = page.all("table", class_="matrix")
    rows = [[cell.words() for cell in row.children] for row in page.inside(matrix, "tr")]
    assert rows == [
        ["Published", "Piece", "Korea–ASEAN ties", "Seoul’s policy toward ASEAN"],
        ["2021-03-02", "Two berths and a promise sample", "+ supportive", "not addressed"],
        ["2023-09-11", "The fund that grows by press release sample", "○ neutral", "− critical"],
        ["2025-05-29", "The chair nobody is sitting in", "+ supportive", "− critical"],
    ]
    assert "No piece addresses China." in page.inside(matrix, "caption")[0].words()


def test_a_finding_stands_with_its_sentence_and_its_place(page):
    heading = page.by_id(row_anchor(BOARD, "doubts"))
    section = heading.parents[-1]
    (item,) = [one for one in page.inside(section, "li") if "29 May 2025 was a Thursday" in one.text]
    assert page.inside(item, "blockquote")[0].words() == f"{sentence(BOARD, 1)['text']} sentence 1"
    assert page.inside(item, "mark")[0].text == "Monday, 29 May 2025"
    assert page.inside(item, "a")[0].attributes["href"] == f"#{BOARD}:s001"


def test_evidence_names_label_confidence_speaker_and_place(page):
    quote = page.by_id(row_anchor(HARBOUR, "s004", "rok_asean_policy", "an official"))
    assert quote.words() == (
        "An official said that the terms were unfair. − critical, confidence 0.66, "
        "said by an official: sentence 4"
    )


def test_statements_name_addressee_and_horizon(page):
    item = page.by_id(row_anchor(BOARD, "p001"))
    assert item.words() == (
        "Korea must send an envoy before next year. obligation; addressed to South Korea; by 2026: sentence 3"
    )


def test_the_method_box_shows_what_was_given_without_labels(page):
    shown = {
        one.children[0].text: one.children[1].text for one in page.all("div") if one.parents[-1].tag == "dl"
    }
    assert shown["nlp"] == "0.1.0"
    assert shown["comparison.bootstrap"] == "1000"
    assert shown["stance"] == "macro-F1 0.76 on held-out news sentences (n = 1,034)"
    assert "fingerprint" not in shown


def test_hostile_text_stays_text(method):
    pieces = [{**row, "title": HOSTILE, "outlet": HOSTILE, "authors": HOSTILE} for row in ROWS["articles"]]
    entities = [{**row, "canonical": HOSTILE} for row in ROWS["entities"]]
    sentences = [{**row, "text": HOSTILE[: len(row["text"])]} for row in ROWS["sentences"]]
    findings = [{**row, "message": HOSTILE} for row in ROWS["findings"]]
    frames = make_frames(articles=pieces, entities=entities, sentences=sentences, findings=findings)
    page = Page(make_page(frames, {**method, "labels": {"themes": {}, "targets": {"china": HOSTILE}}}))
    assert len(page.all("script")) == 1
    assert not page.all("img")
    assert not [name for one in page.elements for name in one.attributes if name.startswith("on")]
    assert page.by_id(f"{BOARD}:title").text == HOSTILE
    assert page.inside(page.by_id(f"{BOARD}:title"), "bdi")


def test_an_address_that_a_click_would_run_is_no_link(method):
    pieces = [{**row, "url": "javascript:alert(1)"} for row in ROWS["articles"]]
    assert "javascript:" not in make_page(make_frames(articles=pieces), method)


def test_a_word_of_ten_thousand_letters_is_kept_whole_in_the_text(method):
    word = "a" * 10_000
    row = {**ROWS["sentences"][0], "text": word, "end_char": 10_000}
    page = Page(make_page(make_frames(sentences=[row], entities=[], dates=[], evidence=[]), method))
    assert page.by_id(anchor(row["sentence_id"])).text == f"1{word}"


def test_an_empty_corpus_says_so(method):
    page = Page(make_page({}, method))
    assert "No piece could be read, so there is nothing to report." in page.by_id("_main").words()
    assert not page.all("article")


def test_a_single_piece_is_held_against_nothing(method):
    rows = {name: [row for row in rows if row.get("article_id", DESK) == DESK] for name, rows in ROWS.items()}
    frames = make_frames(**rows | {"comparison": [], "similarity": [], "keyness": []})
    shown = Page(make_page(frames, method)).by_id(anchor(DESK)).words()
    assert "There is no other piece in the corpus to hold it against, so nothing is said here." in shown
    assert "There is no other piece." in shown
    assert "mean of the rest" not in shown


def test_a_piece_that_was_not_analysed_is_listed_without_text(method):
    piece = {**ROWS["articles"][0], "language": "ko"}
    page = Page(make_page(make_frames(**{**dict.fromkeys(ROWS, ()), "articles": [piece]}), method))
    assert (
        "The text was not analysed and is not shown: the models read English." in page.by_id(HARBOUR).words()
    )


def test_the_same_tables_give_the_same_bytes_in_another_process(frames, method):
    code = (
        "import hashlib\n"
        "from nlp.report.page import make_page\n"
        "from tests.report.pieces import LABELS, make_frames\n"
        "print(hashlib.sha256(make_page(make_frames(), {'labels': LABELS}).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "src:."},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_a_folder_that_cannot_be_written_is_named(frames, method, tmp_path):
    (tmp_path / "report").write_text("in the way")
    with pytest.raises(OutputError, match=r"index\.html: cannot be written"):
        write_report(frames, tmp_path / "report", method)


def test_heavy_packages_are_not_loaded():
    heavy = ("spacy", "pandera", "sklearn", "duckdb")
    code = f"import sys, nlp.report.page; print([name for name in {heavy} if name in sys.modules])"
    env = {"PYTHONPATH": "src"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert done.stdout == "[]\n"
