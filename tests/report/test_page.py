import base64
import hashlib
import posixpath
import re
import subprocess
import sys
from itertools import pairwise

import pytest

from nlp.errors import OutputError
from nlp.report.links import evidence_anchor, page_name
from nlp.report.page import make_index, make_pages, write_report
from nlp.tables.files import write_tables
from nlp.tables.stored import StoredTables
from tests.report.html_page import Page
from tests.report.pieces import BOARD, DESK, HARBOUR, ROWS, TEXTS, make_frames, sentence

HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)> \u202etfel ot thgir & \"quoted\" 'too'"
)


POLICY = {"http_equiv": "Content-Security-Policy"}


@pytest.fixture(scope="module")
def page(frames, method):
    return Page(make_index(frames, method))


@pytest.fixture(scope="module")
def pieces(frames, method):
    return {article_id: Page(content) for article_id, content in make_pages(frames, method)}


@pytest.fixture(scope="module")
def every(page, pieces):
    return [page, *pieces.values()]


def piece(frames, method, article_id):
    return Page(dict(make_pages(frames, method))[article_id])


def test_the_report_is_an_overview_and_a_page_for_each_piece(frames, method, tmp_path):
    file = write_report(frames, tmp_path / "report", method)
    assert file == tmp_path / "report" / "index.html"
    written = sorted(path.relative_to(file.parent).as_posix() for path in file.parent.rglob("*.*"))
    assert written == [
        "index.html",
        f"pieces/{HARBOUR}.html",
        f"pieces/{DESK}.html",
        f"pieces/{BOARD}.html",
        "pieces/style.css",
        "pieces/tables.js",
    ]
    assert file.read_text(encoding="utf-8") == make_index(frames, method)


def test_only_pieces_in_focus_have_a_page_and_no_link_is_dead(frames, method, tmp_path):
    file = write_report(frames, tmp_path / "report", method, focus=[BOARD])
    assert [path.name for path in (file.parent / "pieces").glob("*.html")] == [f"{BOARD}.html"]
    overview, (board,) = make_index(frames, method, [BOARD]), list(make_pages(frames, method, [BOARD]))
    assert file.read_text(encoding="utf-8") == overview
    for content, home in ((overview, ""), (board[1], "../index.html")):
        found = {a.attributes["href"] for a in Page(content).all("a")}
        assert f"{home}#_older" in found
        assert not any(HARBOUR in address or DESK in address for address in found)
    older = Page(overview).by_id("_main").words()
    assert "2 pieces are older than the 1 piece that has a page." in older
    for one in (HARBOUR, DESK):
        assert one in older
    assert "The 1 piece with a page of its own is shown; the stances of all 3 are in stances.csv." in older


def test_a_focus_on_all_pieces_changes_nothing(frames, method):
    assert make_index(frames, method, [BOARD, DESK, HARBOUR]) == make_index(frames, method)
    assert list(make_pages(frames, method, [BOARD, DESK, HARBOUR])) == list(make_pages(frames, method))


def test_pages_from_files_are_those_from_memory(frames, method, tmp_path):
    write_tables(frames, tmp_path)
    stored = StoredTables(tmp_path)
    assert make_index(stored, method, [BOARD]) == make_index(frames, method, [BOARD])
    assert list(make_pages(stored, method, [BOARD])) == list(make_pages(frames, method, [BOARD]))


def test_no_page_asks_for_anything_from_outside(page, pieces):
    for one in (page, *pieces.values()):
        policy = one.all("meta", **POLICY)[0].attributes["content"]
        assert policy.startswith("default-src 'none';")
        assert not [part for part in one.elements if part.tag in ("img", "iframe", "object", "base")]
        assert not [part for part in one.elements if "style" in part.attributes]
        outside = {
            a.attributes["href"] for a in one.all("a") if ":" in a.attributes["href"].partition("#")[0]
        }
        assert outside <= {"https://example.org/berths"}
    assert not page.all("link")
    assert not [part for part in page.elements if "src" in part.attributes]
    for one in pieces.values():
        assert [part.attributes["href"] for part in one.all("link")] == ["style.css"]
        assert [part.attributes["src"] for part in one.elements if "src" in part.attributes] == ["tables.js"]


