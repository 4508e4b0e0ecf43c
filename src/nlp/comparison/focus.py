"""Which pieces are in focus: held against all the rest, each by itself, and given a page in the report.

To hold every piece against the rest costs a fixed time a piece; a reader looks at a few. So the pieces
published last are in focus, and older ones where they are named. All pieces count in the rest of each.
"""

from difflib import get_close_matches

import numpy as np
import pandas as pd

from nlp.settings import ComparisonSettings

__all__ = ["find_focus", "focus_notes", "is_in_focus"]


def find_focus(articles: pd.DataFrame, settings: ComparisonSettings) -> tuple[str, ...]:
    """The ids of the pieces in focus, sorted: a function of the corpus and the settings and of nothing else.

    They are the `focus_pieces` analysed ones that were published last, those in another language that are no
    older, and those named. Undated pieces are the first to be left out; of one day the later ids stay.
    """
    ordered = articles.sort_values(
        ["published", "article_id"], ascending=False, na_position="last", ignore_index=True
    )
    analysed = (ordered["n_sentences"] > 0).to_numpy(dtype=np.int64)
    newer = analysed.cumsum() - analysed  # how many analysed pieces were published after each
    named = ordered["article_id"].isin(settings.focus)
    return tuple(sorted(ordered["article_id"][(newer < settings.focus_pieces) | named]))


def is_in_focus(articles: pd.DataFrame, article_id: str, settings: ComparisonSettings) -> bool:
    """Whether a piece is held against the rest."""
    return article_id in find_focus(articles, settings)


def focus_notes(articles: pd.DataFrame, settings: ComparisonSettings) -> tuple[str, ...]:
    """What is to be told of pieces that the settings name and the corpus has not."""
    known = list(articles["article_id"])
    notes = []
    for one in dict.fromkeys(settings.focus):
        if one not in set(known):
            near = get_close_matches(one, known, n=1)
            hint = f"did you mean `{near[0]}`?" if near else "`commentary show articles` lists the ids"
            notes.append(f"setting `comparison.focus`: there is no piece `{one}`; {hint}")
    return tuple(notes)
