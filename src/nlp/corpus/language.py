"""The language of a text as an ISO 639 code, where the text is long enough to tell."""

from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

__all__ = ["find_language"]

# py3langid 0.4 on made-up sentences (November 2026): below 40 letters of the Latin script it named wrong
# languages with probabilities up to 0.35, from there on right answers had 0.59 and more. Scripts of their
# own (Hangul, Thai, Burmese) tell in a few words.
MIN_LETTERS = 40
MIN_OTHER_LETTERS = 10
MIN_PROBABILITY = 0.5
_LAST_LATIN = "\u024f"


def find_language(text: str) -> str | None:
    """The ISO 639-1 code of the text's language; None where it is too short or too mixed to tell."""
    letters = [char for char in text[:4000] if char.isalpha()]
    others = sum(char > _LAST_LATIN for char in letters)
    if len(letters) < MIN_LETTERS and others < max(MIN_OTHER_LETTERS, len(letters) / 2):
        return None
    code, probability = _identifier().classify(text[:20_000])
    return code if probability >= MIN_PROBABILITY else None


@lru_cache(maxsize=1)  # about a second to unpack, hence only when a text has to be judged
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
