"""How a sentence demands or foresees: the signs of prescriptions and forecasts.

Where a parser may err, the signs rest on words and their order as well as on the tree. Open questions,
conditions ("if Seoul must choose"), past obligations ("had to", "should have known") and guesses about the
present ("must have been") give no sign.
"""

from collections.abc import Iterator

from spacy.tokens import Span

from nlp.analysis.grammar.modality.advice import find_advice
from nlp.analysis.grammar.modality.forecasts import find_forecasts
from nlp.analysis.grammar.modality.imperatives import find_imperatives
from nlp.analysis.grammar.modality.modals import find_modal_demands
from nlp.analysis.grammar.modality.signs import Sign

__all__ = ["Sign", "find_demands", "find_forecasts"]


def find_demands(sent: Span) -> Iterator[Sign]:
    """The demands and recommendations of a sentence, whoever makes them."""
    yield from find_modal_demands(sent)
    yield from find_advice(sent)
    yield from find_imperatives(sent)
