"""Closed sets as enums. Strings become members once, at the edge; the ids of the codebook are open."""

from enum import StrEnum

__all__ = [
    "AUTHOR",
    "Accord",
    "Dimension",
    "EdgePolarity",
    "EngineKind",
    "EntityLabel",
    "FindingKind",
    "Granularity",
    "Grouping",
    "LinkMethod",
    "LogLevel",
    "Mod",
    "Modality",
    "NetworkKind",
    "NodeType",
    "Polarity",
    "ProblemKind",
    "Side",
    "StanceLabel",
    "StatementKind",
    "Tense",
    "TermUnit",
    "ThemeLevel",
    "TimexAnchor",
    "TimexType",
]

AUTHOR = "author"  # the speaker of everything that is not quoted or reported


class EntityLabel(StrEnum):
    """What kind of name a mention is."""

    PERSON = "PERSON"
    ORG = "ORG"
    GPE = "GPE"
    LOC = "LOC"
    NORP = "NORP"
    FAC = "FAC"
    EVENT = "EVENT"
    LAW = "LAW"
    PRODUCT = "PRODUCT"
    WORK_OF_ART = "WORK_OF_ART"
    INITIATIVE = "INITIATIVE"
    MONEY = "MONEY"
    PERCENT = "PERCENT"


class LinkMethod(StrEnum):
    """How a mention got its entity; `nil` means that it got none, and `nil_reason` says why."""

    ALIAS = "alias"
    ACRONYM = "acronym"
    SURNAME = "surname"
    TITLE = "title"
    METONYM = "metonym"
    DEMONYM = "demonym"
    COREFERENCE = "coreference"
    NIL = "nil"


class TimexType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Mod(StrEnum):
    """TIMEX3 modifiers that are coded."""

    START = "START"
    MID = "MID"
    END = "END"
    APPROX = "APPROX"
    BEFORE = "BEFORE"
    AFTER = "AFTER"
    LESS_THAN = "LESS_THAN"
    MORE_THAN = "MORE_THAN"
    EQUAL_OR_MORE = "EQUAL_OR_MORE"
    EQUAL_OR_LESS = "EQUAL_OR_LESS"


class Granularity(StrEnum):
    """The unit a temporal value is stated in."""

    TIME = "time"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    VAGUE = "vague"


class TimexAnchor(StrEnum):
    """What a value was resolved against."""

    NONE = "none"
    PUBLICATION = "publication"
    TEXT = "text"
    EVENT = "event"


class Tense(StrEnum):
    """Where a time lies as seen from the day of publication."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


class StanceLabel(StrEnum):
    """The author's stance toward a target; a target that is not addressed has no row."""

    SUPPORTIVE = "supportive"
    CRITICAL = "critical"
    NEUTRAL = "neutral"
    MIXED = "mixed"

    @property
    def value_sign(self) -> int:
        """−1, 0 or 1; mixed is 0 and carries a flag beside it."""
        return {"supportive": 1, "critical": -1}.get(self.value, 0)


class StatementKind(StrEnum):
    """What a statement does."""

    PRESCRIPTION = "prescription"
    FORECAST = "forecast"


class Modality(StrEnum):
    """How strongly a prescription demands, or how surely a forecast foresees."""

    OBLIGATION = "obligation"
    RECOMMENDATION = "recommendation"
    CERTAINTY = "certainty"
    PROBABILITY = "probability"
    POSSIBILITY = "possibility"


class Polarity(StrEnum):
    """Whether a statement says that something should be (will be), or should not (will not)."""

    AFFIRMATIVE = "affirmative"
    NEGATIVE = "negative"


class FindingKind(StrEnum):
    """Doubts a careful editor would raise about a text, and what could not be read in it."""

    WEEKDAY_MISMATCH = "weekday_mismatch"
    KNOWN_DATE_CONFLICT = "known_date_conflict"
    ARITHMETIC = "arithmetic"
    RELATIVE_MISMATCH = "relative_mismatch"
    REVERSED_INTERVAL = "reversed_interval"
    TWO_DATES = "two_dates"
    NO_PUBLICATION_DATE = "no_publication_date"
    FUTURE_PUBLICATION = "future_publication"
    HEADER = "header"
    LANGUAGE = "language"


class ProblemKind(StrEnum):
    """Why a file could not be taken in, or what is doubtful about one that was."""

    ENCODING = "encoding"
    FORMAT = "format"
    FRONT_MATTER = "front_matter"
    NO_TITLE = "no_title"
    NO_TEXT = "no_text"
    PAYWALL = "paywall"
    NOT_ARTICLE = "not_article"
    TOO_LARGE = "too_large"
    LINK = "link"
    UNREADABLE = "unreadable"
    DUPLICATE_ID = "duplicate_id"
    UNKNOWN_FIELD = "unknown_field"
    HEADER = "header"
    CHANGED = "changed"
    LANGUAGE = "language"
    FUTURE_DATE = "future_date"
    ANALYSIS = "analysis"
    CODES = "codes"


class Side(StrEnum):
    """From which side of the relationship a piece is written."""

    KR = "KR"
    ASEAN = "ASEAN"
    OTHER = "other"


class ThemeLevel(StrEnum):
    """What a theme score is about."""

    ARTICLE = "article"
    PARAGRAPH = "paragraph"


class Dimension(StrEnum):
    """In what one piece is held against the rest."""

    THEME = "theme"
    STANCE = "stance"
    ENTITY = "entity"
    TIME = "time"
    STYLE = "style"
    PRESCRIPTION = "prescription"


class Grouping(StrEnum):
    """By what pieces are put into groups that are held against each other."""

    SIDE = "side"
    OUTLET = "outlet"
    YEAR = "year"
    AUTHOR_COUNTRY = "author_country"


class Accord(StrEnum):
    """How one piece's stance on a target stands to another's."""

    SHARES = "shares"
    OPPOSES = "opposes"


class TermUnit(StrEnum):
    """What is counted where the words that set a piece apart are sought."""

    LEMMA = "lemma"
    TERM = "term"
    ENTITY = "entity"


class NetworkKind(StrEnum):
    """The networks drawn from the discourse."""

    ACTOR_CONCEPT = "actor_concept"
    ACTOR_CONGRUENCE = "actor_congruence"
    ACTOR_CONFLICT = "actor_conflict"
    CONCEPT_CONGRUENCE = "concept_congruence"


class NodeType(StrEnum):
    """What a node of a network is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    CONCEPT = "concept"


class EdgePolarity(StrEnum):
    """What the statements behind an edge do."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    BOTH = "both"


class EngineKind(StrEnum):
    """Where the analysing is done."""

    LOCAL = "local"  # on this machine
    DASK = "dask"  # by the workers of a Dask cluster


class LogLevel(StrEnum):
    """How much a record of the log matters."""

    INFO = "info"
    WARNING = "warning"  # a file or piece was set aside
    ERROR = "error"
