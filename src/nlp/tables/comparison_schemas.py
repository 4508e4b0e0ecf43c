"""The tables of the comparison: one piece against the rest, pairs of pieces, terms, actors, time."""

from typing import Final

from nlp.labels import Accord, Dimension, Granularity, Grouping, Tense, TermUnit
from nlp.tables.network_schemas import NETWORK_TABLES
from nlp.tables.table import Column, DType, Table

__all__ = [
    "AGREEMENT",
    "COMPARISON",
    "COMPARISON_TABLES",
    "COPIES",
    "DISCOURSE",
    "GROUP_COMPARISON",
    "KEYNESS",
    "SIMILARITY",
    "TIMELINE",
    "TIME_PROFILE",
]

TEXT, DATE, INTEGER, NUMBER, BOOLEAN = (
    DType.TEXT,
    DType.DATE,
    DType.INTEGER,
    DType.NUMBER,
    DType.BOOLEAN,
)

FOCUS = Column("article_id", TEXT, "The piece held against the rest", references="articles.article_id")

COMPARISON: Final = Table(
    "comparison",
    "Each piece in focus (the 500 published last, and those named in the settings) against the rest. Copies"
    " of the piece are no part of its rest; other copies count once.",
    (
        FOCUS,
        Column("dimension", TEXT, "In what they are compared", choices=tuple(Dimension)),
        Column("item", TEXT, "Theme, target, entity, addressee or measure"),
        Column("unit", TEXT, "What the values count", prose=False),
        Column("value", NUMBER, "Of this piece; empty: it says nothing on the item", nullable=True),
        Column("rest_mean", NUMBER, "Mean of the rest", nullable=True),
        Column("rest_sd", NUMBER, "Standard deviation of the rest (n-1)", nullable=True, minimum=0),
        Column("n_rest", INTEGER, "Pieces of the rest that have a value", minimum=0),
        Column("difference", NUMBER, "Value less the mean of the rest", nullable=True),
        Column(
            "percentile",
            NUMBER,
            "Percentage of the rest below the value, ties counted half",
            nullable=True,
            minimum=0,
            maximum=100,
        ),
        Column("interval", TEXT, "Bootstrap interval of the rest's mean", nullable=True, prose=False),
        Column("interval_low", NUMBER, "Its lower end", nullable=True),
        Column("interval_high", NUMBER, "Its upper end", nullable=True),
        Column("note", TEXT, "What a reader must know of the numbers, small n above all", nullable=True),
    ),
    key=("article_id", "dimension", "item"),
)

GROUP_COMPARISON: Final = Table(
    "group_comparison",
    "The pieces of one side, outlet, year or author's country against all others that have such a value. Each"
    " text counts once, where it appeared first.",
    (
        Column("field", TEXT, "What the pieces are grouped by", choices=tuple(Grouping)),
        Column("group_value", TEXT, "The value that the pieces of the group share"),
        Column("against", TEXT, "The other group; empty: all other pieces that have a value", nullable=True),
        Column("n_pieces", INTEGER, "Pieces of the group", minimum=1),
        Column("n_against", INTEGER, "Pieces it is held against", minimum=1),
        Column("n_unknown", INTEGER, "Pieces without a value; they stand on neither side", minimum=0),
        Column("dimension", TEXT, "In what they are compared", choices=tuple(Dimension)),
        Column("item", TEXT, "Theme, target, entity, addressee or measure"),
        Column("unit", TEXT, "What the values count", prose=False),
        Column("mean", NUMBER, "Mean of the group; empty: none of it says anything", nullable=True),
        Column("sd", NUMBER, "Standard deviation of the group (n-1)", nullable=True, minimum=0),
        Column("n", INTEGER, "Pieces of the group that have a value on the item", minimum=0),
        Column("other_mean", NUMBER, "Mean of the others", nullable=True),
        Column("other_sd", NUMBER, "Standard deviation of the others (n-1)", nullable=True, minimum=0),
        Column("n_other", INTEGER, "Pieces of the others that have a value on the item", minimum=0),
        Column("difference", NUMBER, "Mean of the group less mean of the others", nullable=True),
        Column("interval", TEXT, "Bootstrap interval of the difference", nullable=True, prose=False),
        Column("interval_low", NUMBER, "Its lower end", nullable=True),
        Column("interval_high", NUMBER, "Its upper end", nullable=True),
        Column(
            "note",
            TEXT,
            "What a reader must know: n below 10 is named, and below 5 on either side there is no interval",
            nullable=True,
        ),
    ),
    key=("field", "group_value", "dimension", "item"),
)

