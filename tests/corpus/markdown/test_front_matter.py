"""Front matter is read as plain strings, and nothing hostile gets through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.corpus.markdown.front_matter import FrontMatterError, parse_yaml, split_front_matter, write_yaml


def test_scalars_stay_strings():
    text = "title: 1984\ncountry: NO\nissued: 2025-13-45\nsample: true\nnothing: ~\nempty:\n"
    assert parse_yaml(text) == {
        "title": "1984",
        "country": "NO",
        "issued": "2025-13-45",
        "sample": "true",
        "nothing": "~",
        "empty": "",
    }


def test_lists_and_mappings():
    assert parse_yaml(
        "author:\n  - {family: Roe, given: Jane}\n  - literal: Desk\nkeywords: [a, b]\nx: |\n  two\n  lines\n"
    ) == {
        "author": [{"family": "Roe", "given": "Jane"}, {"literal": "Desk"}],
        "keywords": ["a", "b"],
        "x": "two\nlines\n",
    }


def test_nothing_is_an_empty_mapping():
    assert parse_yaml("") == {}
    assert parse_yaml("# only a comment\n") == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: a: b", "line 2: mapping values are not allowed in this context"),
        ("a: 1\nb: [1,\n", "line 4: did not find expected node content"),
        ("- a list", "the front matter must hold lines like `title: …`"),
        ("just words", "the front matter must hold lines like `title: …`"),
        ("a: 1\na: 2", "line 3: `a` is given twice"),
        ("a: &x 1\nb: *x", "line 3: anchors and aliases (`&`, `*`) are not allowed; quote the value"),
        ("a: !!python/object/apply:os.system [ls]", "line 2: tags (`!…`) are not allowed; quote the value"),
        ("? [a]\n: b", "line 2: a field's name must be a word"),
        ("a: " + "[" * 100_000, "line 2: nested too deeply"),
        ("a: x\n" * 50_000, "the front matter is longer than 200,000 characters"),
    ],
)
def test_what_is_refused(text, message):
    with pytest.raises(FrontMatterError) as error:
        parse_yaml(text)
    assert str(error.value) == message


def test_billion_laughs():
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    with pytest.raises(FrontMatterError, match="aliases"):
        parse_yaml(bomb)


@given(st.text(st.characters(), max_size=200))
def test_any_text_is_read_or_refused(text):
    try:
        line = " ".join(parse_yaml(text)).replace("\n", " ")
    except FrontMatterError as error:
        line = str(error)
    assert "\n" not in line


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("---\na: b\n---\n\nText.\n", ("a: b\n", "\nText.\n")),
        ("---\na: b\n...\nText", ("a: b\n", "Text")),
        ("---\n---\nText\n---\nmore", ("", "Text\n---\nmore")),
        ("Text\n---\nmore", None),
        ("----\nText", None),
    ],
)
def test_split(text, parts):
    assert split_front_matter(text) == parts


def test_a_missing_fence_is_an_error():
    with pytest.raises(FrontMatterError, match="no closing `---`"):
        split_front_matter("---\ntitle: x\n\nText")


VALUES = st.dictionaries(
    st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=10),
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40),
        st.lists(
            st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=20),
            min_size=1,
            max_size=3,
        ),
    ),
    max_size=4,
)


@given(VALUES)
def test_what_is_written_is_read_again(values):
    assert parse_yaml(write_yaml(values)) == values
