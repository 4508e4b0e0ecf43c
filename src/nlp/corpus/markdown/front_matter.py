"""Front matter as plain values: a small, safe YAML reader.

Every scalar stays a string, so that the country `NO` is no truth value and `2025-13-45` no crash. Values are
built from the parser's events, flat and bounded: aliases ("billion laughs"), deep nesting (which crashes
libyaml's own composer), tags and repeated keys are errors that name the line.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

import yaml

__all__ = ["FrontMatterError", "Value", "parse_yaml", "split_front_matter", "write_yaml"]

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

MAX_CHARACTERS = 200_000  # the longest front matter of a real piece is some 2,000
MAX_DEPTH = 6  # author lists and CSL date-parts need four

_FENCE = re.compile(r"---[ \t]*\n")
_CLOSING_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml where PyYAML was built with it


class FrontMatterError(ValueError):
    """What is wrong with a front matter, and the line of the file."""


def split_front_matter(text: str) -> tuple[str, str] | None:
    """Front matter and text of a file; None where it does not begin with `---`.

    Raises:
        FrontMatterError: the closing `---` is missing.
    """
    opening = _FENCE.match(text)
    if not opening:
        return None
    closing = _CLOSING_FENCE.search(text, opening.end())
    if not closing:
        raise FrontMatterError("the front matter has no closing `---`")
    return text[opening.end() : closing.start()], text[closing.end() :]


def parse_yaml(text: str) -> dict[str, Value]:
    """The fields of a YAML mapping with strings, lists and mappings as values.

    Raises:
        FrontMatterError: it is no YAML, no mapping, or uses what front matter has no need of.
    """
    if len(text) > MAX_CHARACTERS:
        raise FrontMatterError(f"the front matter is longer than {MAX_CHARACTERS:,} characters")
    try:
        value = _build(yaml.parse(text.encode(errors="replace"), Loader=_LOADER))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 2}: " if mark else ""
        what = getattr(error, "problem", None) or "not valid YAML"
        raise FrontMatterError(f"{line}{what}") from error
    if not isinstance(value, dict):
        raise FrontMatterError("the front matter must hold lines like `title: …`")
    return value


def write_yaml(values: Mapping[str, object]) -> str:
    """The values as YAML, in their order, Unicode as it is and one line for each scalar."""
    return yaml.dump(
        dict(values),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=10**9,
        default_flow_style=False,
    )


class _Dumper(yaml.SafeDumper):
    """Indents lists below their key, as people write them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _build(events: Iterator[yaml.Event]) -> Value:
    root: list[Value] = []
    stack: list[tuple[list[Value] | dict[str, Value], str | None]] = [(root, None)]
    for event in events:
        _check(event, len(stack))
        if isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
            continue
        new: Value
        if isinstance(event, yaml.ScalarEvent):
            new = event.value
        elif isinstance(event, yaml.SequenceStartEvent):
            new = []
        elif isinstance(event, yaml.MappingStartEvent):
            new = {}
        else:
            continue
        _put(stack, new, event)
        if not isinstance(new, str):
            stack.append((new, None))
    return root[0] if root else {}


def _put(
    stack: list[tuple[list[Value] | dict[str, Value], str | None]], new: Value, event: yaml.Event
) -> None:
    """Add a value to the collection on top, or remember it as the key of the value to come."""
    parent, key = stack[-1]
    if isinstance(parent, list):
        parent.append(new)
    elif key is not None:
        parent[key] = new
        stack[-1] = (parent, None)
    elif not isinstance(new, str):
        raise FrontMatterError(f"line {_line(event)}: a field's name must be a word")
    elif new in parent:
        raise FrontMatterError(f"line {_line(event)}: `{new[:40]}` is given twice")
    else:
        stack[-1] = (parent, new)


def _check(event: yaml.Event, depth: int) -> None:
    if isinstance(event, yaml.AliasEvent):
        raise FrontMatterError(
            f"line {_line(event)}: anchors and aliases (`&`, `*`) are not allowed; quote the value"
        )
    if depth > MAX_DEPTH:
        raise FrontMatterError(f"line {_line(event)}: nested too deeply")
    tag = getattr(event, "tag", None)
    if tag and tag != "!":
        raise FrontMatterError(f"line {_line(event)}: tags (`!…`) are not allowed; quote the value")


def _line(event: yaml.Event) -> int:
    """The line in the file: the opening fence comes before the first line of YAML."""
    return event.start_mark.line + 2 if event.start_mark else 1
