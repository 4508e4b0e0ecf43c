import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.web.manners.rules import read_rules

ME = "korea-asean-commentary"


def allowed(text: str, path: str) -> bool:
    return read_rules(text, ME).allow(path)


@pytest.mark.parametrize(
    ("rules", "path", "may"),
    [
        ("Disallow: /a", "/a/b", False),
        ("Disallow: /a", "/b", True),
        ("Disallow:", "/a", True),
        ("Disallow: /", "/", False),
        ("Disallow: *", "/a", False),
        ("Disallow: /*", "/a", False),
        # The longest rule counts, wherever it stands (RFC 9309, section 2.2.2).
        ("Allow: /\nDisallow: /private", "/private/b", False),
        ("Disallow: /\nAllow: /public", "/public/b", True),
        ("Disallow: /page\nAllow: /page", "/page", True),
        ("Disallow: /*.pdf$", "/a/b.pdf", False),
        ("Disallow: /*.pdf$", "/a/b.pdf?x=1", True),
        ("Disallow: /*.pdf", "/a/b.pdf?x=1", False),
        ("Disallow: /a$", "/a", False),
        ("Disallow: /a$", "/ab", True),
        ("Disallow: /a*b*c", "/a1b2c3", False),
        ("Disallow: /a*b*c", "/a1c2b3", True),
        ("Disallow: /a*a$", "/a", True),
        ("Disallow: /*?", "/a?b=1", False),
        ("Disallow: /한국", "/%ED%95%9C%EA%B5%AD/a", False),
        ("disallow : /a   # not this", "/a", False),
        ("Noindex: /a", "/a", True),
        ("nonsense\n\x00\nDisallow: /a", "/a", False),
    ],
)
def test_the_longest_rule_that_matches_counts(rules: str, path: str, may: bool) -> None:
    assert allowed(f"User-agent: *\n{rules}", path) is may


def test_groups() -> None:
    text = """
User-agent: other
Disallow: /

User-Agent: Korea-ASEAN-Commentary/1.0
User-agent: third
Disallow: /mine
Crawl-delay: 2.5

User-agent: *
Disallow: /all
Crawl-delay: 60

User-agent: korea-asean-commentary
Disallow: /also
"""
    assert [allowed(text, path) for path in ("/", "/mine", "/also", "/all")] == [True, False, False, True]
    assert read_rules(text, ME).delay == 2.5
    assert [read_rules(text, "someone").allow(path) for path in ("/", "/mine", "/all")] == [True, True, False]
    assert not read_rules(text, "other").allow("/")


def test_our_own_group_counts_alone() -> None:
    all_closed = "\n\nUser-agent: *\nDisallow: /"
    assert allowed(f"User-agent: {ME}\nDisallow:{all_closed}", "/a")
    shared = f"User-agent: {ME}\n\nUser-agent: x\nDisallow: /x{all_closed}"
    assert [allowed(shared, path) for path in ("/a", "/x")] == [True, False]


def test_rules_without_a_program_count_for_nobody() -> None:
    assert allowed("Disallow: /", "/a")
    assert allowed("", "/a")


def test_many_stars_cost_no_time() -> None:
    start = time.process_time()
    assert allowed("User-agent: *\nDisallow: /" + "*a" * 1000 + "b$", "/" + "a" * 2000)
    assert time.process_time() - start < 0.5


@given(
    st.text(alphabet="UuserAgentDisallow:*/$ #-\n\rab%2F한", max_size=200),
    st.text(alphabet="/ab*$%?한", max_size=20),
)
def test_any_file_gives_an_answer(text: str, path: str) -> None:
    assert isinstance(allowed("User-agent: *\n" + text, "/" + path), bool)