AGREEMENT: Final = Table(
    "agreement",
    "Who shares and who opposes the author's stance on a target, those surest of theirs first, with the "
    "strongest sentence of both, for each piece in focus. Each other text counts once; copies of the piece"
    " do not count.",
    (
        Column("article_id", TEXT, "The piece", references="articles.article_id"),
        Column("target_id", TEXT, "Target of the codebook, or `leader:<entity_id>`"),
        Column("relation", TEXT, "Whether the other shares or opposes the stance", choices=tuple(Accord)),
        Column("rank", INTEGER, "1 is the surest of those that share (oppose)", minimum=1),
        Column("other_id", TEXT, "The other piece", references="articles.article_id"),
        Column("stance", INTEGER, "Of the piece: 1 supportive, -1 critical", minimum=-1, maximum=1),
        Column("confidence", NUMBER, "Calibrated probability of its label", minimum=0, maximum=1),
        Column(
            "sentence_id",
            TEXT,
            "Its strongest sentence of that stance",
            nullable=True,
            references="sentences.sentence_id",
        ),
        Column("text", TEXT, "That sentence", nullable=True),
        Column("other_stance", INTEGER, "Of the other piece", minimum=-1, maximum=1),
        Column("other_confidence", NUMBER, "Calibrated probability of its label", minimum=0, maximum=1),
        Column(
            "other_sentence_id",
            TEXT,
            "Its strongest sentence of that stance",
            nullable=True,
            references="sentences.sentence_id",
        ),
        Column("other_text", TEXT, "That sentence", nullable=True),
        Column("n_shares", INTEGER, "Other pieces that share the stance", minimum=0),
        Column("n_opposes", INTEGER, "Other pieces that oppose it", minimum=0),
        Column("n_neutral", INTEGER, "Other pieces that are neutral or mixed on the target", minimum=0),
    ),
    key=("article_id", "target_id", "other_id"),
    order=("article_id", "target_id", "relation", "rank"),
)

COPIES: Final = Table(
    "copies",
    "The pieces that are copies or near-copies of one text; one of them counts for all. No row: no copy.",
    (
        Column("article_id", TEXT, "The piece", references="articles.article_id"),
        Column(
            "copy_group",
            TEXT,
            "The piece that counts for the text: the one published first",
            references="articles.article_id",
        ),
        Column("n_copies", INTEGER, "Pieces that hold the text", minimum=2),
        Column(
            "overlap",
            NUMBER,
            "Largest share of five-word shingles it has in common with another piece (Jaccard index)",
            minimum=0,
            maximum=1,
        ),
    ),
    key=("article_id",),
    order=("copy_group", "article_id"),
)

SIMILARITY: Final = Table(
    "similarity",
    "Each piece in focus beside those nearest to it and the one farthest from it, by cosine. Of other texts"
    " that stand in several pieces only one is ranked; copies of the piece itself are told.",
    (
        Column("article_id", TEXT, "The piece", references="articles.article_id"),
        Column("other_id", TEXT, "The other piece", references="articles.article_id"),
        Column("rank", INTEGER, "1 is the nearest of those ranked", minimum=1),
        Column("farthest", BOOLEAN, "Whether it is the last of those ranked"),
        Column("cosine", NUMBER, "Cosine of the embeddings", nullable=True, minimum=-1, maximum=1),
        Column(
            "theme_distance",
            NUMBER,
            "Jensen-Shannon distance (base 2) of the theme profiles; 0 same, 1 nothing shared",
            nullable=True,
            minimum=0,
            maximum=1,
        ),
        Column(
            "entity_overlap", NUMBER, "Jaccard index of the entities", nullable=True, minimum=0, maximum=1
        ),
        Column(
            "stance_agreement",
            NUMBER,
            "Share of the targets both address on which their labels agree",
            nullable=True,
            minimum=0,
            maximum=1,
        ),
        Column("n_targets", INTEGER, "Targets both address", minimum=0),
        Column("copy", BOOLEAN, "Whether the two are copies or near-copies of one text"),
    ),
    key=("article_id", "other_id"),
    order=("article_id", "rank"),
)

