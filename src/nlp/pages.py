"""Pages of the web as pieces: fetched, and read by the reader of their format."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from nlp.corpus.article import Problem
from nlp.corpus.readers import Candidate, Origin, Reading, read_content
from nlp.corpus.readers.candidate import make_layer
from nlp.errors import WebError
from nlp.labels import ProblemKind
from nlp.settings import read_settings
from nlp.web.fetching import Answer, Fetcher

__all__ = ["Pages", "read_answer"]


class Pages:
    """Reads pages by their addresses, one after the other; settings are read when the first is asked for.

    A page that a person asks for is fetched as a browser would: `robots.txt`, which speaks to programs that
    fetch on their own, is not asked.
    """

    def __init__(self, config: Path | None = None) -> None:
        self._config = config
        self._fetcher: Fetcher | None = None

    def read(self, url: str) -> Iterator[Reading]:
        """The pieces at an address; what cannot be fetched or read comes as a problem.

        Raises:
            SettingsError: the settings file is wrong.
        """
        if self._fetcher is None:
            self._fetcher = Fetcher(read_settings(self._config).web)
        try:
            answer = self._fetcher.get(url)
        except WebError as error:
            yield Problem(url, ProblemKind.UNREADABLE, str(error).removeprefix(f"{url}: "))
            return
        yield from read_answer(answer)


def read_answer(answer: Answer) -> Iterator[Reading]:
    """The pieces in what was fetched, with address and day; what cannot be read comes as a problem."""
    told = {"URL": answer.url, "accessed": date.today().isoformat()}
    address, _ = make_layer(Origin.ADDRESS, told)
    for one in read_content(answer.content, name=answer.url, media_type=answer.media_type, url=answer.url):
        yield one.with_layers(address) if isinstance(one, Candidate) else one
