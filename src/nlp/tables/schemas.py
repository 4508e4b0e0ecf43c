"""Every table, declared once; files, validation, data package and dictionary are derived from here.

The tables of the comparison stand in `comparison_schemas.py`; `TABLES` holds both.
"""

from typing import Final

from nlp.errors import TableError
from nlp.labels import (
    AUTHOR,
    EntityLabel,
    FindingKind,
    Granularity,
    LinkMethod,
    Mod,
    Modality,
    Polarity,
    ProblemKind,
    Side,
    StanceLabel,
    StatementKind,
    Tense,
    ThemeLevel,
    TimexAnchor,
    TimexType,
)
from nlp.tables.comparison_schemas import COMPARISON_TABLES
from nlp.tables.table import Column, DType, Table

__all__ = [
    "ARTICLES",
    "DATES",
    "ENTITIES",
    "ENTITY_SUMMARY",
    "EVIDENCE",
    "FINDINGS",
    "PIECE_TABLES",
    "PROBLEMS",
    "SENTENCES",
    "STANCES",
    "STATEMENTS",
    "TABLES",
    "TERMS",
    "THEMES",
    "VECTORS",
    "get_table",
]

TEXT, DATE, INTEGER, NUMBER, BOOLEAN = (
    DType.TEXT,
    DType.DATE,
    DType.INTEGER,
    DType.NUMBER,
    DType.BOOLEAN,
)

ARTICLE_ID = Column("article_id", TEXT, "Id of the piece", references="articles.article_id")
SENTENCE_ID = Column(
    "sentence_id", TEXT, "Sentence it stands in (where it begins)", references="sentences.sentence_id"
)
START = Column(
    "start_char", INTEGER, "First character, counted in code points from 0 over the text", minimum=0
)
END = Column("end_char", INTEGER, "Character after the last", minimum=0)
TARGET_ID = Column("target_id", TEXT, "Target of the codebook, or `leader:<entity_id>`")
SPEAKER = Column("speaker", TEXT, f"Whose view it is: `{AUTHOR}`, or the one reported")
STANCE = Column("stance", INTEGER, "1 supportive, -1 critical, 0 neutral or mixed", minimum=-1, maximum=1)
CONFIDENCE = Column("confidence", NUMBER, "Calibrated probability of the label", minimum=0, maximum=1)
HUMAN = Column("human", BOOLEAN, "Whether a human code stands here in place of the machine's")
STANCE_LABEL = Column("label", TEXT, "The stance in words", choices=tuple(StanceLabel))

ARTICLES: Final = Table(
    "articles",
    "The pieces of the corpus and what is known about them.",
    (
        Column("article_id", TEXT, "Id of the piece"),
        Column("title", TEXT, "Title"),
        Column("authors", TEXT, "Authors as one reads their names, joined by `; `", nullable=True),
        Column("affiliation", TEXT, "What the authors belong to", nullable=True),
        Column("author_country", TEXT, "Country of the authors, ISO 3166 alpha-2", nullable=True),
        Column("outlet", TEXT, "Where it appeared (CSL container-title)", nullable=True),
        Column("outlet_country", TEXT, "Country of the outlet, ISO 3166 alpha-2", nullable=True),
        Column(
            "side", TEXT, "Side of the relationship it is written from", nullable=True, choices=tuple(Side)
        ),
        Column("published", DATE, "Day of publication", nullable=True),
        Column("published_origin", TEXT, "Where the day of publication was found", nullable=True),
        Column("language", TEXT, "Language of the text, ISO 639-1", nullable=True),
        Column("genre", TEXT, "Genre as the source states it", nullable=True),
        Column("keywords", TEXT, "Keywords of the source, joined by `; `", nullable=True),
        Column("url", TEXT, "Address it was read from", nullable=True),
        Column("accessed", DATE, "Day it was taken from there", nullable=True),
        Column(
            "reading_time", INTEGER, "Minutes the source claims it takes to read", nullable=True, minimum=0
        ),
        Column("n_words", INTEGER, "Words (tokens that hold a letter or digit)", minimum=0),
        Column("n_sentences", INTEGER, "Sentences", minimum=0),
        Column("n_paragraphs", INTEGER, "Paragraphs", minimum=0),
        Column("sha256", TEXT, "SHA-256 of the text in UTF-8"),
        Column("source_file", TEXT, "File it was read from", nullable=True),
        Column("sample", BOOLEAN, "Whether it is a made-up sample piece"),
        Column("origins", TEXT, "Where each value was found, as a JSON object", nullable=True),
    ),
    key=("article_id",),
)

