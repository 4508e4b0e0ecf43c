from pathlib import Path

import pytest

from nlp.codebook import codebook_folder
from nlp.errors import CodebookError
from nlp.labels import Side
from nlp.web.feeds.keywords import Keywords
from nlp.web.feeds.sources import FeedKind, Source, find_source_problems, read_sources


def write(folder: Path, text: str) -> Path:
    (folder / "sources.yaml").write_text(text, encoding="utf-8")
    return folder


def test_nothing_is_fetched_unless_it_is_listed(tmp_path: Path) -> None:
    assert read_sources(tmp_path) == ()
    assert read_sources(codebook_folder()) == ()
    for empty in ("", "# nothing yet\n", "[]\n"):
        assert read_sources(write(tmp_path, empty)) == ()


def test_the_example_that_ships_can_be_used(tmp_path: Path) -> None:
    shipped = (codebook_folder() / "sources.yaml").read_text(encoding="utf-8")
    example = [line[2:] for line in shipped.splitlines() if line.startswith(("# - ", "#   "))]
    source = read_sources(write(tmp_path, "\n".join(example)))[0]
    assert source == Source(
        id="example-forum",
        url="https://www.example.org/feed/",
        kind=FeedKind.RSS,
        keywords=Keywords(any=("Korea*", "Seoul", "ASEAN")),
        outlet="Example Forum",
        outlet_country="AU",
        side=Side.OTHER,
        language="en",
    )
    assert source.known_fields() == {
        "container-title": "Example Forum",
        "outlet_country": "AU",
        "side": "other",
        "language": "en",
    }


def test_each_problem_is_a_line_that_names_entry_and_field(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        """
- {id: a, url: "https://example.org/feed", kind: rss}
- {id: a, url: "https://example.org/atom", kind: atom, keywords: [Korea]}
- {id: B!, url: "ftp://example.org/x", kind: json, side: NK, colour: red}
- {url: "https://me:secret@example.org/", kind: rss}
- just words
- {id: c, url: "https://example.org/", kind: rss, keywords: {any: [" "]}}
""",
    )
    problems = find_source_problems(folder)
    places = [line.removeprefix(f"{folder / 'sources.yaml'}: ").partition(": ")[::2] for line in problems]
    assert [(place, rest.partition("`: ")[0].strip("`")) for place, rest in places] == [
        ("entry 3 (`B!`)", "id"),
        ("entry 3 (`B!`)", "url"),
        ("entry 3 (`B!`)", "kind"),
        ("entry 3 (`B!`)", "side"),
        ("entry 3 (`B!`)", "colour"),
        ("entry 4", "id"),
        ("entry 4", "url"),
        ("entry 5", "entry"),
        ("entry 6 (`c`)", "keywords.any"),
        ("id `a` stands 2 times; give each entry its own", ""),
    ]
    assert not any("secret" in line or "\n" in line for line in problems)
    with pytest.raises(CodebookError, match=r"entry 3 .*\(and 9 more: `commentary check` lists them\)"):
        read_sources(folder)


@pytest.mark.parametrize("text", ["a: b", "- [", "'x'"])
def test_a_file_that_is_no_list_is_one_problem(tmp_path: Path, text: str) -> None:
    assert len(find_source_problems(write(tmp_path, text))) == 1


@pytest.mark.parametrize(
    ("keywords", "text", "lacking"),
    [
        (Keywords(), "anything", None),
        (Keywords(any=("Korea", "Seoul")), "In SEOUL today", None),
        (Keywords(any=("Korea",)), "Korean food", "names none of Korea"),
        (Keywords(any=("Korea*",)), "Korean food", None),
        (Keywords(any=("New Southern Policy",)), "the new\nsouthern policy", None),
        (Keywords(all=("Korea*", "ASEAN")), "ASEAN alone", "does not name “Korea*”"),
        (Keywords(any=("한국",)), "한국은 아세안과", None),
        (Keywords(any=("a+b",)), "about a+b here", None),
    ],
)
def test_keywords_are_whole_words(keywords: Keywords, text: str, lacking: str | None) -> None:
    assert keywords.missing(text) == lacking
    assert bool(keywords) == (keywords != Keywords())
