"""What is known of the errors of each part: the sections of the model cards that say so, as HTML.

The cards are the one place where scores and known failures stand; here they are only shown.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

from nlp.provenance import SHIPPED_MODELS

__all__ = ["CARDS", "Card", "make_card", "read_cards"]

CARDS: Final = (
    *(SHIPPED_MODELS / name / "README.md" for name in ("parser", "ner", "stance", "themes", "encoder")),
    SHIPPED_MODELS.parent / "analysis" / "timex" / "README.md",
)
_TELLING: Final = re.compile(r"scores|known|how near|what it is worth", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Card:
    """A part and what its card says of errors: heading and text of each section."""

    title: str
    sections: tuple[tuple[str, Markup], ...]


@lru_cache(maxsize=1)
def read_cards() -> tuple[Card, ...]:
    """The cards of the shipped models and of the grammar of dates; one that is not there is left out."""
    return tuple(make_card(file.read_text(encoding="utf-8")) for file in CARDS if _is_there(file))


def make_card(text: str) -> Card:
    """A card from its Markdown: title, and the sections on scores and failures."""
    title = text.partition("\n")[0].lstrip("# ").removeprefix("Model card:").strip()
    sections = [(heading, _render(body, heading)) for heading, body in _cut(text) if _TELLING.match(heading)]
    return Card(title[:1].upper() + title[1:], tuple(sections))


def _is_there(file: Path) -> bool:
    return file.is_file()


def _cut(text: str) -> Iterator[tuple[str, str]]:
    """Sections by headings; in a card that has none, by paragraphs that begin in bold."""
    parts = re.split(r"^## +(.+)$", text, flags=re.MULTILINE)
    if len(parts) == 1:
        parts = re.split(r"^\*\*([A-Z][^*]*?)\.?\*\*", text, flags=re.MULTILINE)
    return zip(parts[1::2], parts[2::2], strict=True)


def _render(body: str, heading: str) -> Markup:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.add_render_rule("table_open", _table_open)
    markdown.add_render_rule("table_close", _table_close)
    # What a card links to does not stand beside the report.
    markdown.add_render_rule("link_open", _nothing)
    markdown.add_render_rule("link_close", _nothing)
    tokens = markdown.parse(body)
    for opening, content, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        opening.attrs.pop("style", None)
        if opening.type == "th_open" and content.content:
            opening.attrSet("scope", "col")
        elif opening.type == "th_open":
            opening.tag = closing.tag = "td"  # a head that says nothing is none
    return Markup(markdown.renderer.render(tokens, markdown.options, {"heading": heading}))


def _table_open(
    _renderer: RendererHTML, _tokens: Sequence[Token], _place: int, _options: object, env: dict[str, str]
) -> str:
    heading = escape(env["heading"])
    return (
        f'<div class="scroll" role="group" tabindex="0" aria-label="{heading}"><table>'
        f'<caption class="hidden">{heading}</caption>\n'
    )


def _table_close(*_: object) -> str:
    return "</table></div>\n"


def _nothing(*_: object) -> str:
    return ""