SENTENCES: Final = Table(
    "sentences",
    "The sentences of each piece in their order; what everything else points to.",
    (
        ARTICLE_ID,
        Column("sentence_id", TEXT, "`<article_id>:s<number>`, counted from 1 over the piece"),
        Column("paragraph", INTEGER, "Paragraph, counted from 1", minimum=1),
        START,
        END,
        Column("text", TEXT, "The sentence"),
    ),
    key=("sentence_id",),
    order=("article_id", "start_char"),
)

ENTITIES: Final = Table(
    "entities",
    "Every named mention and whom or what it means.",
    (
        ARTICLE_ID,
        SENTENCE_ID,
        START,
        END,
        Column("text", TEXT, "The name as written"),
        Column("label", TEXT, "What kind of name it is", choices=tuple(EntityLabel)),
        Column("canonical", TEXT, "Name of the thing meant"),
        Column("entity_id", TEXT, "Id in the gazetteer; empty where it is not linked", nullable=True),
        Column("wikidata_id", TEXT, "Wikidata item where it is certain", nullable=True),
        Column("link_method", TEXT, "How the link was found", choices=tuple(LinkMethod)),
        Column("nil_reason", TEXT, "Why there is no link", nullable=True),
    ),
    key=("article_id", "start_char", "end_char"),
)

ENTITY_SUMMARY: Final = Table(
    "entity_summary",
    "Each entity of a piece once (amounts of money and percentages left out).",
    (
        ARTICLE_ID,
        Column("entity", TEXT, "The entity id, or the canonical name where there is none"),
        Column("entity_id", TEXT, "Id in the gazetteer", nullable=True),
        Column("canonical", TEXT, "Name of the thing meant"),
        Column("label", TEXT, "The label most of its mentions have", choices=tuple(EntityLabel)),
        Column("mentions", INTEGER, "Mentions in the piece", minimum=1),
        Column("salience", NUMBER, "Share of the sentences that name it", minimum=0, maximum=1),
        Column("first_sentence", TEXT, "Sentence of the first mention", references="sentences.sentence_id"),
    ),
    key=("article_id", "entity"),
)

DATES: Final = Table(
    "dates",
    "Temporal expressions as TIMEX3, with the days they cover.",
    (
        ARTICLE_ID,
        SENTENCE_ID,
        START,
        END,
        Column("text", TEXT, "The expression as written"),
        Column("type", TEXT, "TIMEX3 type", choices=tuple(TimexType)),
        Column("value", TEXT, "TIMEX3 value"),
        Column("mod", TEXT, "TIMEX3 modifier", nullable=True, choices=tuple(Mod)),
        Column("quant", TEXT, "TIMEX3 quantifier of a SET", nullable=True),
        Column("freq", TEXT, "TIMEX3 frequency of a SET", nullable=True),
        Column("start_date", DATE, "First day covered", nullable=True),
        Column("end_date", DATE, "Last day covered", nullable=True),
        Column("granularity", TEXT, "Unit the value is stated in", choices=tuple(Granularity)),
        Column("anchor", TEXT, "What the value was resolved against", choices=tuple(TimexAnchor)),
        Column("tense", TEXT, "Where it lies from publication", nullable=True, choices=tuple(Tense)),
    ),
    key=("article_id", "start_char", "end_char"),
)

THEMES: Final = Table(
    "themes",
    "How strongly each piece and each of its paragraphs treats each theme.",
    (
        ARTICLE_ID,
        Column(
            "level", TEXT, "Whether the score is of the piece or of a paragraph", choices=tuple(ThemeLevel)
        ),
        Column("paragraph", INTEGER, "Paragraph from 1; empty for the whole piece", nullable=True, minimum=1),
        Column("theme_id", TEXT, "Theme of the codebook"),
        Column("score", NUMBER, "Strength", minimum=0, maximum=1),
        Column("assigned", BOOLEAN, "Whether the theme counts as treated"),
        Column("dominant", BOOLEAN, "Whether it is what this would be filed under"),
        HUMAN,
    ),
    key=("article_id", "level", "paragraph", "theme_id"),
)

STANCES: Final = Table(
    "stances",
    "Where a piece, or one whom it reports, stands on each target it addresses; no row: not addressed.",
    (
        ARTICLE_ID,
        TARGET_ID,
        SPEAKER,
        Column("stance", INTEGER, STANCE.description, nullable=True, minimum=-1, maximum=1),
        STANCE_LABEL,
        Column("mixed", BOOLEAN, "Praise and blame, unresolved"),
        CONFIDENCE,
        Column("n_evidence", INTEGER, "Sentences it rests on", minimum=0),
        HUMAN,
    ),
    key=("article_id", "target_id", "speaker"),
)

