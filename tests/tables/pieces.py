"""Two small pieces with their analyses, made by hand."""

from datetime import date

from nlp.analysis.records import (
    Analysis,
    Entity,
    Evidence,
    Finding,
    Sentence,
    Stance,
    Statement,
    ThemeScore,
    Timex,
)
from nlp.corpus.article import Article, Name
from nlp.labels import (
    EntityLabel,
    FindingKind,
    Granularity,
    LinkMethod,
    Modality,
    Polarity,
    Side,
    StanceLabel,
    StatementKind,
    Tense,
    TimexAnchor,
    TimexType,
)
from nlp.tables.frames import make_frame
from nlp.tables.rows import make_rows
from nlp.tables.schemas import TABLES

ONE = "Seoul paid $5 million in 2019.\n\n=SUM(A1) is odd. Seoul should act."
TWO = "Hanoi waits."


def full_piece():
    article = Article(
        id="one",
        title="+ Paid",
        text=ONE,
        authors=(Name(family="Dela Cruz", given="Ana"), Name(literal="Trade Desk")),
        issued=date(2020, 2, 1),
        keywords=("aid", "trade"),
        side=Side.KR,
        origins={"title": "header line", "issued": "file name"},
    )
    return article, full_analysis()


def full_analysis():
    sentences = (
        Sentence(1, 1, 0, 30, ONE[0:30]),
        Sentence(2, 2, 32, 48, ONE[32:48]),
        Sentence(3, 2, 49, 66, ONE[49:66]),
    )
    seoul = ("gpe:kr", "Q884", LinkMethod.METONYM)
    evidence = Evidence("asean", "author", 3, 49, 66, ONE[49:66], 49, 54, 1, StanceLabel.SUPPORTIVE, 0.75)
    return Analysis(
        sentences=sentences,
        entities=(
            Entity(0, 5, "Seoul", EntityLabel.GPE, "South Korea", *seoul),
            Entity(
                11, 21, "$5 million", EntityLabel.MONEY, "$5 million", None, None, LinkMethod.NIL, "amount"
            ),
            Entity(49, 54, "Seoul", EntityLabel.GPE, "South Korea", *seoul),
        ),
        dates=(
            Timex(
                25,
                29,
                "2019",
                TimexType.DATE,
                "2019",
                start_date=date(2019, 1, 1),
                end_date=date(2019, 12, 31),
                granularity=Granularity.YEAR,
                anchor=TimexAnchor.NONE,
                tense=Tense.PAST,
            ),
        ),
        themes=(
            ThemeScore("trade_investment", 0.1234567, None, True, True),
            ThemeScore("trade_investment", 0.9, 2, True, False),
        ),
        stances=(Stance("asean", "author", 1, StanceLabel.SUPPORTIVE, False, 0.75, (evidence,)),),
        statements=(
            Statement(
                StatementKind.PRESCRIPTION,
                3,
                49,
                66,
                ONE[49:66],
                "Seoul",
                "gpe:kr",
                Modality.RECOMMENDATION,
                Polarity.AFFIRMATIVE,
                None,
            ),
        ),
        findings=(
            Finding(FindingKind.ARITHMETIC, 25, 29, "2019 is too early"),
            Finding(FindingKind.HEADER, 0, 0, "no byline found"),
        ),
        n_words=12,
        lemmas=("pay", "act", "pay"),
        vector=(0.6, 0.8),
    )


def bare_piece():
    article = Article(id="two", title="Waiting", text=TWO)
    return article, Analysis(sentences=(Sentence(1, 1, 0, 12, TWO),), n_words=2)


def make_frames():
    pieces = [make_rows(*full_piece()), make_rows(*bare_piece())]
    return {
        name: make_frame(table, [row for rows in pieces for row in rows.get(name, ())])
        for name, table in TABLES.items()
    }
