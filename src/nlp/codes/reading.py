"""The human codes of a corpus, `codes/<coder>.csv`. What is wrong in them is told, and the rest counts."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from nlp.codebook import Codebook
from nlp.codes.records import Code, Unit
from nlp.codes.sheets.grids import read_grid
from nlp.codes.sheets.parsing import is_coded, parse_row
from nlp.corpus.article import Problem
from nlp.errors import CodesError
from nlp.labels import ProblemKind

__all__ = ["Refusal", "hash_codes", "make_code", "make_problems", "missing_article", "read_codes"]

Refusal = tuple[str, int, str]  # file, row, what is wrong with it
_SHOWN = 3  # row numbers that a line names; the others are counted


def read_codes(folder: Path, codebook: Codebook) -> tuple[tuple[Code, ...], tuple[Problem, ...]]:
    """The codes in a folder by coder and unit, and a line for everything that is wrong with others.

    Of two codes by one coder for one unit, neither counts unless they say the same.
    """
    codes: list[Code] = []
    problems: list[Problem] = []
    for path in _files(folder):
        if path.suffix.lower() != ".csv":
            message = f"is not CSV; take it in with `commentary codes add {path.name} --coder NAME`"
            problems.append(Problem(str(path), ProblemKind.CODES, message))
            continue
        try:
            grid = read_grid(path)
        except CodesError as error:
            message = str(error).removeprefix(f"{path}: ")
            problems.append(Problem(str(path), ProblemKind.CODES, message))
            continue
        read, refused = _read_rows(path, grid.rows, codebook)
        codes += read
        problems += make_problems(refused)
    return tuple(sorted(codes, key=lambda code: (code.coder, code.unit.id))), tuple(problems)


def hash_codes(codes: Iterable[Code]) -> str:
    """SHA-256 over what the codes say, in their order; notes and places in files do not count."""
    said = [[code.coder, code.unit.id, code.values, code.check] for code in codes]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def make_code(unit: Unit, values: tuple[str, ...], row: Mapping[str, str], place: tuple[Path, int]) -> Code:
    """The code in a row; the coder is the file's name."""
    file, line = place
    return Code(
        coder=file.stem,
        kind=unit.kind,
        level=unit.level,
        article_id=unit.article_id,
        paragraph=unit.paragraph,
        sentence=unit.sentence,
        target_id=unit.target_id,
        values=values,
        file=str(file),
        line=line,
        check=row.get("check", "").strip(),
        note=row.get("note", "").strip(),
    )


def make_problems(refusals: Iterable[Refusal]) -> tuple[Problem, ...]:
    """A line for each file and reason, with the rows it is about."""
    rows: dict[tuple[str, str], list[int]] = defaultdict(list)
    for file, row, reason in refusals:
        rows[file, reason].append(row)
    return tuple(
        Problem(file, ProblemKind.CODES, f"{_name_rows(sorted(numbers))}: {reason}")
        for (file, reason), numbers in rows.items()
    )


def missing_article(article_id: str) -> str:
    """What is wrong with a code of a piece that the corpus does not hold."""
    return f"there is no article `{article_id}`; put the piece back, or delete the row"


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    endings = {".csv", ".xlsx", ".xls", ".ods", ".tsv", ".txt"}
    files = (path for path in folder.iterdir() if path.suffix.lower() in endings and path.is_file())
    return sorted(path for path in files if not path.name.startswith((".", "~")))


def _read_rows(
    path: Path, rows: Iterable[tuple[int, Mapping[str, str]]], codebook: Codebook
) -> tuple[list[Code], list[Refusal]]:
    by_unit: dict[Unit, list[Code]] = defaultdict(list)
    refused: list[Refusal] = []
    for number, row in rows:
        if not is_coded(row):
            continue
        parsed = parse_row(row, codebook)
        if isinstance(parsed, str):
            refused.append((str(path), number, parsed))
        else:
            by_unit[parsed[0]].append(make_code(*parsed, row, (path, number)))
    for unit, several in by_unit.items():
        refused += [
            (str(path), code.line, f"codes `{unit.id}` a second time (row {several[0].line}); keep one")
            for code in several[1:]
        ]
    agreed = [several[0] for several in by_unit.values() if len({code.values for code in several}) == 1]
    return agreed, refused


def _name_rows(rows: list[int]) -> str:
    if len(rows) == 1:
        return f"row {rows[0]}"
    if len(rows) <= _SHOWN:
        return f"rows {', '.join(map(str, rows[:-1]))} and {rows[-1]}"
    return f"rows {', '.join(map(str, rows[:_SHOWN]))} and {len(rows) - _SHOWN} more"
