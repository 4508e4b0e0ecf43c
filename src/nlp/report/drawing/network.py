"""A network of actors and concepts as one inline SVG: actors on the left, concepts on the right.

The order on either side follows that of the other (barycentres, Sugiyama et al. 1981), which keeps lines from
crossing; no chance is in it. For, against and both are told apart by dashes, not by colour alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from nlp.labels import NodeType
from nlp.report.wording import plural, shorten

__all__ = ["Node", "Tie", "draw_network"]

PASSES: Final = 6  # of reordering; more change nothing in a network of this size
WIDEST: Final = 7  # pixels of a line
LETTERS: Final = 38  # of a label
_ROW, _EDGE = 22, 14  # pixels: height of a node, air above and below
_LEFT, _RIGHT = 36, 64  # per cent of the width where lines begin and end


@dataclass(frozen=True, slots=True)
class Node:
    """An actor or a concept; `author` where it wrote a piece rather than being quoted."""

    node_id: str
    label: str
    kind: str
    author: bool
    statements: int


@dataclass(frozen=True, slots=True)
class Tie:
    """What an actor says on a concept: statements for it and against it."""

    actor: str
    concept: str
    supports: int
    opposes: int

    @property
    def kind(self) -> str:
        """`supportive`, `critical` or, where it is both, `mixed`."""
        return "mixed" if self.supports and self.opposes else "supportive" if self.supports else "critical"


def draw_network(
    actors: Sequence[Node], concepts: Sequence[Node], ties: Sequence[Tie], *, name: str
) -> Markup:
    """The drawing; empty where nothing ties an actor to a concept.

    `name` is unique on the page; title and description are found by it.
    """
    if not ties:
        return Markup("")
    left, right = _order(actors, concepts, ties)
    height = 2 * _EDGE + _ROW * max(len(left), len(right))
    heights = {**_spread(left, height), **_spread(right, height)}
    most = max(tie.supports + tie.opposes for tie in ties)
    lines = [_line(tie, heights, most) for tie in sorted(ties, key=lambda tie: (tie.actor, tie.concept))]
    by_id = {node.node_id: node for node in (*actors, *concepts)}
    nodes = [_actor(by_id[one], heights[one]) for one in left]
    nodes += [_concept(by_id[one], heights[one]) for one in right]
    return Markup(
        '<svg class="network" height="{height}" role="img" aria-labelledby="{name}-title {name}-text">'
        '<title id="{name}-title">{actors} and the {concepts} they speak on</title>'
        '<desc id="{name}-text">{said} The table beside it holds every line.</desc>{lines}{nodes}</svg>'
    ).format(
        height=height,
        name=name,
        actors=plural(len(left), "actor"),
        concepts=plural(len(right), "concept"),
        said=" ".join(_describe(by_id[one], ties) for one in right),
        lines=Markup("").join(lines),
        nodes=Markup("").join(nodes),
    )


def _order(
    actors: Sequence[Node], concepts: Sequence[Node], ties: Sequence[Tie]
) -> tuple[list[str], list[str]]:
    """Both sides by the mean place of those that they are tied to."""
    left = [node.node_id for node in actors]
    right = [node.node_id for node in concepts]
    for _ in range(PASSES):
        left = _by_mean_place(left, right, [(tie.actor, tie.concept) for tie in ties])
        right = _by_mean_place(right, left, [(tie.concept, tie.actor) for tie in ties])
    return left, right


def _by_mean_place(moved: Sequence[str], fixed: Sequence[str], pairs: Sequence[tuple[str, str]]) -> list[str]:
    places = {one: number / max(len(fixed) - 1, 1) for number, one in enumerate(fixed)}
    tied: dict[str, list[float]] = {}
    for one, other in pairs:
        tied.setdefault(one, []).append(places[other])
    means = {one: sum(found) / len(found) for one, found in tied.items()}
    return sorted(moved, key=lambda one: (round(means.get(one, 1.0), 9), one))


def _spread(side: Sequence[str], height: int) -> Mapping[str, float]:
    step = (height - 2 * _EDGE) / max(len(side), 1)
    return {one: round(_EDGE + step * (number + 0.5), 1) for number, one in enumerate(side)}


def _line(tie: Tie, heights: Mapping[str, float], most: int) -> Markup:
    width = round(1.5 + (WIDEST - 1.5) * (tie.supports + tie.opposes) / most, 1)
    return Markup('<line class="{}" x1="{}%" y1="{}" x2="{}%" y2="{}" stroke-width="{}"/>').format(
        tie.kind, _LEFT, heights[tie.actor], _RIGHT, heights[tie.concept], width
    )


def _actor(node: Node, y: float) -> Markup:
    kind = "piece" if node.author else "sample"
    shape = (
        Markup('<rect class="{}" x="{}%" y="{}" width="9" height="9" transform="translate(-5)"/>').format(
            kind, _LEFT, y - 4.5
        )
        if node.kind == NodeType.ORGANISATION
        else Markup('<circle class="{}" cx="{}%" cy="{}" r="4.5"/>').format(kind, _LEFT, y)
    )
    text = Markup('<text x="{}%" y="{}" dx="-9" dy=".35em" text-anchor="end">{}</text>').format(
        _LEFT, y, shorten(node.label, LETTERS)
    )
    return shape + text


def _concept(node: Node, y: float) -> Markup:
    return Markup(
        '<circle class="concept" cx="{0}%" cy="{1}" r="4.5"/>'
        '<text x="{0}%" y="{1}" dx="9" dy=".35em">{2}</text>'
    ).format(_RIGHT, y, shorten(node.label, LETTERS))


def _describe(concept: Node, ties: Sequence[Tie]) -> str:
    found = [tie for tie in ties if tie.concept == concept.node_id]
    kinds = [tie.kind for tie in found]
    return (
        f"{shorten(concept.label, LETTERS)}: {kinds.count('supportive')} for, "
        f"{kinds.count('critical')} against, {kinds.count('mixed')} both."
    )
