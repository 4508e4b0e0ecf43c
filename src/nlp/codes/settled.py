"""What people coded, in the tables: the last thing that happens to the machine's codes."""

from collections.abc import Iterable, Mapping

import pandas as pd

from nlp.codes.overrides.stances import override_stances
from nlp.codes.overrides.themes import ThemeLimits, override_themes
from nlp.codes.placing import place_codes, read_texts
from nlp.codes.records import Code, CodeKind
from nlp.codes.settling import find_disagreements, settle
from nlp.corpus.article import Problem

__all__ = ["code_tables"]


def code_tables(
    frames: Mapping[str, pd.DataFrame], codes: Iterable[Code], limits: ThemeLimits
) -> tuple[dict[str, pd.DataFrame], tuple[Problem, ...]]:
    """The tables `themes`, `evidence` and `stances` with settled codes; lines on those that do not count."""
    texts = read_texts(frames["articles"], frames["sentences"])
    placed, strays = place_codes(codes, texts)
    settled = settle(placed)
    themes = [code for code in settled if code.kind is CodeKind.THEMES]
    stances = [code for code in settled if code.kind is CodeKind.STANCE]
    evidence, pieces = override_stances(frames["evidence"], frames["stances"], frames["sentences"], stances)
    coded = {
        "themes": override_themes(frames["themes"], themes, texts, limits),
        "evidence": evidence,
        "stances": pieces,
    }
    return coded, (*strays, *find_disagreements(placed))