def test_the_policy_of_the_overview_allows_its_script_and_no_other(page):
    (script,) = page.all("script")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page.all("meta", **POLICY)[0].attributes["content"]


def test_ids_are_unique_and_every_link_arrives(page, pieces):
    files = {"index.html": page} | {f"pieces/{page_name(one)}": found for one, found in pieces.items()}
    ids = {
        name: [part.attributes["id"] for part in one.elements if "id" in part.attributes]
        for name, one in files.items()
    }
    assert all(len(found) == len(set(found)) for found in ids.values())
    for name, one in files.items():
        for link in one.all("a"):
            path, _, fragment = link.attributes["href"].partition("#")
            if path.startswith("https:"):
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            assert target in files, (name, link.attributes["href"])
            assert not fragment or fragment in ids[target], (name, link.attributes["href"])


def test_every_sentence_has_its_place(pieces):
    for article_id, paragraphs in TEXTS.items():
        for number, text in enumerate((text for part in paragraphs for text in part), 1):
            assert pieces[article_id].by_id(f"s{number:03d}").text == f"{number}{text}"


def test_pieces_lead_to_those_before_and_after_and_to_the_overview(pieces):
    hrefs = [a.attributes["href"] for a in pieces[DESK].inside(pieces[DESK].all("nav")[0], "a")][:3]
    assert hrefs == ["../index.html#_main", f"{HARBOUR}.html", f"{BOARD}.html"]


