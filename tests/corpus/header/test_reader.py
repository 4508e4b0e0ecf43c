"""Whole heads of pages, as outlets lay them out. Titles, names and sentences are made up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.corpus.header import read_header
from nlp.corpus.header.head import is_place
from nlp.corpus.text import clean_text

BODY = (
    "Korea should bring a chair of its own, and it should do so before the next summit makes the question "
    "awkward for everybody who sits at the long table, the hosts included.\n\n"
    "A second paragraph, with  two blanks."
)
TITLE = "A Table in Search of a Chair"
DAY = date(2025, 5, 29)


def found(head, **options):
    """What the header says but for its body, empty fields left out."""
    header = read_header(clean_text(f"{head}\n\n{BODY}"), **options)
    assert header.body == BODY
    fields = {name: getattr(header, name) for name in header.__slots__ if name not in ("body", "origins")}
    fields["authors"] = [name.display for name in header.authors]
    assert set(header.origins) == {name for name, value in fields.items() if value and name != "doubts"}
    return {name: value for name, value in fields.items() if value}


HEADS = {
    "title, kicker, byline, glued date": (
        f"{TITLE}\n\nOPINION PIECE\n\nJane Roe, M.A., PhD (Sample University)\n\n5/29/20254 min read",
        {
            "title": TITLE,
            "genre": "opinion",
            "authors": ["Jane Roe"],
            "affiliation": "Sample University",
            "issued": DAY,
            "reading_time": 4,
        },
    ),
    "kicker first, several authors, place on its own line": (
        f"COMMENTARY:\n\n{TITLE}\n\nBy Moon Min-ja and Siti binti Contoh, PhD\n"
        "Institute of Sample Studies\n\nPublished: 29 May 2025 · 6 min read",
        {
            "title": TITLE,
            "genre": "commentary",
            "authors": ["Moon Min-ja", "Siti binti Contoh"],
            "affiliation": "Institute of Sample Studies",
            "issued": DAY,
            "reading_time": 6,
        },
    ),
    "no blank lines": (
        f"{TITLE}\nJane Roe\nInstitute of Sample Studies\n29 May 2025",
        {
            "title": TITLE,
            "authors": ["Jane Roe"],
            "affiliation": "Institute of Sample Studies",
            "issued": DAY,
        },
    ),
    "kicker before the title on one line": (
        f"[Editorial] {TITLE}\n2025.05.29",
        {"title": TITLE, "genre": "editorial", "issued": DAY},
    ),
    "kicker and colon": (
        f"Commentary: {TITLE}\n29 May 2025",
        {"title": TITLE, "genre": "commentary", "issued": DAY},
    ),
    "opinion by": (
        f"{TITLE}\nOpinion by Jane Roe\nJakarta, Thursday, 29 May 2025\nLast updated 30 May 2025",
        {"title": TITLE, "authors": ["Jane Roe"], "genre": "opinion", "issued": DAY},
    ),
    "update before publication": (
        f"Updated: 3 June 2025, Published: 29 May 2025\n\n{TITLE}\n\nBY JANE ROE",
        {"title": TITLE, "authors": ["Jane Roe"], "issued": DAY},
    ),
    "everything on one line": (
        f"{TITLE}\nJane Roe | Sample University | 29 May 2025 | Opinion",
        {
            "title": TITLE,
            "authors": ["Jane Roe"],
            "affiliation": "Sample University",
            "issued": DAY,
            "genre": "opinion",
        },
    ),
    "posted by": (
        f"{TITLE}\nPosted by Jane Roe on May 29, 2025 in Opinion",
        {"title": TITLE, "authors": ["Jane Roe"], "issued": DAY, "genre": "opinion"},
    ),
    "published by": (
        f"{TITLE}\nPublished on 29 May 2025 by Jane Roe",
        {"title": TITLE, "authors": ["Jane Roe"], "issued": DAY},
    ),
    "labels": (
        f"Title: {TITLE}\nAuthor: Jane Roe | Date: 29 May 2025\nSource: The Sample Post\n"
        "URL: https://example.org/a?b=1\nKeywords: tables, chairs",
        {
            "title": TITLE,
            "authors": ["Jane Roe"],
            "issued": DAY,
            "outlet": "The Sample Post",
            "url": "https://example.org/a?b=1",
            "keywords": ("tables", "chairs"),
        },
    ),
    "outlet on top": (
        f"The Sample Times\nOpinion\n{TITLE}\nBy Jane Roe",
        {"outlet": "The Sample Times", "genre": "opinion", "title": TITLE, "authors": ["Jane Roe"]},
    ),
    "furniture of the page": (
        f"Home > Opinion > Asia\n{TITLE}\n\nBy Jane Roe\n@janeroe\nShare\nTweet\n12 comments\n"
        "© 2025 Sample Press. All rights reserved.\n5 min read",
        {"title": TITLE, "genre": "opinion", "authors": ["Jane Roe"], "reading_time": 5},
    ),
    "markdown": (
        f"# {TITLE}\n\n*By Jane Roe*\n\n_29 May 2025_",
        {"title": TITLE, "authors": ["Jane Roe"], "issued": DAY},
    ),
    "title on two lines": (
        "A Table in Search of a Chair: who sits\nwhere, and why\n\n29 May 2025",
        {"title": "A Table in Search of a Chair: who sits where, and why", "issued": DAY},
    ),
    "title in capitals": (
        "KOREA'S OWN CHAIR\nJane Roe, Institute of Sample Studies\n29th May, 2025",
        {
            "title": "KOREA'S OWN CHAIR",
            "authors": ["Jane Roe"],
            "affiliation": "Institute of Sample Studies",
            "issued": DAY,
        },
    ),
    "title that begins with By": (
        "By 2030, the Table Will Need a Chair\n29 May 2025",
        {"title": "By 2030, the Table Will Need a Chair", "issued": DAY},
    ),
    "Indonesian": (
        "Meja yang Panjang\nOleh Ratih Contohwati, M.Si.\nDosen Universitas Contoh, Bandung\n29 Mei 2025",
        {
            "title": "Meja yang Panjang",
            "authors": ["Ratih Contohwati"],
            "affiliation": "Universitas Contoh, Bandung",
            "issued": DAY,
        },
    ),
    "Korean": (
        "긴 탁자\n[기고]\n홍길동 표본대학교 교수\n입력 2025.05.29. 오전 9:30",
        {
            "title": "긴 탁자",
            "genre": "opinion",
            "authors": ["홍길동"],
            "affiliation": "표본대학교",
            "issued": DAY,
        },
    ),
    "a body as the author": (
        f"{TITLE}\n\nEditorial Board\n\nMay 29, 2025 5:30 PM",
        {"title": TITLE, "authors": ["Editorial Board"], "issued": DAY},
    ),
    "address first": (
        f"https://example.org/x\n{TITLE}\n2025-05-29T09:00:00+07:00",
        {"url": "https://example.org/x", "title": TITLE, "issued": DAY},
    ),
    "title alone": (TITLE, {"title": TITLE}),
}


@pytest.mark.parametrize("layout", HEADS)
def test_layouts(layout):
    head, expected = HEADS[layout]
    assert found(head) == expected


def test_doubts_are_told():
    assert found(f"{TITLE}\n5/6/2025") == {
        "title": TITLE,
        "doubts": ("“5/6/2025” may be 05 June or 06 May 2025",),
    }
    assert found(f"{TITLE}\n5/6/2025", country="MY") == {"title": TITLE, "issued": date(2025, 6, 5)}
    assert found(f"{TITLE}\n\nUpdated 29 May 2025")["doubts"] == ("only the date of an update is given",)
    assert found(f"{TITLE}\n\nJane Roe")["doubts"] == ("“Jane Roe” was taken for the author",)
    assert found(f"WORLD DESK\n\n{TITLE}")["doubts"] == (
        "“WORLD DESK” above the title was taken for a section of the outlet",
    )


def body_of(text):
    return read_header(clean_text(text)).body


@pytest.mark.parametrize(
    "start",
    [
        "What the Table Says\n\n",
        "Korea has been here before.\n\n",
        "JAKARTA — The hosts had set the table for eleven.\n\n",
        "JAKARTA, May 29 (Sample News) - The hosts had set the table.\n\n",
        "By 2030, the fund will have doubled.\n\n",
        "On 3 June 2025\n\n",
        "1. Introduction\n\n",
        "Jane Roe is a senior fellow at the Institute of Sample Studies.\n\n",
        "Share prices fell.\n\n",
    ],
)
def test_the_first_words_of_the_text_stay(start):
    head = f"{TITLE}\nBy Jane Roe\n29 May 2025\n\n"
    assert body_of(head + start + BODY) == start + BODY


def test_a_standfirst_above_the_byline_stays():
    header = read_header(f"{TITLE}\n\nThe hosts have been patient.\n\nBy Jane Roe\n29 May 2025\n\n{BODY}")
    assert header.body == f"The hosts have been patient.\n\n{BODY}"
    assert header.issued == DAY
    assert header.doubts == ("kept as text, though above other header lines: “The hosts have been patient.”",)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "The table in the hall was set for eleven, and nobody had thought of the\ntwelfth guest, who came "
        "all the same and who stood for the\nlength of a speech beside the door.",
        "",
    ],
)
def test_a_text_without_title_is_all_body(text):
    header = read_header(text)
    assert (header.title, header.body) == (None, text)


def test_dates_and_buttons_inside_the_text_stay():
    text = f"{TITLE}\n\n{BODY}\n\nShare\n\nBy Jane Roe\n\n29 May 2025"
    assert body_of(text) == text.removeprefix(f"{TITLE}\n\n")


LINES = st.one_of(
    st.sampled_from(
        [
            "",
            TITLE,
            "By Jane Roe",
            "29 May 2025",
            "5/29/20254 min read",
            "OPINION",
            "Share",
            "Sample University",
            "Title: <script>alert(1)</script>",
            "../../etc/passwd",
            "# heading",
            "*By*",
            "---",
            BODY.split("\n")[0],
        ]
    ),
    st.text(st.characters(), max_size=60),
)


@given(st.lists(LINES, max_size=14).map("\n".join))
def test_whatever_the_text_its_long_lines_stay_and_nothing_is_invented(text):
    cleaned = clean_text(text)
    header = read_header(cleaned)
    kept = [doubt for doubt in header.doubts if doubt.startswith("kept as text")]
    if not kept:
        assert cleaned.strip().endswith(header.body)
    remaining = iter(cleaned.split("\n"))
    lines = [line for line in header.body.split("\n") if line.strip()]
    assert all(any(line.strip() == one.strip() for one in remaining) for line in lines)
    for line in cleaned.split("\n"):
        if len(line.split()) > 45:
            assert line.strip() in header.body


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "X-" * 5_000,
        "x " * 5_000,
        "1/" * 5_000,
        "By " + "A. " * 5_000,
        "(" * 10_000,
        "1 min " * 3_000,
        "a, " * 5_000,
    ],
)
def test_endless_lines_are_text(text):
    header = read_header(f"{TITLE}\n{text}\n\n{BODY}")
    assert header.title == TITLE
    assert text.strip() in header.body


def test_a_date_with_nothing_but_blanks_beside_it_names_no_place() -> None:
    header = read_header("A letter\n6 May 2024 \u00a0\u2003 \n\nSeoul met ASEAN in Jakarta last week.\n")
    assert not is_place("\u2003 ")
    assert not is_place("")
    assert header.issued is not None
