"""Bylines taken apart into authors and affiliation. All names are made up."""

import pytest

from nlp.corpus.header.bylines import find_affiliation, read_byline, read_parts, split_by


@pytest.mark.parametrize(
    ("text", "authors", "affiliation"),
    [
        ("Jane Roe and Moon Ja-ok", ["Jane Roe", "Moon Ja-ok"], None),
        ("Jane Roe, John Doe, and Nguyen Van Mau", ["Jane Roe", "John Doe", "Nguyen Van Mau"], None),
        ("Jane Roe, M.A., PhD; John Doe, MSc", ["Jane Roe", "John Doe"], None),
        ("Ratih Contohwati dan Budi Contoh", ["Ratih Contohwati", "Budi Contoh"], None),
        ("Jane Roe (Sample University)", ["Jane Roe"], "Sample University"),
        ("Jane Roe (guest author)", ["Jane Roe"], None),
        ("Jane Roe (@janeroe)", ["Jane Roe"], None),
        (
            "Jane Roe (Sample University) and John Doe (Institute of Peace and Security)",
            ["Jane Roe", "John Doe"],
            "Sample University; Institute of Peace and Security",
        ),
        (
            "Jane Roe, Senior Fellow at Institute of Sample Studies and John Doe, Sample University",
            ["Jane Roe", "John Doe"],
            "Institute of Sample Studies; Sample University",
        ),
        (
            "Jane Roe, Department of Politics, Universitas Contoh, Bandung, Indonesia",
            ["Jane Roe"],
            "Department of Politics, Universitas Contoh, Bandung, Indonesia",
        ),
        ("Jane Roe, Professor of Politics at Sample University", ["Jane Roe"], "Sample University"),
        ("Jane Roe of Sample University", ["Jane Roe"], "Sample University"),
        ("Jane Roe, ISEX", ["Jane Roe"], "ISEX"),
        ("Jane Roe, PhD Candidate", ["Jane Roe"], None),
        ("Jane Roe, Jakarta", ["Jane Roe"], None),
        ("Roe, Jane", ["Jane Roe"], None),
        ("Contoh", ["Contoh"], None),
        ("홍길동 표본대학교 교수", ["홍길동"], "표본대학교"),
        ("Editorial Board", ["Editorial Board"], None),
        ("The Institute of Sample Studies", ["The Institute of Sample Studies"], None),
    ],
)
def test_read_byline(text, authors, affiliation):
    byline = read_byline(text)
    assert byline is not None
    assert ([name.display for name in byline.authors], byline.affiliation) == (authors, affiliation)


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe is a writer",
        "Land or Sea",
        "2030, the fund will have doubled",
        "Korea should say what it wants, and soon.",
        "",
        "word " * 60,
    ],
)
def test_other_lines_are_no_bylines(text):
    assert read_byline(text) is None


def test_strict_bylines_hold_no_single_names_and_no_headings():
    assert read_byline("Contoh", strict=True) is None
    assert read_byline("Popular Demand and Common Sense", strict=True) is not None  # why position counts, too
    assert read_byline("What Seoul Wants", strict=True) is None


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("By Jane Roe", ("Jane Roe", None)),
        ("BY JANE ROE", ("JANE ROE", None)),
        ("Written by: Jane Roe", ("Jane Roe", None)),
        ("Opinion by Jane Roe", ("Jane Roe", "Opinion")),
        ("Oleh Ratih Contohwati", ("Ratih Contohwati", None)),
        ("Jane Roe", None),
        ("Bylaws of the fund", None),
    ],
)
def test_split_by(line, rest):
    assert split_by(line) == rest


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Senior Fellow, Institute of Sample Studies", "Institute of Sample Studies"),
        ("Lecturer at the Sample University, Jakarta", "Sample University, Jakarta"),
        ("Dosen Universitas Contoh, Bandung", "Universitas Contoh, Bandung"),
        ("(Sample University)", "Sample University"),
        ("Contributing writer", None),
    ],
)
def test_find_affiliation(line, place):
    assert find_affiliation(line) == place


def test_parts_between_bars():
    byline = read_parts("Jane Roe | Senior Fellow | Sample University", strict=True)
    assert byline is not None
    assert ([name.display for name in byline.authors], byline.affiliation) == (
        ["Jane Roe"],
        "Sample University",
    )
    assert read_parts("Jane Roe | something else altogether", strict=True) is None
