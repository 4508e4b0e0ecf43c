"""A page read back: its elements in order, each with its attributes and the text inside it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

CELLS = {"td", "th"}
IMPLIED = {"td": CELLS, "th": CELLS, "tr": CELLS | {"tr"}}  # what a start tag closes
VOID = {"meta", "link", "br", "hr", "img", "input", "base", "wbr", "col", "source"}


@dataclass(eq=False)
class Element:
    tag: str
    attributes: dict
    parents: tuple = field(repr=False)
    text: str = ""
    children: list = field(default_factory=list, repr=False)

    @property
    def classes(self):
        return (self.attributes.get("class") or "").split()

    def words(self):
        return " ".join(self.text.split())


class Page(HTMLParser):
    """Fails where an element is closed that is not the one open; cells and rows need no end tag."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self._open = [], []
        self.feed(text)
        self.close()
        assert not self._open, [element.tag for element in self._open]

    def handle_starttag(self, tag, attrs):
        if tag in IMPLIED:
            self._close(IMPLIED[tag])
        element = Element(tag, dict(attrs), tuple(self._open))
        self.elements.append(element)
        if self._open:
            self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.elements.append(Element(tag, dict(attrs), tuple(self._open)))

    def handle_endtag(self, tag):
        if tag == "p" and self._open[-1].tag != "p":
            raise AssertionError("a paragraph was closed by what stands in it")
        if tag in ("tr", "thead", "tbody"):
            self._close(IMPLIED["tr"] if tag != "tr" else CELLS)
        assert self._open[-1].tag == tag, (self._open[-1].tag, tag, self.getpos())
        self._open.pop()

    def _close(self, tags):
        while self._open[-1].tag in tags:
            self._open.pop()

    def handle_data(self, data):
        for element in self._open:
            element.text += data

    def all(self, tag, **attributes):
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.elements
            if element.tag == tag
            and all(
                value in element.classes if name == "class" else element.attributes.get(name) == value
                for name, value in wanted.items()
            )
        ]

    def by_id(self, name):
        found = [element for element in self.elements if element.attributes.get("id") == name]
        assert len(found) == 1, (name, len(found))
        return found[0]

    def inside(self, element, tag):
        return [one for one in self.elements if one.tag == tag and element in one.parents]
