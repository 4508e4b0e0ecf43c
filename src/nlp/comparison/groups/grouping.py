"""Which pieces form a group: those of one side, outlet, year or author's country. Without pandas: fast."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, Final

from nlp.errors import TableError
from nlp.labels import Grouping

__all__ = ["Groups", "check_group", "make_groups", "read_grouping"]

Groups = dict[str, list[str]]  # value → ids of the pieces

_SAID: Final = {
    Grouping.SIDE: "side",
    Grouping.OUTLET: "outlet",
    Grouping.YEAR: "year of publication",
    Grouping.AUTHOR_COUNTRY: "author's country",
}
_NAMED: Final = 12  # values that an error names; the others are counted


def read_grouping(name: str) -> Grouping:
    """The field of that name.

    Raises:
        TableError: pieces are not grouped by it; those there are are named.
    """
    if name not in set(Grouping):
        raise TableError(f"pieces cannot be grouped by `{name}`; choose one of {', '.join(Grouping)}")
    return Grouping(name)


def make_groups(
    articles: Iterable[Mapping[str, Any]], field: Grouping, copies: Iterable[str] = ()
) -> tuple[Groups, int]:
    """The groups in the order of their values, and the number of pieces without a value.

    Args:
        articles: rows of the table; pieces without a sentence were not analysed and are left out.
        field: by what to group.
        copies: ids of pieces whose text counts elsewhere.
    """
    left_out = set(copies)
    groups: Groups = {}
    unknown = 0
    for row in articles:
        if not row["n_sentences"] or row["article_id"] in left_out:
            continue
        value = _value(row, field)
        if value is None:
            unknown += 1
        else:
            groups.setdefault(value, []).append(row["article_id"])
    return dict(sorted(groups.items())), unknown


def check_group(groups: Groups, field: Grouping, *values: str | None) -> None:
    """Pass where there are two groups at least, and one of each value that is given.

    Raises:
        TableError: there is nothing to compare; the groups there are are named.
    """
    said = _SAID[field]
    if not groups:
        raise TableError(f"no piece states its {said}, so there are no groups; give it with the article")
    for value in values:
        if value is not None and value not in groups:
            near = get_close_matches(value, groups, n=1)
            hint = f"did you mean `{near[0]}`? " if near else ""
            raise TableError(
                f"no piece has the {said} `{value}` (copies count where they appeared first); {hint}"
                f"there are: {_listed(groups)}"
            )
    if len(groups) == 1:
        raise TableError(f"there is one {said} only, {_listed(groups)}: there is nothing to hold it against")
    given = [value for value in values if value is not None]
    if len(set(given)) < len(given):
        raise TableError(f"`{given[0]}` cannot be held against itself; choose another of {_listed(groups)}")


def _value(row: Mapping[str, Any], field: Grouping) -> str | None:
    value = row["published" if field is Grouping.YEAR else str(field)]
    if value is None or value != value:  # NaN and NaT are what a frame puts for what is missing
        return None
    return f"{value.year}" if field is Grouping.YEAR else str(value)


def _listed(groups: Groups) -> str:
    named = [f"{value} ({len(ids)})" for value, ids in list(groups.items())[:_NAMED]]
    more = len(groups) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")
