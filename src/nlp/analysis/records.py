"""What the components find, as frozen records, and the places on a `Doc` where they put it.

Offsets are code points into the text that was analysed; `text` is always `article_text[start:end]`.
"""

from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from nlp.analysis.theming.passages import NO_PASSAGES, Passages
from nlp.labels import (
    AUTHOR,
    EntityLabel,
    FindingKind,
    Granularity,
    LinkMethod,
    Mod,
    Modality,
    Polarity,
    StanceLabel,
    StatementKind,
    Tense,
    TimexAnchor,
    TimexType,
)

__all__ = [
    "AUTHOR",
    "Analysis",
    "Context",
    "Entity",
    "Evidence",
    "Finding",
    "Sentence",
    "Stance",
    "Statement",
    "ThemeScore",
    "Timex",
    "add_extensions",
]


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about a piece beside its text."""

    published: date | None = None
    title: str = ""
    outlet_country: str | None = None  # ISO 3166 alpha-2


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; `index` counts from 1 over the article, `paragraph` likewise."""

    index: int
    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A named mention and whom or what it means."""

    start: int
    end: int
    text: str
    label: EntityLabel
    canonical: str
    entity_id: str | None
    wikidata_id: str | None
    link_method: LinkMethod
    nil_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Timex:
    """A temporal expression as TIMEX3 and as the interval of days it covers (both ends included)."""

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    mod: Mod | None = None
    quant: str | None = None
    freq: str | None = None
    start_date: date | None = None
    end_date: date | None = None
    granularity: Granularity = Granularity.VAGUE
    anchor: TimexAnchor = TimexAnchor.NONE
    tense: Tense | None = None  # None: it cannot be placed before, at or after publication


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """How strongly a paragraph (counted from 1) or, with `paragraph` None, the article treats a theme."""

    theme_id: str
    score: float
    paragraph: int | None
    assigned: bool
    dominant: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one sentence shows of a speaker's stance toward a target.

    `start`, `end` and `text` are the sentence; `mention_start` and `mention_end` the marked target in it.
    """

    target_id: str
    speaker: str
    sentence: int
    start: int
    end: int
    text: str
    mention_start: int
    mention_end: int
    stance: int
    label: StanceLabel
    confidence: float


@dataclass(frozen=True, slots=True)
class Stance:
    """A speaker's stance toward a target over the whole piece, and the sentences it rests on."""

    target_id: str
    speaker: str
    stance: int
    label: StanceLabel
    mixed: bool
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that demands or foresees something."""

    kind: StatementKind
    sentence: int
    start: int
    end: int
    text: str
    actor: str | None  # who should act, or of whom something is foreseen, as written
    addressee: str | None  # entity_id (or name) of the actor where it is known
    modality: Modality
    polarity: Polarity
    horizon: str | None  # TIMEX3 value by when
    speaker: str = AUTHOR

    @property
    def author(self) -> bool:
        """Whether the author makes the statement, rather than reporting another's."""
        return self.speaker == AUTHOR


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt about the text, with the stretch of text that raises it (empty: the whole piece)."""

    kind: FindingKind
    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in one text."""

    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    dates: tuple[Timex, ...] = ()
    themes: tuple[ThemeScore, ...] = ()
    stances: tuple[Stance, ...] = ()
    statements: tuple[Statement, ...] = ()
    findings: tuple[Finding, ...] = ()
    n_words: int = 0
    lemmas: tuple[str, ...] = ()  # content-bearing lemmas in order, for keyness
    vector: tuple[float, ...] = ()  # the article's embedding
    passages: Passages = NO_PASSAGES  # the embeddings behind `vector` and `themes`


_EXTENSIONS: dict[str, object] = {
    "context": Context(),
    "paragraphs": (),  # tuple[tuple[int, int], ...]: character offsets of each paragraph
    "sentences": (),
    "entities": (),
    "coreferents": (),  # tuple[Entity, ...]: pronouns and common nouns resolved to an entity
    "dates": (),
    "themes": (),
    "stances": (),
    "statements": (),
    "findings": (),
    "passages": NO_PASSAGES,
}


def add_extensions() -> None:
    """Register the places on `Doc` (`doc._.entities` and so on); calling it again changes nothing."""
    for name, default in _EXTENSIONS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


add_extensions()
