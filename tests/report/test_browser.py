"""The report in a real browser: the Chromium of the system, if there is one. Nothing is downloaded."""

import shutil

import pytest

from nlp.report.page import write_report
from tests.report.pieces import BOARD, DESK, HARBOUR, ROWS, make_frames

api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PATIENCE = 120_000  # milliseconds; a busy machine is slow and no failure

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")

HOSTILE = '<img src=x onerror="document.title=1">\u202egnp.exe =HYPERLINK("x") ' + "w" * 10_000


@pytest.fixture(scope="module")
def folder(method, tmp_path_factory):
    """The three pieces, one of them hostile, and nine not analysed, so that tables can be filtered."""
    hostile = {"title": HOSTILE, "authors": HOSTILE, "outlet": HOSTILE, "keywords": HOSTILE}
    articles = [{**row, **hostile} if row["article_id"] == HARBOUR else row for row in ROWS["articles"]]
    articles += [
        {
            **ROWS["articles"][2],
            "article_id": f"unread-{number}",
            "title": f"Unread {number}",
            "published": None,
        }
        for number in range(9)
    ]
    path = tmp_path_factory.mktemp("report")
    entities = [
        {**row, "canonical": HOSTILE} for row in ROWS["entity_summary"] if row["article_id"] == HARBOUR
    ]
    rest = [row for row in ROWS["entity_summary"] if row["article_id"] != HARBOUR]
    write_report(make_frames(articles=articles, entity_summary=[*entities, *rest]), path, method)
    return path


@pytest.fixture(scope="module")
def browser():
    with api.sync_playwright() as playwright:
        # Containers run as root, for whom Chromium starts without its sandbox only; the pages are ours.
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"], timeout=PATIENCE
        )
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser, folder):
    """Opens a page of the report from its file; what goes wrong while it is open fails the test."""
    opened, wrong = [], []

    def tell(request):
        if not request.url.startswith(folder.as_uri()):
            wrong.append(f"asked for {request.url}")

    def open_page(path, **options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", tell)
        page.on("requestfailed", lambda request: wrong.append(f"did not get {request.url}"))
        page.goto(f"{folder.as_uri()}/{path}")
        return page

    yield open_page
    for context in opened:
        context.close()
    assert wrong == []


def first_cells(page, table):
    return page.locator(f"{table} tbody tr:visible td:first-child").all_inner_texts()


def test_tables_sort_and_filter(visit):
    page = visit("index.html")
    head = page.locator(".matrix thead th").first
    for order, expected in (("ascending", "2021-03-02"), ("descending", "undated")):
        head.get_by_role("button").press("Enter")
        assert head.get_attribute("aria-sort") == order
        assert first_cells(page, ".matrix")[0] == expected
    page.get_by_label("Filter pieces").fill("chair")
    assert first_cells(page, ".matrix") == ["2025-05-29"]
    assert page.get_by_role("status").first.inner_text() == "1 of 12 shown"


def test_links_lead_from_the_overview_to_piece_and_sentence(visit):
    page = visit("index.html")
    page.locator(f'.matrix a[href="pieces/{BOARD}.html#t:rok_asean_policy"]').click()
    page.wait_for_url(f"**/{BOARD}.html#t:rok_asean_policy")
    assert page.locator(":target").inner_text() == "Seoul’s policy toward ASEAN"
    page.locator('[id="s002:rok_asean_policy"] a').click()
    page.wait_for_url("**#s002")
    assert page.locator(":target").inner_text() == "2Nobody in Seoul seemed to mind."
    page.locator('.text a[href="#e:gpe:kr"]').click()
    # The row stands in a part that was closed.
    assert page.locator(":target").is_visible()
    page.keyboard.press("Tab")


def test_the_keyboard_reaches_the_report(visit):
    page = visit(f"pieces/{DESK}.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "_main"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["index.html", f"pieces/{BOARD}.html"])
def test_contrast_labels_and_structure_hold(visit, path, scheme):
    # The policy of the page, rightly, lets no script in; the test's own must pass it.
    page = visit(path, color_scheme=scheme, bypass_csp=True)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    found = axe.Axe().run(page, options={"preload": False}).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found] == []


def test_pages_read_without_script(visit):
    page = visit(f"pieces/{BOARD}.html", java_script_enabled=False)
    assert page.locator("#s002").inner_text() == "2Nobody in Seoul seemed to mind."
    assert page.locator("th button").count() == 0
    page.locator("summary").first.click()
    assert page.locator("details[open]").count() == 1


@pytest.mark.parametrize("width", [360, 1280])
def test_hostile_words_do_not_widen_the_page(visit, width):
    for path in ("index.html", f"pieces/{HARBOUR}.html"):
        page = visit(path, viewport={"width": width, "height": 900})
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.title() != "1"


def test_pages_print(visit):
    page = visit(f"pieces/{BOARD}.html")
    printed = page.pdf(format="A4")
    assert printed.startswith(b"%PDF-")
    assert printed.count(b"/Type /Page\n") > 1
