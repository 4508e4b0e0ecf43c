# ruff: noqa: E501  markup reads best in one piece
"""What the pages written for the tests are made of: paragraphs, menus, feet."""

from dataclasses import dataclass, field
from typing import Any

__all__ = ["ENGLISH", "KOREAN", "Layout", "linked", "paragraphs", "whole_page"]

ENGLISH = (
    "The ferry to the island leaves at seven, and by the time the negotiators had found their seats the harbour "
    "was already behind them. Nobody had asked who would pay for the second crossing, although everybody had "
    "packed for one.",
    "Seoul has spent a decade telling its partners in Southeast Asia that it listens. It has opened offices, "
    "hired interpreters and printed brochures in ten languages. What it has not done is answer the letters that "
    "came back.",
    "A ministry that wants to be believed should begin with small things. It could publish the list of projects "
    "that were promised and never begun, and say for each of them who decided to let it lie.",
    "None of this needs a summit. It needs a clerk, a ledger and the patience to keep both for longer than one "
    "government lasts, which is the one thing that visitors from the north have so far failed to bring.",
    "The ferry turns around at noon. Those who want to stay had better say so before the rope is cast off, for "
    "the captain has a timetable and no opinion on partnerships.",
)
KOREAN = (
    "섬으로 가는 배는 아침 일곱 시에 떠났고, 협상가들이 자리를 찾았을 때 항구는 이미 뒤에 있었다. 두 번째 항해의 비용을 "
    "누가 낼 것인지 묻는 사람은 없었지만 모두가 짐을 두 번 쌌다.",
    "서울은 지난 십 년 동안 동남아시아의 동반자들에게 귀를 기울이고 있다고 말해 왔다. 사무소를 열고 통역사를 고용하고 "
    "열 개 언어로 책자를 만들었다. 그러나 되돌아온 편지에는 답하지 않았다.",
    "믿음을 얻고 싶은 부처라면 작은 일부터 시작해야 한다. 약속했지만 시작하지 않은 사업의 목록을 공개하고 누가 그렇게 "
    "결정했는지 밝히는 것이 그 첫걸음이다.",
)
_NAV = (
    "<header class='site-header'><a href='/' class='logo'>{site}</a><nav><ul>"
    + "".join(
        f"<li><a href='/{one.lower()}'>{one}</a></li>" for one in "Home World Business Opinion Sport".split()
    )
    + "</ul></nav><a class='cta' href='/subscribe'>Subscribe</a></header>"
)
_FOOT = (
    "<aside class='related'><h3>Related stories</h3><ul><li><a href='/a'>The harbour nobody asked for</a></li>"
    "<li><a href='/b'>Ten languages, one brochure</a></li></ul></aside><footer><p>© 2025 {site}. All rights "
    "reserved.</p><a href='/privacy'>Privacy</a></footer>"
)


@dataclass(frozen=True)
class Layout:
    """A page, the fields one sees in it, and how its text begins and ends."""

    html: str
    expected: dict[str, Any]
    paragraphs: tuple[str, ...] = ENGLISH
    url: str | None = None
    doubts: tuple[str, ...] = field(default=())


def paragraphs(texts: tuple[str, ...] = ENGLISH, tag: str = "p") -> str:
    """The texts as elements."""
    return "\n".join(f"<{tag}>{text}</{tag}>" for text in texts)


def whole_page(head: str, body: str, *, site: str = "Harbour Review", html: str = "<html lang='en'>") -> str:
    around = _NAV.format(site=site), _FOOT.format(site=site)
    return f"<!DOCTYPE html>\n{html}<head><meta charset='utf-8'>{head}</head><body>{around[0]}{body}{around[1]}</body></html>"


def linked(text: str) -> str:
    return f"<script type='application/ld+json'>{text}</script>"
