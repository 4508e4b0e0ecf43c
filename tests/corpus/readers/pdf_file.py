"""Writes small PDF files with text at given places, for the tests of the reader."""

from collections.abc import Mapping, Sequence

__all__ = ["make_pdf", "set_column"]

Run = tuple[float, float, float, str]  # left, up from the foot of the page, size, text


def make_pdf(pages: Sequence[Sequence[Run]], *, info: Mapping[str, str] | None = None) -> bytes:
    """A PDF in Helvetica, A4, one text object for each run."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding"
        b"/Differences[1/fi/fl]>>>>",
    ]
    for number, runs in enumerate(pages):
        content = b"\n".join(_run(*run) for run in runs)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * number} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>".encode()
        )
        objects.append(b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content))
    fields = "".join(f"/{key}({value})" for key, value in (info or {}).items())
    objects.append(f"<<{fields}>>".encode("cp1252"))
    return _file(objects)


def set_column(text: str, *, left: float, top: float, size: float = 10, width: int = 80) -> list[Run]:
    """Lines of a text below one another, broken at the width; a line that ends in a hyphen stays one."""
    runs: list[Run] = []
    for paragraph in text.split("\n\n"):
        line = ""
        for word in paragraph.replace("\n", " \n ").split(" "):
            if word == "\n" or len(line) + 1 + len(word) > width:
                runs.append((left, top, size, line))
                top -= size * 1.2
                line = "" if word == "\n" else word
            else:
                line = f"{line} {word}".strip()
        runs.append((left, top, size, line))
        top -= size * 2
    return runs


def _run(left: float, up: float, size: float, text: str) -> bytes:
    coded = text.replace("ﬁ", "\x01").replace("ﬂ", "\x02").encode("cp1252")
    coded = coded.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %g Tf %g %g Td (%s) Tj ET" % (size, left, up, coded)


def _file(objects: Sequence[bytes]) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    out += b"trailer\n<</Size %d/Root 1 0 R/Info %d 0 R>>\n" % (len(objects) + 1, len(objects))
    return out + b"startxref\n%d\n%%%%EOF\n" % start
