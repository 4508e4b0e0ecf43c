"""The child process that reads one document from standard input and tells what stands in it, as JSON."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict

from nlp.corpus.article import RefusedArticleError
from nlp.corpus.readers.apart.sandbox import Extract
from nlp.labels import ProblemKind

__all__ = ["main"]


def main(kind: str, seconds: int, megabytes: int) -> None:
    """Read a document within limits and write an `Extract`, or why it is refused."""
    data = sys.stdin.buffer.read()
    try:
        read = _reader(kind)
        _limit(seconds, megabytes)
        told = asdict(read(data))
    except RefusedArticleError as refusal:
        told = {"refused": refusal.problem.kind.value, "message": refusal.problem.message}
    except MemoryError:
        sys.exit(1)  # as if it had been killed
    except Exception as error:  # noqa: BLE001  a broken document may raise anything in its library; it is named
        message = f"is damaged ({type(error).__name__}); save it anew, or its text as .txt"
        told = {"refused": ProblemKind.UNREADABLE.value, "message": message}
    sys.stdout.write(json.dumps(told, ensure_ascii=True))


def _reader(kind: str) -> Callable[[bytes], Extract]:
    """The reader of a kind of document; its libraries are loaded before the limits hold."""
    if kind == "pdf":
        from nlp.corpus.readers.pdf.reader import read_pdf

        return read_pdf
    from nlp.corpus.readers.apart.office import read_docx, read_odt

    return read_docx if kind == "docx" else read_odt


def _limit(seconds: int, megabytes: int) -> None:
    import resource

    wanted = (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, megabytes * 1024**2),
        (resource.RLIMIT_FSIZE, 0),  # no file may be written
        (resource.RLIMIT_CORE, 0),
    )
    for what, most in wanted:
        _, hard = resource.getrlimit(what)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