KEYNESS: Final = Table(
    "keyness",
    "The words, terms and entities that set a piece in focus apart from the rest (log-odds with informative "
    "Dirichlet prior, and G2).",
    (
        FOCUS,
        Column(
            "unit",
            TEXT,
            "lemma: a content word; term: two to four words; entity: what names mean",
            choices=tuple(TermUnit),
        ),
        Column("term", TEXT, "The lemma, the term, or the entity (its id, or its name where it has none)"),
        Column("count_focus", INTEGER, "Occurrences in the piece", minimum=0),
        Column("count_rest", INTEGER, "Occurrences in the rest", minimum=0),
        Column("pieces_rest", INTEGER, "Pieces of the rest that hold it", minimum=0),
        Column("log_odds", NUMBER, "Log-odds ratio; above 0: more in this piece"),
        Column("z", NUMBER, "Log-odds ratio over its standard error"),
        Column("g2", NUMBER, "Log-likelihood ratio G2 (Dunning 1993)", minimum=0),
    ),
    key=("article_id", "unit", "term"),
)

DISCOURSE: Final = Table(
    "discourse",
    "Who holds which concept: one row per statement, in the columns of Discourse Network Analyzer.",
    (
        Column("article_id", TEXT, "The piece", references="articles.article_id"),
        Column("date", DATE, "Day of publication", nullable=True),
        Column("person", TEXT, "Who speaks", nullable=True),
        Column("organisation", TEXT, "For whom", nullable=True),
        Column("concept", TEXT, "The target spoken of"),
        Column("agreement", INTEGER, "1 supports, 0 opposes", minimum=0, maximum=1),
        Column("start_char", INTEGER, "First character of the sentence", minimum=0),
        Column("end_char", INTEGER, "Character after its last", minimum=0),
        Column("sentence_id", TEXT, "The sentence", references="sentences.sentence_id"),
        Column("text", TEXT, "The sentence in words"),
    ),
    key=("article_id", "start_char", "person", "organisation", "concept", "agreement"),
)

TIMELINE: Final = Table(
    "timeline",
    "The dated statements of all pieces: every expression that covers known days, with its sentence.",
    (
        Column("article_id", TEXT, "The piece", references="articles.article_id"),
        Column("sentence_id", TEXT, "The sentence", references="sentences.sentence_id"),
        Column("start_char", INTEGER, "First character of the expression", minimum=0),
        Column("end_char", INTEGER, "Character after its last", minimum=0),
        Column("start_date", DATE, "First day covered"),
        Column("end_date", DATE, "Last day covered"),
        Column("granularity", TEXT, "Unit the value is stated in", choices=tuple(Granularity)),
        Column(
            "tense",
            TEXT,
            "Where it lies from publication; empty: the piece has no day of publication",
            nullable=True,
            choices=tuple(Tense),
        ),
        Column("text", TEXT, "The expression as written"),
        Column("value", TEXT, "TIMEX3 value"),
        Column("sentence", TEXT, "The sentence in words"),
        Column("entities", TEXT, "Entities of the sentence by name, joined by `; `", nullable=True),
    ),
    key=("article_id", "start_char", "end_char"),
    order=("article_id", "start_date", "end_date"),
)

TIME_PROFILE: Final = Table(
    "time_profile",
    "How much of what each piece places in time is past, present and future, and the days it spans.",
    (
        Column("article_id", TEXT, "The piece", references="articles.article_id"),
        Column("n_placed", INTEGER, "Expressions placed from publication; what the shares are of", minimum=0),
        *(
            Column(f"share_{tense}", NUMBER, meaning, nullable=True, minimum=0, maximum=1)
            for tense, meaning in (
                (Tense.PAST, "Share of them that lie before publication"),
                (Tense.PRESENT, "Share that hold the day of publication"),
                (Tense.FUTURE, "Share that lie after it"),
            )
        ),
        Column("first_day", DATE, "First day that any of its dates covers", nullable=True),
        Column("last_day", DATE, "Last day that any of its dates covers", nullable=True),
    ),
    key=("article_id",),
)

COMPARISON_TABLES: Final = (
    COMPARISON,
    GROUP_COMPARISON,
    AGREEMENT,
    SIMILARITY,
    COPIES,
    KEYNESS,
    DISCOURSE,
    TIMELINE,
    TIME_PROFILE,
    *NETWORK_TABLES,
)
