"""The articles that ship with the project read without a doubt."""

from datetime import date
from pathlib import Path

from nlp.corpus.article import Name
from nlp.corpus.folder import read_folder
from nlp.corpus.markdown import make_markdown
from nlp.labels import Side

FOLDER = Path(__file__).parents[2] / "corpus" / "articles"


def test_all_are_read_without_problems():
    articles, problems = read_folder(FOLDER)
    assert problems == []
    assert len({article.id for article in articles}) == len(list(FOLDER.glob("*.md")))


def test_the_op_ed_is_what_its_header_says():
    articles, _ = read_folder(FOLDER)
    (article,) = (one for one in articles if not one.sample)
    assert (article.authors, article.affiliation) == (
        (Name("Indraswari", "Ratih"),),
        "Parahyangan Catholic University",
    )
    assert (article.issued, article.reading_time, article.genre) == (date(2025, 5, 29), 4, "opinion")
    assert (article.side, article.author_country, article.language) == (Side.ASEAN, "ID", "en")
    assert len(article.text.split("\n\n")) == 9
    path = FOLDER / f"{article.id}.md"
    assert path.read_text(encoding="utf-8") == make_markdown(article)
