"""The rows of some pieces made anew, those of the others left as they are."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

import pandas as pd

from nlp.codes.records import Code
from nlp.tables.frames import concat_frames, make_frame
from nlp.tables.schemas import get_table

__all__ = ["Row", "by_article", "remake_rows"]

Row: TypeAlias = dict[str, Any]


def by_article(codes: Iterable[Code]) -> dict[str, list[Code]]:
    """Codes by the piece they are of."""
    grouped: dict[str, list[Code]] = defaultdict(list)
    for code in codes:
        grouped[code.article_id].append(code)
    return dict(grouped)


def remake_rows(
    name: str, frame: pd.DataFrame, articles: Iterable[str], remake: Callable[[str, list[Row]], list[Row]]
) -> pd.DataFrame:
    """The table `name` in which the rows of each of the articles are what `remake` makes of them."""
    articles = sorted(set(articles))
    touched = frame["article_id"].isin(articles)
    rows: dict[str, list[Row]] = {one: [] for one in articles}
    for row in frame[touched].to_dict("records"):
        rows[row["article_id"]].append({str(column): value for column, value in row.items()})
    table = get_table(name)
    fresh = make_frame(table, (row for one in articles for row in remake(one, rows[one])))
    return concat_frames(table, (frame[~touched], fresh))
