from nlp.report.cards import CARDS, make_card, read_cards
from tests.report.html_page import Page

WITH_HEADINGS = """# Model card: a grammar

**What it does.** Nothing much.

## Scores (per cent)

| set | | F1 |
|---|---|---|
| own | 12 | **90.1** |

## Data

None.

## Known failures

It <b>errs</b>, see [there](other.md).
"""

IN_BOLD = """# Heads

**Data.** None.

**Scores** (per cent).

One.

**Known failures.** Two.
"""


def test_scores_and_failures_are_taken_out_of_a_card():
    card = make_card(WITH_HEADINGS)
    assert card.title == "A grammar"
    assert [heading for heading, _ in card.sections] == ["Scores (per cent)", "Known failures"]


def test_a_card_without_headings_is_cut_at_bold_beginnings():
    card = make_card(IN_BOLD)
    assert [heading for heading, _ in card.sections] == ["Scores", "Known failures"]
    assert "One." in card.sections[0][1]
    assert "Two." in card.sections[1][1]


def test_tables_have_captions_and_scopes_and_links_are_words():
    (_, scores), (_, failures) = make_card(WITH_HEADINGS).sections
    page = Page(str(scores))
    assert [one.text for one in page.all("caption")] == ["Scores (per cent)"]
    assert [(one.text, one.attributes) for one in page.all("th")] == [
        ("set", {"scope": "col"}),
        ("F1", {"scope": "col"}),
    ]
    assert page.all("strong")[0].text == "90.1"
    assert str(failures) == "<p>It &lt;b&gt;errs&lt;/b&gt;, see there.</p>\n"


def test_every_shipped_card_says_how_it_errs():
    cards = read_cards()
    assert len(cards) == len(CARDS)
    for card in cards:
        assert any(heading.startswith("Known") for heading, _ in card.sections), card.title
