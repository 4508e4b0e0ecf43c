"""The templates of the pages, with the filters and words they use."""

import base64
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from nlp.report import links, wording
from nlp.report.focus.apart import SMALL

__all__ = ["ASSETS", "make_environment", "read_asset"]

ASSETS: Final = ("style.css", "tables.js")  # what the pages of pieces share; the overview holds both itself
MOST: Final = 50  # groups of copies, or names in a sentence, that are listed before a file is pointed to
LISTED: Final = 1000  # doubts and problems
NAMED: Final = 10_000  # pieces without a page: a line of 120 bytes each
_TEMPLATES: Final = Path(__file__).parent / "templates"


@lru_cache(maxsize=1)
def make_environment() -> Environment:
    """Jinja with everything escaped and nothing undefined."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    for one in (
        *(links.date_anchor, links.entity_anchor, links.evidence_anchor, links.sentence_anchor),
        *(links.sentence_number, links.statement_anchor, links.target_anchor),
        *(wording.date_meaning, wording.day, wording.doubt, wording.humanise, wording.number),
        *(wording.shorten, wording.side, wording.signed, wording.speaker, wording.web_address),
    ):
        environment.filters[one.__name__] = one
    script = read_asset("tables.js")
    environment.globals |= {
        "plural": wording.plural,
        "small": SMALL,
        "most": MOST,
        "listed": LISTED,
        "named": NAMED,
        "symbols": wording.SYMBOLS,
        "entity_kinds": wording.ENTITY_KINDS,
        "term_kinds": wording.TERM_KINDS,
        "style": Markup(read_asset("style.css")),
        "script": Markup(script),
        "script_hash": base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    }
    return environment


def read_asset(name: str) -> str:
    """The style sheet or the script."""
    return (_TEMPLATES / name).read_text(encoding="utf-8")