EVIDENCE: Final = Table(
    "evidence",
    "The sentences a stance rests on.",
    (
        ARTICLE_ID,
        SENTENCE_ID,
        TARGET_ID,
        SPEAKER,
        STANCE,
        STANCE_LABEL,
        CONFIDENCE,
        START,
        END,
        Column("text", TEXT, "The sentence"),
        Column("mention_start", INTEGER, "First character of the target's mention", minimum=0),
        Column("mention_end", INTEGER, "Character after the mention", minimum=0),
        HUMAN,
    ),
    key=("article_id", "sentence_id", "target_id", "speaker", "mention_start"),
    order=("article_id", "start_char"),
)

STATEMENTS: Final = Table(
    "statements",
    "What the pieces demand (prescriptions) and foresee (forecasts).",
    (
        ARTICLE_ID,
        Column(
            "statement_id", TEXT, "`<article_id>:p<number>` for prescriptions, `:f<number>` for forecasts"
        ),
        Column("kind", TEXT, "What the statement does", choices=tuple(StatementKind)),
        SENTENCE_ID,
        START,
        END,
        Column("text", TEXT, "The statement"),
        Column("actor", TEXT, "Who should act, or of whom it is foreseen, as written", nullable=True),
        Column("addressee", TEXT, "Entity (id or name) that the actor is", nullable=True),
        Column(
            "modality", TEXT, "How strongly it demands or how surely it foresees", choices=tuple(Modality)
        ),
        Column("polarity", TEXT, "Should (will), or should not (will not)", choices=tuple(Polarity)),
        Column("horizon", TEXT, "By when, as a TIMEX3 value", nullable=True),
        SPEAKER,
        Column("author", BOOLEAN, "Whether the author says it rather than reports it"),
    ),
    key=("statement_id",),
    order=("article_id", "start_char"),
)

FINDINGS: Final = Table(
    "findings",
    "Doubts about a text: a date that contradicts another, a header that would not parse.",
    (
        ARTICLE_ID,
        Column("kind", TEXT, "What kind of doubt", choices=tuple(FindingKind)),
        Column(
            "sentence_id",
            TEXT,
            "Sentence that raises it; empty: the piece",
            nullable=True,
            references="sentences.sentence_id",
        ),
        Column("start_char", INTEGER, "First character that raises it", nullable=True, minimum=0),
        Column("end_char", INTEGER, "Character after the last", nullable=True, minimum=0),
        Column("text", TEXT, "The characters that raise it", nullable=True),
        Column("message", TEXT, "The doubt in one line"),
    ),
    key=("article_id", "kind", "start_char", "end_char", "message"),
    order=("article_id", "start_char"),
)

TERMS: Final = Table(
    "terms",
    "How often each content word (lemma) stands in each piece.",
    (
        ARTICLE_ID,
        Column("term", TEXT, "The lemma"),
        Column("count", INTEGER, "Occurrences", minimum=1),
    ),
    key=("article_id", "term"),
)

VECTORS: Final = Table(
    "vectors",
    "The embedding of each piece.",
    (ARTICLE_ID, Column("vector", DType.VECTOR, "Embedding of the piece, length 1")),
    key=("article_id",),
    csv=False,
)

PROBLEMS: Final = Table(
    "problems",
    "What could not be taken in or read as it should, and why.",
    (
        Column("file", TEXT, "File it is about"),
        Column("kind", TEXT, "What kind of problem", choices=tuple(ProblemKind)),
        Column("message", TEXT, "The problem in one line, with its remedy"),
        Column("article_id", TEXT, "The piece, where the file was read all the same", nullable=True),
    ),
    key=("file", "kind", "message"),
)

PIECE_TABLES: Final = (
    ARTICLES,
    SENTENCES,
    ENTITIES,
    ENTITY_SUMMARY,
    DATES,
    THEMES,
    STANCES,
    EVIDENCE,
    STATEMENTS,
    FINDINGS,
    TERMS,
    VECTORS,
)

TABLES: Final[dict[str, Table]] = {
    table.name: table for table in (*PIECE_TABLES, *COMPARISON_TABLES, PROBLEMS)
}


def get_table(name: str) -> Table:
    """The table of that name.

    Raises:
        TableError: there is no such table; the message lists those there are.
    """
    if name not in TABLES:
        raise TableError(f"there is no table `{name}`; choose one of {', '.join(TABLES)}")
    return TABLES[name]