def test_headings_go_down_one_level_at_a_time(every):
    for page in every:
        levels = [int(one.tag[1]) for one in page.elements if re.fullmatch("h[1-6]", one.tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_scopes(every):
    for page in every:
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
        assert svg.attributes.get("aria-hidden") == "true" or svg.attributes.get("role") in ("img", "group")


def test_the_matrix_tells_stances_in_words_and_leaves_out_reported_views(page):
    (matrix,) = page.all("table", class_="matrix")
    rows = [[cell.words() for cell in row.children] for row in page.inside(matrix, "tr")]
    assert rows == [
        ["Published", "Piece", "Korea–ASEAN ties", "Seoul’s policy toward ASEAN"],
        ["2021-03-02", "Two berths and a promise sample", "supportive", "not addressed"],
        ["2023-09-11", "The fund that grows by press release sample", "neutral", "critical"],
        ["2025-05-29", "The chair nobody is sitting in", "supportive", "critical"],
    ]
    assert "No piece addresses China." in page.inside(matrix, "caption")[0].words()
    assert [a.attributes["href"] for a in page.inside(matrix, "a")][:2] == [
        f"pieces/{HARBOUR}.html",
        f"pieces/{HARBOUR}.html#t:korea_asean_ties",
    ]


def test_codes_of_people_are_said_to_be_theirs(method):
    stances = [{**row, "human": row["article_id"] == BOARD} for row in ROWS["stances"]]
    evidence = [{**row, "human": row["article_id"] == BOARD} for row in ROWS["evidence"]]
    themes = [{**row, "human": row["article_id"] == BOARD} for row in ROWS["themes"]]
    frames = make_frames(stances=stances, evidence=evidence, themes=themes)
    page = Page(make_index(frames, method))
    (matrix,) = page.all("table", class_="matrix")
    assert [cell.words() for cell in page.inside(matrix, "tr")[3].children][2:] == [
        "supportive (by hand)",
        "critical (by hand)",
    ]
    assert "2 of 6 stances, 2 of 7 evidence sentences, 3 of 9 themes of pieces" in page.by_id("_main").words()
    board = piece(frames, method, BOARD)
    assert "critical, coded by hand, resting on 1 sentence" in board.by_id("_main").words()
    assert board.by_id("s002:rok_asean_policy").words() == (
        "Nobody in Seoul seemed to mind. critical, coded by hand: sentence 2"
    )
    assert [one.words() for one in board.all("span", class_="tag") if one.words() == "coded by hand"] == [
        "coded by hand"
    ] * 5
    assert "coded by hand, resting" not in piece(frames, method, DESK).by_id("_main").words()


def test_a_finding_stands_with_its_sentence_and_its_place(pieces):
    page = pieces[BOARD]
    (item,) = [one for one in page.all("li") if "29 May 2025 was a Thursday" in one.text]
    assert page.inside(item, "blockquote")[0].words() == f"{sentence(BOARD, 1)['text']} sentence 1"
    assert page.inside(item, "mark")[0].text == "Monday, 29 May 2025"
    assert page.inside(item, "a")[0].attributes["href"] == "#s001"


def test_evidence_names_label_confidence_and_place(pieces):
    quote = pieces[HARBOUR].by_id(
        evidence_anchor(
            {
                "sentence_id": f"{HARBOUR}:s004",
                "target_id": "rok_asean_policy",
                "speaker": "an official",
            }
        )
    )
    assert quote.words() == (
        "An official said that the terms were unfair. critical, confidence 0.66: sentence 4"
    )


def test_company_stands_with_both_sentences(pieces):
    (details,) = [one for one in pieces[DESK].all("details") if "Shared by" in one.text]
    assert details.words() == (
        "Shared by 1, opposed by 0 of the 1 other piece that addresses it (0 neutral or mixed) "
        "This piece: “Seoul’s pledges outrun its payments.” sentence 2 Shared by 1 other piece "
        "“Nobody in Seoul seemed to mind.” The chair nobody is sitting in, 2 (0.81)"
    )
    links = [a.attributes["href"] for a in pieces[DESK].inside(details, "a")]
    assert links == ["#s002", f"{BOARD}.html#s002"]


def test_copies_are_grouped(method):
    copies = [{"article_id": one, "copy_group": DESK, "n_copies": 2, "overlap": 0.9} for one in (DESK, BOARD)]
    frames = make_frames(copies=copies)
    text = Page(make_index(frames, method)).by_id("_main").words()
    assert "1 text stands in several pieces" in text
    assert "It appeared here first" in piece(frames, method, DESK).by_id("_main").words()
    assert "It counts as The fund that grows by press release" in (
        piece(frames, method, BOARD).by_id("_main").words()
    )
    assert "The same text" not in piece(frames, method, HARBOUR).by_id("_main").words()


def test_sides_are_held_against_each_other(method):
    row = {
        **{"field": "side", "group_value": "KR", "n_pieces": 1, "n_against": 2, "n_unknown": 0},
        **{"dimension": "stance", "item": "china", "unit": "-1 to 1", "mean": -1.0, "n": 1},
        **{"other_mean": 0.5, "n_other": 2, "difference": -1.5},
    }
    rows = [row, {**row, "dimension": "style", "item": "hedges"}, {**row, "field": "year"}]
    page = Page(make_index(make_frames(group_comparison=rows), method))
    (table,) = [one for one in page.all("table") if "sides" in one.attributes.get("data-filter", "")]
    assert [cell.words() for cell in page.inside(table, "tr")[1].children] == [
        *("China stance", "Korean side", "−1.00", "1", "0.50", "2", "−1.50", "–")
    ]
    assert len(page.inside(table, "tr")) == 2


def test_statements_name_addressee_and_horizon(pieces):
    assert pieces[BOARD].by_id("p001").words() == (
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


def test_known_errors_come_from_the_cards(page):
    heading = page.by_id("_errors")
    cards = [one.children[0].words() for one in page.inside(heading.parents[-1], "details")]
    assert "Stance toward a marked mention, and over a whole piece" in cards
    assert "Dates" in cards


def test_hostile_text_stays_text(method):
    articles = [{**row, "title": HOSTILE, "outlet": HOSTILE, "authors": HOSTILE} for row in ROWS["articles"]]
    entities = [{**row, "canonical": HOSTILE} for row in ROWS["entities"]]
    sentences = [{**row, "text": HOSTILE[: len(row["text"])]} for row in ROWS["sentences"]]
    agreement = [{**row, "other_text": HOSTILE} for row in ROWS["agreement"]]
    nodes = [{**row, "label": HOSTILE} for row in ROWS["network_nodes"]]
    frames = make_frames(
        articles=articles,
        entities=entities,
        sentences=sentences,
        findings=[{**row, "message": HOSTILE} for row in ROWS["findings"]],
        agreement=agreement,
        network_nodes=nodes,
    )
    method = {**method, "labels": {"themes": {}, "targets": {"china": HOSTILE}}}
    board = piece(frames, method, BOARD)
    for page in (Page(make_index(frames, method)), board):
        assert len(page.all("script")) == 1
        assert not page.all("img")
        assert not [name for one in page.elements for name in one.attributes if name.startswith("on")]
    assert board.all("h1")[0].text == HOSTILE
    assert board.inside(board.all("h1")[0], "bdi")


def test_an_address_that_a_click_would_run_is_no_link(method):
    frames = make_frames(articles=[{**row, "url": "javascript:alert(1)"} for row in ROWS["articles"]])
    assert all("javascript:" not in content for _, content in make_pages(frames, method))


def test_a_word_of_ten_thousand_letters_is_kept_whole_in_the_text(method):
    word = "a" * 10_000
    row = {**ROWS["sentences"][0], "text": word, "end_char": 10_000}
    page = piece(make_frames(sentences=[row], entities=[], dates=[], evidence=[]), method, HARBOUR)
    assert page.by_id("s001").text == f"1{word}"


def test_an_empty_corpus_says_so(method, tmp_path):
    page = Page(make_index({}, method))
    said = "No piece could be read, so there is nothing to report."
    assert f"{said} The corpus holds none." in page.by_id("_main").words()
    torn = Page(make_index(make_frames(**dict.fromkeys(ROWS, ()) | {"problems": ROWS["problems"]}), method))
    assert f"{said} What stood in the way is listed" in torn.by_id("_main").words()
    file = write_report({}, tmp_path, method)
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_a_single_piece_is_held_against_nothing(method):
    rows = {name: [row for row in rows if row.get("article_id", DESK) == DESK] for name, rows in ROWS.items()}
    frames = make_frames(**rows | {"comparison": [], "similarity": [], "keyness": [], "agreement": []})
    overview = Page(make_index(frames, method)).by_id("_main").words()
    assert "The corpus holds one piece. There is no other to hold it against" in overview
    shown = piece(frames, method, DESK).by_id("_main").words()
    assert "There is no other piece in the corpus to hold it against, so nothing is said here." in shown
    assert "There is no other piece." in shown
    assert "mean of the rest" not in shown
    assert "No other piece is for or against it." not in shown


def test_a_piece_without_a_date_is_said_to_be_undated(method):
    articles = [{**row, "published": None} for row in ROWS["articles"]]
    frames = make_frames(articles=articles)
    overview = Page(make_index(frames, method)).by_id("_main").words()
    assert "no piece is dated" in overview
    assert "undated" in piece(frames, method, DESK).all("p", class_="meta")[0].words()


def test_a_piece_that_was_not_analysed_is_listed_without_text(method):
    row = {**ROWS["articles"][0], "language": "ko"}
    page = piece(make_frames(**{**dict.fromkeys(ROWS, ()), "articles": [row]}), method, HARBOUR)
    assert (
        "The text was not analysed and is not shown: the models read English." in page.by_id("_main").words()
    )


def test_the_same_tables_give_the_same_bytes_in_another_process(frames, method):
    code = (
        "import hashlib\n"
        "from nlp.report.page import make_index, make_pages\n"
        "from tests.report.pieces import LABELS, make_frames\n"
        "frames, method = make_frames(), {'labels': LABELS}\n"
        "text = make_index(frames, method) + str(list(make_pages(frames, method)))\n"
        "print(hashlib.sha256(text.encode()).hexdigest())"
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
