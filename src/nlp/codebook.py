"""The researcher's codebook: themes, targets and gazetteer, read, validated and hashed.

A corpus may bring its own `codebook/`; without one, the codebook that ships with the package is used.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from nlp.errors import CodebookError
from nlp.gazetteer import GazetteerEntry, find_repeated_ids, find_shared_names, read_gazetteer

__all__ = [
    "Codebook",
    "Conduct",
    "GazetteerEntry",
    "Relation",
    "Target",
    "Theme",
    "codebook_folder",
    "find_problems",
    "read_codebook",
]

THEMES, TARGETS, GAZETTEER = "themes.yaml", "targets.yaml", "gazetteer.csv"


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Theme(_Entry):
    """A theme a paragraph or a piece may treat."""

    id: str
    label: str
    definition: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    asean_pillar: str = ""
    nsp_3p: str = ""
    kasi_line: str = ""


class Relation(_Entry):
    """A target that is a relation: one of `nouns` heading a phrase that names both ends of `between`."""

    nouns: tuple[str, ...]
    between: tuple[tuple[str, ...], ...]  # each end: entity ids of which the phrase must name one


class Conduct(_Entry):
    """A target that is what someone does: one of `actors` is the subject where one of `toward` is named."""

    actors: tuple[str, ...]  # entity ids
    toward: tuple[str, ...]


class Target(_Entry):
    """What an author may take a stance on. `aliases` are phrases that name it beside its entities."""

    id: str
    label: str
    definition: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    entity_ids: tuple[str, ...] = ()
    relation: Relation | None = None
    conduct: Conduct | None = None


EntryT = TypeVar("EntryT", bound=_Entry)


@dataclass(frozen=True, slots=True)
class Codebook:
    """Themes, targets and gazetteer with the hash of each file."""

    folder: Path
    themes: tuple[Theme, ...]
    targets: tuple[Target, ...]
    gazetteer: tuple[GazetteerEntry, ...]
    hashes: tuple[tuple[str, str], ...]

    @property
    def hash(self) -> str:
        """SHA-256 over the hashes of the parts."""
        return hashlib.sha256("".join(value for _, value in self.hashes).encode()).hexdigest()

    def entries(self) -> dict[str, GazetteerEntry]:
        """The gazetteer by entity id."""
        return {entry.entity_id: entry for entry in self.gazetteer}

    def theme_ids(self) -> tuple[str, ...]:
        """Ids of the themes in their order."""
        return tuple(theme.id for theme in self.themes)


def codebook_folder(corpus: Path | None = None) -> Path:
    """The corpus's own codebook folder, or else the one that ships with the package."""
    if corpus is not None and (corpus / "codebook").is_dir():
        return corpus / "codebook"
    shipped = Path(__file__).parent / "codebook_default"
    # An editable install reads the very files the wheel is built from.
    return shipped if shipped.is_dir() else Path(__file__).parents[2] / "corpus" / "codebook"


def read_codebook(folder: Path | None = None) -> Codebook:
    """The codebook in a folder (default: the shipped one).

    Raises:
        CodebookError: a file is missing or the codebook is inconsistent; the first problem is named.
    """
    folder = folder or codebook_folder()
    hashes = tuple((name, _sha256(folder / name)) for name in (THEMES, TARGETS, GAZETTEER))
    codebook, problems = _read(folder, hashes)
    if problems:
        more = f" (and {len(problems) - 1} more: `commentary check` lists them)" if len(problems) > 1 else ""
        raise CodebookError(problems[0] + more)
    return codebook


def find_problems(folder: Path) -> list[str]:
    """One line for each problem in a codebook folder, with file and row; none where a run may start."""
    missing = [name for name in (THEMES, TARGETS, GAZETTEER) if not (folder / name).is_file()]
    if missing:
        return [f"{folder / name}: no such file; copy the shipped one there" for name in missing]
    return _read(folder, tuple((name, _sha256(folder / name)) for name in (THEMES, TARGETS, GAZETTEER)))[1]


@lru_cache(maxsize=4)  # keyed by content, so that an edited file is read again
def _read(folder: Path, hashes: tuple[tuple[str, str], ...]) -> tuple[Codebook, list[str]]:
    problems: list[str] = []
    themes = _read_yaml(folder / THEMES, Theme, problems)
    targets = _read_yaml(folder / TARGETS, Target, problems)
    gazetteer = read_gazetteer(folder / GAZETTEER, problems)
    known = {entry.entity_id for entry in gazetteer}
    for file, ids in (
        (folder / THEMES, [theme.id for theme in themes]),
        (folder / TARGETS, [target.id for target in targets]),
    ):
        problems += [
            f"{file}: id `{one}` stands {n} times; give each entry its own" for one, n in _repeated(ids)
        ]
    problems += find_repeated_ids(folder / GAZETTEER, gazetteer)
    problems += [
        f"{folder / TARGETS}: target `{target.id}` names entity `{one}`, unknown to the gazetteer; add a row "
        "there, or mend the id"
        for target in targets
        for one in _named_entities(target)
        if one not in known
    ]
    problems += [
        f"{folder / GAZETTEER}: row {entry.row} (`{entry.entity_id}`) represents the unknown "
        f"`{entry.represents}`; write the entity_id of another row"
        for entry in gazetteer
        if entry.represents and entry.represents not in known
    ]
    problems += find_shared_names(folder / GAZETTEER, gazetteer)
    return Codebook(folder, themes, targets, gazetteer, hashes), problems


def _read_yaml(file: Path, model: type[EntryT], problems: list[str]) -> tuple[EntryT, ...]:
    try:
        rows = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        line = str(error).replace("\n", " ")
        problems.append(f"{file}: not valid YAML in UTF-8 ({line}); mend that line")
        return ()
    if not isinstance(rows, list) or not rows:
        problems.append(f"{file}: must be a list of entries, each beginning with `- id:`")
        return ()
    entries: list[EntryT] = []
    for number, row in enumerate(rows, 1):
        try:
            entries.append(model.model_validate(row))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "entry"
            problems.append(f"{file}: entry {number}: `{where}`: {first['msg']}")
    return tuple(entries)


def _named_entities(target: Target) -> list[str]:
    ends = target.relation.between if target.relation else ()
    conduct = (*target.conduct.actors, *target.conduct.toward) if target.conduct else ()
    return [*target.entity_ids, *(one for end in ends for one in end), *conduct]


def _repeated(ids: Iterable[str]) -> list[tuple[str, int]]:
    return [(one, n) for one, n in Counter(ids).items() if n > 1]


def _sha256(file: Path) -> str:
    if not file.is_file():
        raise CodebookError(f"{file}: no such file; copy the shipped one there")
    return hashlib.sha256(file.read_bytes()).hexdigest()
